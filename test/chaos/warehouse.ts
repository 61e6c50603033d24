import type { PlannedLine } from "../demo/plan.ts";
import type { World } from "../demo/world.ts";
import { isShipped } from "./plan.ts";
import { type SaleJournal, valuesOf } from "./sale-journal.ts";
import type { PlayedOrder } from "./shop-load.ts";

/** The people who ship what the ERP has confirmed, and the customers who then change their mind. */
export class Warehouse {
  readonly #world: World;
  readonly #journal: SaleJournal;
  readonly #shipped = new Set<number>();
  readonly #cancelled = new Set<number>();

  constructor(world: World, journal: SaleJournal) {
    this.#world = world;
    this.#journal = journal;
  }

  /** Ships what is ready, and cancels in the shop what was to be cancelled after its delivery. */
  look(orders: readonly PlayedOrder[]): void {
    const mails = this.#world.shop.mails().filter(({ kind }) => kind === "shipped");
    const toldShipped = new Set(mails.map(({ orderId }) => orderId));
    for (const order of orders) {
      if (!order.finished || !isShipped(order.plan)) continue;
      if (!this.#shipped.has(order.id)) this.#shipWhenReady(order);
      else if (order.plan.last.story === "cancelledAfterDelivery" && toldShipped.has(order.id)) this.#cancel(order);
    }
  }

  /** True once everything is shipped and cancelled that is to be. */
  isDone(orders: readonly PlayedOrder[]): boolean {
    return orders.every(
      ({ id, plan }) =>
        !isShipped(plan) ||
        (this.#shipped.has(id) && (plan.last.story !== "cancelledAfterDelivery" || this.#cancelled.has(id))),
    );
  }

  /** An order is ready when its sale is confirmed and its last version has been written. */
  #shipWhenReady({ id, number, plan, versions }: PlayedOrder): void {
    const [sale] = this.#journal.salesOf(number);
    if (sale === undefined) return;
    const written = sale.entries.map(valuesOf);
    const isConfirmed = written.some(({ state }) => state === "sale");
    const isCurrent = written.findLast(({ note }) => note !== undefined)?.note === versions.at(-1)?.notes;
    if (!isConfirmed || !isCurrent || !this.#hasQuantities(sale.id, plan.last.lines)) return;
    const { erp } = this.#world;
    const [first] = plan.last.lines;
    if (plan.last.story === "shippedInTwoParts" && first !== undefined) {
      erp.shipOrder(sale.id, { tracking: `TRACK-${number}-1`, lines: [{ sku: first.sku, quantity: 1 }] });
    }
    erp.shipOrder(sale.id, { tracking: `TRACK-${number}-2` });
    this.#shipped.add(id);
  }

  /** True when the sale has as much of all goods as the order; services are not shipped. */
  #hasQuantities(sale: number, lines: readonly PlannedLine[]): boolean {
    const domain = [
      ["order_id", "=", sale],
      ["product_id.type", "=", "consu"],
    ];
    const found = this.#world.erp.call("sale.order.line", "search_read", [domain], { fields: ["product_uom_qty"] });
    const rows = Array.isArray(found) ? found : [];
    const sold = rows.reduce<number>((sum, row) => sum + Number(Reflect.get(Object(row), "product_uom_qty")), 0);
    return sold === lines.reduce((sum, { quantity }) => sum + quantity, 0);
  }

  #cancel({ id, plan }: PlayedOrder): void {
    if (this.#cancelled.has(id)) return;
    this.#world.shop.setPaymentStatus(id, "C", { announce: plan.placed.announced });
    this.#cancelled.add(id);
  }
}
