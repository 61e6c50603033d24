import type { Environment } from "../engine/environment.ts";
import { binary, boolean, type Field, float, integer, many2one, one2many } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { createVariants } from "../product/variants.ts";
import { checkImage, coded, imageFields, templateFields, variantFields } from "./product-base.ts";

const name = "product.template";

function variantsOf(environment: Environment, id: number): readonly number[] {
  return environment.database.table("product.product").find("product_tmpl_id", id) ?? [];
}

/** The variant behind a template that has one alone; archived ones do not count beside others. */
function onlyVariant(environment: Environment, id: number): number | undefined {
  const all = variantsOf(environment, id);
  const active = all.filter((variant) => environment.row("product.product", variant).values.active === true);
  const [variant, ...others] = active.length > 0 ? active : all;
  return others.length > 0 ? undefined : variant;
}

function throughVariant(field: string, definition: Field): Field {
  return {
    ...definition,
    indexed: false,
    compute: (environment, id) => {
      const variant = onlyVariant(environment, id);
      const none = definition.type === "float" ? 0 : null;
      return variant === undefined ? none : environment.get("product.product", variant, field);
    },
    inverse: (environment, id, value) => {
      const variant = onlyVariant(environment, id);
      if (variant !== undefined) {
        environment.write("product.product", [variant], { [field]: value });
      }
    },
  };
}

function summed(label: string, field: string): Field {
  return float(label, {
    compute: (environment, id) =>
      environment
        .links(name, id, "product_variant_ids")
        .reduce((sum, variant) => sum + environment.number("product.product", variant, field), 0),
  });
}

export const template: Model = defineModel({
  name,
  label: "Product",
  order: "name, id",
  fields: {
    ...templateFields,
    active: boolean("Active", { initial: true }),
    ...Object.fromEntries(Object.entries(variantFields).map(([field, own]) => [field, throughVariant(field, own)])),
    ...imageFields(name, binary("Image")),
    attribute_line_ids: one2many("Product Attributes", "product.template.attribute.line", "product_tmpl_id"),
    product_variant_ids: one2many("Products", "product.product", "product_tmpl_id"),
    product_variant_id: many2one("Product", "product.product", {
      compute: (environment, id) => environment.links(name, id, "product_variant_ids")[0] ?? null,
    }),
    product_variant_count: integer("# Product Variants", {
      compute: (environment, id) => environment.links(name, id, "product_variant_ids").length,
    }),
    is_product_variant: boolean("Is a product variant", { compute: () => false }),
    has_configurable_attributes: boolean("Is a configurable product", {
      compute: (environment, id) => environment.links(name, id, "attribute_line_ids").length > 0,
    }),
    qty_available: summed("Quantity On Hand", "qty_available"),
    virtual_available: summed("Forecasted Quantity", "virtual_available"),
    incoming_qty: summed("Incoming", "incoming_qty"),
    outgoing_qty: summed("Outgoing", "outgoing_qty"),
  },
  displayName: (environment, id) =>
    coded(environment.text(name, id, "default_code"), environment.text(name, id, "name")),
  afterCreate: (environment, id, values) => {
    if (environment.caller.context.create_product_product !== false) {
      const own = Object.entries(values).filter(([field]) => field in variantFields);
      createVariants(environment, id, Object.fromEntries(own));
    }
  },
  afterWrite: (environment, id, values) => {
    for (const variant of variantsOf(environment, id)) {
      environment.store("product.product", variant, "active" in values ? { active: values.active === true } : {});
    }
  },
  check: (environment, id) => checkImage(environment, name, id, "image_1920"),
});
