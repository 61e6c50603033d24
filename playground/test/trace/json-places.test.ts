import fc from "fast-check";
import { expect, test } from "vitest";
import { jsonPlaceAt, jsonPlaces } from "../../src/trace/json-places.ts";

const TEXT = '{\n  "id": 7,\n  "phones": [\n    { "kind": "mobile", "a b": null },\n    "x\\"]"\n  ]\n}\n';

test("every value of a JSON text has its path and its place", () => {
  const found = jsonPlaces(TEXT).map(({ path, span }) => [path, TEXT.slice(span.start, span.end).replace(/\s+/g, " ")]);
  expect(found).toEqual([
    ["id", "7"],
    ["phones[0].kind", '"mobile"'],
    ["phones[0].`a b`", "null"],
    ["phones[0]", '{ "kind": "mobile", "a b": null }'],
    ["phones[1]", '"x\\"]"'],
    ["phones", '[ { "kind": "mobile", "a b": null }, "x\\"]" ]'],
    ["", '{ "id": 7, "phones": [ { "kind": "mobile", "a b": null }, "x\\"]" ] }'],
  ]);
});

test.each([
  ['"kind"', "phones[0].kind"],
  ["obile", "phones[0].kind"],
  ["7", "id"],
  ["x\\", "phones[1]"],
  [',\n  "phones', "id"],
  [',\n    "x', "phones[0]"],
  ["[\n", "phones"],
])("the cursor at %s is in %s", (at, path) => {
  expect(jsonPlaceAt(TEXT, jsonPlaces(TEXT), TEXT.indexOf(at))?.path).toBe(path);
});

test("a text that breaks off anywhere gives places of what stands before, and never throws", () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
      const text = JSON.stringify(value, null, 2);
      const half = text.slice(0, cut % (text.length + 1));
      for (const { span } of jsonPlaces(half)) expect(span.end).toBeLessThanOrEqual(half.length);
      const [whole] = jsonPlaces(text).slice(-1);
      expect(text.slice(whole?.span.start, whole?.span.end)).toBe(text);
    }),
    { numRuns: 200 },
  );
});

test("the text at a place is the value at its path", () => {
  fc.assert(
    fc.property(fc.array(fc.record({ a: fc.jsonValue({ maxDepth: 1 }), b: fc.string() })), (list) => {
      const text = JSON.stringify({ list }, null, 1);
      const places = new Map(jsonPlaces(text).map((place) => [place.path, place.span]));
      for (const [index, { b }] of list.entries()) {
        const span = places.get(`list[${index}].b`);
        expect(JSON.parse(text.slice(span?.start, span?.end))).toBe(b);
      }
    }),
    { numRuns: 100 },
  );
});
