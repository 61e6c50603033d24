import type { EntitySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { readJsonSchema } from "../../src/schema/sources/json-schema/json-schema.ts";

const noFile = () => undefined;

const CONVERSIONS: readonly (readonly [rule: string, from: unknown, to: EntitySchema])[] = [
  [
    "a plain schema stays as it is",
    {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "orders",
      type: "object",
      required: ["id"],
      properties: {
        id: { type: "integer", readOnly: true, "x-xmap-searchable": true },
        total: { type: "number", "x-xmap-money": "currency" },
      },
    },
    {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      title: "orders",
      type: "object",
      required: ["id"],
      properties: {
        id: { type: "integer", readOnly: true, "x-xmap-searchable": true },
        total: { type: "number", "x-xmap-money": "currency" },
      },
    },
  ],
  [
    "a $ref into $defs is followed, and what stands beside it counts",
    {
      type: "object",
      properties: { ship: { $ref: "#/$defs/Address", description: "Where to." } },
      $defs: { Address: { type: "object", description: "An address.", properties: { city: { type: "string" } } } },
    },
    {
      type: "object",
      properties: { ship: { type: "object", description: "Where to.", properties: { city: { type: "string" } } } },
    },
  ],
  [
    "draft-07 says definitions, and lists of items",
    {
      type: "object",
      properties: { pair: { type: "array", items: [{ $ref: "#/definitions/N" }, { type: "integer" }] } },
      definitions: { N: { type: "number" } },
    },
    { type: "object", properties: { pair: { type: "array", items: { type: "number" } } } },
  ],
  [
    "2020-12 says prefixItems",
    { type: "array", prefixItems: [{ type: "string" }, { type: "string" }], items: false },
    { type: "array", items: { type: "string" } },
  ],
  [
    "an anchor, and the document's own $id, are followed",
    {
      $id: "https://shop.test/order",
      properties: { a: { $ref: "#money" }, b: { $ref: "https://shop.test/order#/$defs/M" } },
      $defs: { M: { $anchor: "money", type: "number", "x-xmap-decimal": 2 } },
    },
    {
      $id: "https://shop.test/order",
      properties: { a: { type: "number", "x-xmap-decimal": 2 }, b: { type: "number", "x-xmap-decimal": 2 } },
    },
  ],
  [
    "names with slashes and tildes are found",
    { properties: { a: { $ref: "#/$defs/a~1b~0c%20d" } }, $defs: { "a/b~c d": { type: "boolean" } } },
    { properties: { a: { type: "boolean" } } },
  ],
  [
    "the parts of allOf hold together",
    {
      allOf: [
        {
          type: "object",
          required: ["id"],
          properties: { id: { type: "number" }, name: { type: ["string", "null"], maxLength: 64 } },
        },
        {
          properties: { id: { type: "integer", readOnly: true }, name: { type: "string", maxLength: 40 } },
          required: ["name"],
        },
      ],
    },
    {
      type: "object",
      required: ["id", "name"],
      properties: { id: { type: "integer", readOnly: true }, name: { type: "string", maxLength: 40 } },
    },
  ],
  [
    "enumerations in allOf have only what all parts allow",
    { allOf: [{ enum: ["a", "b", "c"] }, { enum: ["c", "b", "d"] }] },
    { enum: ["b", "c"] },
  ],
  [
    "oneOf of constants is an enumeration with labels",
    {
      oneOf: [
        { const: "P", title: "Paid" },
        { const: "Q", title: "Queued" },
      ],
    },
    { enum: ["P", "Q"], "x-xmap-labels": { P: "Paid", Q: "Queued" } },
  ],
  [
    "null among the forms makes it nullable",
    { anyOf: [{ type: "string", maxLength: 8 }, { type: "null" }] },
    { type: ["string", "null"], maxLength: 8 },
  ],
  [
    "null among forms of an enumeration joins the set",
    { anyOf: [{ type: "string", enum: ["x"] }, { const: null }] },
    { type: ["string", "null"], enum: ["x", null] },
  ],
  ["numbers and whole numbers are numbers", { anyOf: [{ type: "integer" }, { type: "number" }] }, { type: "number" }],
  [
    "texts keep what all of them say",
    {
      oneOf: [
        { type: "string", format: "uuid", readOnly: true },
        { type: "string", maxLength: 3, readOnly: true },
      ],
    },
    { type: "string", readOnly: true },
  ],
  [
    "what has no type in common stays a union",
    { anyOf: [{ type: "string" }, { type: "integer", "x-xmap-reference": "orders" }] },
    { anyOf: [{ type: "string" }, { type: "integer", "x-xmap-reference": "orders" }] },
  ],
  [
    "records become one, with the fields that not all have optional and the telling field closed",
    {
      oneOf: [
        {
          type: "object",
          required: ["kind", "card"],
          properties: { kind: { const: "card" }, card: { type: "string" } },
        },
        { type: "object", required: ["kind"], properties: { kind: { const: "bank" }, iban: { type: "string" } } },
      ],
    },
    {
      type: "object",
      properties: { kind: { enum: ["card", "bank"] }, card: { type: "string" }, iban: { type: "string" } },
      required: ["kind"],
    },
  ],
  [
    "variants add to what the record itself says",
    {
      type: "object",
      properties: { id: { type: "integer" } },
      oneOf: [
        { type: "object", properties: { a: { type: "string" } } },
        { type: "object", properties: { b: { type: "string" } } },
      ],
    },
    { type: "object", properties: { a: { type: "string" }, b: { type: "string" }, id: { type: "integer" } } },
  ],
  [
    "variants that only require fields say nothing of types",
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      anyOf: [{ required: ["a"] }, { required: ["b"] }],
    },
    {
      type: "object",
      properties: { a: { type: "string" }, b: { type: "string" } },
      "x-xmap-checked": { anyOf: [{ required: ["a"] }, { required: ["b"] }] },
    },
  ],
  [
    "a variant that allows everything leaves the type open",
    { title: "anything", anyOf: [{ type: "string" }, true] },
    { title: "anything" },
  ],
  [
    "a map has a schema for its values",
    { type: "object", additionalProperties: { $ref: "#/$defs/Rate" }, $defs: { Rate: { type: "number" } } },
    { type: "object", additionalProperties: { type: "number" } },
  ],
  [
    "patternProperties alone are a map",
    { type: "object", patternProperties: { "^[A-Z]{3}$": { type: "number" } } },
    { type: "object", additionalProperties: { type: "number" } },
  ],
  [
    "const, pattern and minimum are kept",
    { const: "EUR", pattern: "^E", minimum: 1 },
    { const: "EUR", pattern: "^E", minimum: 1 },
  ],
  ["a pattern of another dialect is left out", { type: "string", pattern: "(?i)abc" }, { type: "string" }],
  ["a field that must not be there is left out", { properties: { a: false, b: true } }, { properties: { b: {} } }],
  [
    "what can only be written is not there when read",
    {
      required: ["id", "password"],
      properties: { id: { type: "string" }, password: { type: "string", writeOnly: true } },
    },
    { required: ["id"], properties: { id: { type: "string" }, password: { type: "string" } } },
  ],
  [
    "a field called __proto__ is a field",
    JSON.parse('{"properties": {"__proto__": {"type": "string"}}}'),
    JSON.parse('{"properties": {"__proto__": {"type": "string"}}}') as EntitySchema,
  ],
  [
    "words that no mapping needs are left out",
    { $comment: "x", type: "string", examples: ["a"], default: "a", "x-vendor": 1 },
    { type: "string" },
  ],
  [
    "words that say more than a type are kept together, unless they refer elsewhere",
    { type: "string", minLength: 2, if: { const: "a" }, not: { $ref: "#/$defs/Other" }, multipleOf: 0 },
    { type: "string", "x-xmap-checked": { minLength: 2, if: { const: "a" } } },
  ],
];

