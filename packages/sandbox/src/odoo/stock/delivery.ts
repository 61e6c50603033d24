import type { Environment } from "../engine/environment.ts";
import { type KitPart, kitOf, partsOf } from "./kit.ts";
import {
  customerLocation,
  freeQuantity,
  isGoods,
  isInternal,
  isOpenMove,
  isStorable,
  stockLocation,
} from "./stock-level.ts";

/** The first warehouse's picking type of outgoing deliveries. */
export const deliveryType = 2;

/** Where an order's goods are and by which operation type they leave. */
function sourceOf(environment: Environment, order: number): { readonly location: number; readonly type: number } {
  const house = environment.link("sale.order", order, "warehouse_id");
  const link = (field: string): number | undefined =>
    house === undefined ? undefined : environment.link("stock.warehouse", house, field);
  return { location: link("lot_stock_id") ?? stockLocation, type: link("out_type_id") ?? deliveryType };
}

/** Makes the outgoing moves of an order agree with its lines; moves of the past stay as they are. */
export function launchDelivery(environment: Environment, order: number): void {
  for (const line of environment.links("sale.order", order, "order_line")) {
    const product = environment.link("sale.order.line", line, "product_id");
    if (product === undefined || !isGoods(environment, product)) {
      continue;
    }
    const quantity = environment.number("sale.order.line", line, "product_uom_qty");
    const kit = kitOf(environment, product);
    if (kit === undefined) {
      deliver(environment, order, line, { product, quantity });
      continue;
    }
    for (const part of partsOf(environment, product, kit, quantity)) {
      deliver(environment, order, line, part);
    }
  }
}

/** What a line wants delivered; of a kit it is one of the components, by the line that names it. */
type Wanted = Omit<KitPart, "line"> & Partial<KitPart>;

function deliver(environment: Environment, order: number, line: number, wanted: Wanted): void {
  const moves = environment
    .links("sale.order.line", line, "move_ids")
    .filter((move) => environment.link("stock.move", move, "location_dest_id") === customerLocation)
    .filter((move) => wanted.line === undefined || environment.link("stock.move", move, "bom_line_id") === wanted.line);
  const planned = moves
    .filter((move) => environment.text("stock.move", move, "state") !== "cancel")
    .reduce((sum, move) => sum + environment.number("stock.move", move, "product_uom_qty"), 0);
  const missing = wanted.quantity - planned;
  const open = moves.filter((move) => isOpenMove(environment, move));
  if (missing > 0) {
    addDemand(environment, order, line, { ...wanted, quantity: missing }, open[0]);
  } else if (missing < 0) {
    dropDemand(environment, open, -missing);
  }
}

function addDemand(
  environment: Environment,
  order: number,
  line: number,
  wanted: Wanted,
  open: number | undefined,
): void {
  const move =
    open ??
    environment.create("stock.move", {
      product_id: wanted.product,
      ...(wanted.line === undefined ? {} : { bom_line_id: wanted.line }),
      picking_id: openPicking(environment, order),
      sale_line_id: line,
      location_id: sourceOf(environment, order).location,
      location_dest_id: customerLocation,
      product_uom_qty: 0,
      state: "confirmed",
    });
  const demand = environment.number("stock.move", move, "product_uom_qty") + wanted.quantity;
  environment.write("stock.move", [move], { product_uom_qty: demand });
  reserveMove(environment, move);
}

function dropDemand(environment: Environment, open: readonly number[], quantity: number): void {
  let left = quantity;
  for (const move of [...open].reverse()) {
    const demand = environment.number("stock.move", move, "product_uom_qty");
    const dropped = Math.min(demand, left);
    left -= dropped;
    if (dropped === demand) {
      environment.write("stock.move", [move], { state: "cancel", quantity: 0 });
    } else if (dropped > 0) {
      environment.write("stock.move", [move], { product_uom_qty: demand - dropped });
      reserveMove(environment, move);
    }
  }
}

function openPicking(environment: Environment, order: number): number {
  const open = environment
    .links("sale.order", order, "picking_ids")
    .find(
      (picking) =>
        environment.text("stock.picking", picking, "picking_type_code") === "outgoing" &&
        !["done", "cancel"].includes(environment.text("stock.picking", picking, "state")),
    );
  if (open !== undefined) {
    return open;
  }
  const source = sourceOf(environment, order);
  return environment.create("stock.picking", {
    partner_id: environment.number("sale.order", order, "partner_shipping_id"),
    origin: environment.text("sale.order", order, "name"),
    sale_id: order,
    carrier_id: environment.link("sale.order", order, "carrier_id") ?? false,
    picking_type_id: source.type,
    location_id: source.location,
    location_dest_id: customerLocation,
  });
}

/** Reserves what is free for an open move, all of it for products that are not counted and for goods that come in. */
export function reserveMove(environment: Environment, move: number): void {
  const product = environment.number("stock.move", move, "product_id");
  const demand = environment.number("stock.move", move, "product_uom_qty");
  const own = environment.number("stock.move", move, "quantity");
  const source = environment.number("stock.move", move, "location_id");
  const isLimited = isStorable(environment, product) && isInternal(environment, source);
  const free = isLimited ? freeQuantity(environment, product, source) + own : demand;
  const quantity = Math.max(0, Math.min(demand, free));
  const state = quantity >= demand ? "assigned" : quantity > 0 ? "partially_available" : "confirmed";
  environment.write("stock.move", [move], { quantity, state, picked: false });
}
