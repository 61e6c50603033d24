import type { ConnectorSession, DataRecord } from "@xmap/contract";
import { afterEach, describe, expect, test } from "vitest";
import { odooConnector } from "../../src/odoo/connector.ts";
import { failureOf, settingsFor } from "../support.ts";
import { type JsonRpcServer, startJsonRpcServer } from "./json-rpc-server.ts";

const many = (relation: string) => ({ type: "many2many", relation, store: true });
const one = (relation: string) => ({ type: "many2one", relation, store: true });
const plain = (type: string) => ({ type, store: true });
const own = { id: plain("integer") };

/** What `fields_get` says of these models in Odoo 14, as far as they differ. */
const ODOO_14: Readonly<Record<string, object>> = {
  "product.template": { ...own, type: plain("selection"), name: plain("char") },
  "sale.order": { ...own, state: plain("selection"), order_line: { type: "one2many", relation: "sale.order.line" } },
  "sale.order.line": { ...own, tax_id: many("account.tax"), product_uom: one("uom.uom"), name: plain("char") },
  "stock.picking": { ...own, move_lines: { type: "one2many", relation: "stock.move" } },
  "stock.move": { ...own, quantity_done: plain("float") },
  "account.payment": { ...own, ref: plain("char") },
  "account.move": { ...own, payment_state: plain("selection") },
};

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** A session with a server that has Odoo 14's fields and these rows. */
async function odoo14(
  rows: Readonly<Record<string, readonly object[]>> = {},
): Promise<{ session: ConnectorSession; server: JsonRpcServer }> {
  const server = await startJsonRpcServer(({ model, method }) => {
    if (method === "fields_get") return ODOO_14[model];
    return method === "create" ? 5 : (rows[model] ?? []);
  });
  const options = { url: server.url, database: "odoo14", login: "admin", key: "admin" };
  const session = odooConnector.open(settingsFor(options));
  open.push(
    () => session.close(),
    () => server.close(),
  );
  return { session, server };
}

/** What a create sends. */
async function written(resource: string, values: DataRecord, add: readonly DataRecord[] = []): Promise<unknown> {
  const { session, server } = await odoo14();
  const added = add.map((line, index) => ({ identity: String(index), values: line }));
  const lines = add.length === 0 ? {} : { order_line: { add: added, change: [], remove: [] } };
  await session.create({ resource, values, lines, writeKey: "w" });
  return server.calls[0]?.positional[0];
}

describe("Odoo 14 under Odoo 19's names", () => {
  test("renamed fields are read, lines included, and missing ones are null", async () => {
    const { session, server } = await odoo14({
      "sale.order": [{ id: 1, state: "done", order_line: [7] }],
      "sale.order.line": [{ id: 7, tax_id: [3], product_uom: 2 }],
    });
    const fields = ["state", "locked", "delivery_status", "order_line.tax_ids", "order_line.product_uom_id"];
    expect(await session.read({ resource: "sale.order", key: ["1"], fields, joins: [] })).toEqual({
      id: 1,
      state: "sale",
      locked: true,
      delivery_status: null,
      order_line: [{ id: 7, tax_ids: [3], product_uom_id: 2 }],
    });
    expect(server.calls.map(({ named }) => named.fields)).toEqual([
      ["id", "state", "order_line"],
      ["id", "tax_id", "product_uom"],
    ]);
  });

  test("relations that are missing, and what is behind them, are null", async () => {
    const { session } = await odoo14({ "account.move": [{ id: 1, payment_state: "partial" }] });
    const fields = ["payment_state", "matched_payment_ids.memo"];
    expect(await session.read({ resource: "account.move", key: ["1"], fields, joins: [] })).toEqual({
      id: 1,
      payment_state: "partial",
      matched_payment_ids: null,
    });
  });

  test("renamed fields are written, lines included, and missing ones are left out", async () => {
    const line = { name: "L", tax_ids: [3], product_uom_id: "2" };
    expect(await written("sale.order", { delivery_status: "full" }, [line])).toEqual({
      order_line: [[0, 0, { name: "L", tax_id: [[6, 0, [3]]], product_uom: 2 }]],
    });
    expect(await written("stock.move", { quantity: 2, picked: true })).toEqual({ quantity_done: 2 });
    expect(await written("account.payment", { memo: "PAY-1" })).toEqual({ ref: "PAY-1" });
  });

  test.each([
    [{ type: "consu", is_storable: true }, { type: "product" }],
    [{ is_storable: true }, { type: "product" }],
    [{ is_storable: false }, { type: "consu" }],
    [{ type: "service", is_storable: false }, { type: "service" }],
    [{ type: "consu" }, { type: "consu" }],
  ])("a product with %j is written as %j", async (values, sent) => {
    expect(await written("product.template", values)).toEqual(sent);
  });

  test.each([
    ["product", { type: "consu", is_storable: true }],
    ["consu", { type: "consu", is_storable: false }],
    ["service", { type: "service", is_storable: false }],
  ])("a product of type %s is read as %j", async (type, read) => {
    const { session } = await odoo14({ "product.template": [{ id: 1, type }] });
    const fields = ["type", "is_storable"];
    expect(await session.read({ resource: "product.template", key: ["1"], fields, joins: [] })).toMatchObject(read);
  });

  test("searches use the server's names, and one by a missing field says that it is missing", async () => {
    const { session, server } = await odoo14();
    const find = (resource: string, match: DataRecord) => session.search({ resource, match, fields: ["id"], limit: 2 });
    await find("sale.order", { order_line: { product_uom_id: "2" } });
    await find("product.template", { is_storable: true });
    await find("product.template", { is_storable: false });
    expect(server.calls.map(({ positional }) => positional[0])).toEqual([
      [["order_line.product_uom", "=", 2]],
      [["type", "=", "product"]],
      [["type", "!=", "product"]],
    ]);
    expect(await failureOf(find("sale.order", { delivery_status: "full" }))).toMatchObject({ class: "SchemaDrift" });
  });

  test("pulled fields have Odoo 19's names beside the server's", async () => {
    const { session } = await odoo14();
    const [document] = (await session.schemaDocuments?.(["sale.order.line"])) ?? [];
    expect(JSON.parse(document?.text ?? "")).toMatchObject({
      tax_id: many("account.tax"),
      tax_ids: many("account.tax"),
    });
  });
});
