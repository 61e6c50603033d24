import type { JsonObject } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { boolean, float, many2many, monetary, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";

const name = "sale.advance.payment.inv";

export const saleInvoiceWizard: Model = defineModel({
  name,
  label: "Sales Advance Payment Invoice",
  fields: {
    advance_payment_method: selection(
      "Create Invoice",
      [
        ["delivered", "Regular invoice"],
        ["percentage", "Down payment (percentage)"],
        ["fixed", "Down payment (fixed amount)"],
      ],
      { required: true, initial: "delivered" },
    ),
    sale_order_ids: many2many("Sales Orders", "sale.order", { initial: activeOrders }),
    amount: float("Down Payment"),
    fixed_amount: monetary("Down Payment Amount (Fixed)"),
    consolidated_billing: boolean("Consolidated Billing", { initial: true }),
  },
  methods: { create_invoices: { run: createInvoices } },
});

function activeOrders(environment: Environment): readonly number[] {
  const { active_model: model, active_ids: ids, active_id: id } = environment.caller.context;
  if (model !== "sale.order" && model !== undefined) {
    return [];
  }
  return Array.isArray(ids) ? ids.map(Number) : typeof id === "number" ? [id] : [];
}

function createInvoices(environment: Environment, ids: readonly number[]): JsonObject {
  const invoices = ids.flatMap((id) => {
    if (environment.text(name, id, "advance_payment_method") !== "delivered") {
      throw userError("Down payments are not part of this server.");
    }
    const orders = environment.links(name, id, "sale_order_ids");
    const due = orders.filter((order) => linesToInvoice(environment, order).length > 0);
    if (due.length === 0) {
      throw userError("Cannot create an invoice. No items are available to invoice.");
    }
    return due.map((order) => invoiceOrder(environment, order));
  });
  const orders = ids.flatMap((id) => [...environment.links(name, id, "sale_order_ids")]);
  const [only, ...others] = invoices;
  return {
    name: "Invoices",
    type: "ir.actions.act_window",
    res_model: "account.move",
    ...(only !== undefined && others.length === 0
      ? { view_mode: "list,form", res_id: only }
      : { view_mode: "list,form", domain: [["id", "in", invoices]] }),
    target: "current",
    context: {
      default_move_type: "out_invoice",
      ...(orders.length === 1 ? orderDefaults(environment, orders[0] ?? 0) : {}),
    },
  };
}

function orderDefaults(environment: Environment, order: number): JsonObject {
  return {
    default_partner_id: environment.number("sale.order", order, "partner_id"),
    default_partner_shipping_id: environment.number("sale.order", order, "partner_shipping_id"),
    default_invoice_payment_term_id: environment.link("sale.order", order, "payment_term_id") ?? null,
    default_invoice_origin: environment.text("sale.order", order, "name"),
  };
}

function linesToInvoice(environment: Environment, order: number): readonly number[] {
  const lines = environment
    .links("sale.order", order, "order_line")
    .filter((line) => environment.number("sale.order.line", line, "qty_to_invoice") !== 0);
  const alone = lines.every((line) => environment.flag("sale.order.line", line, "is_delivery"));
  const goods = environment.text("sale.order", order, "invoice_status") === "to invoice";
  return alone && !goods ? [] : lines;
}

function invoiceOrder(environment: Environment, order: number): number {
  const lines = linesToInvoice(environment, order);
  const invoice = environment.create("account.move", {
    move_type: "out_invoice",
    partner_id: environment.number("sale.order", order, "partner_invoice_id"),
    partner_shipping_id: environment.number("sale.order", order, "partner_shipping_id"),
    currency_id: environment.number("sale.order", order, "currency_id"),
    fiscal_position_id: environment.link("sale.order", order, "fiscal_position_id") ?? false,
    invoice_origin: environment.text("sale.order", order, "name"),
    ref: environment.text("sale.order", order, "client_order_ref"),
  });
  for (const line of lines) {
    const made = environment.create("account.move.line", {
      move_id: invoice,
      product_id: environment.link("sale.order.line", line, "product_id") ?? false,
      name: environment.text("sale.order.line", line, "name"),
      quantity: environment.number("sale.order.line", line, "qty_to_invoice"),
      price_unit: environment.number("sale.order.line", line, "price_unit"),
      discount: environment.number("sale.order.line", line, "discount"),
      tax_ids: [[6, 0, environment.links("sale.order.line", line, "tax_ids")]],
      sale_line_ids: [[6, 0, [line]]],
    });
    const before = environment.links("sale.order.line", line, "invoice_lines");
    environment.store("sale.order.line", line, { invoice_lines: [...before, made] });
    environment.invalidate("sale.order.line", line);
  }
  return invoice;
}
