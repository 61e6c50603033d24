import { type OdooSandbox, type OdooSandboxOptions, startOdooSandbox } from "@xmap/sandbox/odoo";
import { rpcClient } from "../rpc-client.ts";

export type Row = { readonly [field: string]: unknown };

/** A sandbox with one counted product A (id 1, 25 in stock), a service SHIP and a customer, and short ways to ask it. */
export async function startBusiness(options: OdooSandboxOptions = {}) {
  const odoo: OdooSandbox = await startOdooSandbox({
    now: () => new Date("2026-11-21T03:04:58.000Z"),
    ...options,
    seed: {
      products: [
        { sku: "A", name: "Widget", price: 20, quantity: 25 },
        { sku: "SHIP", name: "Shipping", type: "service", price: 5, taxes: [] },
      ],
      ...options.seed,
    },
  });
  const rpc = rpcClient(odoo);
  const create = (model: string, values: object, keywords: object = {}): Promise<number> =>
    rpc.call<number>(model, "create", [values], keywords);
  const read = async (model: string, id: number, fields: readonly string[], context: object = {}): Promise<Row> => {
    const [row] = await rpc.call<Row[]>(model, "read", [[id], fields], { load: "", context });
    return row ?? {};
  };
  const find = (model: string, domain: readonly unknown[], fields: readonly string[], more: object = {}) =>
    rpc.call<Row[]>(model, "search_read", [domain], { fields, load: "", order: "id", ...more });
  const problem = async (model: string, method: string, args: readonly unknown[], keywords: object = {}) =>
    (await rpc.execute(model, method, args, keywords)).error?.data.name;
  const country = async (code: string): Promise<number> => {
    const [row] = await find("res.country", [["code", "=", code]], ["code"]);
    return Number(row?.id);
  };
  const partner = await create("res.partner", { name: "Ann Buyer", country_id: 233 });
  const sale = async (quantity: number, more: object = {}): Promise<number> => {
    const order_line = [[0, 0, { product_id: 1, product_uom_qty: quantity, tax_ids: [] }]];
    const id = await create("sale.order", { partner_id: partner, order_line, ...more });
    await rpc.call("sale.order", "action_confirm", [[id]]);
    return id;
  };
  const invoice = async (amount: number): Promise<number> => {
    const line = { product_id: 2, quantity: 1, price_unit: amount, tax_ids: [] };
    const id = await create("account.move", {
      move_type: "out_invoice",
      partner_id: partner,
      invoice_line_ids: [[0, 0, line]],
    });
    await rpc.call("account.move", "action_post", [[id]]);
    return id;
  };
  return { odoo, rpc, create, read, find, problem, country, partner, sale, invoice, close: () => odoo.close() };
}

export type Business = Awaited<ReturnType<typeof startBusiness>>;
