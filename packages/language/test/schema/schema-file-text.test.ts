import { expect, test } from "vitest";
import { schemaFileText } from "../../src/schema/schema-file-text.ts";

test("keywords have one order and fields stand by name, whatever order the system tells them in", () => {
  const one = schemaFileText({
    required: ["b", "a"],
    properties: {
      b: { readOnly: true, type: "string", "x-xmap-defaulted": true },
      a: { type: "array", items: { properties: { d: {}, c: {} }, type: "object" } },
    },
    type: "object",
    title: "orders",
    $schema: "https://json-schema.org/draft/2020-12/schema",
  });
  const other = schemaFileText({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "orders",
    type: "object",
    properties: {
      a: { items: { type: "object", properties: { c: {}, d: {} } }, type: "array" },
      b: { "x-xmap-defaulted": true, type: "string", readOnly: true },
    },
    required: ["a", "b"],
  });
  expect(one).toBe(other);
  expect(one).toBe(`{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "title": "orders",
  "type": "object",
  "properties": {
    "a": {
      "type": "array",
      "items": {
        "type": "object",
        "properties": {
          "c": {},
          "d": {}
        }
      }
    },
    "b": {
      "type": "string",
      "readOnly": true,
      "x-xmap-defaulted": true
    }
  },
  "required": [
    "a",
    "b"
  ]
}
`);
});
