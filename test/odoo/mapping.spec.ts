import { afterAll, beforeAll, expect, test } from "vitest";
import { readStatus } from "../demo/status.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { type JoinedSystems, joinSystems, prepareSales } from "./joined-systems.ts";
import { callOdoo } from "./odoo-calls.ts";
import { freshName, makeProduct, openSession, operate } from "./real-server.ts";

let joined: JoinedSystems;
let sku: string;
let carrier: string;

beforeAll(async () => {
  const session = openSession();
  const product = await makeProduct(session, 100, 7.25);
  [{ default_code: sku }] = (await callOdoo("product.product", "read", [[product], ["default_code"]])) as [
    { default_code: string },
  ];
  await session.close();
  ({ carrier } = await prepareSales());
  joined = await joinSystems(ODOO_ORDERS, { products: [{ sku, name: "Tape measure", price: 7.25 }] });
});
afterAll(() => joined?.close());

interface Sale {
  readonly id: number;
  readonly state: string;
  readonly amount_total: number;
  readonly picking_ids: readonly number[];
  readonly carrier_id: readonly [number, string];
}

async function salesOf(order: Placed): Promise<readonly Sale[]> {
  const fields = ["state", "amount_total", "picking_ids", "carrier_id"];
  return (await callOdoo("sale.order", "search_read", [[["client_order_ref", "=", order.number]]], {
    fields,
  })) as Sale[];
}

const statesOf = async (order: Placed): Promise<readonly string[]> => (await salesOf(order)).map(({ state }) => state);

interface Placed {
  readonly id: number;
  readonly number: string;
}

function place(change: object = {}): Placed {
  const number = freshName("N").replace(" ", "-");
  const order = joined.shop.placeOrder({
    order_number: number,
    email: `${number}@example.com`,
    payment_status: "P",
    shipping_method_name: carrier,
    items: [{ sku, price: 7.25, amount: 2 }],
    surcharges: [
      { type: "shipping", code: "SHIPPING", value: 5 },
      { type: "discount", code: "DISCOUNT", value: -1.5 },
    ],
    ...change,
  });
  return { id: Number(order.id), number: String(order.order_number) };
}

test("an order becomes a quotation, is edited and paid, delivered by the warehouse and shipped in the shop", async () => {
  const order = place({ payment_status: "Q" });
  await expect.poll(() => statesOf(order)).toEqual(["draft"]);
  expect(await salesOf(order)).toMatchObject([{ amount_total: 18, carrier_id: [expect.any(Number), carrier] }]);

  joined.shop.editOrder(order.id, { surcharges: [{ type: "shipping", code: "SHIPPING", value: 5 }] });
  await expect.poll(async () => (await salesOf(order)).map((sale) => sale.amount_total)).toEqual([19.5]);
  joined.shop.setPaymentStatus(order.id, "P");
  await expect.poll(() => statesOf(order)).toEqual(["sale"]);

  const [sale] = await salesOf(order);
  const [picking] = sale?.picking_ids ?? [];
  const warehouse = openSession();
  await operate(warehouse, "stock.picking", String(picking), "validate", { backorder: true });
  await warehouse.close();
  await expect
    .poll(() => joined.shop.orders().find(({ id }) => id === order.id)?.shipping_status)
    .toMatchObject({ code: "S" });
  expect(joined.shop.mails().filter((mail) => mail.orderId === order.id && mail.kind === "shipped")).toHaveLength(1);
});

test("an order that is cancelled before it is delivered is cancelled in Odoo", async () => {
  const order = place();
  await expect.poll(() => statesOf(order)).toEqual(["sale"]);
  joined.shop.setPaymentStatus(order.id, "C");
  await expect.poll(() => statesOf(order)).toEqual(["cancel"]);
});

test("ten orders at once become ten sales, none twice, and nothing waits", async () => {
  const orders = Array.from({ length: 10 }, () => place());
  for (const order of orders) await expect.poll(() => statesOf(order)).toEqual(["sale"]);
  await expect.poll(async () => (await readStatus(joined.runtime.url)).summary.pending).toBe(0);
  const totals = await Promise.all(
    orders.map(async (order) => (await salesOf(order)).map((sale) => sale.amount_total)),
  );
  expect(totals.flat()).toEqual(orders.map(() => 18));
  expect((await readStatus(joined.runtime.url)).waiting).toEqual([]);
});
