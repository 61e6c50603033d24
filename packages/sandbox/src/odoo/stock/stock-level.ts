import type { Environment } from "../engine/environment.ts";

/** Quantities of one product in the warehouse, in its unit. */
export type StockLevel = {
  readonly onHand: number;
  readonly reserved: number;
  readonly outgoing: number;
  readonly incoming: number;
};

/** The location that the sandbox's only warehouse keeps its stock in. */
export const stockLocation = 5;

/** The location of all customers. */
export const customerLocation = 2;

const openStates: readonly string[] = ["waiting", "confirmed", "partially_available", "assigned"];

/** True for a move that is neither draft nor done nor cancelled. */
export function isOpenMove(environment: Environment, move: number): boolean {
  return openStates.includes(environment.text("stock.move", move, "state"));
}

/** True when the product is counted in stock. */
export function isStorable(environment: Environment, product: number): boolean {
  return environment.flag("product.product", product, "is_storable");
}

function quantsOf(environment: Environment, product: number): readonly number[] {
  const quants = environment.database.table("stock.quant").find("product_id", product) ?? [];
  return quants.filter((quant) => environment.link("stock.quant", quant, "location_id") === stockLocation);
}

/** The quantities of a product as they are now. */
export function stockOf(environment: Environment, product: number): StockLevel {
  let onHand = 0;
  let reserved = 0;
  for (const quant of quantsOf(environment, product)) {
    onHand += environment.number("stock.quant", quant, "quantity");
    reserved += environment.number("stock.quant", quant, "reserved_quantity");
  }
  let outgoing = 0;
  let incoming = 0;
  for (const move of environment.database.table("stock.move").find("product_id", product) ?? []) {
    if (isOpenMove(environment, move)) {
      const demand = environment.number("stock.move", move, "product_uom_qty");
      const isOutgoing = environment.link("stock.move", move, "location_dest_id") === customerLocation;
      outgoing += isOutgoing ? demand : 0;
      incoming += isOutgoing ? 0 : demand;
    }
  }
  return { onHand, reserved, outgoing, incoming };
}

/** What is on hand and not reserved. */
export function freeQuantity(environment: Environment, product: number): number {
  return quantsOf(environment, product).reduce(
    (sum, quant) => sum + environment.number("stock.quant", quant, "available_quantity"),
    0,
  );
}

/** Changes what is on hand and reserved of a storable product, making its stock row when there is none. */
export function changeStock(environment: Environment, product: number, onHand: number, reserved: number): void {
  if (!isStorable(environment, product) || (onHand === 0 && reserved === 0)) {
    return;
  }
  const quant =
    quantsOf(environment, product)[0] ??
    environment.create("stock.quant", { product_id: product, location_id: stockLocation });
  environment.write("stock.quant", [quant], {
    quantity: environment.number("stock.quant", quant, "quantity") + onHand,
    reserved_quantity: environment.number("stock.quant", quant, "reserved_quantity") + reserved,
  });
}
