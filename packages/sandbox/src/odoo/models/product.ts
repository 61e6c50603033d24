import type { Environment } from "../engine/environment.ts";
import { binary, boolean, char, delegated, type Field, float, many2many, many2one, one2many } from "../engine/field.ts";
import { defineModel, type Model, type Values } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";
import { combinationName, priceExtra } from "../product/variants.ts";
import { stockOf } from "../stock/stock-level.ts";
import { checkImage, coded, imageFields, templateFields, variantFields } from "./product-base.ts";

const name = "product.product";

function throughTemplate(field: string, definition: Field): Field {
  return delegated(name, "product_tmpl_id", "product.template", field, definition);
}

function level(label: string, pick: (stock: ReturnType<typeof stockOf>) => number): Field {
  return float(label, { compute: (environment, id) => pick(stockOf(environment, id)) });
}

const templateOf = (environment: Environment, id: number): number => environment.number(name, id, "product_tmpl_id");

// A variant shows its template's image until it has its own; the only variant shares its template's.
const image: Field = binary("Image", {
  compute: (environment, id) =>
    environment.get(name, id, "image_variant_1920") ??
    environment.get("product.template", templateOf(environment, id), "image_1920"),
  inverse: (environment, id, value) => {
    const owner = templateOf(environment, id);
    const hasOthers = environment.number("product.template", owner, "product_variant_count") > 1;
    if (hasOthers) {
      environment.write(name, [id], { image_variant_1920: value });
    } else {
      environment.write("product.template", [owner], { image_1920: value });
    }
  },
});

export const product: Model = defineModel({
  name,
  label: "Product Variant",
  order: "default_code, id",
  fields: {
    product_tmpl_id: many2one("Product Template", "product.template", { required: true, onDelete: "cascade" }),
    active: boolean("Active", { initial: true }),
    ...variantFields,
    ...Object.fromEntries(Object.entries(templateFields).map(([field, own]) => [field, throughTemplate(field, own)])),
    product_template_attribute_value_ids: many2many("Attribute Values", "product.template.attribute.value"),
    product_variant_ids: one2many("Products", name, "product_tmpl_id", {
      compute: (environment, id) =>
        environment.links("product.template", templateOf(environment, id), "product_variant_ids"),
    }),
    product_template_variant_value_ids: many2many("Variant Values", "product.template.attribute.value", {
      compute: (environment, id) => environment.links(name, id, "product_template_attribute_value_ids"),
    }),
    combination_indices: char("Combination Indices", {
      compute: (environment, id) =>
        environment.links(name, id, "product_template_attribute_value_ids").join(",") || null,
    }),
    price_extra: float("Variant Price Extra", { compute: priceExtra }),
    lst_price: float("Sales Price", {
      compute: (environment, id) => environment.number(name, id, "list_price") + priceExtra(environment, id),
      inverse: (environment, id, value) =>
        environment.write(name, [id], { list_price: Number(value) - priceExtra(environment, id) }),
    }),
    is_product_variant: boolean("Is a product variant", { compute: () => true }),
    image_variant_1920: binary("Variant Image"),
    ...imageFields(name, image),
    qty_available: level("Quantity On Hand", (stock) => stock.onHand),
    free_qty: level("Free To Use Quantity", (stock) => stock.free),
    outgoing_qty: level("Outgoing", (stock) => stock.outgoing),
    incoming_qty: level("Incoming", (stock) => stock.incoming),
    virtual_available: level("Forecasted Quantity", (stock) => stock.forecast),
  },
  displayName: (environment, id) => {
    const combination = combinationName(environment, id);
    const shown = `${environment.text(name, id, "name")}${combination === "" ? "" : ` (${combination})`}`;
    return coded(environment.text(name, id, "default_code"), shown);
  },
  prepare: (environment, values) => {
    if (values.product_tmpl_id !== undefined) {
      return values;
    }
    const ofTemplate = (field: string): boolean => field in templateFields || field === "lst_price";
    const delegatedNames = Object.keys(values).filter(ofTemplate);
    const forTemplate = Object.fromEntries(
      delegatedNames.map((field) => [field === "lst_price" ? "list_price" : field, values[field] ?? false]),
    );
    const plain = environment.withContext({ create_product_product: false });
    const own: Values = Object.fromEntries(Object.entries(values).filter(([field]) => !ofTemplate(field)));
    return { ...own, product_tmpl_id: plain.create("product.template", forTemplate) };
  },
  check: (environment, id) => {
    checkImage(environment, name, id, "image_variant_1920");
    const barcode = environment.get(name, id, "barcode");
    const same = barcode === null ? [] : (environment.database.table(name).find("barcode", barcode) ?? []);
    if (same.some((other) => other !== id)) {
      throw validationError(`Barcode(s) already assigned:\n\n- Barcode "${barcode}" already assigned to product(s)`);
    }
  },
});
