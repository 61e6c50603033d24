import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { rpcClient } from "./rpc-client.ts";

type Row = { readonly [field: string]: unknown };

let odoo: OdooSandbox;
let now: Date;
let partner: number;
let rpc: ReturnType<typeof rpcClient>;

beforeEach(async () => {
  now = new Date("2026-11-21T03:04:58.000Z");
  odoo = await startOdooSandbox({
    now: () => now,
    seed: {
      products: [
        { sku: "A", name: "Widget", price: 18.5, quantity: 25 },
        { sku: "SHIP", name: "Shipping", type: "service", price: 5, taxes: [] },
      ],
      carriers: [{ name: "Flat rate", sku: "SHIP", trackingUrl: "https://track.example.com/<shipmenttrackingnumber>" }],
    },
  });
  rpc = rpcClient(odoo);
  partner = await rpc.call<number>("res.partner", "create", [{ name: "Ann Buyer", country_id: 233 }]);
});
afterEach(() => odoo.close());

async function order(quantity: number, more: object = {}): Promise<number> {
  return await rpc.call<number>("sale.order", "create", [
    {
      partner_id: partner,
      client_order_ref: "1001",
      date_order: "2026-11-20 14:03:00",
      carrier_id: 1,
      order_line: [
        [0, 0, { product_id: 1, product_uom_qty: quantity, price_unit: 18.5, tax_ids: [[6, 0, [1]]] }],
        [0, 0, { product_id: 2, price_unit: 5, tax_ids: [[6, 0, []]], is_delivery: true }],
      ],
      ...more,
    },
  ]);
}

async function read(model: string, id: number, fields: readonly string[]): Promise<Row> {
  const [row] = await rpc.call<Row[]>(model, "read", [[id], fields], { load: "" });
  return row ?? {};
}

const saleFields = [
  "name",
  "state",
  "date_order",
  "amount_total",
  "invoice_status",
  "delivery_status",
  "picking_ids",
  "invoice_ids",
];

test("the whole chain from quotation to payment", async () => {
  const delivery = await rpc.call<number>("res.partner", "create", [
    { name: "Ann at work", parent_id: partner, type: "delivery" },
  ]);
  const id = await order(2);
  expect(
    await read("sale.order", id, [...saleFields, "partner_shipping_id", "partner_invoice_id", "currency_id"]),
  ).toEqual({
    id,
    name: "S00001",
    state: "draft",
    date_order: "2026-11-20 14:03:00",
    amount_total: 47.55,
    invoice_status: "no",
    delivery_status: false,
    picking_ids: [],
    invoice_ids: [],
    partner_shipping_id: delivery,
    partner_invoice_id: partner,
    currency_id: 1,
  });
  expect(await rpc.call("sale.order", "action_confirm", [[id]])).toBe(true);
  const confirmed = await read("sale.order", id, saleFields);
  expect(confirmed).toMatchObject({
    state: "sale",
    date_order: "2026-11-21 03:04:58",
    invoice_status: "to invoice",
    delivery_status: "pending",
    picking_ids: [1],
  });
  await rpc.call("stock.picking", "write", [[1], { carrier_tracking_ref: "1Z9" }]);
  expect(await rpc.call("stock.picking", "button_validate", [[1]])).toBe(true);
  expect(
    await read("stock.picking", 1, ["state", "sale_id", "picking_type_code", "carrier_tracking_url", "date_done"]),
  ).toEqual({
    id: 1,
    state: "done",
    sale_id: id,
    picking_type_code: "outgoing",
    carrier_tracking_url: "https://track.example.com/1Z9",
    date_done: "2026-11-21 03:04:58",
  });
  expect(await read("product.product", 1, ["qty_available", "free_qty"])).toEqual({
    id: 1,
    qty_available: 23,
    free_qty: 23,
  });

  const context = { active_model: "sale.order", active_ids: [id], active_id: id };
  const wizard = await rpc.call<number>(
    "sale.advance.payment.inv",
    "create",
    [{ advance_payment_method: "delivered" }],
    { context },
  );
  const action = await rpc.call<{ res_id: number }>("sale.advance.payment.inv", "create_invoices", [[wizard]], {
    context,
  });
  const invoiceFields = ["name", "state", "payment_state", "amount_total", "amount_residual", "ref"];
  expect(await read("account.move", action.res_id, invoiceFields)).toMatchObject({
    name: false,
    state: "draft",
    ref: "1001",
  });
  expect(await rpc.call("account.move", "action_post", [[action.res_id]])).toBe(false);
  const target = { context: { active_model: "account.move", active_ids: [action.res_id] } };
  const payment = { journal_id: 6, payment_date: "2026-11-20", amount: 20, communication: "txn 1" };
  const first = await rpc.call<number>("account.payment.register", "create", [payment], target);
  await rpc.call("account.payment.register", "action_create_payments", [[first]], target);
  expect(await read("account.move", action.res_id, invoiceFields)).toMatchObject({
    payment_state: "partial",
    amount_residual: 27.55,
  });
  const second = await rpc.call<number>("account.payment.register", "create", [{ journal_id: 6 }], target);
  await rpc.call("account.payment.register", "action_create_payments", [[second]], target);
  expect(await read("account.move", action.res_id, invoiceFields)).toEqual({
    id: action.res_id,
    name: "INV/2026/00001",
    state: "posted",
    payment_state: "paid",
    amount_total: 47.55,
    amount_residual: 0,
    ref: "1001",
  });
  expect(await read("sale.order", id, saleFields)).toMatchObject({
    invoice_status: "invoiced",
    delivery_status: "full",
  });
  const third = await rpc.execute("account.payment.register", "create", [{}], target);
  expect(third.error?.data.name).toBe("odoo.exceptions.UserError");
});

