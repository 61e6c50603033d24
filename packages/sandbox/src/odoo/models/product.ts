import type { Environment } from "../engine/environment.ts";
import {
  boolean,
  char,
  delegated,
  type Field,
  float,
  html,
  integer,
  many2many,
  many2one,
  one2many,
  selection,
} from "../engine/field.ts";
import { defineModel, type Model, type Values } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";
import { stockOf } from "../stock/stock-level.ts";

const shared: { readonly [name: string]: Field } = {
  name: char("Name", { required: true }),
  description_sale: char("Sales Description"),
  description: html("Description"),
  type: selection(
    "Product Type",
    [
      ["consu", "Goods"],
      ["service", "Service"],
      ["combo", "Combo"],
    ],
    { required: true, initial: "consu" },
  ),
  is_storable: boolean("Track Inventory"),
  list_price: float("Sales Price", { initial: 1 }),
  invoice_policy: selection(
    "Invoicing Policy",
    [
      ["order", "Ordered quantities"],
      ["delivery", "Delivered quantities"],
    ],
    { initial: "order" },
  ),
  sale_ok: boolean("Sales", { initial: true }),
  purchase_ok: boolean("Purchase", { initial: true }),
  uom_id: many2one("Unit", "uom.uom", { required: true, initial: 1 }),
  taxes_id: many2many("Sales Taxes", "account.tax", { initial: defaultTaxes }),
  company_id: many2one("Company", "res.company"),
  currency_id: many2one("Currency", "res.currency", { compute: () => 1 }),
};

function defaultTaxes(environment: Environment): readonly number[] {
  const tax = environment.link("res.company", 1, "account_sale_tax_id");
  return tax === undefined ? [] : [tax];
}

const ofVariant: readonly string[] = ["default_code", "barcode", "standard_price", "weight", "volume"];

function throughVariant(name: string, field: Field): Field {
  const variants = (environment: Environment, id: number): readonly number[] =>
    environment.database.table("product.product").find("product_tmpl_id", id) ?? [];
  return {
    ...field,
    indexed: false,
    compute: (environment, id) => {
      const [variant, ...others] = variants(environment, id);
      const none = field.type === "float" ? 0 : null;
      return variant === undefined || others.length > 0 ? none : environment.get("product.product", variant, name);
    },
    inverse: (environment, id, value) => {
      const [variant, ...others] = variants(environment, id);
      if (variant !== undefined && others.length === 0) {
        environment.write("product.product", [variant], { [name]: value });
      }
    },
  };
}

const variantFields: { readonly [name: string]: Field } = {
  default_code: char("Internal Reference", { indexed: true }),
  barcode: char("Barcode", { indexed: true }),
  standard_price: float("Cost"),
  weight: float("Weight"),
  volume: float("Volume"),
};

export const unit: Model = defineModel({
  name: "uom.uom",
  label: "Product Unit of Measure",
  fields: { name: char("Unit Name", { required: true }), active: boolean("Active", { initial: true }) },
});

export const template: Model = defineModel({
  name: "product.template",
  label: "Product",
  order: "name, id",
  fields: {
    ...shared,
    active: boolean("Active", { initial: true }),
    ...Object.fromEntries(Object.entries(variantFields).map(([name, field]) => [name, throughVariant(name, field)])),
    product_variant_ids: one2many("Products", "product.product", "product_tmpl_id"),
    product_variant_id: many2one("Product", "product.product", {
      compute: (environment, id) => environment.links("product.template", id, "product_variant_ids")[0] ?? null,
    }),
    product_variant_count: integer("# Product Variants", {
      compute: (environment, id) => environment.links("product.template", id, "product_variant_ids").length,
    }),
    qty_available: float("Quantity On Hand", {
      compute: (environment, id) =>
        environment
          .links("product.template", id, "product_variant_ids")
          .reduce((sum, variant) => sum + environment.number("product.product", variant, "qty_available"), 0),
    }),
  },
  displayName: (environment, id) => coded(environment, "product.template", id),
  afterCreate: (environment, id, values) => {
    if (environment.caller.context.create_product_product === false) {
      return;
    }
    const own = Object.entries(values).filter(([name]) => ofVariant.includes(name));
    environment.create("product.product", { product_tmpl_id: id, ...Object.fromEntries(own) });
  },
  afterWrite: (environment, id, values) => {
    for (const variant of environment.database.table("product.product").find("product_tmpl_id", id) ?? []) {
      environment.store("product.product", variant, "active" in values ? { active: values.active === true } : {});
    }
  },
});

