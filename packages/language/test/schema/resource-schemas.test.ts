import { expect, test } from "vitest";
import { resourceSchemas, schemaProblemText } from "../../src/schema/resource-schemas.ts";

/** Files by name; what is no text is written as JSON. Counts how often each was read. */
function folder(contents: Readonly<Record<string, unknown>>) {
  const reads = new Map<string, number>();
  const files = Object.entries(contents).map(([name, content]) => ({
    name,
    read: () => {
      reads.set(name, (reads.get(name) ?? 0) + 1);
      return typeof content === "string" ? content : JSON.stringify(content);
    },
  }));
  return { schemas: resourceSchemas(files), reads };
}

const OPENAPI = {
  openapi: "3.1.0",
  paths: {},
  components: {
    schemas: {
      Order: { type: "object", properties: { id: { type: "integer" } } },
      Customer: { type: "object", properties: {} },
    },
  },
};
const EDMX = `<Edmx><DataServices><Schema Namespace="T"><EntityType Name="I"><Property Name="Id" Type="Edm.Int32" Nullable="false"/></EntityType>
  <EntityContainer Name="C"><EntitySet Name="Items" EntityType="T.I"/></EntityContainer></Schema></DataServices></Edmx>`;
const FIELDS = { name: { type: "char", string: "Name", required: true, readonly: false } };
const RECORD = { type: "object", properties: { id: { type: "integer" } } };

test("every kind of file gives its resources; the resource's own file comes first", () => {
  const { schemas } = folder({
    "connector.json": {},
    ".gitkeep": "",
    "README.md": "",
    "openapi.json": OPENAPI,
    "metadata.edmx": EDMX,
    "res.country.fields.json": FIELDS,
    "plain.json": RECORD,
    "Order.json": { type: "object", properties: { own: { type: "string" } } },
  });
  expect(schemas.names()).toEqual(["Customer", "Items", "Order", "plain", "res.country"]);
  expect(Object.keys(schemas.read("Order")?.schema?.properties ?? {})).toEqual(["own"]);
  expect(Object.keys(schemas.read("Items")?.schema?.properties ?? {})).toEqual(["Id"]);
  expect(schemas.read("res.country")?.schema?.title).toBe("res.country");
  expect(schemas.read("plain")).toEqual({ schema: RECORD, problems: [] });
  expect(schemas.read("nothing")).toBeUndefined();
  expect(schemas.read("connector")).toBeUndefined();
  expect(schemas.problems()).toEqual([]);
});

test.for([
  ["Order", "openapi.json"],
  ["res.country", "res.country.fields.json"],
  ["plain", "plain.json"],
  ["nothing", undefined],
] as const)("%s stands in %s", ([resource, file]) => {
  const { schemas } = folder({ "openapi.json": OPENAPI, "res.country.fields.json": FIELDS, "plain.json": RECORD });
  expect(schemas.fileOf(resource)).toBe(file);
});

test("an overlay lies over each kind", () => {
  const overlay = (field: string) => ({ properties: { [field]: { description: "Laid over." } } });
  const { schemas } = folder({
    "openapi.json": OPENAPI,
    "metadata.xml": EDMX,
    "res.country.fields.json": FIELDS,
    "plain.json": RECORD,
    "Order.overlay.json": overlay("id"),
    "Items.overlay.json": overlay("Id"),
    "res.country.overlay.json": overlay("name"),
    "plain.overlay.json": overlay("id"),
  });
  for (const [resource, field] of [
    ["Order", "id"],
    ["Items", "Id"],
    ["res.country", "name"],
    ["plain", "id"],
  ] as const)
    expect(schemas.read(resource)?.schema?.properties?.[field]?.description).toBe("Laid over.");
  expect(schemas.problems()).toEqual([]);
});

test("a file is read once, when it is needed", () => {
  const { schemas, reads } = folder({ "openapi.json": OPENAPI, "a.json": RECORD, "b.json": RECORD });
  schemas.read("a");
  schemas.read("a");
  expect(reads).toEqual(new Map([["a.json", 1]]));
  schemas.read("Order");
  schemas.read("Customer");
  schemas.names();
  expect(reads.get("openapi.json")).toBe(1);
  expect(reads.has("b.json")).toBe(false);
});

