import type { EntitySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { readOpenApi } from "../../src/schema/sources/openapi/openapi.ts";

function documentOf(schemas: Record<string, unknown>, more: Record<string, unknown> = {}): Record<string, unknown> {
  return { openapi: "3.0.3", info: { title: "Shop", version: "1" }, paths: {}, components: { schemas }, ...more };
}

function schemaOf(document: unknown, resource: string): EntitySchema | undefined {
  const { catalog, problems } = readOpenApi(document);
  expect(problems).toEqual([]);
  const reading = catalog?.read(resource);
  expect(reading?.problems).toEqual([]);
  return reading?.schema;
}

const FIELDS: readonly (readonly [rule: string, field: unknown, to: EntitySchema])[] = [
  ["nullable of 3.0", { type: "string", nullable: true }, { type: ["string", "null"] }],
  [
    "nullable enumerations",
    { type: "string", enum: ["a"], nullable: true },
    { type: ["string", "null"], enum: ["a", null] },
  ],
  [
    "nullable beside allOf",
    { allOf: [{ $ref: "#/components/schemas/Money" }], nullable: true },
    { type: ["number", "null"], "x-xmap-decimal": 2 },
  ],
  [
    "lists of types of 3.1",
    { type: ["integer", "null"], format: "int64" },
    { type: ["integer", "null"], format: "int64" },
  ],
  ["const of 3.1", { const: "EUR" }, { const: "EUR" }],
  [
    "a default, which the server fills in",
    { type: "boolean", default: false },
    { type: "boolean", "x-xmap-defaulted": true },
  ],
  [
    "readOnly, maxLength, pattern and format",
    { type: "string", format: "email", maxLength: 80, pattern: "@", readOnly: true },
    { type: "string", format: "email", maxLength: 80, pattern: "@", readOnly: true },
  ],
  [
    "additionalProperties",
    { type: "object", additionalProperties: { type: "integer" } },
    { type: "object", additionalProperties: { type: "integer" } },
  ],
  [
    "oneOf with a null form of 3.1",
    { oneOf: [{ $ref: "#/components/schemas/Money" }, { type: "null" }] },
    { type: ["number", "null"], "x-xmap-decimal": 2 },
  ],
  [
    "anyOf of an id and a record",
    { anyOf: [{ type: "string" }, { $ref: "#/components/schemas/Line" }] },
    { anyOf: [{ type: "string" }, { type: "object", properties: { sku: { type: "string" } } }] },
  ],
  [
    "lists of records",
    { type: "array", items: { $ref: "#/components/schemas/Line" } },
    { type: "array", items: { type: "object", properties: { sku: { type: "string" } } } },
  ],
];

test.for(FIELDS)("%s", ([, field, to]) => {
  const document = documentOf({
    Order: { type: "object", properties: { field } },
    Money: { type: "number", "x-xmap-decimal": 2 },
    Line: { type: "object", properties: { sku: { type: "string" } } },
  });
  expect(schemaOf(document, "Order")).toEqual({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Order",
    type: "object",
    properties: { field: to },
  });
});

test("a record that contains its own kind ends in a reference to the resource", () => {
  const document = documentOf({
    Employee: {
      type: "object",
      properties: { name: { type: "string" }, manager: { $ref: "#/components/schemas/Employee" } },
    },
  });
  const inner = schemaOf(document, "Employee")?.properties?.manager?.properties?.manager;
  expect(inner).toEqual({
    type: "object",
    "x-xmap-reference": "Employee",
    description: "A record of Employee; its fields are not told again here.",
  });
});

function answering(schema: unknown): Record<string, unknown> {
  return {
    get: {
      responses: { 200: { description: "", content: { "application/json": { schema } } }, 404: { description: "" } },
    },
  };
}

test("resources are what the paths answer with: alone, in lists, in envelopes", () => {
  const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const record = (name: string) => ({ type: "object", properties: { [name]: { type: "string" } } });
  const { catalog } = readOpenApi(
    documentOf(
      {
        Order: record("order"),
        Customer: record("customer"),
        Product: record("product"),
        Helper: record("helper"),
        ProductPage: {
          type: "object",
          properties: { data: { type: "array", items: reference("Product") }, total: { type: "integer" } },
        },
        Status: { type: "string" },
      },
      {
        paths: {
          "/orders": answering({ type: "array", items: reference("Order") }),
          "/customers/{id}": answering(reference("Customer")),
          "/products": answering(reference("ProductPage")),
          "/status": answering(reference("Status")),
        },
      },
    ),
  );
  expect(catalog?.resources).toEqual(["Customer", "Order", "Product"]);
  expect(catalog?.read("Helper")?.schema?.properties).toEqual({ helper: { type: "string" } });
  expect(catalog?.read("Nope")).toBeUndefined();
});

test("a document without paths offers all its objects", () => {
  expect(
    readOpenApi(documentOf({ B: { type: "object" }, A: { allOf: [] }, C: { type: "string" } })).catalog?.resources,
  ).toEqual(["A", "B"]);
});

/** The contract API of an ERP in small, as its own description says it. */
const CONTRACT_API = documentOf({
  Entity: {
    type: "object",
    properties: {
      id: { type: "string", format: "uuid" },
      rowNumber: { type: "integer", format: "int64" },
      note: { $ref: "#/components/schemas/StringValue" },
      custom: {
        type: "object",
        additionalProperties: { type: "object", additionalProperties: { $ref: "#/components/schemas/CustomField" } },
      },
      error: { type: "string" },
    },
  },
  CustomField: { type: "object", required: ["type"], properties: { type: { type: "string" } } },
  StringValue: { type: "object", properties: { value: { type: "string" }, error: { type: "string" } } },
  DecimalValue: {
    type: "object",
    properties: { value: { type: "number", format: "double" }, error: { type: "string" } },
  },
  Line: {
    allOf: [
      { $ref: "#/components/schemas/Entity" },
      { type: "object", properties: { Qty: { $ref: "#/components/schemas/DecimalValue" } } },
    ],
  },
  SalesOrder: {
    allOf: [
      { $ref: "#/components/schemas/Entity" },
      {
        type: "object",
        properties: {
          OrderNbr: { $ref: "#/components/schemas/StringValue" },
          Details: { type: "array", items: { $ref: "#/components/schemas/Line" } },
          Weight: { type: "object", properties: { value: { type: "number" }, unit: { type: "string" } } },
        },
      },
    ],
  },
});

test("wrapped values of the contract API are plain, always there and null when empty", () => {
  const schema = schemaOf(CONTRACT_API, "SalesOrder");
  expect(schema?.properties).toMatchObject({
    id: { type: "string", format: "uuid", readOnly: true, "x-xmap-searchable": true },
    OrderNbr: { type: ["string", "null"], "x-xmap-defaulted": true, "x-xmap-searchable": true },
    note: { type: ["string", "null"] },
    Details: { type: "array", items: { properties: { Qty: { type: ["number", "null"], format: "double" } } } },
    Weight: { type: "object", properties: { value: { type: "number" }, unit: { type: "string" } } },
    custom: { type: "object", additionalProperties: { type: "object", additionalProperties: { type: "object" } } },
  });
  expect(schema?.required).toEqual(["id", "rowNumber", "note", "OrderNbr", "Details"]);
  expect(schema?.properties).not.toHaveProperty("error");
  expect(schema?.properties?.Details?.items?.properties?.Qty).not.toHaveProperty("x-xmap-searchable");
});

test("wrapped values of other documents stay records", () => {
  const document = documentOf({
    StringValue: { type: "object", properties: { value: { type: "string" } } },
    Order: { type: "object", properties: { number: { $ref: "#/components/schemas/StringValue" } } },
  });
  expect(schemaOf(document, "Order")?.properties?.number?.type).toBe("object");
});

test.for([
  ["a list", [], "#", "holds a list"],
  ["an old version", { swagger: "2.0" }, "#/swagger", "version 2.0"],
  ["no version", { info: {} }, "#/openapi", "is missing"],
  ["a later version", { openapi: "4.0.0" }, "#/openapi", "is 4.0.0"],
  ["no schemas", { openapi: "3.1.0", paths: {} }, "#/components/schemas", "describes no schemas"],
] as const)("a document with %s is refused with the mend", ([, document, place, message]) => {
  const { catalog, problems } = readOpenApi(document);
  expect(catalog).toBeUndefined();
  expect(problems).toEqual([{ place, message: expect.stringContaining(message), help: expect.stringMatching(/\w+/) }]);
});

test("a broken schema hinders no other one", () => {
  const { catalog } = readOpenApi(
    documentOf({
      Good: { type: "object", properties: {} },
      Bad: { type: "object", properties: { a: { $ref: "#/components/schemas/Gone" } } },
    }),
  );
  expect(catalog?.read("Good")?.problems).toEqual([]);
  expect(catalog?.read("Bad")).toEqual({
    schema: undefined,
    problems: [expect.objectContaining({ place: "#/components/schemas/Bad/properties/a" })],
  });
});
