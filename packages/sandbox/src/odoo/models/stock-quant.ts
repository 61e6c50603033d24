import type { Environment } from "../engine/environment.ts";
import { boolean, date, float, many2one } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { inventoryLocation, stockLocation } from "../stock/stock-level.ts";

const name = "stock.quant";

export const quant: Model = defineModel({
  name,
  label: "Quants",
  fields: {
    product_id: many2one("Product", "product.product", { required: true, onDelete: "restrict" }),
    product_tmpl_id: many2one("Product Template", "product.template", {
      compute: (environment, id) =>
        environment.get("product.product", environment.number(name, id, "product_id"), "product_tmpl_id"),
    }),
    location_id: many2one("Location", "stock.location", { required: true, initial: stockLocation }),
    warehouse_id: many2one("Warehouse", "stock.warehouse", {
      compute: (environment, id) =>
        environment.get("stock.location", environment.number(name, id, "location_id"), "warehouse_id"),
    }),
    quantity: float("Quantity"),
    reserved_quantity: float("Reserved Quantity", { readonly: true }),
    available_quantity: float("Available Quantity", {
      compute: (environment, id) =>
        environment.number(name, id, "quantity") - environment.number(name, id, "reserved_quantity"),
    }),
    inventory_quantity: float("Counted Quantity"),
    inventory_quantity_set: boolean("Inventory Quantity Set"),
    inventory_diff_quantity: float("Difference", {
      compute: (environment, id) =>
        environment.flag(name, id, "inventory_quantity_set")
          ? environment.number(name, id, "inventory_quantity") - environment.number(name, id, "quantity")
          : 0,
    }),
    inventory_quantity_auto_apply: float("Inventoried Quantity", {
      compute: (environment, id) => environment.number(name, id, "quantity"),
      inverse: (environment, id, value) => {
        if (environment.caller.context.inventory_mode === true) {
          environment.write(name, [id], { quantity: Number(value) });
        }
      },
    }),
    inventory_date: date("Scheduled", { initial: (environment) => `${environment.today.slice(0, 4)}-12-31` }),
    company_id: many2one("Company", "res.company", { initial: 1 }),
  },
  displayName: (environment, id) => {
    const place = environment.number(name, id, "location_id");
    return environment.displayName("stock.location", place);
  },
  afterCreate: (environment, id, values) => {
    if (values.inventory_quantity !== undefined) {
      environment.store(name, id, { inventory_quantity_set: true });
    }
    // Release 14 takes a count in inventory mode at once.
    if (environment.caller.host.version === "14.0" && environment.caller.context.inventory_mode === true) {
      applyCount(environment, id);
    }
  },
  afterWrite: (environment, id, values) => {
    if (values.inventory_quantity !== undefined && values.inventory_quantity_set === undefined) {
      environment.store(name, id, { inventory_quantity_set: true });
    }
  },
  methods: {
    action_apply_inventory: {
      since19: true,
      run: (environment, ids) => {
        for (const id of ids) {
          applyCount(environment, id);
        }
        return undefined;
      },
    },
    action_set_inventory_quantity_to_zero: {
      run: (environment, ids) => {
        environment.write(name, ids, { inventory_quantity: 0, inventory_quantity_set: false });
        return undefined;
      },
    },
  },
});

// A count is an absolute number; what it changes is a done move from or to the place of inventory differences.
function applyCount(environment: Environment, id: number): void {
  const counted = environment.number(name, id, "inventory_quantity");
  const difference = counted - environment.number(name, id, "quantity");
  environment.write(name, [id], { quantity: counted, inventory_quantity: 0, inventory_quantity_set: false });
  const place = environment.number(name, id, "location_id");
  if (difference !== 0) {
    environment.createFollowing("stock.move", {
      product_id: environment.number(name, id, "product_id"),
      product_uom_qty: Math.abs(difference),
      quantity: Math.abs(difference),
      picked: true,
      is_inventory: true,
      state: "done",
      location_id: difference > 0 ? inventoryLocation : place,
      location_dest_id: difference > 0 ? place : inventoryLocation,
    });
  }
}
