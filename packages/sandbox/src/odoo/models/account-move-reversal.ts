import type { Json, JsonObject } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { char, date, many2many, many2one } from "../engine/field.ts";
import { defineModel, type Model } from "../engine/model.ts";
import { userError } from "../engine/odoo-error.ts";
import { postMoves } from "./account-move.ts";

const name = "account.move.reversal";
const moveName = "account.move";

export const accountMoveReversal: Model = defineModel({
  name,
  label: "Account Move Reversal",
  fields: {
    move_ids: many2many("Journal Items", moveName, { initial: activeMoves }),
    new_move_ids: many2many("New Moves", moveName),
    date: date("Reversal date", { initial: (environment) => environment.today }),
    reason: char("Reason displayed on Credit Note"),
    journal_id: many2one("Journal", "account.journal", { required: true }),
    company_id: many2one("Company", "res.company", { initial: 1 }),
  },
  check: (environment, id) => {
    const moves = environment.links(name, id, "move_ids");
    if (moves.some((move) => environment.text(moveName, move, "state") !== "posted")) {
      throw userError("To reverse a journal entry, it has to be posted first.");
    }
  },
  methods: {
    refund_moves: { run: (environment, ids) => reverse(environment, ids, false) },
    modify_moves: { run: (environment, ids) => reverse(environment, ids, true) },
    reverse_moves: {
      parameters: ["is_modify"],
      run: (environment, ids, { is_modify: isModify }) => reverse(environment, ids, isModify === true),
    },
  },
});

function activeMoves(environment: Environment): readonly number[] {
  const { active_model: model, active_ids: ids } = environment.caller.context;
  return model === moveName && Array.isArray(ids) ? ids.map(Number) : [];
}

function reverse(environment: Environment, ids: readonly number[], isModify: boolean): JsonObject {
  const made = ids.flatMap((id) => environment.links(name, id, "move_ids").map((move) => [id, move] as const));
  const shown = made.map(([wizard, move]) => {
    const refund = makeRefund(environment, wizard, move);
    environment.write(name, [wizard], { new_move_ids: [[4, refund]] });
    if (!isModify) {
      return refund;
    }
    postMoves(environment, [refund]);
    return copyMove(environment, move, {});
  });
  const [only, ...others] = shown;
  const type = only === undefined ? "entry" : environment.text(moveName, only, "move_type");
  const action = {
    name: "Reverse Moves",
    type: "ir.actions.act_window",
    res_model: moveName,
    context: { default_move_type: type },
  };
  return only !== undefined && others.length === 0
    ? { ...action, view_mode: "form", res_id: only }
    : { ...action, view_mode: "list,form", domain: [["id", "in", shown]] };
}

function makeRefund(environment: Environment, wizard: number, move: number): number {
  const type = environment.text(moveName, move, "move_type");
  const reversed = type === "out_invoice" ? "out_refund" : type === "in_invoice" ? "in_refund" : undefined;
  if (reversed === undefined) {
    throw userError("Only invoices and bills can be reversed.");
  }
  const reason = environment.text(name, wizard, "reason");
  const day = environment.text(name, wizard, "date");
  return copyMove(environment, move, {
    move_type: reversed,
    reversed_entry_id: move,
    ref: `Reversal of: ${environment.text(moveName, move, "name")}${reason === "" ? "" : `, ${reason}`}`,
    date: day,
    invoice_date: day,
    invoice_date_due: day,
    journal_id: environment.number(name, wizard, "journal_id"),
  });
}

function copyMove(environment: Environment, move: number, changes: JsonObject): number {
  const copied = ["partner_id", "partner_shipping_id", "currency_id", "company_id", "journal_id", "fiscal_position_id"];
  const links = copied.map((field): [string, Json] => [field, environment.link(moveName, move, field) ?? false]);
  const copy = environment.create(moveName, {
    move_type: environment.text(moveName, move, "move_type"),
    invoice_origin: environment.text(moveName, move, "invoice_origin"),
    ref: environment.text(moveName, move, "ref"),
    ...Object.fromEntries(links),
    ...changes,
  });
  for (const line of environment.links(moveName, move, "invoice_line_ids")) {
    copyLine(environment, line, copy);
  }
  return copy;
}

function copyLine(environment: Environment, line: number, move: number): void {
  const model = "account.move.line";
  const sold = environment.links(model, line, "sale_line_ids");
  const made = environment.create(model, {
    move_id: move,
    display_type: environment.text(model, line, "display_type"),
    product_id: environment.link(model, line, "product_id") ?? false,
    name: environment.text(model, line, "name"),
    quantity: environment.number(model, line, "quantity"),
    price_unit: environment.number(model, line, "price_unit"),
    discount: environment.number(model, line, "discount"),
    tax_ids: [[6, 0, environment.links(model, line, "tax_ids")]],
    sale_line_ids: [[6, 0, sold]],
  });
  for (const saleLine of sold) {
    const before = environment.links("sale.order.line", saleLine, "invoice_lines");
    environment.store("sale.order.line", saleLine, { invoice_lines: [...before, made] });
    environment.invalidate("sale.order.line", saleLine);
  }
}
