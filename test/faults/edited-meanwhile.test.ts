// @module-tag long

import { join } from "node:path";
import type { Fault } from "@xmap/sandbox";
import type { OrderChange } from "@xmap/sandbox/xcart";
import { expect, it } from "vitest";
import { viewErp } from "../demo/erp-view.ts";
import { startWorld } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

interface Scene {
  readonly what: string;
  /** In force from the moment that the order is placed, or edited for the first time. */
  readonly fault: Fault;
  readonly from: "placed" | "edited";
}

const SCENES: readonly Scene[] = [
  {
    what: "the answer to the creation is lost",
    fault: { kind: "lostAnswer", match: { operation: "sale.order.create" }, remaining: 1 },
    from: "placed",
  },
  {
    what: "the sale cannot be read back after its creation",
    fault: { kind: "status", status: 500, match: { operation: "sale.order.read" }, remaining: 1 },
    from: "placed",
  },
  {
    what: "the answer to an update that adds a line is lost",
    fault: { kind: "lostAnswer", match: { operation: "sale.order.write" }, remaining: 1 },
    from: "edited",
  },
];

const shipping = (value: number) => ({ type: "shipping", code: "SHIPPING", value });
const discount = (value: number) => ({ type: "discount", code: "DISCOUNT", value });
const item = (sku: string, price: number, amount: number) => ({ sku, price, item_net_price: price, amount });

it.each(SCENES)(
  "$what, and the order is edited before the next try: every line is there once, as edited",
  {
    timeout: 180_000,
  },
  async ({ fault, from }) => {
    const world = await startWorld();
    const store = join(temporaryFolder(), "store.sqlite");
    const runtime = await startRuntime({
      project: ODOO_ORDERS,
      store,
      environment: world.environment,
      pollEvery: "1h",
    });
    world.connect(runtime.url);
    const sales = (): unknown =>
      viewErp(world.erp)
        .salesOf(String(order.order_number))
        .map(({ sale }) => [
          sale.state,
          ...sale.lines.map((line) => `${line.quantity} ${line.sku} ${line.unitPrice}`).sort(),
        ]);
    const hits = (): number => world.erp.counters.values().faultsByKind[fault.kind] ?? 0;
    if (from === "placed") world.erp.faults.add(fault);
    const order = world.shop.placeOrder({
      email: "edited@example.com",
      payment_status: "P",
      items: [item("TAPE-5M", 7.25, 2)],
      surcharges: [shipping(5)],
      shipping_method_name: "Courier",
    });
    const edit = (change: OrderChange): unknown =>
      world.shop.editOrder(order.id, {
        ...change,
        items: (change.items ?? []).map((line) => ({ ...line, id: idOf(line.sku) })),
      });
    const idOf = (sku: string): number | undefined =>
      world.shop
        .orders()
        .find(({ id }) => id === order.id)
        ?.items.find((known) => known.sku === sku)?.id;
    try {
      if (from === "edited") {
        await expect.poll(sales, { timeout: 60_000 }).toEqual([["sale", "1 SHIPPING 5", "2 TAPE-5M 7.25"]]);
        world.erp.faults.add(fault);
        const items = [item("TAPE-5M", 7.25, 2), item("LED-HEAD", 24.9, 1)];
        edit({ items, surcharges: [shipping(5), discount(-2)] });
      }
      await expect.poll(hits, { timeout: 60_000, interval: 5 }).toBe(1);
      const items = [item("TAPE-5M", 7.25, 3), ...(from === "edited" ? [item("LED-HEAD", 24.9, 4)] : [])];
      edit({ items, surcharges: [shipping(6), ...(from === "edited" ? [discount(-3)] : [])] });
      const expected = [
        "1 SHIPPING 6",
        "3 TAPE-5M 7.25",
        ...(from === "edited" ? ["1 DISCOUNT -3", "4 LED-HEAD 24.9"] : []),
      ];
      await expect.poll(sales, { timeout: 60_000 }).toEqual([["sale", ...expected.sort()]]);
    } finally {
      await runtime.kill();
      await world.close();
    }
  },
);
