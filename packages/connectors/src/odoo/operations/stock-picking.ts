import type { DataRecord, EntitySchema } from "@xmap/contract";
import type { OdooRecord } from "./odoo-record.ts";
import { linesOf, type Operations, operation, stateOperation } from "./operation.ts";
import { givenQuantities, QUANTITIES, shareOut } from "./quantities.ts";
import { RETURN } from "./return.ts";

const VALIDATE_ARGUMENTS: EntitySchema = {
  type: "object",
  additionalProperties: false,
  required: ["backorder"],
  properties: {
    backorder: { type: "boolean", description: "Whether what is missing is delivered later; it is dropped otherwise." },
    quantities: {
      ...QUANTITIES,
      description: "What has really been moved, and nothing else; what is reserved when not given.",
    },
  },
};

/** Operations of `stock.picking`: deliveries, receipts and returns. */
export const STOCK_PICKING_OPERATIONS: Operations = {
  assign: stateOperation({
    method: "action_assign",
    description: "Reserves stock for a transfer.",
    states: ["assigned", "done"],
    idempotent: "natural",
    effects: ["movesStock"],
    reversible: true,
  }),
  validate: operation({
    description: "Carries a transfer out, in part or whole.",
    doneWhen: "state is done",
    effects: ["movesStock", "mailsCustomer"],
    fields: ["state"],
    done: ({ state }) => state === "done",
    run: validate,
    arguments: VALIDATE_ARGUMENTS,
  }),
  return: RETURN,
  cancel: stateOperation({
    method: "action_cancel",
    description: "Cancels a transfer that is not done.",
    states: ["cancel"],
    idempotent: "natural",
    effects: ["movesStock"],
  }),
};

async function validate(picking: OdooRecord, given: DataRecord): Promise<void> {
  await setQuantities(picking, given);
  const context = {
    skip_backorder: true,
    skip_sms: true,
    ...(given.backorder === false ? { picking_ids_not_to_backorder: [picking.id] } : {}),
  };
  const action = await picking.call("button_validate", context);
  // Until version 16 a transfer without quantities asks whether all that is reserved was moved.
  if (action?.res_model === "stock.immediate.transfer") {
    // These versions do not reserve by themselves what a partial delivery has left.
    await picking.call("action_assign");
    const asked = {
      ...context,
      ...(action.context as object),
      active_model: "stock.picking",
      active_ids: [picking.id],
    };
    await (await picking.create("stock.immediate.transfer", {}, asked)).call("process", asked);
  }
}

async function setQuantities(picking: OdooRecord, given: DataRecord): Promise<void> {
  const wanted = givenQuantities(given.quantities);
  if (wanted === undefined) return;
  const fields = ["product_id", "product_uom_qty", "state"].map((name) => `move_ids.${name}`);
  const moves = linesOf(await picking.read(fields), "move_ids").filter(
    ({ state }) => state !== "cancel" && state !== "done",
  );
  const { shares, unknown } = shareOut(moves, "product_uom_qty", wanted);
  if (unknown.length > 0) throw picking.refusal(`The transfer has no product ${unknown.join(", ")}`);
  for (const { id, quantity } of shares)
    await picking.other("stock.move", id).write({ quantity, picked: quantity > 0 });
}
