import type { OdooSandbox } from "@xmap/sandbox/odoo";

export type Row = ReturnType<OdooSandbox["records"]>[number];
type Domain = Parameters<OdooSandbox["call"]>[2];

/** Rows of a model that meet a domain, with links as plain ids, as the administrator sees them. */
export function rowsOf(erp: OdooSandbox, model: string, domain: Domain, fields: readonly string[]): readonly Row[] {
  const context = { active_test: false };
  const found = erp.call(model, "search_read", [domain], { fields: [...fields], load: "", order: "id", context });
  return Array.isArray(found) ? (found as readonly Row[]) : [];
}

/** The sales of an order of the shop; there should be one at the most. */
export function salesOf(erp: OdooSandbox, orderNumber: string, fields: readonly string[]): readonly Row[] {
  return rowsOf(erp, "sale.order", [["client_order_ref", "=", orderNumber]], fields);
}

/** Ids that a link to many holds. */
export function idsIn(value: Row[string] | undefined): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}
