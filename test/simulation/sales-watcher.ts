import type { Product } from "@xmap/sandbox/xcart";
import type { PlannedLine } from "../demo/plan.ts";
import type { OrderLife } from "./order-life.ts";

/** Told by the script what the shop sells, edits and drops; tells what the systems' journals say. */
export interface SalesWatcher {
  /** What a customer is about to buy. */
  placing(lines: readonly PlannedLine[]): void;
  placed(life: OrderLife): void;
  edited(life: OrderLife, lines: readonly PlannedLine[]): void;
  /** Nobody will get what has not been sent. */
  dropped(life: OrderLife): void;
  shippingOf(life: OrderLife): string;
  /** The shop's own record of a product. */
  offered(sku: string): Product | undefined;
  skuOf(product: number): string;
}
