import type { EntitySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { schemaToRecord } from "../../src/schema/schema-to-type.ts";
import { typeToText } from "../../src/types/type-to-text.ts";

function fieldTypes(properties: Readonly<Record<string, EntitySchema>>) {
  const schema: EntitySchema = { type: "object", properties, required: Object.keys(properties) };
  return schemaToRecord(schema, { entity: "Order", system: "shop", omitted: new Set() }).fields;
}

const TYPES: readonly (readonly [rule: string, schema: EntitySchema, text: string])[] = [
  ["a constant is a closed set of one", { const: "EUR" }, '"EUR"'],
  ["null and nothing else", { const: null }, "nothing"],
  ["several types are a union", { type: ["string", "integer", "null"] }, "text or whole number or nothing"],
  ["anyOf is a union", { anyOf: [{ type: "boolean" }, { type: "string" }] }, "boolean or text"],
  ["anyOf with null may be nothing", { anyOf: [{ type: "integer" }, { type: "null" }] }, "whole number or nothing"],
  [
    "an id or its record",
    {
      anyOf: [
        { type: "integer", "x-xmap-reference": "customers" },
        { type: "object", properties: { name: { type: "string" } } },
      ],
    },
    "reference to shop.customers or OrderField",
  ],
  ["a map", { type: "object", additionalProperties: { type: "number" } }, "map of number"],
  [
    "a map of maps of records",
    { additionalProperties: { additionalProperties: { type: "object", properties: { a: {} } } } },
    "map of map of OrderField",
  ],
  ["a map of anything is not known", { type: "object", additionalProperties: true }, "unknown"],
  ["a record that is only named is not known", { type: "object", "x-xmap-reference": "customers" }, "unknown"],
  ["a nullable enumeration", { type: ["string", "null"], enum: ["a", null] }, '"a" or nothing'],
  [
    "a reference",
    { type: ["integer", "null"], "x-xmap-reference": "customers" },
    "reference to shop.customers or nothing",
  ],
];

test.for(TYPES)("%s", ([, schema, text]) => {
  const field = fieldTypes({ field: schema }).get("field");
  expect(field === undefined ? undefined : typeToText(field.value)).toBe(text);
});

test("patterns and labels go along", () => {
  const fields = fieldTypes({
    sku: { type: "string", pattern: "^[A-Z]", maxLength: 9 },
    state: { enum: ["p"], "x-xmap-labels": { p: "Paid" } },
  });
  expect(fields.get("sku")?.value.type).toEqual({ kind: "text", pattern: "^[A-Z]", maxLength: 9 });
  expect(fields.get("state")?.value.type).toEqual({ kind: "enumeration", values: ["p"], labels: { p: "Paid" } });
});
