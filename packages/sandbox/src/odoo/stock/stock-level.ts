import type { Environment } from "../engine/environment.ts";
import { kitOf, kitStock } from "./kit.ts";

/** Quantities of one product in the warehouses, in its unit. */
export type StockLevel = {
  readonly onHand: number;
  /** On hand and not reserved. */
  readonly free: number;
  readonly outgoing: number;
  readonly incoming: number;
  /** What will be there when all open moves are done. */
  readonly forecast: number;
};

/** The location that the first warehouse keeps its stock in. */
export const stockLocation = 5;

/** The location of all customers. */
export const customerLocation = 2;

/** The location of what counts find too much or too little. */
export const inventoryLocation = 3;

/** The location of all vendors. */
export const vendorLocation = 1;

const openStates: readonly string[] = ["waiting", "confirmed", "partially_available", "assigned"];

/** True for a move that is neither draft nor done nor cancelled. */
export function isOpenMove(environment: Environment, move: number): boolean {
  return openStates.includes(environment.text("stock.move", move, "state"));
}

/** True when the product is counted in stock; release 14 says so by its type. */
export function isStorable(environment: Environment, product: number): boolean {
  return (
    environment.flag("product.product", product, "is_storable") ||
    environment.text("product.product", product, "type") === "product"
  );
}

/** True for goods, which are delivered, unlike services. */
export function isGoods(environment: Environment, product: number): boolean {
  return ["consu", "product"].includes(environment.text("product.product", product, "type"));
}

/** True for a location whose stock the company has. */
export function isInternal(environment: Environment, location: number): boolean {
  return environment.text("stock.location", location, "usage") === "internal";
}

function quantsOf(environment: Environment, product: number, counts: (location: number) => boolean): readonly number[] {
  const quants = environment.database.table("stock.quant").find("product_id", product) ?? [];
  return quants.filter((quant) => counts(environment.number("stock.quant", quant, "location_id")));
}

// The context narrows what is counted to a warehouse or to a location with those below it.
function countedLocations(environment: Environment): (location: number) => boolean {
  const { warehouse_id: house, location: place } = environment.caller.context;
  const root =
    typeof place === "number"
      ? place
      : typeof house === "number"
        ? environment.link("stock.warehouse", house, "view_location_id")
        : undefined;
  return (location) =>
    isInternal(environment, location) && (root === undefined || isBelow(environment, location, root));
}

function isBelow(environment: Environment, location: number, root: number): boolean {
  let current: number | undefined = location;
  while (current !== undefined && current !== root) {
    current = environment.link("stock.location", current, "location_id");
  }
  return current === root;
}

/** The quantities of a product as they are now, in all warehouses or where the context says; a kit has those of its components. */
export function stockOf(environment: Environment, product: number): StockLevel {
  const kit = kitOf(environment, product);
  if (kit !== undefined) {
    return kitStock(environment, product, kit);
  }
  const counts = countedLocations(environment);
  let onHand = 0;
  let reserved = 0;
  for (const quant of quantsOf(environment, product, counts)) {
    onHand += environment.number("stock.quant", quant, "quantity");
    reserved += environment.number("stock.quant", quant, "reserved_quantity");
  }
  let outgoing = 0;
  let incoming = 0;
  for (const move of environment.database.table("stock.move").find("product_id", product) ?? []) {
    if (isOpenMove(environment, move)) {
      const demand = environment.number("stock.move", move, "product_uom_qty");
      const leaves = counts(environment.number("stock.move", move, "location_id"));
      const enters = counts(environment.number("stock.move", move, "location_dest_id"));
      outgoing += leaves && !enters ? demand : 0;
      incoming += enters && !leaves ? demand : 0;
    }
  }
  return { onHand, free: onHand - reserved, outgoing, incoming, forecast: onHand - outgoing + incoming };
}

/** What is in a location and not reserved. */
export function freeQuantity(environment: Environment, product: number, location: number): number {
  return quantsOf(environment, product, (place) => place === location).reduce(
    (sum, quant) => sum + environment.number("stock.quant", quant, "available_quantity"),
    0,
  );
}

/** Changes what is in a location, and reserved there, of a storable product, making its stock row when there is none. */
export function changeStock(
  environment: Environment,
  product: number,
  location: number,
  onHand: number,
  reserved: number,
): void {
  if (!isStorable(environment, product) || !isInternal(environment, location) || (onHand === 0 && reserved === 0)) {
    return;
  }
  const quant =
    quantsOf(environment, product, (place) => place === location)[0] ??
    environment.create("stock.quant", { product_id: product, location_id: location });
  environment.write("stock.quant", [quant], {
    quantity: environment.number("stock.quant", quant, "quantity") + onHand,
    reserved_quantity: environment.number("stock.quant", quant, "reserved_quantity") + reserved,
  });
}
