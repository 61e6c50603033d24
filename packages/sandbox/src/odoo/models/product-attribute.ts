import { boolean, char, float, integer, many2many, many2one, one2many, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";
import { syncTemplateValues, syncVariants } from "../product/variants.ts";

const lineName = "product.template.attribute.line";
const valueName = "product.template.attribute.value";

export const attribute: Model = defineModel({
  name: "product.attribute",
  label: "Product Attribute",
  order: "sequence, id",
  fields: {
    name: char("Attribute", { required: true, indexed: true }),
    active: boolean("Active", { initial: true }),
    sequence: integer("Sequence", { initial: 20 }),
    create_variant: selection(
      "Variant Creation",
      [
        ["always", "Instantly"],
        ["dynamic", "Dynamically"],
        ["no_variant", "Never"],
      ],
      { required: true, initial: "always" },
    ),
    display_type: selection(
      "Display Type",
      [
        ["radio", "Radio"],
        ["pills", "Pills"],
        ["select", "Select"],
        ["color", "Color"],
        ["multi", "Multi-checkbox"],
        ["image", "Image"],
      ],
      { required: true, initial: "radio" },
    ),
    value_ids: one2many("Values", "product.attribute.value", "attribute_id"),
  },
});

export const attributeValue: Model = defineModel({
  name: "product.attribute.value",
  label: "Attribute Value",
  order: "attribute_id, sequence, id",
  fields: {
    name: char("Value", { required: true, indexed: true }),
    active: boolean("Active", { initial: true }),
    sequence: integer("Sequence"),
    attribute_id: many2one("Attribute", "product.attribute", { required: true, onDelete: "cascade" }),
    html_color: char("Color"),
    default_extra_price: float("Default Extra Price"),
  },
  displayName: (environment, id) => {
    const owner = environment.number("product.attribute.value", id, "attribute_id");
    const own = environment.text("product.attribute.value", id, "name");
    return `${environment.text("product.attribute", owner, "name")}: ${own}`;
  },
  check: (environment, id) => {
    const owner = environment.number("product.attribute.value", id, "attribute_id");
    const value = environment.text("product.attribute.value", id, "name");
    const siblings = environment.database.table("product.attribute.value").find("attribute_id", owner) ?? [];
    if (
      siblings.some((other) => other !== id && environment.text("product.attribute.value", other, "name") === value)
    ) {
      throw validationError(
        "The operation cannot be completed: You cannot create two values with the same name for the same attribute.",
      );
    }
  },
});

export const attributeLine: Model = defineModel({
  name: lineName,
  label: "Product Template Attribute Line",
  order: "sequence, attribute_id, id",
  fields: {
    product_tmpl_id: many2one("Product Template", "product.template", { required: true, onDelete: "cascade" }),
    active: boolean("Active", { initial: true }),
    sequence: integer("Sequence", { initial: 10 }),
    attribute_id: many2one("Attribute", "product.attribute", { required: true, onDelete: "restrict" }),
    value_ids: many2many("Values", "product.attribute.value"),
    value_count: integer("Value Count", {
      compute: (environment, id) => environment.links(lineName, id, "value_ids").length,
    }),
    product_template_value_ids: one2many("Product Attribute Values", valueName, "attribute_line_id"),
  },
  displayName: (environment, id) =>
    environment.text("product.attribute", environment.number(lineName, id, "attribute_id"), "name"),
  afterCreate: syncTemplateValues,
  afterWrite: syncTemplateValues,
  beforeUnlink: (environment, ids) => {
    for (const template of new Set(ids.map((id) => environment.number(lineName, id, "product_tmpl_id")))) {
      syncVariants(environment, template, ids);
    }
  },
  check: (environment, id) => {
    const own = environment.number(lineName, id, "attribute_id");
    const values = environment.links(lineName, id, "value_ids");
    if (values.length === 0) {
      throw validationError("An attribute of a product needs a value.");
    }
    if (values.some((value) => environment.link("product.attribute.value", value, "attribute_id") !== own)) {
      throw validationError("A value of an attribute line must be of the line's attribute.");
    }
  },
});

export const templateAttributeValue: Model = defineModel({
  name: valueName,
  label: "Product Template Attribute Value",
  order: "attribute_line_id, product_attribute_value_id, id",
  fields: {
    name: char("Value", {
      compute: (environment, id) =>
        environment.get(
          "product.attribute.value",
          environment.number(valueName, id, "product_attribute_value_id"),
          "name",
        ),
    }),
    ptav_active: boolean("Active", { initial: true }),
    attribute_line_id: many2one("Attribute Line", lineName, { required: true, onDelete: "cascade" }),
    product_attribute_value_id: many2one("Attribute Value", "product.attribute.value", {
      required: true,
      onDelete: "cascade",
    }),
    price_extra: float("Extra Price"),
    attribute_id: many2one("Attribute", "product.attribute", {
      compute: (environment, id) =>
        environment.get(lineName, environment.number(valueName, id, "attribute_line_id"), "attribute_id"),
    }),
    product_tmpl_id: many2one("Product Template", "product.template", {
      compute: (environment, id) =>
        environment.get(lineName, environment.number(valueName, id, "attribute_line_id"), "product_tmpl_id"),
    }),
  },
  displayName: (environment, id) => {
    const owner = environment.number(valueName, id, "attribute_id");
    return `${environment.text("product.attribute", owner, "name")}: ${environment.text(valueName, id, "name")}`;
  },
});