test("a schema may refer to another file of the folder, an overlay too; circles end in a name", () => {
  const { schemas } = folder({
    "order.json": { type: "object", properties: { customer: { $ref: "customer.json" }, ship: { type: "integer" } } },
    "order.overlay.json": { properties: { ship: { $ref: "./address.json" } } },
    "customer.json": {
      type: "object",
      properties: { name: { type: "string" }, orders: { type: "array", items: { $ref: "order.json" } } },
    },
    "address.json": {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: { city: { type: "string" } },
    },
  });
  const order = schemas.read("order")?.schema;
  expect(order?.properties?.customer).toEqual({
    type: "object",
    properties: {
      name: { type: "string" },
      orders: { type: "array", items: { type: "object", "x-xmap-reference": "order" } },
    },
  });
  expect(order?.properties?.ship).toEqual({ type: "object", properties: { city: { type: "string" } } });
  expect(schemas.read("customer")?.schema?.properties?.orders?.items?.properties?.customer).toEqual({
    type: "object",
    "x-xmap-reference": "customer",
  });
});

test("lines of a model are records where the line's fields lie beside it", () => {
  const { schemas } = folder({
    "sale.order.fields.json": {
      order_line: { type: "one2many", string: "Lines", relation: "sale.order.line", relation_field: "order_id" },
    },
    "sale.order.line.fields.json": FIELDS,
  });
  expect(schemas.read("sale.order")?.schema?.properties?.order_line?.items?.properties).toHaveProperty("name");
});

const BROKEN: readonly (readonly [rule: string, files: Record<string, unknown>, resource: string, text: string])[] = [
  ["JSON that is none", { "a.json": '{\n "type": }' }, "a", "a.json, at line 2, column 10: this is not valid JSON"],
  [
    "a schema with a mistake",
    { "a.json": { properties: { b: { type: "text" } } } },
    "a",
    'a.json, at #/properties/b: `type` is "text"; give it one or several of object',
  ],
  [
    "an overlay that is no JSON",
    { "a.json": RECORD, "a.overlay.json": "{" },
    "a",
    "a.overlay.json, at line 1, column 2",
  ],
  [
    "an overlay over a field that is not there",
    { "a.json": RECORD, "a.overlay.json": { properties: { idd: { readOnly: true } } } },
    "a",
    "a.overlay.json, at #/properties/idd: the schema has no field `idd`; did you mean `id`?",
  ],
  ["a broken catalog", { "openapi.json": "[]" }, "Order", "openapi.json, at its root: the file holds a list"],
  ["broken XML", { "metadata.xml": "<a>" }, "Order", "metadata.xml, at line 1"],
  [
    "an OpenAPI document under another name",
    { "shop.json": OPENAPI },
    "shop",
    "shop.json, at its root: this is an OpenAPI document and no schema of one resource; call it openapi.json",
  ],
  ["raw fields under another name", { "res.country.json": FIELDS }, "res.country", "call it res.country.fields.json"],
];

test.for(BROKEN)("%s names the file, the place and the mend", ([, files, resource, text]) => {
  const found = folder(files).schemas.read(resource);
  expect(found?.schema).toBeUndefined();
  expect(found?.problems.map(schemaProblemText)).toEqual([expect.stringContaining(text)]);
});

test("an overlay may add a field, with a type", () => {
  const { schemas } = folder({
    "a.json": RECORD,
    "a.overlay.json": { properties: { x_studio: { type: "string", maxLength: 3 } } },
  });
  expect(schemas.read("a")?.schema?.properties).toEqual({
    id: { type: "integer" },
    x_studio: { type: "string", maxLength: 3 },
  });
});

test("files that nothing reads and overlays over nothing are said", () => {
  const { schemas } = folder({
    "openapi.yaml": "",
    "orders.xsd": "",
    "res.contry.overlay.json": {},
    "res.country.json": RECORD,
  });
  expect(schemas.problems().map(schemaProblemText)).toEqual([
    "openapi.yaml, at its root: nothing reads a file of this name; convert it to JSON and call it openapi.json",
    "orders.xsd, at its root: nothing reads a file of this name; schemas are RESOURCE.json, RESOURCE.fields.json, openapi.json and metadata.xml",
    "res.contry.overlay.json, at its root: there is no schema of res.contry to lay it over; did you mean `res.country`?",
  ]);
});
