import type { Environment } from "../engine/environment.ts";
import { boolean, char, float, integer, many2many, many2one, selection } from "../engine/field.ts";
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
        ["group", "Group of Taxes"],
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
      compute: (environment, id) => {
        const own = environment.text("account.tax", id, "price_include_override");
        const company = environment.number("account.tax", id, "company_id");
        return (
          (own === "" ? environment.text("res.company", company, "account_price_include") : own) === "tax_included"
        );
      },
    }),
    children_tax_ids: many2many("Children Taxes", "account.tax"),
    tax_group_id: many2one("Tax Group", "account.tax.group"),
    original_tax_ids: many2many("Replaces", "account.tax"),
    fiscal_position_ids: many2many("Fiscal Positions", "account.fiscal.position", {
      compute: (environment, id) => positionsOf(environment, id),
      inverse: (environment, id, value) => {
        const wanted = Array.isArray(value) ? value : [];
        for (const position of environment.database.table("account.fiscal.position").ids()) {
          const others = environment.links("account.fiscal.position", position, "tax_ids").filter((tax) => tax !== id);
          const taxes = wanted.includes(position) ? [...others, id] : others;
          environment.write("account.fiscal.position", [position], { tax_ids: [[6, 0, taxes]] });
        }
      },
    }),
    description: char("Description"),
    country_id: many2one("Country", "res.country"),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
  },
  // The group is named after the rate, and made when there is none yet.
  afterCreate: (environment, id, values) => {
    if (values.tax_group_id === undefined) {
      const name = `Tax ${environment.number("account.tax", id, "amount")}%`;
      const [found] = environment.search("account.tax.group", [["name", "=", name]], { limit: 1 });
      const group = found ?? environment.createFollowing("account.tax.group", { name });
      environment.store("account.tax", id, { tax_group_id: group });
    }
  },
});

function positionsOf(environment: Environment, tax: number): readonly number[] {
  const positions = environment.database.table("account.fiscal.position").ids();
  return positions.filter((position) =>
    environment.links("account.fiscal.position", position, "tax_ids").includes(tax),
  );
}
