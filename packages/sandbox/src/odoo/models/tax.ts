import { boolean, char, float, integer, many2one, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";

export const tax: Model = defineModel({
  name: "account.tax",
  label: "Tax",
  order: "sequence, id",
  fields: {
    name: char("Tax Name", { required: true }),
    active: boolean("Active", { initial: true }),
    sequence: integer("Sequence", { initial: 1, required: true }),
    amount: float("Amount", { required: true }),
    amount_type: selection(
      "Tax Computation",
      [
        ["percent", "Percentage"],
        ["fixed", "Fixed"],
      ],
      { required: true, initial: "percent" },
    ),
    type_tax_use: selection(
      "Tax Type",
      [
        ["sale", "Sales"],
        ["purchase", "Purchases"],
        ["none", "None"],
      ],
      { required: true, initial: "sale" },
    ),
    price_include_override: selection("Included in Price", [
      ["tax_included", "Tax Included"],
      ["tax_excluded", "Tax Excluded"],
    ]),
    price_include: boolean("Price Include", {
      compute: (environment, id) => environment.text("account.tax", id, "price_include_override") === "tax_included",
    }),
    description: char("Description"),
    country_id: many2one("Country", "res.country"),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
  },
});