test.for(CONVERSIONS)("%s", ([, from, to]) => {
  expect(readJsonSchema(from, noFile)).toEqual({ schema: to, problems: [] });
});

test("a record inside records of its own kind is told once more, then only named", () => {
  const { schema } = readJsonSchema(
    {
      $ref: "#/$defs/Category",
      $defs: {
        Category: { type: "object", properties: { name: { type: "string" }, parent: { $ref: "#/$defs/Category" } } },
      },
    },
    noFile,
  );
  const outer = schema?.properties?.parent;
  expect(outer?.properties?.name).toEqual({ type: "string" });
  expect(outer?.properties?.parent).toEqual({
    type: "object",
    description: "A record; its fields are not told again here.",
  });
});

test("references that lead in a circle without a field between them end", () => {
  const { schema, problems } = readJsonSchema(
    { properties: { a: { $ref: "#/$defs/A" } }, $defs: { A: { $ref: "#/$defs/B" }, B: { $ref: "#/$defs/A" } } },
    noFile,
  );
  expect(problems).toEqual([]);
  expect(schema?.properties?.a?.type).toBe("object");
});

test("records that refer to each other without end are told as deep as they stay small", () => {
  const names = Array.from({ length: 40 }, (_, index) => `R${index}`);
  const record = {
    type: "object",
    properties: Object.fromEntries(names.map((name) => [name, { $ref: `#/$defs/${name}` }])),
  };
  const { schema, problems } = readJsonSchema(
    { $ref: "#/$defs/R0", $defs: Object.fromEntries(names.map((name) => [name, record])) },
    noFile,
  );
  expect(problems).toEqual([]);
  const inner = schema?.properties?.R1?.properties?.R2;
  expect(
    inner?.properties === undefined || Object.values(inner.properties).every((each) => each.properties === undefined),
  ).toBe(true);
  expect(JSON.stringify(schema).length).toBeLessThan(5_000_000);
});

