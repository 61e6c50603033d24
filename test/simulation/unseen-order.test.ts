import { setTimeout as pause } from "node:timers/promises";
import { expect, it } from "vitest";
import { startOdooPair } from "../integrations/harness/odoo-pair.ts";

it("stock that changes in Odoo does not put back on sale what an order has taken that was not seen yet", async () => {
  const { shop, erp, integration } = await startOdooPair({ quantity: 5 });
  await integration.settle();
  const tape = erp.records("product.product").find(({ default_code: sku }) => sku === "TAPE");
  const quant = erp.records("stock.quant").find(({ product_id: id }) => id === tape?.id);
  shop.placeOrder({ payment_status: "P", items: [{ sku: "TAPE", amount: 5 }] }, { announce: false });
  erp.call("stock.quant", "write", [[Number(quant?.id)], { inventory_quantity: 6 }]);
  erp.call("stock.quant", "action_apply_inventory", [[Number(quant?.id)]]);
  const amount = () => shop.products().find(({ sku }) => sku === "TAPE")?.amount;
  expect(amount()).toBe(0);
  await integration.engine.acceptChanges([
    { system: "erp", resource: "stock.quant", key: [String(quant?.id)], origin: "webhook", record: quant ?? {} },
  ]);
  while (amount() === 0 && integration.engine.summary().pending + integration.engine.summary().running > 0) {
    integration.clock.advance(100);
    await pause(2);
  }
  expect(amount()).toBe(1);
});
