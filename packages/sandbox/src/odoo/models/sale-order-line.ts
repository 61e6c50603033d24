import type { Environment } from "../engine/environment.ts";
import {
  boolean,
  char,
  float,
  integer,
  many2many,
  many2one,
  monetary,
  one2many,
  selection,
  text,
  type Value,
} from "../engine/field.ts";
import { defineModel, type Model, type Values } from "../engine/model.ts";
import { userError, validationError } from "../engine/odoo-error.ts";
import { mapTaxes } from "../fiscal-position.ts";
import { listedPrice } from "../product/pricing.ts";
import { launchDelivery } from "../stock/delivery.ts";
import { kitOf, partsOf } from "../stock/kit.ts";
import { customerLocation, isGoods } from "../stock/stock-level.ts";
import { currencyDigits, type LineAmounts, lineAmounts } from "../tax-amounts.ts";

const name = "sale.order.line";

export const invoiceStatuses = [
  ["upselling", "Upselling Opportunity"],
  ["invoiced", "Fully Invoiced"],
  ["to invoice", "To Invoice"],
  ["no", "Nothing to Invoice"],
] as const;

export const saleOrderLine: Model = defineModel({
  name,
  label: "Sales Order Line",
  order: "order_id, sequence, id",
  fields: {
    order_id: many2one("Order Reference", "sale.order", { required: true, onDelete: "cascade" }),
    sequence: integer("Sequence", { initial: 10 }),
    product_id: many2one("Product", "product.product", { onDelete: "restrict" }),
    name: text("Description", { required: true }),
    product_uom_qty: float("Quantity", { required: true, initial: 1 }),
    product_uom_id: many2one("Unit", "uom.uom"),
    price_unit: float("Unit Price", { required: true }),
    discount: float("Discount (%)"),
    pricelist_item_id: many2one("Pricelist Item", "product.pricelist.item"),
    product_template_id: many2one("Product Template", "product.template", {
      compute: (environment, id) => {
        const product = environment.link(name, id, "product_id");
        return product === undefined ? null : environment.get("product.product", product, "product_tmpl_id");
      },
    }),
    tax_ids: many2many("Taxes", "account.tax"),
    price_subtotal: monetary("Subtotal", { stored: true, compute: (env, id) => amountsOfLine(env, id).subtotal }),
    price_tax: float("Total Tax", { stored: true, compute: (env, id) => amountsOfLine(env, id).tax }),
    price_total: monetary("Total", { stored: true, compute: (env, id) => amountsOfLine(env, id).total }),
    qty_delivered_method: selection(
      "Method to update delivered qty",
      [
        ["manual", "Manual"],
        ["stock_move", "Stock Moves"],
      ],
      {
        stored: true,
        compute: (environment, id) => {
          const product = environment.link(name, id, "product_id");
          if (product === undefined) return null;
          return environment.get("product.product", product, "type") === "service" ? "manual" : "stock_move";
        },
      },
    ),
    qty_delivered: float("Delivery Quantity", {
      stored: true,
      compute: deliveredQuantity,
      inverse: (environment, id, value) => environment.store(name, id, { qty_delivered: value }),
    }),
    qty_invoiced: float("Invoiced Quantity", { stored: true, compute: invoicedQuantity }),
    qty_to_invoice: float("Quantity To Invoice", { stored: true, compute: quantityToInvoice }),
    invoice_status: selection("Invoice Status", invoiceStatuses, { stored: true, compute: lineInvoiceStatus }),
    is_delivery: boolean("Is a Delivery"),
    is_downpayment: boolean("Is a down payment"),
    display_type: selection("Display Type", [
      ["line_section", "Section"],
      ["line_note", "Note"],
    ]),
    state: char("Order Status", { compute: (environment, id) => ofOrder(environment, id, "state") }),
    currency_id: many2one("Currency", "res.currency", {
      compute: (environment, id) => ofOrder(environment, id, "currency_id"),
    }),
    order_partner_id: many2one("Customer", "res.partner", {
      compute: (environment, id) => ofOrder(environment, id, "partner_id"),
    }),
    company_id: many2one("Company", "res.company", { initial: 1 }),
    move_ids: one2many("Stock Moves", "stock.move", "sale_line_id"),
    invoice_lines: many2many("Invoice Lines", "account.move.line"),
  },
  displayName: (environment, id) => {
    const order = environment.number(name, id, "order_id");
    const customer = environment.number("sale.order", order, "partner_id");
    const what = environment.text(name, id, "name").split("\n")[0] ?? "";
    return `${environment.text("sale.order", order, "name")} - ${what} (${environment.text("res.partner", customer, "name")})`;
  },
  prepare,
  beforeWrite,
  afterCreate: (environment, id) => follow(environment, id),
  afterWrite: (environment, id) => follow(environment, id),
  beforeUnlink: (environment, ids) => {
    if (ids.some((id) => ofOrder(environment, id, "state") === "sale")) {
      throw userError(
        "Once a sales order is confirmed, you can't remove one of its lines. Set the quantity to 0 instead.",
      );
    }
  },
  check: (environment, id) => {
    const isText = environment.get(name, id, "display_type") !== null;
    if (!isText && environment.link(name, id, "product_id") === undefined) {
      throw validationError(
        "The operation cannot be completed: Missing required fields on accountable sale order line.",
      );
    }
  },
  dependants: (environment, id) => [["sale.order", environment.number(name, id, "order_id")]],
});

function ofOrder(environment: Environment, line: number, field: string): Value {
  const order = environment.link(name, line, "order_id");
  return order === undefined ? null : environment.get("sale.order", order, field);
}

