import { isJsonObject, type Json, type JsonObject } from "../../server/json.ts";
import type { Environment } from "../engine/environment.ts";
import { valueError } from "../engine/odoo-error.ts";

/** Refuses a call that names fields which the release does not have, in values, domains or lists of fields. Throws ValueError. */
export function refuseHiddenFields(environment: Environment, model: string, given: JsonObject): void {
  for (const name of Array.isArray(given.fields) ? given.fields : []) {
    refuse(environment, model, String(name));
  }
  for (const term of Array.isArray(given.domain) ? given.domain : []) {
    if (Array.isArray(term)) {
      refuse(environment, model, String(term[0]).split(".")[0] ?? "");
    }
  }
  const values = given.vals ?? given.vals_list ?? [];
  for (const item of Array.isArray(values) ? values : [values]) {
    refuseInValues(environment, model, item);
  }
}

function refuseInValues(environment: Environment, model: string, values: Json): void {
  for (const [name, value] of Object.entries(isJsonObject(values) ? values : {})) {
    refuse(environment, model, name);
    const relation = environment.model(model).fields[name]?.relation;
    for (const command of relation !== undefined && Array.isArray(value) ? value : []) {
      if (relation !== undefined && Array.isArray(command) && isJsonObject(command[2])) {
        refuseInValues(environment, relation, command[2]);
      }
    }
  }
}

function refuse(environment: Environment, model: string, name: string): void {
  if (environment.model(model).hidden?.includes(name) === true) {
    throw valueError(`Invalid field '${name}' on model '${model}'`);
  }
}