describe("partial delivery", () => {
  test("the wizard does nothing until it is processed", async () => {
    const id = await order(3);
    odoo.confirm(id);
    await rpc.call("stock.move", "write", [[2], { quantity: 1, picked: true }]);
    const action = await rpc.call<{ res_model: string; context: object }>("stock.picking", "button_validate", [[1]]);
    expect(action.res_model).toBe("stock.backorder.confirmation");
    expect(await read("stock.picking", 1, ["state"])).toMatchObject({ state: "assigned" });
    const lines = [[0, 0, { to_backorder: true, picking_id: 1 }]];
    const { context } = action;
    const values = { pick_ids: [[4, 1]], backorder_confirmation_line_ids: lines };
    const wizard = await rpc.call<number>("stock.backorder.confirmation", "create", [values], { context });
    expect(await rpc.call("stock.backorder.confirmation", "process", [[wizard]], { context })).toBe(true);
    expect(await read("sale.order", id, saleFields)).toMatchObject({ delivery_status: "partial", picking_ids: [2, 1] });
    expect(await read("stock.picking", 2, ["state", "backorder_id"])).toEqual({
      id: 2,
      state: "assigned",
      backorder_id: 1,
    });
    expect(await read("sale.order.line", 1, ["qty_delivered"])).toEqual({ id: 1, qty_delivered: 1 });
    odoo.shipOrder(id, { tracking: "second" });
    expect(await read("sale.order", id, saleFields)).toMatchObject({ delivery_status: "full" });
    expect(await read("product.product", 1, ["qty_available", "free_qty"])).toEqual({
      id: 1,
      qty_available: 22,
      free_qty: 22,
    });
  });

  test("what is dropped leaves the status full and the quantity short", async () => {
    const id = await order(3);
    odoo.confirm(id);
    odoo.shipOrder(id, { lines: [{ sku: "A", quantity: 2 }], backorder: false });
    expect(await read("sale.order", id, saleFields)).toMatchObject({ delivery_status: "full", picking_ids: [1] });
    expect(await read("sale.order.line", 1, ["qty_delivered"])).toEqual({ id: 1, qty_delivered: 2 });
  });

  test("too little stock reserves what there is", async () => {
    const id = await order(40);
    odoo.confirm(id);
    expect(await read("stock.picking", 1, ["state", "products_availability"])).toMatchObject({
      state: "assigned",
      products_availability: "Not Available",
    });
    expect(await read("product.product", 1, ["free_qty", "outgoing_qty", "virtual_available"])).toMatchObject({
      free_qty: 0,
      outgoing_qty: 40,
      virtual_available: -15,
    });
  });
});

