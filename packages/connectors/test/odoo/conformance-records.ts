import type { Key, Stage } from "@xmap/testing/connector";
import type { Argument, OdooServer } from "./conformance-server.ts";

type Odoo = Stage<OdooServer>;
type Values = Readonly<Record<string, Argument>>;
type Make = (stage: Odoo) => Promise<number>;

const ON_HAND = 50;

async function create({ server }: Odoo, model: string, values: object): Promise<number> {
  const [id] = (await server.call(model, "create", [[values as Values]])) as readonly number[];
  return Number(id);
}

async function search({ server }: Odoo, model: string, domain: readonly Argument[]): Promise<readonly number[]> {
  return (await server.call(model, "search", [domain])) as readonly number[];
}

async function fieldOf({ server }: Odoo, model: string, id: number, field: string): Promise<unknown> {
  const [record] = (await server.call(model, "read", [[id], [field]])) as readonly Record<string, unknown>[];
  return record?.[field];
}

const products = new WeakMap<OdooServer, Promise<number>>();

/** The one product of a stage, with 50 pieces on hand. */
function product(stage: Odoo): Promise<number> {
  const known = products.get(stage.server);
  if (known !== undefined) return known;
  const made = stockedProduct(stage);
  products.set(stage.server, made);
  return made;
}

async function stockedProduct(stage: Odoo): Promise<number> {
  const goods = { name: "One", list_price: 10, type: "consu", is_storable: true, invoice_policy: "order" };
  const id = await create(stage, "product.product", goods);
  const [warehouse] = await search(stage, "stock.warehouse", []);
  const [location] = (await fieldOf(stage, "stock.warehouse", Number(warehouse), "lot_stock_id")) as readonly number[];
  const quant = await create(stage, "stock.quant", { product_id: id, location_id: location ?? false });
  await stage.server.call("stock.quant", "write", [[quant], { inventory_quantity: ON_HAND }]);
  await stage.server.call("stock.quant", "action_apply_inventory", [[quant]]);
  return id;
}

/** A customer of sales and invoices, which cannot be deleted any more. */
const customer = (stage: Odoo): Promise<number> => create(stage, "res.partner", { name: "A customer" });

async function quotation(stage: Odoo, line: Values = {}): Promise<number> {
  const usual = { product_id: await product(stage), name: "One", product_uom_qty: 2, price_unit: 9.5, tax_ids: [] };
  const order_line = [[0, 0, { ...usual, ...line }]];
  return create(stage, "sale.order", { partner_id: await customer(stage), order_line });
}

async function confirmed(stage: Odoo, id: number): Promise<number> {
  await stage.server.call("sale.order", "action_confirm", [[id]]);
  return id;
}

async function sale(stage: Odoo): Promise<number> {
  return confirmed(stage, await quotation(stage));
}

async function deliveryOf(stage: Odoo, saleId: number): Promise<number> {
  const [id] = await search(stage, "stock.picking", [["sale_id", "=", saleId]]);
  return Number(id);
}

async function shipped(stage: Odoo): Promise<{ readonly saleId: number; readonly delivery: number }> {
  const saleId = await sale(stage);
  const delivery = await deliveryOf(stage, saleId);
  await stage.server.call("stock.picking", "button_validate", [[delivery]]);
  return { saleId, delivery };
}

async function invoice(stage: Odoo): Promise<number> {
  const line = { product_id: await product(stage), name: "One", quantity: 2, price_unit: 9.5, tax_ids: [] };
  const invoice_line_ids = [[0, 0, line]];
  return create(stage, "account.move", {
    move_type: "out_invoice",
    partner_id: await customer(stage),
    invoice_line_ids,
  });
}

const keyed =
  (make: Make) =>
  async (stage: Odoo): Promise<Key> => [String(await make(stage))];

/** How many records of a model belong to the one that an operation was carried out on. */
const count =
  (model: string, field: string) =>
  async (stage: Odoo, [id]: Key): Promise<number> =>
    (await search(stage, model, [[field, "=", Number(id)]])).length;

/** How many a list field of the record holds. */
const countIn =
  (model: string, field: string) =>
  async (stage: Odoo, [id]: Key): Promise<number> => {
    const list = await fieldOf(stage, model, Number(id), field);
    return Array.isArray(list) ? list.length : 0;
  };

/** Records on which each operation can be carried out, and what is counted afterwards. */
export const RECORDS = {
  create,
  product,
  count,
  countIn,
  quotationWith: async (stage: Odoo, name: string): Promise<Key> => [String(await quotation(stage, { name }))],
  quotation: keyed((stage) => quotation(stage)),
  quotationOf: async (stage: Odoo, date_order: string): Promise<Key> => {
    const values = { partner_id: await customer(stage), date_order };
    return [String(await create(stage, "sale.order", values))];
  },
  sale: keyed(sale),
  lockedSale: keyed(async (stage) => {
    const id = await sale(stage);
    await stage.server.call("sale.order", "action_lock", [[id]]);
    return id;
  }),
  shippedSale: keyed(async (stage) => (await shipped(stage)).saleId),
  delivery: keyed(async (stage) => deliveryOf(stage, await sale(stage))),
  /** All stock is taken by another sale, which is then canceled: nobody reserves it again by itself. */
  unreservedDelivery: keyed(async (stage) => {
    const other = await confirmed(stage, await quotation(stage, { product_uom_qty: ON_HAND }));
    const id = await deliveryOf(stage, await sale(stage));
    await stage.server.call("sale.order", "action_cancel", [[other]]);
    return id;
  }),
  doneDelivery: keyed(async (stage) => (await shipped(stage)).delivery),
  quant: keyed(async (stage) => {
    const domain = [
      ["product_id", "=", await product(stage)],
      ["location_id.usage", "=", "internal"],
    ];
    const [id] = await search(stage, "stock.quant", domain);
    return Number(id);
  }),
  invoice: keyed(invoice),
  postedInvoice: keyed(async (stage) => {
    const id = await invoice(stage);
    await stage.server.call("account.move", "action_post", [[id]]);
    return id;
  }),
  /** How often the stage's product was moved. */
  movesOfProduct: async (stage: Odoo): Promise<number> =>
    (await search(stage, "stock.move", [["product_id", "=", await product(stage)]])).length,
};
