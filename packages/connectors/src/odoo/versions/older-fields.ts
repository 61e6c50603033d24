/** How a server before Odoo 19, or without a module, holds what a field of Odoo 19 says. */
export type OlderField =
  /** The same under another name. */
  | { readonly name: string }
  /** A yes or no that was one of the choices of another field. */
  | { readonly choiceOf: string; readonly yes: string; readonly no: string }
  /** Not at all: it is read as null, and writing it does nothing. */
  | "nothing";

const STORABLE = { choiceOf: "type", yes: "product", no: "consu" } as const;

/** By model and Odoo 19's name. It counts only where the server has no field of that name itself. */
export const OLDER_FIELDS: Readonly<Record<string, Readonly<Record<string, OlderField>>>> = {
  "account.move": { matched_payment_ids: "nothing", reversal_move_ids: { name: "reversal_move_id" } },
  "account.payment": { memo: { name: "ref" } },
  // Kits come with the module mrp.
  "product.product": { is_storable: STORABLE, bom_ids: "nothing", bom_line_ids: "nothing" },
  "product.template": { is_storable: STORABLE },
  "sale.order": { delivery_status: "nothing", locked: { choiceOf: "state", yes: "done", no: "sale" } },
  "sale.order.line": { product_uom_id: { name: "product_uom" }, tax_ids: { name: "tax_id" } },
  "stock.move": { picked: "nothing", quantity: { name: "quantity_done" } },
  "stock.move.line": { picked: "nothing", quantity: { name: "qty_done" } },
  "stock.picking": { move_ids: { name: "move_lines" } },
};