const FAULTS: readonly (readonly [rule: string, document: unknown, place: string, message: string, help: string])[] = [
  ["a list is no schema", [], "#", "the file holds a list instead of a JSON Schema", "write a schema of an object"],
  [
    "a reference into nowhere",
    { properties: { a: { $ref: "#/$defs/Nope" } } },
    "#/properties/a",
    "`$ref` names #/$defs/Nope, which is not there",
    "add what it names",
  ],
  [
    "a reference to another file",
    { properties: { a: { $ref: "https://x.test/y.json" } } },
    "#/properties/a",
    "https://x.test/y.json, which is not there",
    "resource of the same folder",
  ],
  [
    "an unknown type",
    { properties: { a: { type: "text" } } },
    "#/properties/a",
    '`type` is "text"',
    "give it one or several of object, array, string",
  ],
  [
    "required as a flag",
    { properties: { "a/b": { required: true } } },
    "#/properties/a~1b",
    "`required` is true",
    "give it a list of names",
  ],
  [
    "a misspelt word of ours",
    { properties: { a: { "x-xmap-refrence": "x" } } },
    "#/properties/a",
    "there is no keyword `x-xmap-refrence`",
    "did you mean `x-xmap-reference`?",
  ],
  [
    "a word of ours with the wrong value",
    { "x-xmap-decimal": 1.5 },
    "#",
    "`x-xmap-decimal` is 1.5",
    "give it a whole number",
  ],
  [
    "parts that contradict each other",
    { properties: { a: { allOf: [{ type: "string" }, { type: "integer" }] } } },
    "#/properties/a",
    "contradict each other",
    "a type in common",
  ],
  [
    "a text where a schema must stand",
    { items: "string" },
    "#/items",
    "here stands text instead of a schema",
    "write a schema",
  ],
  ["properties as a list", { properties: ["a"] }, "#", "`properties` is a list", "an object from names to schemas"],
  ["variants as an object", { anyOf: {} }, "#", "`anyOf` is an object", "a list of schemas"],
];

test.for(FAULTS)("%s is said with its place and the mend", ([, document, place, message, help]) => {
  const { schema, problems } = readJsonSchema(document, noFile);
  expect(schema).toBeUndefined();
  expect(problems).toEqual([{ place, message: expect.stringContaining(message), help: expect.stringContaining(help) }]);
});

test("a schema nested a thousand levels deep is refused and not followed to the end of the stack", () => {
  let document: unknown = { type: "string" };
  for (let level = 0; level < 5000; level += 1) document = { type: "array", items: document };
  expect(readJsonSchema(document, noFile).problems).toEqual([
    expect.objectContaining({ message: "schemas are nested more deeply than can be read" }),
  ]);
});
