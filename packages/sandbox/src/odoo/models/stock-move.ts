import type { Environment } from "../engine/environment.ts";
import { boolean, char, datetime, float, many2one, one2many, selection, type Value } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { changeStock, isOpenMove, stockLocation } from "../stock/stock-level.ts";

const moveName = "stock.move";
const lineName = "stock.move.line";

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
    reference: char("Reference", {
      compute: (environment, id) => {
        const picking = environment.link(moveName, id, "picking_id");
        return picking === undefined ? null : environment.get("stock.picking", picking, "name");
      },
    }),
    origin_returned_move_id: many2one("Origin return move", moveName),
    returned_move_ids: one2many("All returned moves", moveName, "origin_returned_move_id"),
    is_inventory: boolean("Inventory"),
    to_refund: boolean("Update quantities on SO/PO"),
    move_line_ids: one2many("Move Lines", lineName, "move_id"),
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
    const product = environment.number(moveName, id, "product_id");
    changeStock(environment, product, environment.number(moveName, id, "location_id"), 0, reservedNow - reservedBefore);
  },
  settle: settleMoveLine,
  dependants: (environment, id) => {
    const transfer = environment.link(moveName, id, "picking_id");
    const line = environment.link(moveName, id, "sale_line_id");
    return [
      ...(transfer === undefined ? [] : [["stock.picking", transfer] as const]),
      ...(line === undefined ? [] : [["sale.order.line", line] as const]),
    ];
  },
});

function ofMove(field: string): (environment: Environment, id: number) => Value {
  return (environment, id) => environment.get(moveName, environment.number(lineName, id, "move_id"), field);
}

export const moveLine: Model = defineModel({
  name: lineName,
  label: "Product Moves (Stock Move Line)",
  order: "id",
  fields: {
    move_id: many2one("Stock Operation", moveName, { required: true, onDelete: "cascade" }),
    picking_id: many2one("Transfer", "stock.picking"),
    product_id: many2one("Product", "product.product", { compute: ofMove("product_id") }),
    quantity: float("Quantity", {
      compute: ofMove("quantity"),
      inverse: (environment, id, value) =>
        environment.write(moveName, [environment.number(lineName, id, "move_id")], { quantity: Number(value) }),
    }),
    picked: boolean("Picked", {
      compute: ofMove("picked"),
      inverse: (environment, id, value) =>
        environment.write(moveName, [environment.number(lineName, id, "move_id")], { picked: value === true }),
    }),
    state: char("State", { compute: ofMove("state") }),
    location_id: many2one("From", "stock.location", { compute: ofMove("location_id") }),
    location_dest_id: many2one("To", "stock.location", { compute: ofMove("location_dest_id") }),
    date: datetime("Date", { compute: ofMove("date") }),
  },
});

/** Keeps one line for a move that has a quantity, and none for others. */
function settleMoveLine(environment: Environment, id: number): void {
  const [line] = environment.database.table(lineName).find("move_id", id) ?? [];
  const picking = environment.link(moveName, id, "picking_id") ?? null;
  const isNeeded = environment.number(moveName, id, "quantity") > 0;
  if (line === undefined && isNeeded) {
    environment.createFollowing(lineName, { move_id: id, picking_id: picking ?? false });
  } else if (line !== undefined && !isNeeded) {
    environment.database.remove(lineName, line);
  } else if (line !== undefined && environment.get(lineName, line, "picking_id") !== picking) {
    environment.store(lineName, line, { picking_id: picking });
  }
}
