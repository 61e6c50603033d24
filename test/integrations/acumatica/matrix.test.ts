// @module-tag long

import type { ShownOrder } from "@xmap/sandbox/xcart";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type Cell,
  type ErpView,
  SHOP_EVENT_OUTCOMES,
  SHOP_EVENTS,
  type ShopEvent,
  STATES,
  type State,
} from "./matrix.ts";
import { place, startWorld, type World } from "./world.ts";

interface Row {
  readonly state: State;
  readonly event: ShopEvent;
  readonly order: ShownOrder;
}

const ITEMS = [
  { sku: "TSH-001-M", price: 10, amount: 2 },
  { sku: "MUG-002", price: 5, amount: 1 },
];
const ends: (() => Promise<void>)[] = [];
const rows: Row[] = [];
const before = new Map<Row, ErpView>();
const after = new Map<Row, ErpView>();
const messages = new Map<Row, readonly string[]>();

function salesOf({ erp }: World, order: ShownOrder, type = "SO") {
  return erp
    .records("SalesOrder")
    .find(({ OrderType, ExternalRef }) => OrderType === type && ExternalRef === order.order_number);
}

function numberOf(world: World, order: ShownOrder): string {
  return String(salesOf(world, order)?.OrderNbr);
}

function view(world: World, order: ShownOrder): ErpView {
  const sales = salesOf(world, order);
  const customer = sales?.CustomerID;
  const payments = world.erp.records("Payment").filter(({ CustomerID }) => CustomerID === customer);
  const returned = salesOf(world, order, "RC")?.Status;
  return {
    status: String(sales?.Status),
    total: Number(sales?.OrderTotal),
    street: String(Reflect.get(Object(sales?.ShipToAddress), "AddressLine1")),
    payments: payments.map(({ Type, Status, PaymentAmount }) => `${Type} ${Status} ${PaymentAmount}`),
    returned: returned === undefined ? undefined : String(returned),
  };
}

const STARTS_UNPAID: readonly State[] = ["draft", "invoiced", "paid", "cancelled"];

/** What Acumatica's people do until the order is in the state. */
function bringTo(world: World, { state, order }: Row): void {
  const { erp, shop } = world;
  const OrderNbr = numberOf(world, order);
  if (state === "cancelled") shop.cancelOrder(Number(order.id));
  if (["invoiced", "paid"].includes(state)) erp.put("SalesOrder", { OrderType: "SO", OrderNbr, Hold: false });
  if (state === "part shipped") erp.shipOrder(OrderNbr, { quantities: { "TSH-001-M": 2 } });
  if (["shipped", "invoiced", "paid", "closed"].includes(state)) erp.shipOrder(OrderNbr);
  const [invoice] = ["invoiced", "paid", "closed"].includes(state) ? erp.invoiceOrder(OrderNbr) : [];
  if (state === "paid" && invoice !== undefined) payInvoice(world, order, invoice);
}

function payInvoice(world: World, order: ShownOrder, ReferenceNbr: string): void {
  const payment = world.erp.put("Payment", {
    Type: "Payment",
    CustomerID: String(salesOf(world, order)?.CustomerID),
    PaymentMethod: "CHECK",
    PaymentRef: `check ${order.order_number}`,
    PaymentAmount: 25,
    Hold: false,
    DocumentsToApply: [{ DocType: "Invoice", ReferenceNbr, AmountPaid: 25 }],
  });
  world.erp.act("Payment", ["Payment", String(payment.ReferenceNbr)], "ReleasePayment");
}

const EVENTS: Readonly<Record<ShopEvent, (world: World, order: ShownOrder) => unknown>> = {
  "line edit": ({ shop }, { id, items }) => shop.editItem(Number(id), Number(items[0]?.id), { amount: 4 }),
  "address edit": ({ shop }, { id }) => shop.editOrder(Number(id), { shipping_address: { street: "1 New Road" } }),
  "discount edit": ({ shop }, { id }) =>
    shop.editOrder(Number(id), { surcharges: [{ type: "discount", code: "DCOUPON", value: -3 }] }),
  "payment received": ({ shop }, { id }) => shop.setPaymentStatus(Number(id), "P"),
  cancelled: ({ shop }, { id }) => shop.setPaymentStatus(Number(id), "C"),
  "refunded in part": ({ shop }, { id }) => shop.refundOrder(Number(id), 10),
  refunded: ({ shop }, { id }) => shop.setPaymentStatus(Number(id), "R"),
  returned: ({ shop }, { id }) => shop.setShippingStatus(Number(id), "R"),
};

beforeAll(async () => {
  const world = await startWorld({ atEnd: (work) => ends.unshift(work) });
  for (const state of STATES)
    for (const event of SHOP_EVENTS) {
      const payment_status = STARTS_UNPAID.includes(state) ? "Q" : "P";
      const email = `${state}-${event}@example.com`.replaceAll(" ", "-");
      rows.push({ state, event, order: place(world, { email, payment_status, items: ITEMS }) });
    }
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([]);
  for (const row of rows) bringTo(world, row);
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([]);
  for (const row of rows) before.set(row, view(world, row.order));
  for (const { event, order } of rows) EVENTS[event](world, order);
  await world.integration.settle();
  const waiting = await world.integration.waiting();
  for (const row of rows) {
    after.set(row, view(world, row.order));
    const subject = new RegExp(`^(shop/\\w+/${row.order.id}|acumatica/\\w+/SO,${numberOf(world, row.order)})$`);
    const own = waiting.filter(({ record }) => subject.test(record));
    messages.set(
      row,
      own.flatMap(({ problems, failure }) => failure?.message ?? problems.map(({ message }) => message)),
    );
  }
}, 1_200_000);

afterAll(async () => {
  for (const end of ends) await end();
});

const cells = STATES.flatMap((state) =>
  SHOP_EVENTS.map((event) => {
    const cell: Cell = SHOP_EVENT_OUTCOMES[state][event];
    return { state, event, cell, outcome: cell.outcome, because: cell.because };
  }),
);

it.each(cells)("$state, then $event in the shop: $outcome, $because", ({ state, event, cell }) => {
  const row = rows.find((one) => one.state === state && one.event === event);
  if (row === undefined) throw new RangeError("no such order");
  expect(after.get(row)).toEqual({ ...before.get(row), ...cell.erp });
  const expected = cell.says === undefined ? [] : [expect.stringMatching(cell.says)];
  expect(messages.get(row)).toEqual(expected);
});
