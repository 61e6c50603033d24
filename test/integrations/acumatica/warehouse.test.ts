// @module-tag long

import { expect, it } from "vitest";
import { onlySalesOrder, orderOf, place, startWorld } from "./world.ts";

it("an order goes to the warehouse by itself once it is paid and all of it is in stock", async () => {
  const world = await startWorld({ sendsToWarehouse: true });
  place(world, { email: "first@example.com", items: [{ sku: "POSTER-3", price: 5, amount: 10 }] });
  await world.integration.settle();
  expect(onlySalesOrder(world).Status).toBe("Shipping");
  const order = place(world, { items: [{ sku: "POSTER-3", price: 5, amount: 15 }], payment_status: "Q" });
  await world.integration.settle();
  const status = () =>
    world.erp.records("SalesOrder").find(({ ExternalRef }) => ExternalRef === order.order_number)?.Status;
  expect(status()).toBe("On Hold");
  world.shop.setPaymentStatus(Number(order.id), "P");
  await world.integration.settle();
  expect(status()).toBe("Open");
  world.erp.receive("POSTER-3", "WHOLESALE", 100);
  world.clock.advance(3_600_000);
  world.shop.editOrder(Number(order.id), { notes: "soon, please" });
  await world.integration.settle();
  expect(status()).toBe("Shipping");
  expect(orderOf(world, order).shipping_status.code).toBe("P");
  expect(await world.integration.problems()).toEqual([]);
});
