import { boolean, char, datetime, float, integer, many2one, one2many, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";

const itemName = "product.pricelist.item";

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
    item_ids: one2many("Pricelist Rules", itemName, "pricelist_id"),
  },
  displayName: (environment, id) => {
    const currencyId = environment.link("product.pricelist", id, "currency_id");
    const code = currencyId === undefined ? "" : environment.text("res.currency", currencyId, "name");
    return `${environment.text("product.pricelist", id, "name")} (${code})`;
  },
});

export const pricelistItem: Model = defineModel({
  name: itemName,
  label: "Pricelist Rule",
  order: "applied_on, min_quantity desc, categ_id desc, id desc",
  fields: {
    pricelist_id: many2one("Pricelist", "product.pricelist", { required: true, onDelete: "cascade" }),
    applied_on: selection(
      "Apply On",
      [
        ["3_global", "All Products"],
        ["2_product_category", "Product Category"],
        ["1_product", "Product"],
        ["0_product_variant", "Product Variant"],
      ],
      { required: true, initial: "3_global" },
    ),
    product_tmpl_id: many2one("Product", "product.template", { onDelete: "cascade" }),
    product_id: many2one("Variant", "product.product", { onDelete: "cascade" }),
    categ_id: many2one("Category", "product.category", { onDelete: "cascade" }),
    min_quantity: float("Min. Quantity"),
    date_start: datetime("Start Date"),
    date_end: datetime("End Date"),
    compute_price: selection(
      "Price Type",
      [
        ["fixed", "Fixed Price"],
        ["percentage", "Discount"],
        ["formula", "Formula"],
      ],
      { required: true, initial: "fixed" },
    ),
    base: selection(
      "Based on",
      [
        ["list_price", "Sales Price"],
        ["standard_price", "Cost"],
      ],
      { required: true, initial: "list_price" },
    ),
    fixed_price: float("Fixed Price"),
    percent_price: float("Percentage Price"),
    price_discount: float("Price Discount"),
    price_surcharge: float("Extra Fee"),
    price_round: float("Price Rounding"),
  },
  displayName: (environment, id) => {
    const variant = environment.link(itemName, id, "product_id");
    const owner = environment.link(itemName, id, "product_tmpl_id");
    if (variant !== undefined) {
      return environment.displayName("product.product", variant);
    }
    return owner === undefined ? "All Products" : environment.displayName("product.template", owner);
  },
});
