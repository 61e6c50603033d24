import type { Environment } from "../engine/environment.ts";
import { customerLocation, freeQuantity, isOpenMove, isStorable, stockLocation } from "./stock-level.ts";

/** The picking type of outgoing deliveries. */
export const deliveryType = 2;

/** Makes the outgoing moves of an order agree with its lines; moves of the past stay as they are. */
export function launchDelivery(environment: Environment, order: number): void {
  for (const line of environment.links("sale.order", order, "order_line")) {
    const product = environment.link("sale.order.line", line, "product_id");
    if (product === undefined || environment.text("product.product", product, "type") !== "consu") {
      continue;
    }
    const moves = environment
      .links("sale.order.line", line, "move_ids")
      .filter((move) => environment.link("stock.move", move, "location_dest_id") === customerLocation);
    const planned = moves
      .filter((move) => environment.text("stock.move", move, "state") !== "cancel")
      .reduce((sum, move) => sum + environment.number("stock.move", move, "product_uom_qty"), 0);
    const missing = environment.number("sale.order.line", line, "product_uom_qty") - planned;
    const open = moves.filter((move) => isOpenMove(environment, move));
    if (missing > 0) {
      addDemand(environment, order, line, product, open[0], missing);
    } else if (missing < 0) {
      dropDemand(environment, open, -missing);
    }
  }
}

function addDemand(
  environment: Environment,
  order: number,
  line: number,
  product: number,
  open: number | undefined,
  quantity: number,
): void {
  const move =
    open ??
    environment.create("stock.move", {
      product_id: product,
      picking_id: openPicking(environment, order),
      sale_line_id: line,
      location_id: stockLocation,
      location_dest_id: customerLocation,
      product_uom_qty: 0,
      state: "confirmed",
    });
  const demand = environment.number("stock.move", move, "product_uom_qty") + quantity;
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
    .find((picking) => !["done", "cancel"].includes(environment.text("stock.picking", picking, "state")));
  if (open !== undefined) {
    return open;
  }
  return environment.create("stock.picking", {
    partner_id: environment.number("sale.order", order, "partner_shipping_id"),
    origin: environment.text("sale.order", order, "name"),
    sale_id: order,
    carrier_id: environment.link("sale.order", order, "carrier_id") ?? false,
    picking_type_id: deliveryType,
    location_id: stockLocation,
    location_dest_id: customerLocation,
  });
}

/** Reserves what is free for an open move, all of it for products that are not counted. */
export function reserveMove(environment: Environment, move: number): void {
  const product = environment.number("stock.move", move, "product_id");
  const demand = environment.number("stock.move", move, "product_uom_qty");
  const own = environment.number("stock.move", move, "quantity");
  const free = isStorable(environment, product) ? freeQuantity(environment, product) + own : demand;
  const quantity = Math.max(0, Math.min(demand, free));
  const state = quantity >= demand ? "assigned" : quantity > 0 ? "partially_available" : "confirmed";
  environment.write("stock.move", [move], { quantity, state, picked: false });
}
