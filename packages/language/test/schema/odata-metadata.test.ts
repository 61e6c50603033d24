import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EntitySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { readODataMetadata } from "../../src/schema/sources/odata/odata-metadata.ts";

function fixture(name: string): string {
  return readFileSync(join(import.meta.dirname, "fixtures", name), "utf8");
}

function setOf(file: string, set: string): EntitySchema | undefined {
  const reading = readODataMetadata(fixture(file)).catalog?.read(set);
  expect(reading?.problems).toEqual([]);
  return reading?.schema;
}

const PLAIN = { "x-xmap-defaulted": true, "x-xmap-searchable": true } as const;
const NEEDED = { "x-xmap-searchable": true } as const;

const VERSION_3: readonly (readonly [field: string, to: EntitySchema])[] = [
  ["OrderID", { ...PLAIN, type: "integer" }],
  [
    "CustomerID",
    { ...PLAIN, title: "Customer & account", type: ["string", "null"], maxLength: 5, "x-xmap-reference": "Customers" },
  ],
  ["OrderedAt", { ...NEEDED, type: "string", format: "date-time" }],
  ["Freight", { ...PLAIN, type: ["number", "null"], "x-xmap-decimal": 4 }],
  ["Remark", { type: ["string", "null"], "x-xmap-defaulted": true }],
  ["Changed", { ...PLAIN, type: ["string", "null"], format: "date-time", readOnly: true }],
  [
    "Ship",
    {
      type: "object",
      properties: {
        City: { ...PLAIN, type: ["string", "null"] },
        Country: { ...NEEDED, type: "string", maxLength: 2 },
      },
      required: ["City", "Country"],
    },
  ],
];

test.for(VERSION_3)("version 3: %s", ([field, to]) => {
  expect(setOf("northern-v3.edmx", "Orders")?.properties?.[field]).toEqual(to);
});

const VERSION_4: readonly (readonly [field: string, to: EntitySchema])[] = [
  ["Id", { ...NEEDED, type: "string", format: "uuid", readOnly: true }],
  ["Total", { ...NEEDED, type: "number" }],
  ["State", { ...PLAIN, type: "string", enum: ["Open", "Shipped"] }],
  ["Day", { ...PLAIN, type: ["string", "null"], format: "date", description: "The business day." }],
  ["Skus", { type: "array", items: { type: "string" }, "x-xmap-defaulted": true }],
  ["Count", { ...PLAIN, type: ["integer", "null"], format: "int64", readOnly: true }],
  ["Where", { ...PLAIN }],
  ["CustomerId", { ...PLAIN, type: ["integer", "null"], "x-xmap-reference": "Customers" }],
];

test.for(VERSION_4)("version 4: %s", ([field, to]) => {
  expect(setOf("northern-v4.xml", "Orders")?.properties?.[field]).toEqual(to);
});

test("entity sets and singletons are resources", () => {
  expect(readODataMetadata(fixture("northern-v3.edmx")).catalog?.resources).toEqual(["Customers", "Lines", "Orders"]);
  expect(readODataMetadata(fixture("northern-v4.xml")).catalog?.resources).toEqual([
    "Customers",
    "Lost",
    "Me",
    "Orders",
  ]);
});

test.for(["northern-v3.edmx", "northern-v4.xml"])(
  "navigations of %s are optional records and lists, named where they go on",
  (file) => {
    const schema = setOf(file, "Orders");
    expect(schema?.required).not.toContain("Customer");
    expect(schema?.required).not.toContain("Lines");
    const customer = schema?.properties?.Customer;
    expect(customer).toMatchObject({ type: ["object", "null"], "x-xmap-reference": "Customers" });
    const furtherOrders = customer?.properties?.Orders;
    expect(furtherOrders?.items).toMatchObject({ type: "object", "x-xmap-reference": "Orders" });
    expect(furtherOrders?.items?.properties?.Customer).toMatchObject({ "x-xmap-reference": "Customers" });
    expect(furtherOrders?.items?.properties?.Customer?.properties).toBeUndefined();
    expect(schema?.properties?.Lines).toMatchObject({
      type: "array",
      items: { type: "object", properties: expect.anything() },
    });
  },
);

test("a type that others extend gives its fields and its key; an open one may have more", () => {
  const schema = setOf("northern-v4.xml", "Orders");
  expect(schema?.required?.slice(0, 3)).toEqual(["Id", "Total", "State"]);
  expect(schema?.additionalProperties).toBe(true);
});

test("an entity set of an unknown type is refused, others are not", () => {
  const { catalog } = readODataMetadata(fixture("northern-v4.xml"));
  expect(catalog?.read("Lost")).toEqual({
    schema: undefined,
    problems: [
      expect.objectContaining({ place: "EntitySet Lost", message: expect.stringContaining("Trade.Model.Nowhere") }),
    ],
  });
  expect(catalog?.read("Nothing")).toBeUndefined();
});

test.for([
  [
    '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
    "the document type",
    "has a document type",
  ],
  ["<a><b></a>", "line 1, column 7", "this is not valid XML"],
  ["", "line 1", "this is not valid XML"],
  ["<html><body/></html>", "edmx:Edmx/edmx:DataServices/Schema", "no metadata document of OData"],
] as const)("%j is refused", ([text, place, message]) => {
  const { catalog, problems } = readODataMetadata(text);
  expect(catalog).toBeUndefined();
  expect(problems).toEqual([
    {
      place: expect.stringContaining(place),
      message: expect.stringContaining(message),
      help: expect.stringMatching(/\w/),
    },
  ]);
});