describe("changes after confirmation", () => {
  test("deliveries follow the lines", async () => {
    const id = await order(2);
    odoo.confirm(id);
    await rpc.call("sale.order", "write", [[id], { order_line: [[1, 1, { product_uom_qty: 5 }]] }]);
    expect(await read("stock.move", 2, ["product_uom_qty", "quantity"])).toEqual({
      id: 2,
      product_uom_qty: 5,
      quantity: 5,
    });
    await rpc.call("sale.order.line", "write", [[1], { product_uom_qty: 1 }]);
    expect(await read("product.product", 1, ["free_qty"])).toEqual({ id: 1, free_qty: 24 });
    odoo.shipOrder(id);
    const cut = await rpc.execute("sale.order.line", "write", [[1], { product_uom_qty: 0 }]);
    expect(cut.error?.data.name).toBe("odoo.exceptions.UserError");
    const removed = await rpc.execute("sale.order", "write", [[id], { order_line: [[2, 1, 0]] }]);
    expect(removed.error?.data.name).toBe("odoo.exceptions.UserError");
  });

  test("a quotation's lines may go, and the total follows", async () => {
    const id = await order(2);
    await rpc.call("sale.order", "write", [[id], { order_line: [[2, 1, 0]] }]);
    expect(await read("sale.order", id, ["amount_total", "order_line"])).toEqual({
      id,
      amount_total: 5,
      order_line: [2],
    });
  });

  test("cancelling frees the stock, also when the order is invoiced", async () => {
    const id = await order(2);
    odoo.confirm(id);
    odoo.invoice(id, { pay: true });
    expect(await rpc.call("sale.order", "action_cancel", [[id]])).toBe(true);
    expect(await read("sale.order", id, saleFields)).toMatchObject({ state: "cancel", delivery_status: false });
    expect(await read("product.product", 1, ["free_qty"])).toEqual({ id: 1, free_qty: 25 });
    expect(odoo.records("account.move")[0]).toMatchObject({ state: "posted", payment_state: "paid" });
    expect(await rpc.call("sale.order", "action_draft", [[id]])).toBe(true);
  });

  test("a line's name leaves the order's write_date alone, its price and a delivery do not", async () => {
    const id = await order(2);
    odoo.confirm(id);
    const stamp = async () => (await read("sale.order", id, ["write_date"])).write_date;
    const start = await stamp();
    now = new Date("2026-11-21T03:05:10.000Z");
    await rpc.call("sale.order.line", "write", [[1], { name: "Other" }]);
    expect(await stamp()).toBe(start);
    await rpc.call("sale.order.line", "write", [[1], { price_unit: 20 }]);
    expect(await stamp()).toBe("2026-11-21 03:05:10");
    now = new Date("2026-11-21T03:06:00.000Z");
    odoo.shipOrder(id);
    expect(await stamp()).toBe("2026-11-21 03:06:00");
  });
});

test.each([
  ["USD", [[3, 0.335, 15]], 1.16],
  ["JPY", [[1, 4800, 10]], 5280],
  ["KWD", [[3, 1.2345, 5]], 3.889],
  [
    "EUR",
    [
      [2, 100, 19],
      [1, -25, 0],
      [1, 7, 19],
    ],
    221.33,
  ],
] as const)("amounts in %s are rounded to its digits", async (code, lines, total) => {
  const [pricelist] = await rpc.call<number[]>("product.pricelist", "search", [[["currency_id.name", "=", code]]]);
  const order_line = await Promise.all(
    lines.map(async ([quantity, price, rate]) => {
      const tax = await rpc.call<number>("account.tax", "create", [{ name: `${rate}%`, amount: rate }]);
      return [0, 0, { product_id: 1, product_uom_qty: quantity, price_unit: price, tax_ids: [[6, 0, [tax]]] }];
    }),
  );
  const id = await order(1, { pricelist_id: pricelist, order_line });
  expect(await read("sale.order", id, ["amount_total"])).toEqual({ id, amount_total: total });
});

test("taxes come from the product unless given, and an empty list of commands changes nothing", async () => {
  const id = await order(1, {
    order_line: [
      [0, 0, { product_id: 1 }],
      [0, 0, { product_id: 1, tax_ids: [] }],
    ],
  });
  const taxes = async () =>
    (await rpc.call<{ tax_ids: number[] }[]>("sale.order.line", "search_read", [[["order_id", "=", id]]])).map(
      (line) => line.tax_ids,
    );
  expect(await taxes()).toEqual([[1], []]);
  await rpc.call("sale.order.line", "write", [[1], { tax_ids: [] }]);
  expect(await taxes()).toEqual([[1], []]);
  await rpc.call("sale.order.line", "write", [[1], { tax_ids: [[6, 0, [1, 3]]] }]);
  await rpc.call("sale.order.line", "write", [
    [1],
    {
      tax_ids: [
        [3, 1, 0],
        [4, 2, 0],
      ],
    },
  ]);
  expect(await taxes()).toEqual([[3, 2], []]);
  await rpc.call("sale.order.line", "write", [[1], { tax_ids: [[5, 0, 0]] }]);
  expect(await taxes()).toEqual([[], []]);
});

test("the journal counts creates by the customer's reference", async () => {
  odoo.confirm(await order(1));
  await order(1, { client_order_ref: "1002" });
  const creates = odoo.journal().filter(({ what, record }) => what === "create" && record.startsWith("sale.order/"));
  expect(creates.map(({ detail }) => (detail as { values: Row }).values.client_order_ref)).toEqual(["1001", "1002"]);
  expect(odoo.journal().some(({ what, record }) => what === "method" && record === "sale.order.action_confirm")).toBe(
    true,
  );
});
