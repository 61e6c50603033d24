// @module-tag long

import { expect, it } from "vitest";
import { ERP_EVENT_ROWS } from "./erp-events.ts";
import { onlySalesOrder, orderOf, place, startWorld, type World } from "./world.ts";

const ITEMS = [
  { sku: "TSH-001-M", price: 10, amount: 2 },
  { sku: "MUG-002", price: 5, amount: 1 },
];

const numberOf = (world: World): string => String(onlySalesOrder(world).OrderNbr);

function hold(world: World, Hold: boolean): void {
  world.erp.put("SalesOrder", { OrderType: "SO", OrderNbr: numberOf(world), Hold });
}

/** Ships all, whoever has paid. */
function ship(world: World): void {
  hold(world, false);
  world.erp.shipOrder(numberOf(world));
}

function pay(world: World, amount: number, target: "order" | "invoice"): void {
  const { erp } = world;
  const { CustomerID } = onlySalesOrder(world);
  const [invoice] = erp.records("SalesInvoice");
  const application =
    target === "order"
      ? { OrdersToApply: [{ OrderType: "SO", OrderNbr: numberOf(world), AppliedToOrder: amount }] }
      : { DocumentsToApply: [{ DocType: "Invoice", ReferenceNbr: String(invoice?.ReferenceNbr), AmountPaid: amount }] };
  const payment = erp.put("Payment", {
    Type: "Prepayment",
    CustomerID: String(CustomerID),
    PaymentMethod: "CHECK",
    PaymentRef: "check 77",
    PaymentAmount: amount,
    Hold: false,
    ...application,
  });
  erp.act("Payment", ["Prepayment", String(payment.ReferenceNbr)], "ReleasePayment");
}

/** What staff make of goods that come back without asking the shop. */
function takeBack(world: World, shirts: number, mugs: number): void {
  const { erp } = world;
  const { CustomerID, ExternalRef } = onlySalesOrder(world);
  const line = (InventoryID: string, OrderQty: number) => ({ InventoryID, OrderQty, Operation: "Receipt" });
  const returned = erp.put("SalesOrder", {
    OrderType: "RC",
    CustomerID: String(CustomerID),
    ExternalRef: String(ExternalRef),
    ExternalOrderOrigin: "X-Cart",
    Hold: false,
    Details: [line("TSH-001-M", shirts), ...(mugs === 0 ? [] : [line("MUG-002", mugs)])],
  });
  erp.act("SalesOrder", ["RC", String(returned.OrderNbr)], "SalesOrderCreateReceipt");
  const receipt = erp.records("Shipment").find(({ Operation }) => Operation === "Receipt");
  erp.act("Shipment", [String(receipt?.ShipmentNbr)], "ConfirmShipment");
}

async function shipAndSettle(world: World): Promise<void> {
  ship(world);
  await world.integration.settle();
}

const EVENTS: Readonly<Record<string, (world: World) => Promise<void> | void>> = {
  "hold removed by hand": (world) => hold(world, false),
  "hold put by hand": (world) => hold(world, true),
  "being packed": ({ erp }) => erp.act("SalesOrder", ["SO", "000001"], "SalesOrderCreateShipment"),
  "part shipped": (world) => {
    hold(world, false);
    world.erp.shipOrder(numberOf(world), { quantities: { "TSH-001-M": 2 } });
  },
  shipped: ship,
  "invoice posted": (world) => {
    ship(world);
    world.erp.invoiceOrder(numberOf(world));
  },
  "payment registered": (world) => pay(world, 25, "order"),
  "part payment registered": (world) => pay(world, 10, "order"),
  "invoice paid": async (world) => {
    await shipAndSettle(world);
    world.erp.invoiceOrder(numberOf(world));
    pay(world, 25, "invoice");
  },
  canceled: async (world) => {
    for (const { Type, ReferenceNbr } of world.erp.records("Payment"))
      world.erp.act("Payment", [String(Type), String(ReferenceNbr)], "VoidPayment");
    world.erp.act("SalesOrder", ["SO", numberOf(world)], "CancelSalesOrder");
  },
  returned: async (world) => {
    await shipAndSettle(world);
    takeBack(world, 2, 1);
  },
  "part returned": async (world) => {
    await shipAndSettle(world);
    takeBack(world, 1, 0);
  },
};

it.each(ERP_EVENT_ROWS)("$event in Acumatica, $paid in the shop: then $payment and $shipping", async (row) => {
  const world = await startWorld();
  const order = place(world, { items: ITEMS, payment_status: row.paid });
  await world.integration.settle();
  await EVENTS[row.event]?.(world);
  await world.integration.settle();
  const { payment_status: payment, shipping_status: shipping } = orderOf(world, order);
  expect([payment.code, shipping.code]).toEqual([row.payment, row.shipping]);
  expect(world.shop.mails().map(({ kind }) => kind)).toEqual(row.mails);
  const problems = await world.integration.problems();
  expect([...new Set(problems)]).toEqual(row.says === undefined ? [] : [expect.stringMatching(row.says)]);
});
