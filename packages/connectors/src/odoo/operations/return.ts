import { type DataRecord, type EntitySchema, Failure, type Value } from "@xmap/contract";
import type { OdooRecord } from "./odoo-record.ts";
import { linesOf, type OdooOperation, operation } from "./operation.ts";
import { givenQuantities, QUANTITIES, sameQuantities, shareOut, sumQuantities } from "./quantities.ts";

const ARGUMENTS: EntitySchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    quantities: { ...QUANTITIES, description: "What comes back; all that was delivered when not given." },
    reference: {
      type: "string",
      description: "Tells this return from others of equal quantities; it is added to the return's source document.",
    },
  },
};
const RETURNED = ["product_id", "product_uom_qty", "state", "picking_id.origin"];
const FIELDS = [
  "move_ids.product_id",
  "move_ids.product_uom_qty",
  "move_ids.state",
  ...RETURNED.map((name) => `move_ids.returned_move_ids.${name}`),
];

/** Makes the transfer by which delivered products come back. */
export const RETURN: OdooOperation = operation({
  description: "Makes the transfer by which products of a done transfer come back; it is validated on its own.",
  doneWhen: "a return with these quantities exists, and names the reference where one is given",
  effects: ["movesStock"],
  reversible: true,
  arguments: ARGUMENTS,
  fields: FIELDS,
  done: (picking, given) => returnsOf(picking, given).some(({ origin }) => isNamed(origin, given)),
  run: makeReturn,
});

interface ReturnTransfer {
  readonly id: number;
  readonly origin: string;
}

/** Returns of this transfer whose quantities are the wanted ones. */
function returnsOf(picking: DataRecord, given: DataRecord): readonly ReturnTransfer[] {
  const moves = doneMoves(picking);
  const wanted = givenQuantities(given.quantities) ?? sumQuantities(moves, "product_uom_qty");
  const byTransfer = new Map<Value, DataRecord[]>();
  for (const returned of moves.flatMap((move) => linesOf(move, "returned_move_ids"))) {
    const transfer = returned.picking_id as DataRecord | null;
    if (returned.state === "cancel" || transfer === null) continue;
    byTransfer.set(transfer.id ?? null, [...(byTransfer.get(transfer.id ?? null) ?? []), returned]);
  }
  return [...byTransfer].flatMap(([id, lines]): ReturnTransfer[] => {
    const origin = (lines[0]?.picking_id as DataRecord | undefined)?.origin;
    const isWanted = sameQuantities(sumQuantities(lines, "product_uom_qty"), wanted);
    return typeof id === "number" && isWanted ? [{ id, origin: String(origin ?? "") }] : [];
  });
}

function isNamed(origin: string, { reference }: DataRecord): boolean {
  return typeof reference !== "string" || origin.endsWith(`, ${reference}`);
}

/** A return that names nothing yet may be our own, made by a try whose answer was lost. */
async function makeReturn(picking: OdooRecord, given: DataRecord): Promise<void> {
  const before = returnsOf(await picking.read(FIELDS), given);
  if (before.some(({ origin }) => isNamed(origin, given))) return;
  const unnamed = before.find(({ origin }) => !origin.includes(", "));
  if (unnamed === undefined) await createReturn(picking, given);
  if (typeof given.reference !== "string") return;
  const made = unnamed ?? returnsOf(await picking.read(FIELDS), given).find(({ origin }) => !origin.includes(", "));
  if (made === undefined) throw picking.refusal("Odoo made no return with these quantities");
  const origin = `${made.origin}, ${given.reference}`;
  await picking.other("stock.picking", made.id).write({ origin });
}

async function createReturn(picking: OdooRecord, given: DataRecord): Promise<void> {
  const context = { active_model: "stock.picking", active_id: picking.id, active_ids: [picking.id] };
  const dialog = await picking.create("stock.return.picking", { picking_id: picking.id }, context);
  const before = await picking.read([...FIELDS, "location_id"]);
  const moves = doneMoves(before);
  const wanted = givenQuantities(given.quantities) ?? sumQuantities(moves, "product_uom_qty");
  const { shares, unknown } = shareOut(moves, "product_uom_qty", wanted);
  if (unknown.length > 0) throw picking.refusal(`The transfer has moved no product ${unknown.join(", ")}`);
  const offered = await offeredLines(dialog);
  const quantities = new Map<Value, number>(shares.map(({ id, quantity }) => [id, quantity]));
  if (offered.length > 0) {
    const changes = offered.map(({ id, move_id: move }) => [1, id, { quantity: quantities.get(move ?? null) ?? 0 }]);
    await dialog.write({ product_return_moves: changes }, context);
  } else {
    // Older versions fill the dialog on the screen only.
    const added = moves.flatMap(({ id, product_id: product }) => {
      const quantity = quantities.get(id ?? null) ?? 0;
      return quantity > 0 ? [[0, 0, { move_id: id, product_id: product, quantity }]] : [];
    });
    await dialog.write({ product_return_moves: added, location_id: before.location_id }, context);
  }
  try {
    await dialog.call("action_create_returns", context);
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.details.class !== "SchemaDrift") throw thrown;
    // The method's name in older versions.
    await dialog.call("create_returns", context);
  }
}

/** The lines that Odoo has put into the dialog, with the move that each returns. */
async function offeredLines(dialog: OdooRecord): Promise<readonly DataRecord[]> {
  if (!(await dialog.has("product_return_moves"))) return [];
  return linesOf(await dialog.read(["product_return_moves.move_id"]), "product_return_moves");
}

function doneMoves(picking: DataRecord): readonly DataRecord[] {
  return linesOf(picking, "move_ids").filter(({ state }) => state === "done");
}
