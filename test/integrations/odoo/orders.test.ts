import { expect, it } from "vitest";
import { type OdooPair, startOdooPair } from "../harness/odoo-pair.ts";

const BUYER = { email: "ada@example.com" };

function sales({ erp }: OdooPair) {
  return erp.records("sale.order");
}

function codes({ shop }: OdooPair, id: unknown): readonly unknown[] {
  const order = shop.orders().find((one) => one.id === id);
  return [order?.payment_status?.code, order?.shipping_status?.code];
}

it("order to cash: sold, invoiced, paid, delivered, and the shop tells the customer once", async () => {
  const pair = await startOdooPair();
  const { shop, erp, integration } = pair;
  const order = shop.placeOrder({ ...BUYER, payment_status: "P", items: [{ sku: "TAPE", amount: 2 }] });
  await integration.settle();
  expect(await integration.problems()).toEqual([]);
  const [sale] = sales(pair);
  expect(sale).toMatchObject({ client_order_ref: order.order_number, state: "sale", amount_total: order.total });
  expect(erp.records("account.move").filter(({ move_type }) => move_type === "out_invoice")).toMatchObject([
    { state: "posted", payment_state: "paid" },
  ]);
  expect(erp.records("account.payment")).toHaveLength(1);
  erp.shipOrder(Number(sale?.id));
  await integration.settle();
  expect(codes(pair, order.id)).toEqual(["P", "S"]);
  expect(await integration.problems()).toEqual([]);
});
