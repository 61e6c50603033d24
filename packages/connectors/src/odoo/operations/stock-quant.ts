import type { DataRecord, EntitySchema } from "@xmap/contract";
import type { OdooRecord } from "./odoo-record.ts";
import { isSameNumber, type Operations, operation } from "./operation.ts";

const ARGUMENTS: EntitySchema = {
  type: "object",
  additionalProperties: false,
  required: ["quantity"],
  properties: { quantity: { type: "number", description: "What has been counted." } },
};

/** Operations of `stock.quant`. */
export const STOCK_QUANT_OPERATIONS: Operations = {
  apply_inventory: operation({
    description: "Sets the stock of a product in one place to what has been counted.",
    doneWhen: "quantity is the counted one",
    idempotent: "natural",
    effects: ["movesStock"],
    reversible: true,
    arguments: ARGUMENTS,
    fields: ["quantity"],
    done: (quant, given) => isSameNumber(quant.quantity, given.quantity),
    run: applyInventory,
  }),
};

async function applyInventory(quant: OdooRecord, { quantity }: DataRecord): Promise<void> {
  await quant.write({ inventory_quantity: quantity }, { inventory_mode: true });
  // Version 14 has no such step: the count counts at once.
  if (await quant.has("inventory_quantity_set")) await quant.call("action_apply_inventory");
}
