import { expect, it } from "vitest";
import { startOdooPair } from "../harness/odoo-pair.ts";
import {
  billsOf,
  linesOf,
  mailsOf,
  onlyRecord,
  orderOf,
  paymentsOf,
  placeOrder,
  productOf,
  recordsOf,
  saleOf,
  statusOf,
} from "./records.ts";

it("use case order to cash, step by step: sale, reservation, invoice, payment, delivery, status, tracking, mail", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { payment_status: "Q", surcharges: [{ type: "shipping", value: 5 }] });
  await pair.integration.settle();
  expect(saleOf(pair, order)).toMatchObject({ state: "draft", amount_total: 19.5 });
  expect([billsOf(pair), recordsOf(pair, "stock.picking")]).toEqual([[], []]);

  pair.shop.setPaymentStatus(order.id, "P");
  await pair.integration.settle();
  const sale = saleOf(pair, order);
  expect(sale.state).toBe("sale");
  expect(onlyRecord(pair, "stock.picking", { sale_id: sale.id }).state).toBe("assigned");
  expect(billsOf(pair)).toEqual(["19.5 posted paid"]);
  expect(paymentsOf(pair)).toEqual([19.5]);
  expect(productOf(pair, "TAPE").amount).toBe(98);

  pair.erp.shipOrder(Number(sale.id), { tracking: "1Z-42" });
  await pair.integration.settle();
  expect(statusOf(pair, order.id)).toEqual(["P", "S"]);
  expect(orderOf(pair, order.id).tracking_numbers.map(({ value }) => value)).toEqual(["1Z-42"]);
  expect(orderOf(pair, order.id).external_number).toBe(sale.name);
  expect(mailsOf(pair, order.id)).toEqual(["payment status", "shipped"]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, orders, shop to Odoo: customer, recipient, lines, charges, carrier, note and date are the order's", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, {
    items: [
      { sku: "TAPE", amount: 2 },
      { sku: "DRILL", amount: 1, name: "Drill, blue", item_net_price: 80 },
    ],
    billing_address: { firstname: "Ada", lastname: "King", street: "12 St James's Square" },
    shipping_address: { firstname: "Annabella", lastname: "Noel", street: "350 5th Ave", state_name: "New York" },
    shipping_method_name: "Courier",
    notes: "Please ring twice.",
    surcharges: [
      { type: "shipping", value: 8.25, name: "Courier" },
      { type: "discount", value: -3 },
      { type: "tax", code: "CDEV.VAT.5", value: 19.95 },
    ],
  });
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([]);
  const sale = saleOf(pair, order);
  expect(sale).toMatchObject({ state: "sale", amount_total: 119.7, note: "<p>Please ring twice.</p>" });
  const record = (model: string, id: unknown) => onlyRecord(pair, model, { id });
  expect(record("res.partner", sale.partner_id)).toMatchObject({ name: "Ada King", email: order.email });
  expect(record("res.partner", sale.partner_shipping_id)).toMatchObject({
    name: "Annabella Noel",
    street: "350 5th Ave",
    parent_id: sale.partner_id,
    type: "delivery",
  });
  expect(record("delivery.carrier", sale.carrier_id).name).toBe("Courier");
  const taxes = ["20% VAT"];
  expect(linesOf(pair, sale)).toEqual([
    { sku: "TAPE", quantity: 2, price: 7.25, taxes },
    { sku: "DRILL", quantity: 1, price: 80, taxes },
    { sku: "SHIPPING", quantity: 1, price: 8.25, taxes },
    { sku: "DISCOUNT", quantity: 1, price: -3, taxes },
  ]);
});

it("row 5, taxes: sales tax is a line of its own amount, and no tax of Odoo's is added", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { surcharges: [{ type: "tax", code: "CDEV.STAX.1", value: 1.16 }] });
  await pair.integration.settle();
  const sale = saleOf(pair, order);
  expect(sale).toMatchObject({ amount_total: 15.66, amount_tax: 0 });
  expect(linesOf(pair, sale).map(({ sku, taxes }) => [sku, taxes])).toEqual([
    ["TAPE", []],
    ["SALES-TAX", []],
  ]);
});

it("row 5, currency: the price list of the order's currency is the sale's", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { currency: "GBP" });
  await pair.integration.settle();
  const { currency_id: currency, state } = saleOf(pair, order);
  expect([onlyRecord(pair, "res.currency", { id: currency }).name, state]).toEqual(["GBP", "sale"]);
});

it("row 11, orders: what is downloaded has no shipping address, and is sold all the same", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { shipping_address: null });
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([]);
  const sale = saleOf(pair, order);
  expect(sale.partner_shipping_id).toBe(sale.partner_id);
});

it("row 11, orders: lines that are added, changed and removed in the shop are so in Odoo", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { payment_status: "Q", items: [{ sku: "TAPE" }, { sku: "GLOVES" }] });
  await pair.integration.settle();
  const [tape] = order.items;
  pair.shop.editOrder(order.id, { items: [{ ...tape, sku: "TAPE", amount: 3 }, { sku: "DRILL" }] });
  await pair.integration.settle();
  expect(linesOf(pair, saleOf(pair, order)).map(({ sku, quantity }) => [sku, quantity])).toEqual([
    ["TAPE", 3],
    ["DRILL", 1],
  ]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 6, one order is one sale, however often it is edited", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { payment_status: "Q" });
  for (const amount of [1, 5, 3]) {
    pair.shop.editItem(order.id, Number(order.items[0]?.id), { amount });
    await pair.integration.settle();
  }
  expect(saleOf(pair, order).amount_total).toBe(21.75);
  expect(recordsOf(pair, "sale.order")).toHaveLength(1);
});

it("row 6, an order that looks like fraud is held before anything is written, with the reasons", async () => {
  const pair = await startOdooPair();
  const emails = ["bob@example.com", "eve@example.com", ...Array.from({ length: 5 }, () => "ada@example.com")];
  for (const email of emails) placeOrder(pair, { email });
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([]);
  const doubtful = placeOrder(pair);
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([
    "held: order 10008 looks like fraud (90 of 100): 6 orders of this customer within an hour; the same basket again within ten minutes; 3 customers with this address within a day",
  ]);
  expect(recordsOf(pair, "sale.order", { client_order_ref: doubtful.order_number })).toEqual([]);
  await pair.integration.engine.operations.decide({ decision: "release" }, {}, "ada", false);
  await pair.integration.settle();
  expect(saleOf(pair, doubtful).state).toBe("sale");
});

it("row 7, high volume: 40 orders at once are 40 sales, 40 invoices and 40 payments", { tags: ["long"] }, async () => {
  const pair = await startOdooPair({ quantity: 1000 });
  const orders = Array.from({ length: 40 }, (_none, index) =>
    placeOrder(pair, {
      email: `buyer${index}@example.com`,
      items: [{ sku: "TAPE", amount: 1 + (index % 5) }],
      billing_address: { street: `${index} Main Street` },
    }),
  );
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([]);
  expect(orders.map((order) => saleOf(pair, order).state)).toEqual(orders.map(() => "sale"));
  expect(billsOf(pair).filter((bill) => bill.endsWith("posted paid"))).toHaveLength(40);
  expect(paymentsOf(pair)).toHaveLength(40);
});
