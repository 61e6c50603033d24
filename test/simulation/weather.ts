import type { SeededRandom } from "@xmap/sandbox";
import type { World } from "./world.ts";

const MINUTE = 60_000;

const LOST = [
  "sale.order.create",
  "sale.order.action_confirm",
  "sale.order.write",
  "account.payment.register.action_create_payments",
  "account.move.action_post",
  "sale.advance.payment.inv.create_invoices",
  "account.move.reversal.reverse_moves",
  "res.partner.create",
] as const;

/** Outages, lost answers and limits: what a week brings. */
export class Weather {
  readonly #world: World;
  readonly #random: SeededRandom;
  readonly #down = new Map<"shop" | "erp", number>();
  outages = 0;

  constructor(world: World, random: SeededRandom) {
    this.#world = world;
    this.#random = random;
  }

  isUp(system: "shop" | "erp"): boolean {
    return !this.#down.has(system);
  }

  /** A minute begins. */
  async minute(): Promise<void> {
    const now = this.#world.clock.now();
    for (const [system, until] of this.#down) {
      if (until > now) continue;
      this.#down.delete(system);
      await this.#world[system].comeBack();
    }
  }

  /** An hour begins: the network loses some answers, a busy server asks to wait, and sometimes a system goes away. */
  async hour(): Promise<void> {
    const { erp, shop, clock } = this.#world;
    const random = this.#random;
    const until = clock.now() + 50 * MINUTE;
    erp.faults.add({ kind: "lostAnswer", match: { operation: random.pick(LOST) }, remaining: 2, until });
    shop.faults.add({ kind: "lostAnswer", match: { method: "PUT" }, remaining: 1, until });
    shop.faults.add({ kind: "status", status: 429, retryAfter: 3, share: 0.02, remaining: 8, until });
    erp.faults.add({ kind: "status", status: 502, share: 0.01, remaining: 4, until });
    if (random.fraction() < 0.08) await this.#goDown("erp", random.whole(5, 40));
    if (random.fraction() < 0.06) await this.#goDown("shop", random.whole(5, 25));
  }

  /** The sun shines from now on. */
  async clear(): Promise<void> {
    this.#world.erp.faults.clear();
    this.#world.shop.faults.clear();
    for (const system of this.#down.keys()) await this.#world[system].comeBack();
    this.#down.clear();
  }

  async #goDown(system: "shop" | "erp", minutes: number): Promise<void> {
    if (this.#down.has(system)) return;
    this.outages += 1;
    this.#down.set(system, this.#world.clock.now() + minutes * MINUTE);
    await this.#world[system].goDown();
  }
}
