// @module-tag long

import { expect, it } from "vitest";
import { onlySalesOrder, orderOf, place, startWorld, type World } from "./world.ts";

function paymentsOf({ erp }: World): readonly string[] {
  return erp.records("Payment").map(({ Type, Status, PaymentAmount }) => `${Type} ${Status} ${PaymentAmount}`);
}

it("a payment that does not match the order is held with both figures, and nothing is booked", async () => {
  const world = await startWorld();
  place(world, { transactions: [{ succeeded: true, value: 20 }] });
  await world.integration.settle();
  expect(paymentsOf(world)).toEqual([]);
  expect(await world.integration.problems()).toEqual([
    "held: 20 was paid for order 10001 and 0 given back, and its total is 25",
  ]);
});

it("the newest successful attempt names the payment, and failed ones count nothing", async () => {
  const world = await startWorld();
  const transactions = [
    { succeeded: false, value: 25, localName: "Credit card" },
    { succeeded: true, value: 25, localName: "Bank transfer" },
  ];
  place(world, { transactions });
  await world.integration.settle();
  expect(world.erp.records("Payment")).toMatchObject([
    { PaymentMethod: "CHECK", PaymentRef: "000001-0002", Status: "Open", PaymentAmount: 25, AppliedToOrders: 25 },
  ]);
});

it("a payment method that nobody has mapped is held", async () => {
  const world = await startWorld();
  place(world, { payment_method: "Barter" });
  await world.integration.settle();
  expect(paymentsOf(world)).toEqual([]);
  expect(await world.integration.problems()).toEqual([
    "held: payment method Barter is not in tables/acumatica-payment-methods.csv",
  ]);
});

it("a payment that the accountant has booked by hand makes the order paid, and is not booked a second time", async () => {
  const world = await startWorld();
  const order = place(world, { payment_status: "Q" });
  await world.integration.settle();
  const { CustomerID, OrderNbr } = onlySalesOrder(world);
  const payment = world.erp.put("Payment", {
    Type: "Prepayment",
    CustomerID: String(CustomerID),
    PaymentMethod: "CHECK",
    PaymentRef: "check 77",
    PaymentAmount: 25,
    Hold: false,
    OrdersToApply: [{ OrderType: "SO", OrderNbr: String(OrderNbr), AppliedToOrder: 25 }],
  });
  world.erp.act("Payment", ["Prepayment", String(payment.ReferenceNbr)], "ReleasePayment");
  await world.integration.settle();
  expect(orderOf(world, order).payment_status.code).toBe("P");
  expect(world.shop.mails().map(({ kind }) => kind)).toEqual(["payment status"]);
  expect(paymentsOf(world)).toEqual(["Prepayment Open 25"]);
  expect(onlySalesOrder(world).Status).toBe("Open");
  expect(await world.integration.problems()).toEqual([]);
});

it("the prepayment pays the invoice", async () => {
  const world = await startWorld();
  place(world);
  await world.integration.settle();
  const number = String(onlySalesOrder(world).OrderNbr);
  world.erp.shipOrder(number);
  world.erp.invoiceOrder(number);
  await world.integration.settle();
  expect(world.erp.records("SalesInvoice")).toMatchObject([{ Status: "Closed", Balance: 0, ExternalRef: "10001" }]);
  expect(paymentsOf(world)).toEqual(["Prepayment Closed 25"]);
  expect(await world.integration.problems()).toEqual([]);
});

it("a paid order that is cancelled before shipping is on hold until its money is given back, then cancelled", async () => {
  const world = await startWorld();
  const order = place(world);
  await world.integration.settle();
  world.shop.cancelOrder(Number(order.id));
  await world.integration.settle();
  expect(onlySalesOrder(world).Status).toBe("On Hold");
  expect(await world.integration.problems()).toEqual([
    expect.stringMatching(/^held: order 10001 was cancelled in the shop, and 25 USD are booked for \d+/),
  ]);
  world.shop.refundOrder(Number(order.id));
  await world.integration.settle();
  expect(onlySalesOrder(world).Status).toBe("Canceled");
  expect(paymentsOf(world)).toEqual(["Prepayment Voided 25", "Voided Payment Closed -25"]);
  expect(world.erp.records("Shipment")).toEqual([]);
  expect(await world.integration.problems()).toEqual([]);
});

it("a second refund that Acumatica has only a part of is held with both figures", async () => {
  const world = await startWorld();
  const order = place(world);
  await world.integration.settle();
  world.shop.refundOrder(Number(order.id), 10);
  await world.integration.settle();
  expect(paymentsOf(world)).toEqual(["Prepayment Open 25", "Refund Closed 10"]);
  world.shop.refundOrder(Number(order.id), 5);
  await world.integration.engine.operations.trigger("PaymentToAcumatica", [String(order.id)], "sweep");
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([
    expect.stringMatching(/^held: X-Cart gave back 15 for order 10001, and Acumatica has 10 in refund \w+/),
  ]);
});
