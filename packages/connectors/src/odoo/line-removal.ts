import type { Value } from "@xmap/contract";

interface RemovalRule {
  /** The line's field that says which state its order is in. */
  readonly stateField: string;
  /** States in which Odoo refuses to delete a line. */
  readonly keptIn: readonly string[];
  /** What is written instead of deleting it. */
  readonly emptied: Readonly<Record<string, Value>>;
}

/** Lines of a confirmed sale cannot be deleted: Odoo wants their quantity set to zero. */
const REMOVAL_RULES: Readonly<Record<string, RemovalRule>> = {
  "sale.order.line": { stateField: "state", keptIn: ["sale", "done"], emptied: { product_uom_qty: 0 } },
};

/** How lines of a model are removed, undefined when they are simply deleted. */
export function removalRule(model: string): RemovalRule | undefined {
  return Object.hasOwn(REMOVAL_RULES, model) ? REMOVAL_RULES[model] : undefined;
}
