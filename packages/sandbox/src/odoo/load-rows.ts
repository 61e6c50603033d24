import type { Json, JsonObject } from "../server/json.ts";
import type { Environment } from "./engine/environment.ts";
import { OdooError, valueError } from "./engine/odoo-error.ts";
import { findExternalId, nameRecord } from "./external-id.ts";

type Cells = { readonly values: JsonObject; readonly externalId?: string; readonly id?: number };
type Message = { readonly [key: string]: Json };

/**
 * What `load` does: makes or changes a record for each row, found by its external id in the column `id` or its number in
 * `.id`. Links are told by name, with `/id` by external id, with `/.id` by number. Answers the ids; when a row fails,
 * `ids` is false, nothing is kept, and `messages` say what is wrong, with no error. Throws ValueError for bad columns.
 */
export function loadRows(
  environment: Environment,
  model: string,
  columns: readonly string[],
  data: Json,
): { readonly ids: Json; readonly messages: Json; readonly nextrow: number } {
  const rows: readonly Json[] = Array.isArray(data) ? data : [];
  const messages: Message[] = [];
  const ids: number[] = [];
  const failure = environment.attempt(() => {
    for (const [index, row] of rows.entries()) {
      const place = { rows: { from: index, to: index }, record: index };
      const cells = readCells(environment, model, columns, Array.isArray(row) ? row : [], (message) =>
        messages.push({ ...place, type: "error", ...message }),
      );
      const problem = environment.attempt(() => ids.push(saveRow(environment, model, cells)));
      if (problem !== undefined) {
        const text = problem.message.replace("The operation cannot be completed: ", "");
        messages.push({ ...place, type: "error", message: text });
      }
    }
    if (messages.length > 0) {
      throw new RowsFailed();
    }
  });
  if (failure !== undefined && !(failure instanceof RowsFailed)) {
    throw failure;
  }
  return { ids: messages.length > 0 ? false : ids, messages, nextrow: 0 };
}

class RowsFailed extends OdooError {
  constructor() {
    super("odoo.exceptions.ValidationError", "some rows failed");
  }
}

function saveRow(environment: Environment, model: string, cells: Cells): number {
  const known =
    cells.id ?? (cells.externalId === undefined ? undefined : findExternalId(environment, model, cells.externalId));
  if (known !== undefined) {
    environment.write(model, [known], cells.values);
    return known;
  }
  const id = environment.create(model, cells.values);
  if (cells.externalId !== undefined) {
    nameRecord(environment, model, id, cells.externalId);
  }
  return id;
}

function readCells(
  environment: Environment,
  model: string,
  columns: readonly string[],
  row: readonly Json[],
  complain: (message: Message) => void,
): Cells {
  const values: { [field: string]: Json } = {};
  let externalId: string | undefined;
  let id: number | undefined;
  for (const [index, column] of columns.entries()) {
    const cell = row[index] ?? false;
    const [name = "", kind = ""] = column.split("/");
    if (column === "id") {
      externalId = typeof cell === "string" && cell !== "" ? cell : undefined;
    } else if (column === ".id") {
      id = cell === false || cell === "" ? undefined : Number(cell);
    } else {
      const value = readCell(environment, model, name, kind, cell);
      if (value === undefined) {
        complain(unmatched(environment, model, name, cell));
      } else {
        values[name] = value;
      }
    }
  }
  return { values, ...(externalId === undefined ? {} : { externalId }), ...(id === undefined ? {} : { id }) };
}

function readCell(environment: Environment, model: string, name: string, kind: string, cell: Json): Json | undefined {
  const field = environment.field(model, name);
  if (cell === "" || cell === false || cell === null) {
    return false;
  }
  const { relation } = field;
  if (relation !== undefined && (field.type === "many2one" || field.type === "many2many")) {
    const parts = field.type === "many2many" ? String(cell).split(",") : [String(cell)];
    const ids = parts.map((part) => findLink(environment, relation, kind, part));
    const known = ids.filter((id) => id !== undefined);
    if (known.length < ids.length) {
      return undefined;
    }
    return field.type === "many2many" ? [[6, 0, known]] : (known[0] ?? false);
  }
  if (field.type === "one2many") {
    throw valueError(`Rows of ${model}.${name} cannot be loaded together with their record`);
  }
  if (field.type === "boolean") {
    return typeof cell === "boolean" ? cell : ["1", "true", "yes"].includes(String(cell).toLowerCase());
  }
  if (field.selection !== undefined) {
    return field.selection.find((choice) => choice.includes(String(cell)))?.[0];
  }
  const isNumber = ["integer", "float", "monetary"].includes(field.type);
  return isNumber && Number.isNaN(Number(cell)) ? undefined : isNumber ? Number(cell) : cell;
}

function findLink(environment: Environment, relation: string, kind: string, cell: string): number | undefined {
  if (kind === ".id") {
    return environment.exists(relation, Number(cell)) ? Number(cell) : undefined;
  }
  if (kind === "id") {
    return findExternalId(environment, relation, cell);
  }
  return environment.search(relation, [["display_name", "=", cell]], { limit: 1 })[0];
}

function unmatched(environment: Environment, model: string, name: string, cell: Json): Message {
  const { label, relation } = environment.field(model, name);
  const moreinfo = {
    name: "Possible Values",
    type: "ir.actions.act_window",
    target: "new",
    view_mode: "list,form",
    views: [
      [false, "list"],
      [false, "form"],
    ],
    context: { create: false },
    ...(relation === undefined ? {} : { res_model: relation }),
  };
  const what = relation === undefined ? "value" : "record";
  return {
    field: name,
    message: `No matching ${what} found for name '${String(cell)}' in field '${label}'`,
    moreinfo,
    field_name: label,
  };
}
