import type { PlannedLine } from "../demo/plan.ts";
import { GOODS } from "./goods.ts";
import { rowsOf } from "./odoo-books.ts";
import type { OrderLife } from "./order-life.ts";
import type { World } from "./world.ts";

/** Minutes, with both systems up, in which the shop may not know yet what happened elsewhere. */
const MINUTES_TO_LEARN = 15;

interface Blind {
  readonly sku: string;
  readonly pieces: number;
  readonly since: number;
}

/**
 * No oversell. A product's claims are the pieces in orders of the shop that are neither cancelled nor refunded before
 * shipping, less what Odoo has sent of them. When a customer buys, the claims with his pieces must not be more than what
 * Odoo has on hand in all warehouses at that moment. One thing is excused: pieces that vanished in Odoo (lost, or sold to
 * somebody else) count as still there for the 15 minutes, with both systems up, in which the shop cannot know it.
 */
export class StockWatch {
  readonly violations: string[] = [];
  readonly #world: World;
  readonly #skuById: ReadonlyMap<number, string>;
  readonly #idBySku: ReadonlyMap<string, number>;
  readonly #claims = new Map<string, number>();
  /** What is still to be sent, by order and product. */
  readonly #open = new Map<number, Map<string, number>>();
  #blind: Blind[] = [];
  #upMinutes = 0;

  constructor(world: World) {
    this.#world = world;
    const skus = GOODS.map(({ sku }) => sku);
    const products = rowsOf(world.erp, "product.product", [["default_code", "in", skus]], ["default_code"]);
    this.#skuById = new Map(products.map(({ id, default_code: sku }) => [Number(id), String(sku)]));
    this.#idBySku = new Map([...this.#skuById].map(([id, sku]) => [sku, id]));
  }

  skuOf(product: number): string {
    return this.#skuById.get(product) ?? `product ${product}`;
  }

  idOf(sku: string): number {
    return this.#idBySku.get(sku) ?? 0;
  }

  /** A minute has passed. */
  passed(areBothUp: boolean): void {
    if (!areBothUp) return;
    this.#upMinutes += 1;
    this.#blind = this.#blind.filter(({ since }) => this.#upMinutes - since < MINUTES_TO_LEARN);
  }

  /** A customer buys; called before the shop takes the order. */
  placing(lines: readonly PlannedLine[]): void {
    for (const { sku, quantity } of lines) {
      if (!this.#idBySku.has(sku)) continue;
      const claims = (this.#claims.get(sku) ?? 0) + quantity;
      const onHand = this.onHand(sku);
      const excused = this.#blind.reduce((sum, blind) => sum + (blind.sku === sku ? blind.pieces : 0), 0);
      if (claims > onHand + excused) {
        this.violations.push(
          `${this.#time()}: oversold ${sku}: ${claims} pieces are claimed with the ${quantity} sold now, Odoo has ${onHand}` +
            (excused === 0 ? "" : `, excused ${excused}`),
        );
      }
    }
  }

  placed(life: OrderLife): void {
    const open = new Map<string, number>();
    for (const { sku, quantity } of life.lines) open.set(sku, (open.get(sku) ?? 0) + quantity);
    this.#open.set(life.id, open);
    for (const [sku, quantity] of open) this.#claim(sku, quantity);
  }

  /** Staff have changed the lines. */
  edited(life: OrderLife, lines: readonly PlannedLine[]): void {
    const before = this.#open.get(life.id) ?? new Map<string, number>();
    const after = new Map<string, number>();
    for (const { sku, quantity } of lines) after.set(sku, (after.get(sku) ?? 0) + quantity);
    this.#open.set(life.id, after);
    for (const sku of new Set([...before.keys(), ...after.keys()])) {
      this.#claim(sku, (after.get(sku) ?? 0) - (before.get(sku) ?? 0));
    }
  }

  /** Nobody will get what has not been sent. */
  dropped(life: OrderLife): void {
    for (const [sku, quantity] of this.#open.get(life.id) ?? []) this.#claim(sku, -quantity);
    this.#open.delete(life.id);
  }

  /** Odoo has sent pieces of an order of the shop. */
  sent(orderId: number, sku: string, quantity: number): void {
    const open = this.#open.get(orderId);
    if (open === undefined) return;
    open.set(sku, (open.get(sku) ?? 0) - quantity);
    this.#claim(sku, -quantity);
  }

  /** Pieces are gone or claimed, which the shop cannot know yet. */
  unseen(sku: string, pieces: number): void {
    this.#blind.push({ sku, pieces, since: this.#upMinutes });
  }

  onHand(sku: string): number {
    const [product] = rowsOf(this.#world.erp, "product.product", [["id", "=", this.idOf(sku)]], ["qty_available"]);
    return Number(product?.qty_available);
  }

  #claim(sku: string, pieces: number): void {
    if (this.#idBySku.has(sku)) this.#claims.set(sku, (this.#claims.get(sku) ?? 0) + pieces);
  }

  #time(): string {
    return new Date(this.#world.clock.now()).toISOString().slice(5, 16);
  }
}
