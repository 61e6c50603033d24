import { randomUUID } from "node:crypto";
import { odooConnector } from "@xmap/connectors/odoo";
import type { ConnectorSession, DataRecord } from "@xmap/contract";
import { callOdoo } from "./odoo-calls.ts";
import { isOld, SERVER } from "./server.ts";

/** A session with the real server; options beside the usual ones. */
export function openSession(options: Readonly<Record<string, string | boolean | null>> = {}): ConnectorSession {
  return odooConnector.open({
    system: "erp",
    options: { ...SERVER, ...options },
    clock: { now: Date.now, after: () => () => {} },
    timeoutMilliseconds: 120_000,
    projectFolder: import.meta.dirname,
  });
}

/** Text that no other test has used on this server. */
export function freshName(prefix: string): string {
  return `${prefix} ${randomUUID().slice(0, 8)}`;
}

/** A stocked product's id. */
export async function makeProduct(session: ConnectorSession, quantity: number, price = 10): Promise<number> {
  const code = freshName("SKU");
  const values = { name: code, default_code: code, list_price: price, type: "consu", is_storable: true };
  const policy = { invoice_policy: "order" };
  const [product] = await create(session, "product.product", { ...values, ...policy });
  const [location] = await session.search({
    resource: "stock.warehouse",
    match: { code: "WH" },
    fields: ["lot_stock_id"],
    limit: 1,
  });
  const counted = { product_id: Number(product), location_id: location?.lot_stock_id ?? null };
  if (isOld) {
    // Before 15 a count is applied as it is written.
    const context = { inventory_mode: true };
    await callOdoo("stock.quant", "create", [{ ...counted, inventory_quantity: quantity }], { context });
    return Number(product);
  }
  const [quant] = await create(session, "stock.quant", { ...counted, inventory_quantity: quantity });
  await operate(session, "stock.quant", quant, "apply_inventory", { quantity });
  return Number(product);
}

/** A confirmed sale with one line of each product. */
export async function makeSale(
  session: ConnectorSession,
  lines: readonly { readonly product: number; readonly quantity: number; readonly price: number }[],
): Promise<string> {
  const [partner] = await create(session, "res.partner", { name: freshName("Customer") });
  const add = lines.map(({ product, quantity, price }, index) => ({
    identity: String(index),
    values: { product_id: product, product_uom_qty: quantity, price_unit: price, tax_ids: [] },
  }));
  const [sale] = await session.create({
    resource: "sale.order",
    values: { partner_id: Number(partner), client_order_ref: freshName("ORDER") },
    lines: { order_line: { add, change: [], remove: [] } },
    writeKey: freshName("key"),
  });
  return String(sale);
}

export function create(session: ConnectorSession, resource: string, values: DataRecord): Promise<readonly string[]> {
  return session.create({ resource, values, lines: {}, writeKey: freshName("key") });
}

export async function read(
  session: ConnectorSession,
  resource: string,
  id: string | undefined,
  fields: readonly string[],
): Promise<DataRecord> {
  return (await session.read({ resource, key: [String(id)], fields, joins: [] })) ?? {};
}

/** Does what a flow's `call` does: tests, acts unless done, tests again; answers whether it acted and what it threw. */
export async function operate(
  session: ConnectorSession,
  resource: string,
  id: string | undefined,
  operation: string,
  given: DataRecord = {},
): Promise<{ readonly acted: boolean; readonly done: boolean; readonly thrown: unknown }> {
  const fields = session.operationFields(resource, operation);
  const isDone = async (): Promise<boolean> => {
    const record = await read(session, resource, id, fields);
    return session.operationDone({ resource, operation, record, arguments: given });
  };
  if (await isDone()) return { acted: false, done: true, thrown: undefined };
  const request = { resource, key: [String(id)], operation, arguments: given, writeKey: "o" };
  const thrown: unknown = await session.operate(request).then(
    () => undefined,
    (error: unknown) => error,
  );
  const done = await isDone();
  if (!done && thrown !== undefined) throw thrown;
  return { acted: true, done, thrown };
}
