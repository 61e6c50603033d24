import type { JsonObject } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { boolean, type Field, many2many, many2one, one2many } from "../engine/field.ts";
import { defineModel, type Model, type ModelMethod } from "../engine/model.ts";
import { openMoves } from "../stock/transfer.ts";
import { formerFields, formerNames, laterFields, renamedField } from "./former-fields.ts";

/** Models that came after release 14.0. */
const laterModels: readonly string[] = ["sale.mass.cancel.orders", "res.users.apikeys.description"];

/** The models of release 14.0, made from those of today: same content and rules, other names. */
export function formerModels(modern: readonly Model[]): readonly Model[] {
  const kept = modern.filter(({ name }) => !laterModels.includes(name)).map((model) => formerModel(asked(model)));
  return [...kept, immediateTransfer, immediateTransferLine];
}

// The screen fills the dialog there, and a call gets none of its lines.
function asked(model: Model): Model {
  if (model.name !== "stock.return.picking") return model;
  const { afterCreate: _offersLines, ...empty } = model;
  return empty;
}

function formerModel(model: Model): Model {
  const renamed = Object.entries(formerNames[model.name] ?? {}).flatMap(([former, name]): [string, Field][] => {
    const field = model.fields[name];
    return field === undefined ? [] : [[former, renamedField(model.name, name, field)]];
  });
  const fields = { ...model.fields, ...Object.fromEntries(renamed), ...formerFields[model.name] };
  const { type } = fields;
  if (model.name.startsWith("product.") && type?.selection !== undefined) {
    const selection = [...type.selection, ["product", "Storable Product"]] as const;
    fields.type = { ...type, selection };
  }
  if (model.name === "sale.order" && fields.state !== undefined) {
    fields.state = formerOrderState(fields.state);
  }
  const methods = { ...model.methods, ...formerMethods(model) };
  return { ...model, fields, methods, hidden: laterFields[model.name] ?? [] };
}

// A locked order is in a state of its own there.
function formerOrderState(state: Field): Field {
  return {
    ...state,
    selection: [...(state.selection ?? []), ["done", "Locked"]],
    shown: (environment, id, value) =>
      value === "sale" && environment.flag("sale.order", id, "locked") ? "done" : value,
  };
}

function formerMethods(model: Model): { readonly [name: string]: ModelMethod } {
  const own = model.methods ?? {};
  switch (model.name) {
    case "sale.order":
      return formerSaleMethods(own);
    case "stock.picking":
      return own.button_validate === undefined ? {} : { button_validate: askFirst(own.button_validate) };
    case "stock.return.picking":
      return own.action_create_returns === undefined ? {} : { create_returns: { run: own.action_create_returns.run } };
    case "account.move":
      return own.action_post === undefined ? {} : { action_post: answeringRecords(own.action_post) };
    default:
      return {};
  }
}

function formerSaleMethods(own: { readonly [name: string]: ModelMethod }): { readonly [name: string]: ModelMethod } {
  const { action_confirm: confirm, action_lock: lock } = own;
  return {
    ...(lock === undefined ? {} : { action_done: lock }),
    ...(confirm === undefined
      ? {}
      : {
          // Confirming again says nothing.
          action_confirm: {
            run: (environment, ids, keywords) => {
              const open = ids.filter((id) => ["draft", "sent"].includes(environment.text("sale.order", id, "state")));
              return confirm.run(environment, open, keywords);
            },
          },
        }),
  };
}

// The method answers its records, which JSON shows as Python prints them.
function answeringRecords(own: ModelMethod): ModelMethod {
  return {
    run: (environment, ids, keywords) => {
      own.run(environment, ids, keywords);
      return `account.move(${ids.join(", ")}${ids.length === 1 ? "," : ""})`;
    },
  };
}

/** Nothing is taken as done by itself: without quantities a wizard asks whether all that is reserved is meant. */
function askFirst(own: ModelMethod): ModelMethod {
  return {
    run: (environment, ids, keywords) => {
      const untouched = ids.filter((id) =>
        openMoves(environment, id).every((move) => !environment.flag("stock.move", move, "picked")),
      );
      const { skip_immediate: skips } = environment.caller.context;
      return untouched.length > 0 && skips !== true
        ? immediateAction(ids, untouched)
        : own.run(environment, ids, keywords);
    },
  };
}

function immediateAction(ids: readonly number[], untouched: readonly number[]): JsonObject {
  return {
    name: "Immediate Transfer?",
    type: "ir.actions.act_window",
    view_mode: "form",
    res_model: "stock.immediate.transfer",
    target: "new",
    context: {
      button_validate_picking_ids: ids,
      default_show_transfers: false,
      default_pick_ids: untouched.map((id) => [4, id]),
    },
  };
}

const immediateTransfer: Model = defineModel({
  name: "stock.immediate.transfer",
  label: "Immediate Transfer",
  fields: {
    pick_ids: many2many("Transfers", "stock.picking"),
    show_transfers: boolean("Show Transfers"),
    immediate_transfer_line_ids: one2many(
      "Immediate Transfer Lines",
      "stock.immediate.transfer.line",
      "immediate_transfer_id",
    ),
  },
  methods: { process: { run: processTransfers } },
});

const immediateTransferLine: Model = defineModel({
  name: "stock.immediate.transfer.line",
  label: "Immediate Transfer Line",
  fields: {
    immediate_transfer_id: many2one("Immediate Transfer", "stock.immediate.transfer", { onDelete: "cascade" }),
    picking_id: many2one("Transfer", "stock.picking"),
    to_immediate: boolean("To Process"),
  },
});

function processTransfers(environment: Environment, ids: readonly number[]): ReturnType<ModelMethod["run"]> {
  const pickings = ids.flatMap((id) => [...environment.links("stock.immediate.transfer", id, "pick_ids")]);
  const asked = environment.caller.context.button_validate_picking_ids;
  const targets = Array.isArray(asked) ? asked.map(Number) : pickings;
  const scoped = environment.withContext({ skip_immediate: true });
  return scoped.call("stock.picking", "button_validate", targets);
}
