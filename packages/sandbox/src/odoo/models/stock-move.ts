import { boolean, datetime, float, many2one, selection } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { changeStock, isOpenMove, stockLocation } from "../stock/stock-level.ts";

const moveName = "stock.move";

export const move: Model = defineModel({
  name: moveName,
  label: "Stock Move",
  order: "id",
  fields: {
    product_id: many2one("Product", "product.product", { required: true, onDelete: "restrict" }),
    picking_id: many2one("Transfer", "stock.picking", { onDelete: "cascade" }),
    sale_line_id: many2one("Sale Line", "sale.order.line"),
    product_uom_qty: float("Demand", { required: true, initial: 1 }),
    quantity: float("Quantity"),
    picked: boolean("Picked"),
    product_uom: many2one("Unit", "uom.uom", { required: true, initial: 1 }),
    location_id: many2one("Source Location", "stock.location", { required: true, initial: stockLocation }),
    location_dest_id: many2one("Destination", "stock.location", { required: true }),
    date: datetime("Date Scheduled", { required: true, initial: (environment) => environment.now }),
    state: selection(
      "Status",
      [
        ["draft", "New"],
        ["waiting", "Waiting Another Move"],
        ["confirmed", "Waiting"],
        ["partially_available", "Partially Available"],
        ["assigned", "Available"],
        ["done", "Done"],
        ["cancel", "Cancelled"],
      ],
      { readonly: true, initial: "draft" },
    ),
    company_id: many2one("Company", "res.company", { required: true, initial: 1 }),
  },
  displayName: (environment, id) => {
    const product = environment.number(moveName, id, "product_id");
    return environment.displayName("product.product", product);
  },
  afterWrite: (environment, id, _values, before) => {
    const wasOpen = !["draft", "done", "cancel"].includes(String(before.state));
    const reservedBefore = wasOpen ? Number(before.quantity ?? 0) : 0;
    const reservedNow = isOpenMove(environment, id) ? environment.number(moveName, id, "quantity") : 0;
    changeStock(environment, environment.number(moveName, id, "product_id"), 0, reservedNow - reservedBefore);
  },
  dependants: (environment, id) => {
    const transfer = environment.link(moveName, id, "picking_id");
    const line = environment.link(moveName, id, "sale_line_id");
    return [
      ...(transfer === undefined ? [] : [["stock.picking", transfer] as const]),
      ...(line === undefined ? [] : [["sale.order.line", line] as const]),
    ];
  },
});
