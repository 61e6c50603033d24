import type { DataRecord, EntitySchema, Value } from "@xmap/contract";
import { toId } from "../values.ts";
import { isSameNumber, numberOf } from "./operation.ts";

/** The argument by which an operation takes part of the products of a transfer. */
export const QUANTITIES: EntitySchema = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["product_id", "quantity"],
    properties: {
      product_id: { type: ["integer", "string"], "x-xmap-reference": "product.product" },
      quantity: { type: "number", minimum: 0 },
    },
  },
};

/** Quantities by product id; undefined when none are given. */
export function givenQuantities(given: Value | undefined): ReadonlyMap<Value, number> | undefined {
  if (!Array.isArray(given)) return undefined;
  return sumQuantities(given as readonly DataRecord[], "quantity");
}

/** Quantities of lines by their product's id. */
export function sumQuantities(lines: readonly DataRecord[], field: string): ReadonlyMap<Value, number> {
  const sums = new Map<Value, number>();
  for (const line of lines) {
    const product = toId(line.product_id ?? null);
    sums.set(product, (sums.get(product) ?? 0) + numberOf(line[field]));
  }
  return sums;
}

/** Whether two sums are the same; a product with nothing counts as none. */
export function sameQuantities(left: ReadonlyMap<Value, number>, right: ReadonlyMap<Value, number>): boolean {
  const products = new Set([...left.keys(), ...right.keys()]);
  return [...products].every((product) => isSameNumber(left.get(product), right.get(product)));
}

/** A share of one line out of what is wanted of a product. */
export interface LineShare {
  readonly id: number;
  readonly quantity: number;
}

/**
 * Divides wanted quantities among lines: each gets at most its own, in their order, and the last of a product gets what
 * is left. Answers undefined and the product where there is no line of it.
 */
export function shareOut(
  lines: readonly DataRecord[],
  field: string,
  wanted: ReadonlyMap<Value, number>,
): { readonly shares: readonly LineShare[]; readonly unknown: readonly Value[] } {
  const left = new Map(wanted);
  const lastOf = new Map(lines.map((line) => [toId(line.product_id ?? null), line.id]));
  const shares = lines.flatMap((line): LineShare[] => {
    if (typeof line.id !== "number") return [];
    const product = toId(line.product_id ?? null);
    const open = left.get(product) ?? 0;
    const quantity = lastOf.get(product) === line.id ? open : Math.min(open, numberOf(line[field]));
    left.set(product, open - quantity);
    return [{ id: line.id, quantity }];
  });
  return { shares, unknown: [...wanted.keys()].filter((product) => !lastOf.has(product)) };
}
