import type { Environment } from "../engine/environment.ts";
import { boolean, many2many, many2one, one2many } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { validatePickings } from "../stock/transfer.ts";

export const backorderConfirmation: Model = defineModel({
  name: "stock.backorder.confirmation",
  label: "Backorder Confirmation",
  fields: {
    pick_ids: many2many("Transfers", "stock.picking"),
    show_transfers: boolean("Show Transfers"),
    backorder_confirmation_line_ids: one2many(
      "Backorder Confirmation Lines",
      "stock.backorder.confirmation.line",
      "backorder_confirmation_id",
    ),
  },
  methods: {
    process: { run: (environment, ids) => processBackorders(environment, ids, false) },
    process_cancel_backorder: { run: (environment, ids) => processBackorders(environment, ids, true) },
  },
});

function processBackorders(environment: Environment, ids: readonly number[], cancelAll: boolean): true {
  const model = "stock.backorder.confirmation";
  for (const id of ids) {
    const lines = environment.links(model, id, "backorder_confirmation_line_ids");
    const refused = lines
      .filter((line) => !environment.flag(`${model}.line`, line, "to_backorder"))
      .map((line) => environment.number(`${model}.line`, line, "picking_id"));
    const pickings = environment.links(model, id, "pick_ids");
    const dropped = cancelAll ? pickings : refused;
    const asked = environment.caller.context.button_validate_picking_ids;
    const targets = Array.isArray(asked) ? asked.map(Number) : pickings;
    const context = { skip_backorder: true, picking_ids_not_to_backorder: dropped };
    validatePickings(environment.withContext(context), targets);
  }
  return true;
}

export const backorderConfirmationLine: Model = defineModel({
  name: "stock.backorder.confirmation.line",
  label: "Backorder Confirmation Line",
  fields: {
    backorder_confirmation_id: many2one("Confirmation", "stock.backorder.confirmation", { onDelete: "cascade" }),
    picking_id: many2one("Transfer", "stock.picking"),
    to_backorder: boolean("To Backorder"),
  },
});
