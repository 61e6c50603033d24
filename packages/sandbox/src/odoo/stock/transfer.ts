import type { JsonObject } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { userError } from "../engine/odoo-error.ts";
import { deliveryType, reserveMove } from "./delivery.ts";
import { kitLineOf } from "./kit.ts";
import { changeStock, isOpenMove } from "./stock-level.ts";

const picking = "stock.picking";
const move = "stock.move";

/** The open moves of a picking. */
export function openMoves(environment: Environment, id: number): readonly number[] {
  return environment.links(picking, id, "move_ids").filter((each) => isOpenMove(environment, each));
}

/** What a move would ship now: its quantity, and nothing when others of the picking are picked and it is not. */
function shippedQuantity(environment: Environment, each: number, anyPicked: boolean): number {
  const counts = !anyPicked || environment.flag(move, each, "picked");
  return counts ? environment.number(move, each, "quantity") : 0;
}

/**
 * Validates pickings: true when done, the backorder wizard's action when quantities are missing and the context does
 * not say what to do about it. Throws UserError when there is nothing to ship.
 */
export function validatePickings(environment: Environment, ids: readonly number[]): true | JsonObject {
  const open = ids.filter((id) => environment.text(picking, id, "state") !== "done");
  const short: number[] = [];
  for (const id of open) {
    const moves = openMoves(environment, id);
    if (moves.length === 0) {
      throw userError("Please add some items to move.");
    }
    const anyPicked = moves.some((each) => environment.flag(move, each, "picked"));
    const quantities = moves.map((each) => shippedQuantity(environment, each, anyPicked));
    if (quantities.every((quantity) => quantity === 0)) {
      throw userError("You cannot validate a transfer if no quantities are reserved.");
    }
    if (moves.some((each, index) => (quantities[index] ?? 0) < environment.number(move, each, "product_uom_qty"))) {
      short.push(id);
    }
  }
  const { context } = environment.caller;
  if (short.length > 0 && context.skip_backorder !== true) {
    return backorderAction(ids, short);
  }
  const dropped = Array.isArray(context.picking_ids_not_to_backorder) ? context.picking_ids_not_to_backorder : [];
  for (const id of open) {
    completePicking(environment, id, !dropped.includes(id));
  }
  return true;
}

function backorderAction(ids: readonly number[], short: readonly number[]): JsonObject {
  return {
    name: "Create Backorder?",
    type: "ir.actions.act_window",
    view_mode: "form",
    res_model: "stock.backorder.confirmation",
    target: "new",
    context: {
      button_validate_picking_ids: ids,
      default_show_transfers: false,
      default_pick_ids: short.map((id) => [4, id]),
    },
  };
}

function completePicking(environment: Environment, id: number, backorders: boolean): void {
  const moves = openMoves(environment, id);
  const anyPicked = moves.some((each) => environment.flag(move, each, "picked"));
  const left: { readonly move: number; readonly quantity: number; readonly whole: boolean }[] = [];
  for (const each of moves) {
    const done = shippedQuantity(environment, each, anyPicked);
    const demand = environment.number(move, each, "product_uom_qty");
    if (done === 0) {
      left.push({ move: each, quantity: demand, whole: true });
      continue;
    }
    if (done < demand) {
      left.push({ move: each, quantity: demand - done, whole: false });
    }
    const kept = Math.min(done, demand);
    environment.write(move, [each], { product_uom_qty: kept, quantity: done, picked: true, state: "done" });
    const product = environment.number(move, each, "product_id");
    changeStock(environment, product, environment.number(move, each, "location_id"), -done, 0);
    changeStock(environment, product, environment.number(move, each, "location_dest_id"), done, 0);
  }
  environment.write(picking, [id], { date_done: environment.now });
  if (left.length === 0) {
    return;
  }
  const backorder = backorders ? copyPicking(environment, id) : undefined;
  for (const rest of left) {
    placeRest(environment, id, backorder, rest);
  }
}

function placeRest(
  environment: Environment,
  id: number,
  backorder: number | undefined,
  rest: { readonly move: number; readonly quantity: number; readonly whole: boolean },
): void {
  const target = rest.whole
    ? rest.move
    : environment.create(move, {
        product_id: environment.number(move, rest.move, "product_id"),
        picking_id: id,
        sale_line_id: environment.link(move, rest.move, "sale_line_id") ?? false,
        ...kitLineOf(environment, rest.move),
        origin_returned_move_id: environment.link(move, rest.move, "origin_returned_move_id") ?? false,
        location_id: environment.number(move, rest.move, "location_id"),
        location_dest_id: environment.number(move, rest.move, "location_dest_id"),
        product_uom_qty: rest.quantity,
        state: "confirmed",
      });
  if (backorder === undefined) {
    environment.write(move, [target], { state: "cancel", quantity: 0, picked: false });
  } else {
    environment.write(move, [target], { picking_id: backorder });
    reserveMove(environment, target);
  }
}

function copyPicking(environment: Environment, id: number): number {
  return environment.create(picking, {
    partner_id: environment.link(picking, id, "partner_id") ?? false,
    origin: environment.text(picking, id, "origin"),
    sale_id: environment.link(picking, id, "sale_id") ?? false,
    carrier_id: environment.link(picking, id, "carrier_id") ?? false,
    picking_type_id: environment.link(picking, id, "picking_type_id") ?? deliveryType,
    location_id: environment.number(picking, id, "location_id"),
    location_dest_id: environment.number(picking, id, "location_dest_id"),
    return_id: environment.link(picking, id, "return_id") ?? false,
    backorder_id: id,
  });
}

/** Cancels what is open of the pickings; what is done stays done. */
export function cancelPickings(environment: Environment, ids: readonly number[]): void {
  for (const id of ids) {
    environment.write(move, openMoves(environment, id), { state: "cancel", quantity: 0, picked: false });
  }
}
