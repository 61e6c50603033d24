import { expect, test } from "vitest";
import { type EntitySchema, overlaySchema } from "../src/index.ts";

test.for<readonly [string, EntitySchema, EntitySchema, EntitySchema]>([
  ["keywords of the overlay win", { type: "string", title: "A" }, { title: "B" }, { type: "string", title: "B" }],
  [
    "fields are merged, new ones are added",
    { properties: { a: { type: "string" } }, required: ["a"] },
    { properties: { a: { readOnly: true }, b: { type: "integer" } } },
    { properties: { a: { type: "string", readOnly: true }, b: { type: "integer" } }, required: ["a"] },
  ],
  ["required is replaced", { required: ["a", "b"] }, { required: ["b"] }, { required: ["b"] }],
  [
    "items and the values of maps are merged",
    { items: { type: "string" }, additionalProperties: { type: "number" } },
    { items: { maxLength: 3 }, additionalProperties: { "x-xmap-decimal": 2 } },
    { items: { type: "string", maxLength: 3 }, additionalProperties: { type: "number", "x-xmap-decimal": 2 } },
  ],
  [
    "a field called __proto__ is a field",
    { properties: { a: {} } },
    JSON.parse('{ "properties": { "__proto__": { "type": "string" } } }') as EntitySchema,
    JSON.parse('{ "properties": { "a": {}, "__proto__": { "type": "string" } } }') as EntitySchema,
  ],
])("%s", ([, pulled, overlay, merged]) => {
  expect(overlaySchema(pulled, overlay)).toEqual(merged);
});
