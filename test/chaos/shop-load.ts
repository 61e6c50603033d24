import { setTimeout as wait } from "node:timers/promises";
import type { ShownOrder, XCartSandbox } from "@xmap/sandbox/xcart";
import { toAddress, toItem, toSurcharge } from "../demo/shop-orders.ts";
import type { ChaosOrder, ShopChange } from "./plan.ts";

/** An order as it was placed, and what the shop said of it after every change. */
export interface PlayedOrder {
  readonly plan: ChaosOrder;
  readonly id: number;
  readonly number: string;
  readonly versions: readonly ShownOrder[];
  /** False while changes are still to come. */
  readonly finished: boolean;
}

export interface LoadPace {
  readonly ordersPerSecond: number;
  /** True while so much is under way that the next order waits; changes of placed orders go on. */
  isFull(): boolean;
}

interface Playing extends PlayedOrder {
  readonly versions: ShownOrder[];
  finished: boolean;
  nextChange: number;
  dueAt: number;
}

/** The customers and staff of the shop: places all orders and changes them, each at its time. */
export class ShopLoad {
  readonly #shop: XCartSandbox;
  readonly #plans: readonly ChaosOrder[];
  readonly #orders: Playing[] = [];
  #open: Playing[] = [];

  constructor(shop: XCartSandbox, plans: readonly ChaosOrder[]) {
    this.#shop = shop;
    this.#plans = plans;
  }

  /** Those that are placed so far. */
  get orders(): readonly PlayedOrder[] {
    return this.#orders;
  }

  /** Resolves after the last change; rejects when the signal aborts. */
  async play(pace: LoadPace, signal: AbortSignal): Promise<void> {
    let placeAt = performance.now();
    while (this.#orders.length < this.#plans.length || this.#open.length > 0) {
      const now = performance.now();
      const plan = this.#plans[this.#orders.length];
      if (plan !== undefined && now >= placeAt && !pace.isFull()) {
        this.#place(plan, now);
        placeAt = Math.max(placeAt + 1_000 / pace.ordersPerSecond, now - 100);
      } else {
        await wait(5, undefined, { signal });
      }
      this.#changeDue(now);
    }
  }

  #place(plan: ChaosOrder, now: number): void {
    const { placed, notes } = plan;
    const order = this.#shop.placeOrder(
      {
        email: placed.email,
        currency: placed.market.currency,
        payment_status: placed.paymentStatus,
        shipping_method_name: placed.carrier,
        notes,
        items: placed.lines.map(toItem),
        surcharges: placed.charges.map(toSurcharge),
        billing_address: toAddress(placed.billing),
        ...(placed.shipping === undefined ? {} : { shipping_address: toAddress(placed.shipping) }),
      },
      { announce: placed.announced },
    );
    const [first] = plan.changes;
    const playing: Playing = {
      plan,
      id: Number(order.id),
      number: String(order.order_number),
      versions: [order],
      finished: first === undefined,
      nextChange: 0,
      dueAt: now + (first?.after ?? 0),
    };
    this.#orders.push(playing);
    if (first !== undefined) this.#open.push(playing);
  }

  #changeDue(now: number): void {
    for (const playing of this.#open) if (playing.dueAt <= now) this.#changeNext(playing, now);
    this.#open = this.#open.filter(({ finished }) => !finished);
  }

  #changeNext(playing: Playing, now: number): void {
    const change = playing.plan.changes[playing.nextChange];
    const before = playing.versions.at(-1);
    if (change === undefined || before === undefined) return;
    playing.versions.push(this.#apply(before, change));
    playing.nextChange += 1;
    const following = playing.plan.changes[playing.nextChange];
    playing.finished = following === undefined;
    playing.dueAt = now + (following?.after ?? 0);
  }

  #apply(before: ShownOrder, { edit, announced }: ShopChange): ShownOrder {
    const announcement = { announce: announced };
    if ("paymentStatus" in edit) return this.#shop.setPaymentStatus(before.id, edit.paymentStatus, announcement);
    const { notes, email, lines, charges, movedTo } = edit;
    return this.#shop.editOrder(
      before.id,
      {
        notes,
        ...(email === undefined ? {} : { email }),
        ...(lines === undefined
          ? {}
          : {
              items: lines.map((line) => ({
                ...toItem(line),
                id: before.items.find(({ sku }) => sku === line.sku)?.id,
              })),
            }),
        ...(charges === undefined ? {} : { surcharges: charges.map(toSurcharge) }),
        ...(movedTo === undefined ? {} : { shipping_address: toAddress(movedTo) }),
      },
      announcement,
    );
  }
}
