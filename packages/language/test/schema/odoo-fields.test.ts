import type { EntitySchema } from "@xmap/contract";
import { expect, test } from "vitest";
import { readOdooFields } from "../../src/schema/sources/odoo/odoo-fields.ts";

const none = () => undefined;

/** A field as `fields_get` tells it, with the attributes that every field has. */
function field(type: string, more: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    type,
    string: "Label",
    required: false,
    readonly: false,
    store: true,
    searchable: true,
    sortable: true,
    ...more,
  };
}

const PLAIN = { title: "Label", "x-xmap-defaulted": true, "x-xmap-searchable": true } as const;
const NEEDED = { title: "Label", "x-xmap-searchable": true } as const;

const FIELDS: readonly (readonly [rule: string, field: Record<string, unknown>, to: EntitySchema])[] = [
  ["char with a size", field("char", { size: 3 }), { ...PLAIN, type: ["string", "null"], maxLength: 3 }],
  ["a required char is never null", field("char", { required: true, trim: true }), { ...NEEDED, type: "string" }],
  ["text", field("text", { help: "For people." }), { ...PLAIN, type: ["string", "null"], description: "For people." }],
  ["html", field("html", { sanitize: true }), { ...PLAIN, type: ["string", "null"], format: "html" }],
  [
    "a selection with labels",
    field("selection", {
      selection: [
        ["draft", "Quotation"],
        ["sale", "Sales Order"],
      ],
      readonly: true,
    }),
    {
      ...PLAIN,
      type: ["string", "null"],
      enum: ["draft", "sale", null],
      "x-xmap-labels": { draft: "Quotation", sale: "Sales Order" },
      readOnly: true,
    },
  ],
  [
    "a required selection",
    field("selection", { selection: [["one", "All at once"]], required: true }),
    { ...NEEDED, type: "string", enum: ["one"], "x-xmap-labels": { one: "All at once" } },
  ],
  [
    "a selection that is filled at run time",
    field("selection", { selection: [] }),
    { ...PLAIN, type: ["string", "null"] },
  ],
  [
    "a selection as long as the world",
    field("selection", { selection: Array.from({ length: 200 }, (_, index) => [`z${index}`, `Zone ${index}`]) }),
    { ...PLAIN, type: ["string", "null"] },
  ],
  [
    "many2one",
    field("many2one", { relation: "res.partner", domain: [], context: {} }),
    { ...PLAIN, type: ["integer", "null"], "x-xmap-reference": "res.partner" },
  ],
  [
    "a required many2one",
    field("many2one", { relation: "res.partner", required: true }),
    { ...NEEDED, type: "integer", "x-xmap-reference": "res.partner" },
  ],
  [
    "one2many",
    field("one2many", { relation: "account.move", relation_field: "partner_id" }),
    { ...PLAIN, type: "array", items: { type: "integer", "x-xmap-reference": "account.move" } },
  ],
  [
    "many2many",
    field("many2many", { relation: "crm.tag" }),
    { ...PLAIN, type: "array", items: { type: "integer", "x-xmap-reference": "crm.tag" } },
  ],
  [
    "monetary with its currency",
    field("monetary", { currency_field: "currency_id" }),
    { ...PLAIN, type: "number", "x-xmap-money": "currency_id" },
  ],
  [
    "monetary whose currency nobody may see",
    field("monetary", { currency_field: "secret_currency_id" }),
    { ...PLAIN, type: "number" },
  ],
  ["float with digits", field("float", { digits: [16, 4] }), { ...PLAIN, type: "number", "x-xmap-decimal": 4 }],
  ["float with all digits there are", field("float", { digits: 0 }), { ...PLAIN, type: "number" }],
  ["integer", field("integer"), { ...PLAIN, type: "integer" }],
  ["boolean", field("boolean"), { ...PLAIN, type: "boolean" }],
  ["date", field("date"), { ...PLAIN, type: ["string", "null"], format: "date" }],
  ["datetime", field("datetime", { required: true }), { ...NEEDED, type: "string", format: "date-time" }],
  ["binary", field("binary", { attachment: true }), { ...PLAIN, type: ["string", "null"], format: "byte" }],
  [
    "reference",
    field("reference", { selection: [["res.partner", "Contact"]] }),
    { ...PLAIN, type: ["string", "null"] },
  ],
  [
    "many2one_reference",
    field("many2one_reference", { model_field: "model" }),
    { ...PLAIN, type: ["integer", "null"] },
  ],
  ["properties", field("properties", { definition_record: "type_id" }), { ...PLAIN, type: ["array", "null"] }],
  ["json", field("json", { searchable: false }), { title: "Label", "x-xmap-defaulted": true }],
  [
    "a computed field that is not kept",
    field("char", { store: false, searchable: false, readonly: true }),
    { title: "Label", type: ["string", "null"], readOnly: true, "x-xmap-defaulted": true },
  ],
];

test.for(FIELDS)("%s", ([, from, to]) => {
  const currency = field("many2one", { relation: "res.currency" });
  const { schema, problems } = readOdooFields("sale.order", { it: from, currency_id: currency }, none);
  expect(problems).toEqual([]);
  expect(schema?.properties?.it).toEqual(to);
  expect(schema).toMatchObject({ title: "sale.order", type: "object", required: ["it", "currency_id"] });
});

const LINES: Record<string, unknown> = {
  "sale.order.line": {
    order_id: field("many2one", { relation: "sale.order", required: true }),
    name: field("text", { required: true }),
    linked_line_ids: field("one2many", { relation: "sale.order.line", relation_field: "linked_line_id" }),
  },
};

test("lines are records where their model's fields are known; the server sets the field that points back", () => {
  const order = {
    order_line: field("one2many", { relation: "sale.order.line", relation_field: "order_id" }),
    picking_ids: field("one2many", { relation: "stock.picking", relation_field: "sale_id" }),
  };
  const { schema } = readOdooFields("sale.order", order, (model) => LINES[model]);
  expect(schema?.properties?.order_line?.items).toEqual({
    type: "object",
    properties: {
      order_id: { ...PLAIN, type: "integer", "x-xmap-reference": "sale.order" },
      name: { ...NEEDED, type: "string" },
      linked_line_ids: { ...PLAIN, type: "array", items: { type: "integer", "x-xmap-reference": "sale.order.line" } },
    },
    required: ["order_id", "name", "linked_line_ids"],
  });
  expect(schema?.properties?.picking_ids?.items).toEqual({ type: "integer", "x-xmap-reference": "stock.picking" });
});

test("an answer may still be in its JSON-RPC envelope", () => {
  const { schema } = readOdooFields("res.country", { jsonrpc: "2.0", id: 1, result: { name: field("char") } }, none);
  expect(Object.keys(schema?.properties ?? {})).toEqual(["name"]);
});

test.for([
  [{ name: { type: "chart", string: "N" } }, "#/name", "the type chart, which is not known"],
  [{ name: "char" }, "#/name", "has no type"],
  [[], "#", "holds a list instead of what fields_get answers"],
  [{ jsonrpc: "2.0", error: {} }, "#", "instead of what fields_get answers"],
] as const)("%j is refused at its place", ([answer, place, message]) => {
  expect(readOdooFields("x", answer, none)).toEqual({
    schema: undefined,
    problems: [{ place, message: expect.stringContaining(message), help: expect.stringMatching(/\w/) }],
  });
});
