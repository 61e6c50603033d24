import { expect, test } from "vitest";
import { readSourceFiles, type SourceFile, type SourceOptions } from "../../src/schema/source-files.ts";

function read(files: Readonly<Record<string, unknown>>, options: Partial<SourceOptions> = {}) {
  const list = Object.entries(files).map(
    ([name, content]): SourceFile => ({ name, text: typeof content === "string" ? content : JSON.stringify(content) }),
  );
  const parseTable = (text: string) => text.split("\n").map((line) => line.split(","));
  return readSourceFiles(list, { typedCells: false, parseTable, ...options });
}

const FIELDS = { name: { type: "char", string: "Name" } };

const KINDS: readonly (readonly [name: string, content: unknown, kind: string, resource: string])[] = [
  ["shop.json", { openapi: "3.0.0", components: { schemas: { Order: { type: "object" } } } }, "openapi", "Order"],
  [
    "$metadata.txt",
    '\n<Edmx><DataServices><Schema Namespace="T"><EntityContainer><EntitySet Name="Orders" EntityType="T.O"/></EntityContainer></Schema></DataServices></Edmx>',
    "odata-metadata",
    "Orders",
  ],
  ["res.country.json", FIELDS, "odoo-fields", "res.country"],
  ["res.country.fields.json", { jsonrpc: "2.0", result: FIELDS }, "odoo-fields", "res.country"],
  ["order.schema.json", { type: "object", properties: {} }, "json-schema", "order"],
  ["order.sample.json", [{ id: 1 }], "sample", "order"],
  ["stock.csv", "sku,qty\nA,1", "table", "stock"],
];

test.for(KINDS)("%s is seen to be what it is", ([name, content, kind, resource]) => {
  const catalog = read({ [name]: content });
  expect([...catalog.kinds]).toEqual([kind]);
  expect(catalog.resources).toEqual([resource]);
});

test("the name of a resource can be given", () => {
  const catalog = read({ "answer.json": [{ id: 1 }] }, { resource: "orders" });
  expect(catalog.read("orders")?.schema).toMatchObject({ title: "orders", properties: { id: { type: "integer" } } });
  expect(catalog.read("answer")).toBeUndefined();
});

test("models that are given together know each other's lines", () => {
  const lines = {
    order_line: { type: "one2many", string: "Lines", relation: "sale.order.line", relation_field: "order_id" },
  };
  const catalog = read({ "sale.order.json": lines, "sale.order.line.json": FIELDS });
  expect(catalog.read("sale.order")?.schema?.properties?.order_line?.items?.properties).toHaveProperty("name");
});

test("a file that cannot be read is named, and hinders no other one", () => {
  const catalog = read({
    "a.json": "{",
    "b.json": { type: "object", properties: { x: { type: "text" } } },
    "c.csv": "",
  });
  expect(catalog.problems).toMatchObject([{ file: "a.json", place: "line 1, column 2" }]);
  expect(catalog.resources).toEqual(["b", "c"]);
  expect(catalog.read("b")).toMatchObject({
    schema: undefined,
    problems: [{ file: "b.json", place: "#/properties/x" }],
  });
  expect(catalog.read("c")).toMatchObject({ schema: undefined, problems: [{ file: "c.csv" }] });
});

test("text that is no table is refused", () => {
  const parseTable = (): never => {
    throw new SyntaxError("Stray quote in line 2");
  };
  expect(read({ "a.csv": 'x\n"' }, { parseTable }).read("a")?.problems).toMatchObject([
    { message: "this is no CSV: Stray quote in line 2" },
  ]);
});
