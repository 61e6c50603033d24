import type { Environment } from "../engine/environment.ts";
import {
  boolean,
  char,
  date,
  datetime,
  html,
  integer,
  many2many,
  many2one,
  monetary,
  one2many,
  selection,
  type Value,
} from "../engine/field.ts";
import { defineModel, type Model, type Values } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";
import { positionOf } from "../fiscal-position.ts";
import { currencyDigits, documentAmounts } from "../tax-amounts.ts";
import { addressOf } from "./partner.ts";
import { amountsOfLine, invoiceStatuses } from "./sale-order-line.ts";
import { saleOrderMethods } from "./sale-order-methods.ts";

const name = "sale.order";

export const saleOrder: Model = defineModel({
  name,
  label: "Sales Order",
  order: "date_order desc, id desc",
  fields: {
    name: char("Order Reference", { required: true, indexed: true, initial: "New" }),
    state: selection(
      "Status",
      [
        ["draft", "Quotation"],
        ["sent", "Quotation Sent"],
        ["sale", "Sales Order"],
        ["cancel", "Cancelled"],
      ],
      { readonly: true, initial: "draft" },
    ),
    locked: boolean("Locked"),
    client_order_ref: char("Customer Reference", { indexed: true }),
    origin: char("Source Document", { indexed: true }),
    reference: char("Payment Ref."),
    partner_id: many2one("Customer", "res.partner", { required: true, onDelete: "restrict" }),
    partner_invoice_id: many2one("Invoice Address", "res.partner", { required: true, onDelete: "restrict" }),
    partner_shipping_id: many2one("Delivery Address", "res.partner", { required: true, onDelete: "restrict" }),
    date_order: datetime("Order Date", { required: true, initial: (environment) => environment.now }),
    commitment_date: datetime("Delivery Date"),
    effective_date: datetime("Effective Date", { stored: true, compute: effectiveDate }),
    validity_date: date("Expiration"),
    pricelist_id: many2one("Pricelist", "product.pricelist"),
    currency_id: many2one("Currency", "res.currency", { stored: true, compute: currencyOf }),
    fiscal_position_id: many2one("Fiscal Position", "account.fiscal.position"),
    tag_ids: many2many("Tags", "crm.tag"),
    team_id: many2one("Sales Team", "crm.team", { initial: 1 }),
    payment_term_id: many2one("Payment Terms", "account.payment.term"),
    user_id: many2one("Salesperson", "res.users", { initial: (environment) => environment.caller.uid }),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
    warehouse_id: many2one("Warehouse", "stock.warehouse"),
    picking_policy: selection(
      "Shipping Policy",
      [
        ["direct", "As soon as possible"],
        ["one", "When all products are ready"],
      ],
      { required: true, initial: "direct" },
    ),
    carrier_id: many2one("Delivery Method", "delivery.carrier"),
    note: html("Terms and conditions"),
    order_line: one2many("Order Lines", "sale.order.line", "order_id"),
    picking_ids: one2many("Transfers", "stock.picking", "sale_id"),
    delivery_count: integer("Delivery Orders", { compute: (env, id) => env.links(name, id, "picking_ids").length }),
    invoice_ids: many2many("Invoices", "account.move", { compute: invoicesOf }),
    invoice_count: integer("Invoice Count", { compute: (env, id) => invoicesOf(env, id).length }),
    amount_untaxed: monetary("Untaxed Amount", { stored: true, compute: (env, id) => amounts(env, id).untaxed }),
    amount_tax: monetary("Taxes", { stored: true, compute: (env, id) => amounts(env, id).tax }),
    amount_total: monetary("Total", { stored: true, compute: (env, id) => amounts(env, id).total }),
    invoice_status: selection("Invoice Status", invoiceStatuses, { stored: true, compute: invoiceStatus }),
    delivery_status: selection(
      "Delivery Status",
      [
        ["pending", "Not Delivered"],
        ["started", "Started"],
        ["partial", "Partially Delivered"],
        ["full", "Fully Delivered"],
      ],
      { stored: true, compute: deliveryStatus },
    ),
  },
  prepare,
  beforeWrite: (environment, ids, values) => {
    const changesPricelist = (id: number): boolean =>
      values.pricelist_id !== undefined && values.pricelist_id !== environment.link(name, id, "pricelist_id");
    if (ids.some((id) => environment.text(name, id, "state") === "sale" && changesPricelist(id))) {
      throw userError("It is not allowed to change the pricelist of a confirmed order.");
    }
  },
  afterWrite: (environment, id, values) => {
    for (const line of "pricelist_id" in values || "state" in values ? environment.links(name, id, "order_line") : []) {
      environment.invalidate("sale.order.line", line);
    }
    if (typeof values.partner_shipping_id === "number") {
      const open = environment
        .links(name, id, "picking_ids")
        .filter((picking) => !["done", "cancel"].includes(environment.text("stock.picking", picking, "state")));
      environment.write("stock.picking", open, { partner_id: values.partner_shipping_id });
    }
  },
  beforeUnlink: (environment, ids) => {
    if (ids.some((id) => ["sent", "sale"].includes(environment.text(name, id, "state")))) {
      throw userError("You can not delete a sent quotation or a confirmed sales order. You must first cancel it.");
    }
  },
  methods: saleOrderMethods,
});

