import type { Environment } from "../engine/environment.ts";
import {
  binary,
  boolean,
  char,
  type Field,
  float,
  html,
  integer,
  many2many,
  many2one,
  selection,
} from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";

const base64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/;

export const unit: Model = defineModel({
  name: "uom.uom",
  label: "Product Unit of Measure",
  fields: { name: char("Unit Name", { required: true }), active: boolean("Active", { initial: true }) },
});

export const category: Model = defineModel({
  name: "product.category",
  label: "Product Category",
  order: "complete_name, id",
  fields: {
    name: char("Name", { required: true, indexed: true }),
    parent_id: many2one("Parent Category", "product.category", { onDelete: "cascade" }),
    child_id: { type: "one2many", label: "Child Categories", relation: "product.category", relationField: "parent_id" },
    complete_name: char("Complete Name", { stored: true, compute: pathOf }),
    product_count: integer("# Products", {
      compute: (environment, id) => environment.search("product.template", [["categ_id", "child_of", id]]).length,
    }),
  },
  displayName: pathOf,
});

function pathOf(environment: Environment, id: number): string {
  const parent = environment.link("product.category", id, "parent_id");
  const own = environment.text("product.category", id, "name");
  return parent === undefined ? own : `${pathOf(environment, parent)} / ${own}`;
}

/** The fields of a template that its variants show as their own. */
export const templateFields: { readonly [name: string]: Field } = {
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
  tracking: selection(
    "Tracking",
    [
      ["serial", "By Unique Serial Number"],
      ["lot", "By Lots"],
      ["none", "By Quantity"],
    ],
    { initial: "none" },
  ),
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
  categ_id: many2one("Product Category", "product.category", { onDelete: "restrict" }),
  product_tag_ids: many2many("Tags", "product.tag"),
  uom_id: many2one("Unit", "uom.uom", { required: true, initial: 1 }),
  taxes_id: many2many("Sales Taxes", "account.tax", { initial: defaultTaxes }),
  responsible_id: many2one("Responsible", "res.users", { initial: (environment) => environment.caller.uid }),
  company_id: many2one("Company", "res.company"),
  currency_id: many2one("Currency", "res.currency", {
    compute: (environment) => environment.get("res.company", 1, "currency_id"),
  }),
};

function defaultTaxes(environment: Environment): readonly number[] {
  const tax = environment.link("res.company", 1, "account_sale_tax_id");
  return tax === undefined ? [] : [tax];
}

/** The fields that each variant has for itself; a template with one variant shows them too. */
export const variantFields: { readonly [name: string]: Field } = {
  default_code: char("Internal Reference", { indexed: true }),
  barcode: char("Barcode", { indexed: true }),
  standard_price: float("Cost"),
  weight: float("Weight"),
  volume: float("Volume"),
};

const smallImages: readonly string[] = ["image_1024", "image_512", "image_256", "image_128"];

/** An image and its smaller sizes, which the sandbox does not shrink. */
export function imageFields(model: string, image: Field): { readonly [name: string]: Field } {
  const small = smallImages.map((name): [string, Field] => [
    name,
    binary(`Image ${name.slice("image_".length)}`, {
      compute: (environment, id) => environment.get(model, id, "image_1920"),
    }),
  ]);
  return { image_1920: image, ...Object.fromEntries(small) };
}

/** Throws UserError for an image that is not base64. */
export function checkImage(environment: Environment, model: string, id: number, field: string): void {
  const image = environment.get(model, id, field);
  if (typeof image === "string" && (!base64.test(image) || image.replaceAll(/\s/g, "").length % 4 !== 0)) {
    throw userError("Image is not encoded in base64.");
  }
}

/** A product's name with its code in front. */
export function coded(code: string, name: string): string {
  return `${code === "" ? "" : `[${code}] `}${name}`;
}
