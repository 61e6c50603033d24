import type { Environment } from "../engine/environment.ts";
import { boolean, char, many2one, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";

export const typeCodes = [
  ["incoming", "Receipt"],
  ["outgoing", "Delivery"],
  ["internal", "Internal Transfer"],
] as const;

export const location: Model = defineModel({
  name: "stock.location",
  label: "Inventory Locations",
  fields: {
    name: char("Location Name", { required: true }),
    complete_name: char("Full Location Name", { stored: true, compute: pathOf }),
    location_id: many2one("Parent Location", "stock.location"),
    warehouse_id: many2one("Warehouse", "stock.warehouse"),
    company_id: many2one("Company", "res.company", { initial: 1 }),
    active: boolean("Active", { initial: true }),
    usage: selection("Location Type", [
      ["supplier", "Vendor"],
      ["view", "View"],
      ["internal", "Internal"],
      ["customer", "Customer"],
      ["inventory", "Inventory Loss"],
      ["transit", "Transit"],
    ]),
  },
  displayName: pathOf,
});

function pathOf(environment: Environment, id: number): string {
  const parent = environment.link("stock.location", id, "location_id");
  const own = environment.text("stock.location", id, "name");
  return parent === undefined ? own : `${pathOf(environment, parent)}/${own}`;
}

export const pickingType: Model = defineModel({
  name: "stock.picking.type",
  label: "Picking Type",
  fields: {
    name: char("Operation Type", { required: true }),
    code: selection("Type of Operation", typeCodes, { required: true }),
    sequence_code: char("Sequence Prefix", { required: true }),
    active: boolean("Active", { initial: true }),
    warehouse_id: many2one("Warehouse", "stock.warehouse"),
    default_location_src_id: many2one("Source Location", "stock.location"),
    default_location_dest_id: many2one("Destination Location", "stock.location"),
    company_id: many2one("Company", "res.company", { initial: 1 }),
  },
  displayName: (environment, id) => {
    const house = environment.link("stock.picking.type", id, "warehouse_id");
    const prefix = house === undefined ? "" : `${environment.text("stock.warehouse", house, "name")}: `;
    return `${prefix}${environment.text("stock.picking.type", id, "name")}`;
  },
});
