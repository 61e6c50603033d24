import { idsIn, type Row, rowsOf } from "./odoo-books.ts";
import { type OrderLife, saleOf } from "./order-life.ts";
import type { SalesWatcher } from "./sales-watcher.ts";
import type { Timetable } from "./timetable.ts";
import type { World } from "./world.ts";

/** A part of a delivery that is still to be sent. */
interface OpenMove {
  readonly sku: string;
  readonly quantity: number;
  readonly reserved: number;
}

/** The people who pack and send what is sold. */
export class Parcels {
  readonly #world: World;
  readonly #watcher: SalesWatcher;
  readonly #timetable: Timetable;

  constructor(world: World, watcher: SalesWatcher, timetable: Timetable) {
    this.#world = world;
    this.#watcher = watcher;
    this.#timetable = timetable;
  }

  /** The warehouse sends it in so many parcels, once everything is reserved. */
  ship(life: OrderLife, fromHours: number, parcels: number, then: () => void = () => {}): void {
    this.#timetable.later(fromHours, fromHours + 26, () => this.#shipParcel(life, 1, parcels, then));
  }

  #shipParcel(life: OrderLife, parcel: number, parcels: number, then: () => void): void {
    if (!this.#isReady(life)) {
      this.#timetable.later(0.5, 0.5, () => this.#shipParcel(life, parcel, parcels, then));
      return;
    }
    const sale = Number(saleOf(this.#world.erp, life)?.id);
    const open = this.#openMoves(life);
    const pieces = open.reduce((sum, { quantity }) => sum + quantity, 0);
    const isLast = parcel >= parcels || pieces <= 1;
    const tracking = `1Z-${life.number}-${parcel}`;
    const [first] = open;
    const lines = isLast || first === undefined ? undefined : [{ sku: first.sku, quantity: 1 }];
    this.#world.erp.shipOrder(sale, { tracking, ...(lines === undefined ? {} : { lines }) });
    const { expected } = life;
    expected.tracking.push(tracking);
    if (!isLast) {
      this.#timetable.later(2, 20, () => this.#shipParcel(life, parcel + 1, parcels, then));
      return;
    }
    expected.shipping = "S";
    expected.shippedMails += 1;
    this.#whenShopKnows(life, then);
  }

  #whenShopKnows(life: OrderLife, then: () => void): void {
    const isKnown = this.#watcher.shippingOf(life) === "S";
    if (isKnown) then();
    else this.#timetable.later(0.5, 0.5, () => this.#whenShopKnows(life, then));
  }

  #openMoves(life: OrderLife): readonly OpenMove[] {
    const { erp } = this.#world;
    const pickings = this.pickingsOf(life, "outgoing").filter(({ state }) => state !== "done");
    const ids = pickings.flatMap(({ move_ids: moves }) => idsIn(moves));
    const moves = rowsOf(
      erp,
      "stock.move",
      [["id", "in", ids]],
      ["product_id", "product_uom_qty", "quantity", "state"],
    );
    return moves
      .filter(({ state }) => state !== "cancel" && state !== "done")
      .map((move) => ({
        sku: this.#watcher.skuOf(Number(move.product_id)),
        quantity: Number(move.product_uom_qty),
        reserved: Number(move.quantity),
      }));
  }

  /** True when the sale is confirmed as the shop has it now, paid for, and all of it lies ready. */
  #isReady(life: OrderLife): boolean {
    const sale = saleOf(this.#world.erp, life);
    if (sale?.state !== "sale" || sale.amount_total !== life.expected.total) return false;
    const { erp } = this.#world;
    const [recipient] = rowsOf(erp, "res.partner", [["id", "=", Number(sale.partner_shipping_id)]], ["street"]);
    const open = this.#openMoves(life);
    const isReserved = open.length > 0 && open.every(({ quantity, reserved }) => reserved >= quantity);
    return recipient?.street === life.expected.street && isReserved;
  }

  /** Transfers of an order's sale that are not cancelled. */
  pickingsOf(life: OrderLife, code: "incoming" | "outgoing"): readonly Row[] {
    const sale = saleOf(this.#world.erp, life);
    const fields = ["state", "picking_type_code", "move_ids"];
    const all = rowsOf(this.#world.erp, "stock.picking", [["id", "in", idsIn(sale?.picking_ids)]], fields);
    return all.filter((picking) => picking.picking_type_code === code && picking.state !== "cancel");
  }
}
