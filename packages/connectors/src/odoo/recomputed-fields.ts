/**
 * Fields that Odoo computes anew when another field of the line is written alone: a new quantity replaces an agreed
 * price by the price list's. They are sent along as they are, so that a patch changes its own fields only.
 */
const RECOMPUTED_FIELDS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "sale.order.line": {
    product_id: ["name", "product_uom_id", "price_unit", "discount", "tax_ids"],
    product_uom_id: ["price_unit", "discount"],
    product_uom_qty: ["price_unit", "discount"],
  },
};

/** The fields to send along with these, without those that are written anyway. */
export function fieldsToKeep(model: string, written: readonly string[]): string[] {
  const rows = RECOMPUTED_FIELDS[model] ?? {};
  const kept = new Set(written.flatMap((name) => rows[name] ?? []));
  return [...kept].filter((name) => !written.includes(name));
}
