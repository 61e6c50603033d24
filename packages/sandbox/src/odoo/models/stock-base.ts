import { boolean, char, date, float, many2one, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { stockLocation } from "../stock/stock-level.ts";

export const typeCodes = [
  ["incoming", "Receipt"],
  ["outgoing", "Delivery"],
  ["internal", "Internal Transfer"],
] as const;

export const warehouse: Model = defineModel({
  name: "stock.warehouse",
  label: "Warehouse",
  fields: {
    name: char("Warehouse", { required: true }),
    code: char("Short Name", { required: true }),
    active: boolean("Active", { initial: true }),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
    lot_stock_id: many2one("Location Stock", "stock.location"),
    out_type_id: many2one("Out Type", "stock.picking.type"),
    delivery_steps: selection("Outgoing Shipments", [["ship_only", "Deliver (1 step)"]], { initial: "ship_only" }),
  },
});

export const location: Model = defineModel({
  name: "stock.location",
  label: "Inventory Locations",
  fields: {
    name: char("Location Name", { required: true }),
    complete_name: char("Full Location Name"),
    active: boolean("Active", { initial: true }),
    usage: selection("Location Type", [
      ["supplier", "Vendor"],
      ["view", "View"],
      ["internal", "Internal"],
      ["customer", "Customer"],
      ["inventory", "Inventory Loss"],
    ]),
  },
  displayName: (environment, id) =>
    environment.text("stock.location", id, "complete_name") || environment.text("stock.location", id, "name"),
});

export const pickingType: Model = defineModel({
  name: "stock.picking.type",
  label: "Picking Type",
  fields: {
    name: char("Operation Type", { required: true }),
    code: selection("Type of Operation", typeCodes, { required: true }),
    sequence_code: char("Sequence Prefix", { required: true }),
    active: boolean("Active", { initial: true }),
    warehouse_id: many2one("Warehouse", "stock.warehouse"),
  },
  displayName: (environment, id) => {
    const house = environment.link("stock.picking.type", id, "warehouse_id");
    const prefix = house === undefined ? "" : `${environment.text("stock.warehouse", house, "name")}: `;
    return `${prefix}${environment.text("stock.picking.type", id, "name")}`;
  },
});

const quantName = "stock.quant";

export const quant: Model = defineModel({
  name: quantName,
  label: "Quants",
  fields: {
    product_id: many2one("Product", "product.product", { required: true, onDelete: "restrict" }),
    location_id: many2one("Location", "stock.location", { required: true, initial: stockLocation }),
    quantity: float("Quantity", { readonly: true }),
    reserved_quantity: float("Reserved Quantity", { readonly: true }),
    available_quantity: float("Available Quantity", {
      compute: (environment, id) =>
        environment.number(quantName, id, "quantity") - environment.number(quantName, id, "reserved_quantity"),
    }),
    inventory_quantity: float("Counted Quantity"),
    inventory_date: date("Scheduled", { initial: (environment) => `${environment.today.slice(0, 4)}-12-31` }),
    company_id: many2one("Company", "res.company", { initial: 1 }),
  },
  displayName: (environment, id) => {
    const place = environment.number(quantName, id, "location_id");
    return environment.displayName("stock.location", place);
  },
  methods: {
    action_apply_inventory: {
      run: (environment, ids) => {
        for (const id of ids) {
          const quantity = environment.number(quantName, id, "inventory_quantity");
          environment.write(quantName, [id], { quantity, inventory_quantity: 0 });
        }
        return undefined;
      },
    },
  },
});

export const carrier: Model = defineModel({
  name: "delivery.carrier",
  label: "Shipping Methods",
  fields: {
    name: char("Delivery Method", { required: true, indexed: true }),
    active: boolean("Active", { initial: true }),
    delivery_type: selection(
      "Provider",
      [
        ["base_on_rule", "Based on Rules"],
        ["fixed", "Fixed Price"],
      ],
      { required: true, initial: "fixed" },
    ),
    product_id: many2one("Delivery Product", "product.product", { required: true, onDelete: "restrict" }),
    fixed_price: float("Fixed Price"),
    tracking_url: char("Tracking Link"),
  },
});
