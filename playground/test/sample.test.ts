import type { EntitySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { createFileHost } from "../src/project/file-host.ts";
import { makeSample } from "../src/sample/make-sample.ts";
import { SampleValidator } from "../src/sample/validate-sample.ts";
import { EXAMPLES, readFolder } from "./support.ts";

const validator = new SampleValidator();

const SCHEMAS = EXAMPLES.flatMap(({ id, files }) => {
  const host = createFileHost(files);
  const systems = new Set([...files.keys()].flatMap((path) => /^schemas\/([^/]+)\//.exec(path)?.[1] ?? []));
  return [...systems].flatMap((system) =>
    host.listSchemas(system).map((resource) => ({ name: `${id}: ${system}.${resource}`, system, resource, host })),
  );
});

test.each(SCHEMAS)("a sample made of $name fits it", ({ host, system, resource }) => {
  const schema = host.readSchema(system, resource) ?? {};
  const sample = makeSample(schema);
  expect(validator.validate(schema, sample)).toEqual([]);
  expect(Object.keys(sample as object)).not.toEqual([]);
});

test.each([
  ["first-steps", "shop", "customers"],
  ["xcart-odoo", "shop", "orders"],
])("the bundled sample of %s fits the schema", (id, system, resource) => {
  const files = EXAMPLES.find((example) => example.id === id)?.files ?? new Map();
  const schema = createFileHost(files).readSchema(system, resource) ?? {};
  const text = readFolder(`playground/examples/${id}`).get(`samples/${system}/${resource}.json`) ?? "";
  expect(validator.validate(schema, JSON.parse(text))).toEqual([]);
});

test("a schema that contains lists without end gives a sample that ends", () => {
  const node: { type: "object"; properties: Record<string, EntitySchema> } = { type: "object", properties: {} };
  node.properties.children = { type: "array", items: node };
  expect(JSON.stringify(makeSample(node)).length).toBeLessThan(500);
});

const PERSON: EntitySchema = {
  type: "object",
  properties: {
    born: { type: "string", format: "date" },
    kind: { enum: ["a", "b"] },
    pets: { type: "array", items: { type: "object", properties: { name: { type: "string" } }, required: ["name"] } },
  },
  required: ["born"],
};

test.each([
  ["an absent field", {}, [], "misses the field born"],
  ["a day that is not in the calendar", { born: "2026-02-30" }, ["born"], 'must match format "date"'],
  ["another word", { born: "2026-02-28", kind: "c" }, ["kind"], 'must be one of ["a","b"]'],
  ["a fault in a list", { born: "2026-02-28", pets: [{ name: 1 }] }, ["pets", "0", "name"], "must be string"],
])("%s is told with its place", (_, record, path, message) => {
  expect(validator.validate(PERSON, record)).toEqual([{ path, message }]);
});

test("a schema that cannot be used is said to be so", () => {
  const [fault] = validator.validate({ type: "nonsense" } as never, {});
  expect(fault?.message).toContain("the schema cannot be used");
});
