import { expect } from "vitest";
import { sharedEmails } from "../demo/judge.ts";
import type { World } from "../demo/world.ts";

/** Places paid orders of thirteen customers; answers their numbers. */
export function placeOrders(world: World, count: number, announce = true): string[] {
  return Array.from({ length: count }, (_, index) => {
    const order = world.shop.placeOrder(
      {
        email: `person${index % 13}@example.com`,
        payment_status: "P",
        items: [{ sku: "TAPE-5M", amount: 2 }],
        shipping_method_name: "Courier",
      },
      { announce },
    );
    return String(order.order_number);
  });
}

/** Numbers of the orders that the ERP has as confirmed sales. */
function confirmedOrders(world: World): string[] {
  const sales = world.erp.records("sale.order").filter(({ state }) => state === "sale");
  return sales.map((sale) => String(sale.client_order_ref)).sort();
}

/** Those of the orders that are no confirmed sale. */
export function missingOrders(world: World, numbers: readonly string[]): string[] {
  const confirmed = new Set(confirmedOrders(world));
  return numbers.filter((number) => !confirmed.has(number));
}

/** Proves that no order became two sales and no person two customers. */
export function expectNothingTwice(world: World): void {
  const creates = world.erp
    .journal()
    .filter(({ what, record }) => what === "create" && record.startsWith("sale.order/"));
  const numbers = world.erp.records("sale.order").map((sale) => String(sale.client_order_ref));
  expect(creates.length).toBe(new Set(numbers).size);
  expect(sharedEmails(world)).toEqual([]);
}

/** Waits until every order is a confirmed sale, and proves that there is nothing else and nothing twice. */
export async function expectExactlyOnce(world: World, numbers: readonly string[], patience = 60_000): Promise<void> {
  await expect.poll(() => missingOrders(world, numbers), { timeout: patience, interval: 50 }).toEqual([]);
  expect(confirmedOrders(world)).toEqual([...numbers].sort());
  expectNothingTwice(world);
}
