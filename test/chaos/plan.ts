import { createSeededRandom, type SeededRandom } from "@xmap/sandbox";
import { PRODUCTS } from "../demo/catalogue.ts";
import {
  type PlannedAddress,
  type PlannedCharge,
  type PlannedLine,
  type PlannedOrder,
  planCharges,
  planOrders,
  roundTo,
  type Story,
  unitPriceIn,
} from "../demo/plan.ts";

/** An order that is placed and then changed again and again, whether the ERP has caught up or not. */
export interface ChaosOrder {
  readonly placed: PlannedOrder;
  readonly notes: string;
  readonly changes: readonly ShopChange[];
  /** The order as it is after its last change, from which the oracle works. */
  readonly last: PlannedOrder;
}

/** One thing that customer or staff do in the shop. */
export interface ShopChange {
  /** Milliseconds after the order was placed or last changed. */
  readonly after: number;
  /** Told by webhook; else found by polling alone. */
  readonly announced: boolean;
  readonly edit: ShopEdit | { readonly paymentStatus: string };
}

export interface ShopEdit {
  /** Names the version, and so is different each time. */
  readonly notes: string;
  readonly email?: string;
  readonly lines?: readonly PlannedLine[];
  readonly charges?: readonly PlannedCharge[];
  readonly movedTo?: PlannedAddress;
}

/** Stories that wait for a person until somebody mends the order in the shop. */
const MENDABLE: readonly Story[] = ["unknownSku", "noEmail", "noLines", "unknownStatus"];
const SHIPPED: readonly Story[] = ["shipped", "shippedInTwoParts", "cancelledAfterDelivery"];

/** True for orders that the warehouse ships once the ERP has their last version. */
export function isShipped(order: ChaosOrder): boolean {
  return SHIPPED.includes(order.last.story);
}

/** The orders of a chaos run: the same count and seed give the same orders and changes. */
export function planChaos(count: number, seed: number): ChaosOrder[] {
  const random = createSeededRandom(seed * 31 + 7);
  return planOrders(count, seed).map((order) => planChanges(order, random));
}

function planChanges(order: PlannedOrder, random: SeededRandom): ChaosOrder {
  const placed: PlannedOrder = { ...order, edited: undefined, movedTo: undefined };
  const editor = new OrderEditor(placed, random);
  const mends = MENDABLE.includes(order.story) && random.fraction() < 0.5;
  if (mends) editor.mend();
  const isStuck = MENDABLE.includes(order.story) && !mends;
  const isEdited = order.story === "linesEdited" || order.story === "addressEdited";
  const edits = isStuck ? 0 : random.whole(isEdited ? 1 : 0, 3);
  const paidAt = order.story === "paidLater" ? random.whole(0, edits) : -1;
  for (let turn = 0; turn <= edits; turn += 1) {
    if (turn === paidAt) editor.setPaymentStatus("P");
    if (turn < edits) editor.edit();
  }
  if (order.story === "cancelled") editor.setPaymentStatus("C");
  return { placed, notes: "version 0", changes: editor.changes, last: editor.order };
}

/** Changes an order step by step and keeps what it has become. */
class OrderEditor {
  readonly changes: ShopChange[] = [];
  order: PlannedOrder;
  readonly #random: SeededRandom;
  /** A product that was taken out does not come back: its line in the ERP would be told from the new one by nothing. */
  readonly #known: Set<string>;
  #version = 0;

  constructor(order: PlannedOrder, random: SeededRandom) {
    this.order = order;
    this.#random = random;
    this.#known = new Set(order.lines.map(({ sku }) => sku));
  }

  /** Puts right why a person would have to look at the order. */
  mend(): void {
    const { order } = this;
    if (order.story === "unknownStatus") this.setPaymentStatus("P");
    else if (order.story === "noEmail") this.#change({ email: `late${order.index}@example.com` });
    else {
      const known = order.lines.filter((line) => PRODUCTS.some(({ sku }) => sku === line.sku));
      this.#changeLines(known.length > 0 ? known : [this.#lineOf(0)]);
    }
    this.order = { ...this.order, story: "paid" };
  }

  setPaymentStatus(paymentStatus: string): void {
    this.#push({ paymentStatus });
    this.order = { ...this.order, paymentStatus };
  }

  /** Changes lines, prices, the address or only the notes. */
  edit(): void {
    const { lines, market, index, billing } = this.order;
    const random = this.#random;
    const [first, ...rest] = lines;
    const kind = random.whole(0, 5);
    if (first === undefined || kind === 0) this.#change({});
    else if (kind === 1)
      this.#change({ movedTo: { ...billing, street: `${index} New Road, door ${this.#version + 1}` } });
    else if (kind === 2 && rest.length > 1) this.#changeLines(rest);
    else if (kind === 3 && lines.length < 4) this.#changeLines([...lines, this.#lineOf(lines.length)]);
    else if (kind === 4)
      this.#changeLines([{ ...first, unitPrice: roundTo(first.unitPrice * 0.9, market.digits) }, ...rest]);
    else this.#changeLines([{ ...first, quantity: quantityOf(first.sku, 9, random) }, ...rest]);
  }

  /** A product that the order never had. */
  #lineOf(position: number): PlannedLine {
    const free = PRODUCTS.filter(({ sku }) => !this.#known.has(sku));
    const product = free[(this.order.index + position) % free.length] ?? PRODUCTS[0];
    this.#known.add(product.sku);
    return {
      sku: product.sku,
      name: product.name,
      quantity: quantityOf(product.sku, 4, this.#random),
      unitPrice: unitPriceIn(this.order.market, product.price),
    };
  }

  #changeLines(lines: readonly PlannedLine[]): void {
    this.#change({ lines, charges: planCharges(this.order.market, lines) });
  }

  #change(edit: Omit<ShopEdit, "notes">): void {
    this.#version += 1;
    this.#push({ ...edit, notes: `version ${this.#version}` });
    this.order = {
      ...this.order,
      email: edit.email ?? this.order.email,
      lines: edit.lines ?? this.order.lines,
      charges: edit.charges ?? this.order.charges,
      shipping: edit.movedTo ?? this.order.shipping,
    };
  }

  #push(edit: ShopChange["edit"]): void {
    const atOnce = this.#random.fraction() < 0.3;
    const after = atOnce ? 0 : this.#random.whole(20, 4_000);
    this.changes.push({ after, announced: this.#random.fraction() < 0.6, edit });
  }
}

/** Screws cost less than a cent each and go by the box, so that lines come out in whole cents. */
function quantityOf(sku: string, most: number, random: SeededRandom): number {
  return random.whole(1, most) * (sku === "SCREW-4X40" ? 40 : 1);
}
