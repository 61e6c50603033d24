// @module-tag long

import { expect, it } from "vitest";
import { startOdooPair } from "../harness/odoo-pair.ts";
import {
  billsOf,
  mailsOf,
  odooError,
  onlyRecord,
  orderOf,
  paymentsOf,
  placeOrder,
  recordsOf,
  saleOf,
  statusOf,
} from "./records.ts";

it.each([
  ["Credit card", "BNK1"],
  ["Cash on delivery", "CSH1"],
])("row 11, payments, shop to Odoo: what was paid by %s is booked in journal %s", async (method, code) => {
  const pair = await startOdooPair();
  placeOrder(pair, { payment_method: method });
  await pair.integration.settle();
  const payment = onlyRecord(pair, "account.payment");
  expect(onlyRecord(pair, "account.journal", { id: payment.journal_id }).code).toBe(code);
  expect(payment).toMatchObject({ amount: 14.5, memo: "10001" });
});

it("row 11, payments: an order that is not paid yet is neither invoiced nor booked", async () => {
  const pair = await startOdooPair();
  placeOrder(pair, { payment_status: "A" });
  await pair.integration.settle();
  expect([billsOf(pair), paymentsOf(pair)]).toEqual([[], []]);
});

it("row 11, payments, Odoo to shop: a bank transfer that the accountant books makes the order paid, with one mail", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair, { payment_status: "Q", payment_method: "Bank transfer" });
  await pair.integration.settle();
  const sale = Number(saleOf(pair, order).id);
  pair.erp.confirm(sale);
  pair.erp.invoice(sale, { pay: true });
  await pair.integration.settle();
  expect(statusOf(pair, order.id)).toEqual(["P", "N"]);
  expect(mailsOf(pair, order.id)).toEqual(["payment status"]);
  expect(paymentsOf(pair)).toEqual([14.5]);
});

it("row 11, payments, Odoo to shop: an invoice that has nothing to do with the shop changes nothing there", async () => {
  const pair = await startOdooPair();
  const partner = pair.erp.call("res.partner", "create", [{ name: "Walk in" }]);
  const product = recordsOf(pair, "product.product", { default_code: "TAPE" })[0]?.id;
  const line = [0, 0, { product_id: Number(product), product_uom_qty: 1 }];
  const sale = pair.erp.call("sale.order", "create", [{ partner_id: Number(partner), order_line: [line] }]);
  pair.erp.confirm(Number(sale));
  pair.erp.invoice(Number(sale), { pay: true });
  pair.erp.shipOrder(Number(sale));
  await pair.integration.settle();
  expect([pair.shop.orders(), mailsOf(pair), await pair.integration.problems()]).toEqual([[], [], []]);
});

it("row 11, payments: a part that the shop gave back is a credit note of that part", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  pair.shop.refundOrder(order.id, 7.25);
  await pair.integration.settle();
  expect(billsOf(pair, "out_refund")).toEqual(["7.25 posted paid"]);
  expect(paymentsOf(pair)).toEqual([14.5, -7.25]);
  expect(saleOf(pair, order).state).toBe("sale");
});

it("row 11, payments: two parts that the shop gave back are two credit notes, the second with the first already there", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  pair.shop.refundOrder(order.id, 7.25);
  await pair.integration.settle();
  pair.shop.refundOrder(order.id, 2.25);
  // The shop's own status stays Partially Paid, so that only an edit shows the order as changed.
  pair.shop.editOrder(order.id, { notes: "the second part was given back" });
  await pair.integration.settle();
  expect(billsOf(pair, "out_refund")).toEqual(["7.25 posted paid", "2.25 posted paid"]);
  expect(paymentsOf(pair)).toEqual([14.5, -7.25, -2.25]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, payments: a credit note that was posted when Odoo refused its payment is paid by the next run", async () => {
  const pair = await startOdooPair();
  const order = placeOrder(pair);
  await pair.integration.settle();
  const match = { operation: "account.payment.register.create" };
  pair.erp.faults.add({
    kind: "status",
    status: 200,
    body: odooError("ValidationError", "the journal is closed"),
    match,
  });
  pair.shop.refundOrder(order.id, 7.25);
  await pair.integration.settle();
  expect(billsOf(pair, "out_refund")).toEqual(["7.25 posted not_paid"]);
  pair.erp.faults.clear();
  await pair.integration.engine.operations.decide({ decision: "retry", from: "beginning" }, {}, "ada", false);
  await pair.integration.settle();
  expect(billsOf(pair, "out_refund")).toEqual(["7.25 posted paid"]);
  expect(paymentsOf(pair)).toEqual([14.5, -7.25]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, payments: products that are invoiced when they are delivered are invoiced then", async () => {
  const pair = await startOdooPair();
  pair.erp.seed({
    products: [{ sku: "LATER", name: "Invoiced later", price: 10, quantity: 5, invoicePolicy: "delivery" }],
  });
  const order = placeOrder(pair, { items: [{ sku: "LATER", price: 10 }] });
  await pair.integration.settle();
  expect(billsOf(pair)).toEqual([]);
  pair.erp.shipOrder(Number(saleOf(pair, order).id));
  await pair.integration.settle();
  expect(billsOf(pair)).toEqual(["10 posted paid"]);
  expect(paymentsOf(pair)).toEqual([10]);
  expect(orderOf(pair, order.id).shipping_status.code).toBe("S");
});
