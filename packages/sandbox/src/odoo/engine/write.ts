import type { Json } from "../../server/json.ts";
import { applyCommands } from "./command.ts";
import type { Environment } from "./environment.ts";
import { type Field, isStored, type Value } from "./field.ts";
import type { Row, Values } from "./model.ts";
import { missingError, validationError, valueError } from "./odoo-error.ts";
import { convertInput, emptyValue } from "./value-input.ts";

const automaticFields: readonly string[] = [
  "id",
  "create_date",
  "create_uid",
  "write_date",
  "write_uid",
  "display_name",
];

/** Makes one record and returns its id. Throws ValueError, MissingError, ValidationError or what a hook throws. */
export function createRecord(environment: Environment, model: string, given: Values, wantedId?: number): number {
  const definition = environment.model(model);
  checkNames(environment, model, given);
  const values = definition.prepare?.(environment, withContextDefaults(environment, model, given)) ?? {
    ...withContextDefaults(environment, model, given),
  };
  const id = environment.database.table(model).nextId(wantedId);
  const stored: Row["values"] = {};
  for (const [name, field] of Object.entries(definition.fields)) {
    if (isStored(field) && !(field.type === "many2many") && field.compute === undefined) {
      stored[name] = initialValue(environment, model, name, field, values);
    }
  }
  const { at, uid } = environment.caller;
  const stamps = { create_date: at, write_date: at, create_uid: uid, write_uid: uid };
  environment.database.put(model, { id, values: { ...stored, ...stamps } });
  environment.note("create", `${model}/${id}`, { model, id, values: given });
  environment.noteChange(model, id);
  environment.invalidate(model, id);
  for (const [name, field] of Object.entries(definition.fields)) {
    if (field.type === "many2many" && field.compute === undefined && values[name] === undefined) {
      const initial = typeof field.initial === "function" ? field.initial(environment) : field.initial;
      environment.store(model, id, { [name]: initial ?? [] });
    }
  }
  applyLinksAndInverses(environment, model, id, values);
  checkRequired(environment, model, id);
  definition.afterCreate?.(environment, id, values);
  environment.invalidate(model, id);
  definition.check?.(environment, id);
  return id;
}

/** Writes one record. Throws like createRecord. */
export function writeRecord(environment: Environment, model: string, id: number, values: Values): void {
  const definition = environment.model(model);
  checkNames(environment, model, values);
  const before = environment.row(model, id).values;
  const stored: { [field: string]: Value } = {};
  for (const [name, value] of Object.entries(values)) {
    const field = environment.field(model, name);
    if (
      isStored(field) &&
      field.compute === undefined &&
      field.type !== "many2many" &&
      !automaticFields.includes(name)
    ) {
      stored[name] = linkChecked(environment, field, convertInput(model, name, field, value));
    }
  }
  environment.invalidate(model, id);
  environment.store(model, id, stored);
  environment.note("write", `${model}/${id}`, { model, id, values });
  environment.noteChange(model, id, before);
  applyLinksAndInverses(environment, model, id, values);
  checkRequired(environment, model, id);
  environment.invalidate(model, id);
  definition.afterWrite?.(environment, id, values, before);
  environment.invalidate(model, id);
  definition.check?.(environment, id);
}

function checkNames(environment: Environment, model: string, values: Values): void {
  const unknown = Object.keys(values).find((name) => environment.model(model).fields[name] === undefined);
  if (unknown !== undefined) {
    throw valueError(`Invalid field '${unknown}' in '${model}'`);
  }
}

function withContextDefaults(environment: Environment, model: string, values: Values): Values {
  const defaults: { [field: string]: Json } = {};
  for (const [key, value] of Object.entries(environment.caller.context)) {
    const name = key.startsWith("default_") ? key.slice("default_".length) : "";
    if (environment.model(model).fields[name] !== undefined) {
      defaults[name] = value;
    }
  }
  return { ...defaults, ...values };
}

function initialValue(environment: Environment, model: string, name: string, field: Field, values: Values): Value {
  const value = values[name];
  if (value !== undefined && !automaticFields.includes(name)) {
    return linkChecked(environment, field, convertInput(model, name, field, value));
  }
  const initial = typeof field.initial === "function" ? field.initial(environment) : field.initial;
  return initial ?? emptyValue(field);
}

function linkChecked(environment: Environment, field: Field, value: Value): Value {
  if (field.type === "many2one" && typeof value === "number" && !environment.exists(field.relation ?? "", value)) {
    throw missingError(field.relation ?? "", value, environment.caller.uid);
  }
  return value;
}

function applyLinksAndInverses(environment: Environment, model: string, id: number, values: Values): void {
  for (const [name, value] of Object.entries(values)) {
    const field = environment.field(model, name);
    if (field.inverse !== undefined) {
      field.inverse(environment, id, isMany(field) ? idsFrom(value) : convertInput(model, name, field, value));
    } else if ((field.type === "one2many" || field.type === "many2many") && field.compute === undefined) {
      applyCommands(environment, model, id, name, value);
    }
  }
}

function checkRequired(environment: Environment, model: string, id: number): void {
  const definition = environment.model(model);
  for (const [name, field] of Object.entries(definition.fields)) {
    if (field.required === true && field.compute === undefined && environment.get(model, id, name) === null) {
      throw validationError(
        `The operation cannot be completed: Missing required value for the field '${field.label}' (${name}).\n` +
          `Model: '${definition.label}' (${model})\n- create/update: a mandatory field is not set\n`,
      );
    }
  }
}

const isMany = (field: Field): boolean => field.type === "one2many" || field.type === "many2many";

// A computed list takes whole lists only: plain ids, or the commands that replace and link.
function idsFrom(value: Json): readonly number[] {
  const commands: readonly Json[] = Array.isArray(value) ? value : [];
  return commands.flatMap((command) => {
    if (!Array.isArray(command)) {
      return [Number(command)];
    }
    const [code, second, third] = command;
    return code === 6 && Array.isArray(third) ? third.map(Number) : code === 4 ? [Number(second)] : [];
  });
}