function prepare(environment: Environment, values: Values): Values {
  const company = typeof values.company_id === "number" ? values.company_id : 1;
  const partner = Array.isArray(values.partner_id) ? values.partner_id[0] : values.partner_id;
  const isKnown = typeof partner === "number" && environment.exists("res.partner", partner);
  const own = isKnown ? environment.link("res.partner", partner, "property_product_pricelist") : undefined;
  const currency = environment.number("res.company", company, "currency_id");
  const [usual] = environment.search("product.pricelist", [["currency_id", "=", currency]], { limit: 1 });
  const [house] = environment.search("stock.warehouse", [["company_id", "=", company]], { limit: 1 });
  const ofPartner = isKnown ? partnerDefaults(environment, partner, company, values) : {};
  const given = { ...ofPartner, pricelist_id: own ?? usual ?? false, warehouse_id: house ?? false, ...values };
  const isNamed = typeof values.name === "string" && values.name !== "" && values.name !== "New";
  return isNamed ? given : { ...given, name: `S${String(environment.database.nextNumber(name)).padStart(5, "0")}` };
}

function partnerDefaults(environment: Environment, partner: number, company: number, values: Values): Values {
  const delivery = addressOf(environment, partner, "delivery");
  const given = values.partner_shipping_id;
  const address = typeof given === "number" && environment.exists("res.partner", given) ? given : delivery;
  return {
    partner_invoice_id: addressOf(environment, partner, "invoice"),
    partner_shipping_id: delivery,
    payment_term_id: environment.link("res.partner", partner, "property_payment_term_id") ?? false,
    fiscal_position_id: positionOf(environment, partner, address, company) ?? false,
  };
}

function currencyOf(environment: Environment, id: number): Value {
  const pricelist = environment.link(name, id, "pricelist_id");
  return pricelist === undefined
    ? environment.get("res.company", environment.number(name, id, "company_id"), "currency_id")
    : environment.get("product.pricelist", pricelist, "currency_id");
}

function effectiveDate(environment: Environment, id: number): Value {
  const dates = environment
    .links(name, id, "picking_ids")
    .filter((picking) => environment.text("stock.picking", picking, "state") === "done")
    .map((picking) => environment.text("stock.picking", picking, "date_done"));
  return dates.sort()[0] ?? null;
}

function invoicesOf(environment: Environment, id: number): readonly number[] {
  const lines = environment
    .links(name, id, "order_line")
    .flatMap((line) => [...environment.links("sale.order.line", line, "invoice_lines")]);
  const existing = lines.filter((line) => environment.exists("account.move.line", line));
  return [...new Set(existing.map((line) => environment.number("account.move.line", line, "move_id")))];
}

function amounts(environment: Environment, id: number): { untaxed: number; tax: number; total: number } {
  const currency = currencyOf(environment, id);
  const lines = environment.links(name, id, "order_line").map((line) => amountsOfLine(environment, line));
  const company = environment.link(name, id, "company_id");
  return documentAmounts(environment, lines, currencyDigits(environment, Number(currency)), company);
}

function invoiceStatus(environment: Environment, id: number): string {
  if (environment.text(name, id, "state") !== "sale") {
    return "no";
  }
  const lines = environment
    .links(name, id, "order_line")
    .filter((line) => environment.get("sale.order.line", line, "display_type") === null);
  const statusOf = (line: number): string => environment.text("sale.order.line", line, "invoice_status");
  const statuses = lines.map(statusOf);
  if (statuses.includes("to invoice")) {
    const due = lines.filter((line) => statusOf(line) === "to invoice");
    const onlyDelivery = due.every((line) => environment.flag("sale.order.line", line, "is_delivery"));
    return onlyDelivery && statuses.includes("no") ? "no" : "to invoice";
  }
  if (statuses.length === 0 || statuses.includes("no")) {
    return "no";
  }
  return statuses.includes("upselling") ? "upselling" : "invoiced";
}

function deliveryStatus(environment: Environment, id: number): Value {
  const pickings = environment.links(name, id, "picking_ids");
  const states = pickings.map((picking) => environment.text("stock.picking", picking, "state"));
  if (states.every((state) => state === "cancel")) {
    return null;
  }
  if (states.every((state) => state === "done" || state === "cancel")) {
    return "full";
  }
  if (!states.includes("done")) {
    return "pending";
  }
  const isDelivered = (line: number): boolean => environment.number("sale.order.line", line, "qty_delivered") > 0;
  return environment.links(name, id, "order_line").some(isDelivered) ? "partial" : "started";
}
