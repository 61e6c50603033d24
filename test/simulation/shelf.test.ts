import { expect, it } from "vitest";
import { type OdooPair, startOdooPair } from "../integrations/harness/odoo-pair.ts";

/** Sells two tape measures and sends them; 100 were there. */
async function sentOrder(pair: OdooPair): Promise<number> {
  const order = pair.shop.placeOrder({ payment_status: "P", items: [{ sku: "TAPE", amount: 2 }] });
  await pair.integration.settle();
  pair.erp.shipOrder(Number(pair.erp.records("sale.order")[0]?.id));
  await pair.integration.settle();
  return Number(order.id);
}

function shelfOf({ shop }: OdooPair): number | undefined {
  return shop.products().find(({ sku }) => sku === "TAPE")?.amount;
}

it("what was sent is not for sale again when the shop cancels the order", async () => {
  const pair = await startOdooPair();
  const id = await sentOrder(pair);
  expect(shelfOf(pair)).toBe(98);
  pair.shop.cancelOrder(id);
  expect(shelfOf(pair)).toBe(100);
  await pair.integration.settle();
  expect(shelfOf(pair)).toBe(98);
});

it("what came back is for sale once when its money goes back too", async () => {
  const pair = await startOdooPair();
  const id = await sentOrder(pair);
  pair.shop.setShippingStatus(id, "R");
  await pair.integration.settle();
  const back = pair.erp.records("stock.picking").find(({ return_id }) => typeof return_id === "number");
  pair.erp.call("stock.picking", "button_validate", [[Number(back?.id)]]);
  await pair.integration.settle();
  expect(shelfOf(pair)).toBe(100);
  pair.shop.refundOrder(id);
  expect(shelfOf(pair)).toBe(102);
  await pair.integration.settle();
  expect(shelfOf(pair)).toBe(100);
});

it("pieces in a warehouse that sales do not take from are sold once", async () => {
  const pair = await startOdooPair({ quantity: 0 });
  const { erp, shop, integration } = pair;
  const { records } = erp.seed({ records: [{ model: "stock.warehouse", values: { name: "Outpost", code: "OUT" } }] });
  const house = erp.records("stock.warehouse").find(({ id }) => id === records[0]);
  const tape = erp.records("product.product").find(({ default_code: sku }) => sku === "TAPE");
  const count = { product_id: Number(tape?.id), location_id: Number(house?.lot_stock_id), inventory_quantity: 5 };
  const quant = Number(erp.call("stock.quant", "create", [count]));
  erp.call("stock.quant", "action_apply_inventory", [[quant]]);
  await integration.settle();
  expect(shelfOf(pair)).toBe(5);
  shop.placeOrder({ payment_status: "P", items: [{ sku: "TAPE", amount: 5 }] });
  await integration.settle();
  erp.call("stock.quant", "write", [[quant], { inventory_quantity: 6 }]);
  erp.call("stock.quant", "action_apply_inventory", [[quant]]);
  await integration.settle();
  expect(shelfOf(pair)).toBe(1);
});
