import type { Environment } from "../engine/environment.ts";
import { char, type Field, float, many2one, type Value } from "../engine/field.ts";

/** What release 14.0 does not have yet, by model. */
export const laterFields: { readonly [model: string]: readonly string[] } = {
  "account.move": ["matched_payment_ids", "reversal_move_ids"],
  "account.payment": ["memo", "payment_method_line_id", "invoice_ids"],
  "account.payment.register": ["payment_method_line_id"],
  "account.tax": ["price_include_override", "fiscal_position_ids", "original_tax_ids"],
  "product.product": ["is_storable"],
  "product.template": ["is_storable"],
  "sale.order": ["locked", "delivery_status"],
  "sale.order.line": ["tax_ids", "product_uom_id"],
  "stock.move": ["quantity", "picked", "is_inventory"],
  "stock.move.line": ["quantity", "picked"],
  "stock.picking": ["move_ids", "return_id", "return_ids", "return_count"],
  "stock.quant": ["inventory_quantity_set", "inventory_diff_quantity", "inventory_quantity_auto_apply"],
};

/** The names that release 14.0 has for fields of today, by model. */
export const formerNames: { readonly [model: string]: { readonly [former: string]: string } } = {
  "account.move": { reversal_move_id: "reversal_move_ids" },
  "account.payment": { ref: "memo" },
  "sale.order.line": { tax_id: "tax_ids", product_uom: "product_uom_id" },
  "stock.picking": { move_lines: "move_ids" },
};

/** Fields of release 14.0 that have no counterpart of the same meaning, by model. */
export const formerFields: { readonly [model: string]: { readonly [name: string]: Field } } = {
  "res.partner": { mobile: char("Mobile") },
  "stock.move": {
    name: char("Description", {
      compute: (environment, id) =>
        environment.displayName("product.product", environment.number("stock.move", id, "product_id")),
    }),
    quantity_done: doneQuantity("stock.move"),
    reserved_availability: float("Quantity Reserved", {
      compute: (environment, id) =>
        environment.text("stock.move", id, "state") === "done" ? 0 : environment.number("stock.move", id, "quantity"),
    }),
  },
  "stock.move.line": { qty_done: doneQuantity("stock.move.line") },
  "stock.return.picking": { location_id: many2one("Return Location", "stock.location") },
};

// What is reserved and what is done are two fields there; today one is the other as soon as it is picked.
function doneQuantity(model: string): Field {
  return float("Quantity Done", {
    compute: (environment, id) =>
      environment.flag(model, id, "picked") || environment.text(model, id, "state") === "done"
        ? environment.number(model, id, "quantity")
        : 0,
    inverse: (environment, id, value) =>
      environment.write(model, [id], { quantity: Number(value), picked: Number(value) > 0 }),
  });
}

/** A field of today under the name that it had. */
export function renamedField(model: string, modern: string, field: Field): Field {
  const { required: _required, initial: _initial, stored: _stored, indexed: _indexed, ...rest } = field;
  const isMany = field.type === "one2many" || field.type === "many2many";
  return {
    ...rest,
    compute: (environment, id) => environment.get(model, id, modern),
    inverse: (environment, id, value) => writeThrough(environment, model, id, modern, value, isMany),
  };
}

function writeThrough(
  environment: Environment,
  model: string,
  id: number,
  modern: string,
  value: Value,
  isMany: boolean,
): void {
  const ids = Array.isArray(value) ? value : [];
  environment.write(model, [id], { [modern]: isMany ? [[6, 0, ids]] : (value ?? false) });
}