function prepare(environment: Environment, values: Values): Values {
  const product = Array.isArray(values.product_id) ? values.product_id[0] : values.product_id;
  if (typeof product !== "number" || !environment.exists("product.product", product)) {
    return { name: values.display_type === undefined ? "" : false, ...values };
  }
  const order = typeof values.order_id === "number" ? values.order_id : undefined;
  const ofOrderLink = (field: string): number | undefined =>
    order === undefined || !environment.exists("sale.order", order)
      ? undefined
      : environment.link("sale.order", order, field);
  const quantity = typeof values.product_uom_qty === "number" ? values.product_uom_qty : 1;
  const { price, item } = listedPrice(environment, ofOrderLink("pricelist_id"), product, quantity);
  const usual = environment.links("product.product", product, "taxes_id");
  const description = environment.text("product.product", product, "description_sale");
  const shown = environment.displayName("product.product", product);
  return {
    name: description === "" ? shown : `${shown}\n${description}`,
    price_unit: price,
    pricelist_item_id: item ?? false,
    product_uom_id: environment.number("product.product", product, "uom_id"),
    tax_ids: [[6, 0, mapTaxes(environment, ofOrderLink("fiscal_position_id"), usual)]],
    ...values,
  };
}

function beforeWrite(environment: Environment, ids: readonly number[], values: Values): void {
  for (const id of ids) {
    const confirmed = ofOrder(environment, id, "state") === "sale";
    const product = environment.link(name, id, "product_id");
    if (confirmed && values.product_id !== undefined && values.product_id !== product) {
      throw userError("You cannot modify the product of this order line.");
    }
    const protectedField = ["product_uom_qty", "price_unit", "discount", "tax_ids"].find((field) => field in values);
    if (protectedField !== undefined && ofOrder(environment, id, "locked") === true) {
      throw userError(`It is forbidden to modify the following fields in a locked order:\n${protectedField}`);
    }
    const quantity = values.product_uom_qty;
    const isCut = typeof quantity === "number" && quantity < environment.number(name, id, "product_uom_qty");
    if (confirmed && isCut && quantity < environment.number(name, id, "qty_delivered")) {
      throw userError(
        "The ordered quantity of a sale order line cannot be decreased below the amount already delivered.",
      );
    }
  }
}

function follow(environment: Environment, id: number): void {
  if (ofOrder(environment, id, "state") === "sale") {
    launchDelivery(environment, environment.number(name, id, "order_id"));
  }
}

/** The amounts of an order line. */
export function amountsOfLine(environment: Environment, id: number): LineAmounts {
  const currency = ofOrder(environment, id, "currency_id");
  const digits = currencyDigits(environment, typeof currency === "number" ? currency : undefined);
  return lineAmounts(
    environment,
    {
      unitPrice: environment.number(name, id, "price_unit"),
      quantity: environment.number(name, id, "product_uom_qty"),
      discount: environment.number(name, id, "discount"),
      taxes: environment.links(name, id, "tax_ids"),
    },
    digits,
  );
}

function deliveredQuantity(environment: Environment, id: number): number {
  const product = environment.link(name, id, "product_id");
  if (product === undefined || !isGoods(environment, product)) {
    return Number(environment.row(name, id).values.qty_delivered ?? 0);
  }
  const done = environment
    .links(name, id, "move_ids")
    .filter((move) => environment.text("stock.move", move, "state") === "done");
  const kit = kitOf(environment, product);
  if (kit === undefined) {
    return sentQuantity(environment, done);
  }
  const whole = partsOf(environment, product, kit, 1).map(({ line, quantity }) => {
    const ofPart = done.filter((move) => environment.link("stock.move", move, "bom_line_id") === line);
    return Math.floor(sentQuantity(environment, ofPart) / quantity + 1e-9);
  });
  return whole.length === 0 ? 0 : Math.min(...whole);
}

function sentQuantity(environment: Environment, done: readonly number[]): number {
  return done.reduce((sum, move) => {
    const quantity = environment.number("stock.move", move, "quantity");
    const isDelivery = environment.link("stock.move", move, "location_dest_id") === customerLocation;
    const isTakenBack = environment.flag("stock.move", move, "to_refund");
    return isDelivery ? sum + quantity : sum - (isTakenBack ? quantity : 0);
  }, 0);
}

function invoicedQuantity(environment: Environment, id: number): number {
  return environment.links(name, id, "invoice_lines").reduce((sum, line) => {
    if (!environment.exists("account.move.line", line)) {
      return sum;
    }
    const invoice = environment.number("account.move.line", line, "move_id");
    if (environment.text("account.move", invoice, "state") === "cancel") {
      return sum;
    }
    const sign = environment.text("account.move", invoice, "move_type") === "out_refund" ? -1 : 1;
    return sum + sign * environment.number("account.move.line", line, "quantity");
  }, 0);
}

function policy(environment: Environment, id: number): string {
  const product = environment.link(name, id, "product_id");
  return product === undefined ? "" : environment.text("product.product", product, "invoice_policy");
}

function quantityToInvoice(environment: Environment, id: number): number {
  if (ofOrder(environment, id, "state") !== "sale" || environment.get(name, id, "display_type") !== null) {
    return 0;
  }
  const due = policy(environment, id) === "delivery" ? "qty_delivered" : "product_uom_qty";
  return environment.number(name, id, due) - invoicedQuantity(environment, id);
}

function lineInvoiceStatus(environment: Environment, id: number): string {
  if (ofOrder(environment, id, "state") !== "sale") {
    return "no";
  }
  if (quantityToInvoice(environment, id) !== 0) {
    return "to invoice";
  }
  const ordered = environment.number(name, id, "product_uom_qty");
  if (policy(environment, id) === "order" && environment.number(name, id, "qty_delivered") > ordered) {
    return "upselling";
  }
  return invoicedQuantity(environment, id) >= ordered ? "invoiced" : "no";
}
