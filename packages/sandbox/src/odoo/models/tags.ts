import { boolean, char, integer, many2one } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";

function uniquelyNamed(name: string, label: string): Model {
  return defineModel({
    name,
    label,
    order: "name, id",
    fields: { name: char("Name", { required: true, indexed: true }), color: integer("Color") },
    check: (environment, id) => {
      const same = environment.database.table(name).find("name", environment.get(name, id, "name")) ?? [];
      if (same.length > 1) {
        throw validationError("The operation cannot be completed: Tag name already exists!");
      }
    },
  });
}

export const saleTag: Model = uniquelyNamed("crm.tag", "CRM Tag");

export const productTag: Model = uniquelyNamed("product.tag", "Product Tag");

export const partnerCategory: Model = defineModel({
  name: "res.partner.category",
  label: "Partner Tags",
  order: "name, id",
  fields: {
    name: char("Name", { required: true, indexed: true }),
    color: integer("Color"),
    parent_id: many2one("Category", "res.partner.category", { onDelete: "cascade" }),
    active: boolean("Active", { initial: true }),
  },
  displayName: (environment, id) => {
    const parent = environment.link("res.partner.category", id, "parent_id");
    const own = environment.text("res.partner.category", id, "name");
    return parent === undefined ? own : `${environment.displayName("res.partner.category", parent)} / ${own}`;
  },
});

export const salesTeam: Model = defineModel({
  name: "crm.team",
  label: "Sales Team",
  order: "id",
  fields: {
    name: char("Sales Team", { required: true, indexed: true }),
    active: boolean("Active", { initial: true }),
    company_id: many2one("Company", "res.company"),
  },
});
