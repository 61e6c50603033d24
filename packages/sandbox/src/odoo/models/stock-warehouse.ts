import type { Environment } from "../engine/environment.ts";
import { boolean, char, integer, many2one, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { validationError } from "../engine/odoo-error.ts";
import { customerLocation, vendorLocation } from "../stock/stock-level.ts";

const name = "stock.warehouse";

export const warehouse: Model = defineModel({
  name,
  label: "Warehouse",
  order: "sequence, id",
  fields: {
    name: char("Warehouse", { required: true }),
    code: char("Short Name", { required: true }),
    active: boolean("Active", { initial: true }),
    sequence: integer("Sequence", { initial: 10 }),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
    partner_id: many2one("Address", "res.partner", {
      initial: (environment) => environment.get("res.company", 1, "partner_id"),
    }),
    view_location_id: many2one("View Location", "stock.location"),
    lot_stock_id: many2one("Location Stock", "stock.location"),
    in_type_id: many2one("In Type", "stock.picking.type"),
    out_type_id: many2one("Out Type", "stock.picking.type"),
    int_type_id: many2one("Internal Type", "stock.picking.type"),
    reception_steps: selection("Incoming Shipments", [["one_step", "Receive and Store (1 step)"]], {
      initial: "one_step",
    }),
    delivery_steps: selection("Outgoing Shipments", [["ship_only", "Deliver (1 step)"]], { initial: "ship_only" }),
  },
  afterCreate: furnish,
  check: (environment, id) => {
    const code = environment.get(name, id, "code");
    const others = environment.database.table(name).ids();
    if (others.some((other) => other !== id && environment.get(name, other, "code") === code)) {
      throw validationError("The short name of the warehouse must be unique per company!");
    }
  },
});

/** Gives a new warehouse its locations and operation types. */
function furnish(environment: Environment, id: number): void {
  const owner = { warehouse_id: id, company_id: environment.number(name, id, "company_id") };
  const view = environment.create("stock.location", {
    ...owner,
    name: environment.text(name, id, "code"),
    usage: "view",
  });
  const stock = environment.create("stock.location", { ...owner, name: "Stock", usage: "internal", location_id: view });
  const type = (label: string, code: string, prefix: string, from: number, to: number): number =>
    environment.create("stock.picking.type", {
      ...owner,
      name: label,
      code,
      sequence_code: prefix,
      default_location_src_id: from,
      default_location_dest_id: to,
    });
  environment.store(name, id, {
    view_location_id: view,
    lot_stock_id: stock,
    in_type_id: type("Receipts", "incoming", "IN", vendorLocation, stock),
    out_type_id: type("Delivery Orders", "outgoing", "OUT", stock, customerLocation),
    int_type_id: type("Internal Transfers", "internal", "INT", stock, stock),
  });
}