function throughTemplate(name: string, field: Field): Field {
  return delegated("product.product", "product_tmpl_id", "product.template", name, field);
}

function level(label: string, pick: (stock: ReturnType<typeof stockOf>) => number): Field {
  return float(label, { compute: (environment, id) => pick(stockOf(environment, id)) });
}

export const product: Model = defineModel({
  name: "product.product",
  label: "Product Variant",
  order: "default_code, id",
  fields: {
    product_tmpl_id: many2one("Product Template", "product.template", { required: true, onDelete: "cascade" }),
    active: boolean("Active", { initial: true }),
    ...variantFields,
    ...Object.fromEntries(Object.entries(shared).map(([name, field]) => [name, throughTemplate(name, field)])),
    lst_price: throughTemplate("list_price", float("Sales Price")),
    qty_available: level("Quantity On Hand", (stock) => stock.onHand),
    free_qty: level("Free To Use Quantity", (stock) => stock.onHand - stock.reserved),
    outgoing_qty: level("Outgoing", (stock) => stock.outgoing),
    incoming_qty: level("Incoming", (stock) => stock.incoming),
    virtual_available: level("Forecasted Quantity", (stock) => stock.onHand - stock.outgoing + stock.incoming),
  },
  displayName: (environment, id) => coded(environment, "product.product", id),
  prepare: (environment, values) => {
    if (values.product_tmpl_id !== undefined) {
      return values;
    }
    const delegatedNames = Object.keys(values).filter((name) => name in shared || name === "lst_price");
    const forTemplate = Object.fromEntries(
      delegatedNames.map((name) => [name === "lst_price" ? "list_price" : name, values[name] ?? false]),
    );
    const plain = environment.withContext({ create_product_product: false });
    const own: Values = Object.fromEntries(Object.entries(values).filter(([name]) => !delegatedNames.includes(name)));
    return { ...own, product_tmpl_id: plain.create("product.template", forTemplate) };
  },
  check: (environment, id) => {
    const barcode = environment.get("product.product", id, "barcode");
    const same = barcode === null ? [] : (environment.database.table("product.product").find("barcode", barcode) ?? []);
    if (same.some((other) => other !== id)) {
      throw validationError(`Barcode(s) already assigned:\n\n- Barcode "${barcode}" already assigned to product(s)`);
    }
  },
});

function coded(environment: Environment, model: string, id: number): string {
  const code = environment.text(model, id, "default_code");
  return `${code === "" ? "" : `[${code}] `}${environment.text(model, id, "name")}`;
}

export const pricelist: Model = defineModel({
  name: "product.pricelist",
  label: "Pricelist",
  order: "sequence, id, name",
  fields: {
    name: char("Pricelist Name", { required: true }),
    active: boolean("Active", { initial: true }),
    sequence: integer("Sequence", { initial: 16 }),
    currency_id: many2one("Currency", "res.currency", { required: true }),
    company_id: many2one("Company", "res.company"),
  },
  displayName: (environment, id) => {
    const currencyId = environment.link("product.pricelist", id, "currency_id");
    const code = currencyId === undefined ? "" : environment.text("res.currency", currencyId, "name");
    return `${environment.text("product.pricelist", id, "name")} (${code})`;
  },
});
