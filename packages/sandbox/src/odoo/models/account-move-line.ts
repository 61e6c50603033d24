import { invoiceLineAmounts, residualOf } from "../account/invoice-balance.ts";
import type { Environment } from "../engine/environment.ts";
import { boolean, char, float, integer, many2many, many2one, monetary, selection, text } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { mapTaxes } from "../fiscal-position.ts";

const moveName = "account.move";
const lineName = "account.move.line";

/** Kinds of lines that people write; the others follow from them. */
export const writtenLineTypes: readonly string[] = ["product", "line_section", "line_note"];

const balance = (environment: Environment, id: number): number => environment.number(lineName, id, "balance");

function isDueItem(environment: Environment, id: number): boolean {
  const move = environment.number(lineName, id, "move_id");
  const isPosted = environment.text(moveName, move, "state") === "posted";
  return isPosted && environment.text(lineName, id, "display_type") === "payment_term";
}

// What is open of a document is open on its item for the receivable or payable account.
function residualOfItem(environment: Environment, id: number): number {
  const move = environment.number(lineName, id, "move_id");
  const own = balance(environment, id);
  if (environment.text(moveName, move, "move_type") === "entry") {
    return 0;
  }
  return isDueItem(environment, id) ? Math.sign(own) * residualOf(environment, move) : 0;
}

export const accountMoveLine: Model = defineModel({
  name: lineName,
  label: "Journal Item",
  order: "move_id desc, sequence, id",
  fields: {
    move_id: many2one("Journal Entry", moveName, { required: true, onDelete: "cascade" }),
    sequence: integer("Sequence", { initial: 10 }),
    display_type: selection(
      "Display Type",
      [
        ["product", "Product"],
        ["tax", "Tax"],
        ["payment_term", "Payment Term"],
        ["line_section", "Section"],
        ["line_note", "Note"],
      ],
      { required: true, initial: "product" },
    ),
    product_id: many2one("Product", "product.product", { onDelete: "restrict" }),
    product_uom_id: many2one("Unit", "uom.uom"),
    name: text("Label"),
    quantity: float("Quantity", { initial: 1 }),
    price_unit: float("Unit Price"),
    discount: float("Discount (%)"),
    tax_ids: many2many("Taxes", "account.tax"),
    tax_line_id: many2one("Originator Tax", "account.tax"),
    account_id: many2one("Account", "account.account"),
    partner_id: many2one("Partner", "res.partner", {
      compute: (environment, id) =>
        environment.get(moveName, environment.number(lineName, id, "move_id"), "partner_id"),
    }),
    balance: monetary("Balance"),
    debit: monetary("Debit", { compute: (environment, id) => Math.max(0, balance(environment, id)) }),
    credit: monetary("Credit", { compute: (environment, id) => Math.max(0, -balance(environment, id)) }),
    amount_residual: monetary("Residual Amount", { compute: residualOfItem }),
    reconciled: boolean("Reconciled", {
      compute: (environment, id) => isDueItem(environment, id) && residualOfItem(environment, id) === 0,
    }),
    amount_currency: monetary("Amount in Currency", { compute: balance }),
    price_subtotal: monetary("Subtotal", {
      stored: true,
      compute: (environment, id) => invoiceLineAmounts(environment, id).subtotal,
    }),
    price_total: monetary("Total", {
      stored: true,
      compute: (environment, id) => invoiceLineAmounts(environment, id).total,
    }),
    currency_id: many2one("Currency", "res.currency", {
      compute: (environment, id) =>
        environment.get(moveName, environment.number(lineName, id, "move_id"), "currency_id"),
    }),
    parent_state: char("Status", {
      compute: (environment, id) => environment.get(moveName, environment.number(lineName, id, "move_id"), "state"),
    }),
    sale_line_ids: many2many("Sales Order Lines", "sale.order.line"),
  },
  prepare: (environment, values) => {
    const product = typeof values.product_id === "number" ? values.product_id : undefined;
    if (product === undefined || !environment.exists("product.product", product)) {
      return values;
    }
    const move = typeof values.move_id === "number" ? values.move_id : undefined;
    const position = move === undefined ? undefined : environment.link(moveName, move, "fiscal_position_id");
    const usual = environment.links("product.product", product, "taxes_id");
    return {
      name: environment.displayName("product.product", product),
      price_unit: environment.number("product.product", product, "lst_price"),
      product_uom_id: environment.number("product.product", product, "uom_id"),
      tax_ids: [[6, 0, mapTaxes(environment, position, usual)]],
      ...values,
    };
  },
  dependants: (environment, id) => [
    [moveName, environment.number(lineName, id, "move_id")],
    ...environment
      .links(lineName, id, "sale_line_ids")
      .filter((line) => environment.exists("sale.order.line", line))
      .map((line) => ["sale.order.line", line] as const),
  ],
});
