import { boolean, char, float, integer, many2many, many2one, one2many, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";
import { kitOf } from "../stock/kit.ts";

const listName = "mrp.bom";
const lineName = "mrp.bom.line";

const list: Model = defineModel({
  name: listName,
  label: "Bill of Material",
  order: "sequence, id",
  fields: {
    code: char("Reference"),
    active: boolean("Active", { initial: true }),
    type: selection(
      "BoM Type",
      [
        ["normal", "Manufacture this product"],
        ["phantom", "Kit"],
      ],
      { required: true, initial: "normal" },
    ),
    product_tmpl_id: many2one("Product", "product.template", { required: true, onDelete: "cascade" }),
    product_id: many2one("Product Variant", "product.product"),
    product_qty: float("Quantity", { required: true, initial: 1 }),
    product_uom_id: many2one("Unit", "uom.uom", { required: true, initial: 1 }),
    sequence: integer("Sequence"),
    company_id: many2one("Company", "res.company", { initial: 1 }),
    bom_line_ids: one2many("BoM Lines", lineName, "bom_id"),
  },
  displayName: (environment, id) =>
    environment.displayName("product.template", environment.number(listName, id, "product_tmpl_id")),
  check: (environment, id) => {
    if (environment.number(listName, id, "product_qty") <= 0) {
      throw validationError("The quantity to produce must be positive!");
    }
  },
});

const line: Model = defineModel({
  name: lineName,
  label: "Bill of Material Line",
  order: "sequence, id",
  fields: {
    bom_id: many2one("Parent BoM", listName, { required: true, onDelete: "cascade" }),
    product_id: many2one("Component", "product.product", { required: true, onDelete: "restrict" }),
    product_tmpl_id: many2one("Product Template", "product.template", {
      compute: (environment, id) =>
        environment.get("product.product", environment.number(lineName, id, "product_id"), "product_tmpl_id"),
    }),
    product_qty: float("Quantity", { required: true, initial: 1 }),
    product_uom_id: many2one("Unit", "uom.uom", { required: true, initial: 1 }),
    sequence: integer("Sequence", { initial: 1 }),
    bom_product_template_attribute_value_ids: many2many("Apply on Variants", "product.template.attribute.value"),
  },
  displayName: (environment, id) =>
    environment.displayName("product.product", environment.number(lineName, id, "product_id")),
});

const additions: { readonly [model: string]: Model["fields"] } = {
  "product.product": {
    bom_ids: one2many("Bill of Materials", listName, "product_tmpl_id", {
      compute: (environment, id) =>
        environment.links("product.template", environment.number("product.product", id, "product_tmpl_id"), "bom_ids"),
    }),
    variant_bom_ids: one2many("BOM Product Variants", listName, "product_id"),
    bom_line_ids: one2many("BoM Components", lineName, "product_id"),
    is_kits: boolean("Is Kits", { compute: (environment, id) => kitOf(environment, id) !== undefined }),
  },
  "product.template": { bom_ids: one2many("Bill of Materials", listName, "product_tmpl_id") },
  "stock.move": { bom_line_id: many2one("BoM Line", lineName) },
};

/** The models of a database with the module `mrp`: lists of components, and what other models say of them. */
export function withBillsOfMaterials(models: readonly Model[]): readonly Model[] {
  const enriched = models.map((model) => ({ ...model, fields: { ...model.fields, ...additions[model.name] } }));
  return [...enriched, list, line];
}
