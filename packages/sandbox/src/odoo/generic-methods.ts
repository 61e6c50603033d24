import { isJsonObject, type Json, type JsonObject } from "../server/json.ts";
import type { Environment } from "./engine/environment.ts";
import { describeFields } from "./engine/fields-get.ts";
import { valueError } from "./engine/odoo-error.ts";
import type { SearchOptions } from "./engine/search.ts";
import { formatOutput, readRecords } from "./engine/value-output.ts";
import { loadRows } from "./load-rows.ts";

/** A method as RPC sees it. */
export type RpcMethod = {
  readonly parameters: readonly string[];
  /** How many of the first parameters must be given. */
  readonly needed: number;
  /** True when the first parameter is the list of record ids. */
  readonly onRecords: boolean;
  run(environment: Environment, model: string, given: JsonObject): Json | undefined;
};

/** The ids in an argument: a list, or one number. */
export const idsOf = (value: Json | undefined): readonly number[] =>
  Array.isArray(value) ? value.map(Number) : typeof value === "number" ? [value] : [];

const names = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value.map(String) : []);

function options(given: JsonObject): SearchOptions {
  return {
    ...(typeof given.offset === "number" ? { offset: given.offset } : {}),
    ...(typeof given.limit === "number" && given.limit > 0 ? { limit: given.limit } : {}),
    ...(typeof given.order === "string" && given.order !== "" ? { order: given.order } : {}),
  };
}

// Without `load` the answer is classic; any false-like value asks for plain ids.
function style(load: Json | undefined): "classic" | "plain" {
  return load === undefined || load === "_classic_read" ? "classic" : "plain";
}

function searchRead(environment: Environment, model: string, given: JsonObject): Json {
  const wanted = names(given.fields);
  const ids = environment.search(model, given.domain ?? [], options(given));
  if (environment.caller.host.version !== "14.0" || ids.length > 0) {
    for (const name of wanted) {
      environment.field(model, name);
    }
    return readRecords(environment, model, ids, wanted, style(given.load));
  }
  return [];
}

function create(environment: Environment, model: string, values: Json | undefined): Json {
  const createOne = (item: Json | undefined): number => {
    if (!isJsonObject(item)) {
      throw valueError(`Wrong value for create on ${model}`);
    }
    return environment.create(model, item);
  };
  return Array.isArray(values) ? values.map(createOne) : createOne(values);
}

function nameSearch(environment: Environment, model: string, given: JsonObject): Json {
  const wanted = String(given.name ?? "");
  const operator = String(given.operator ?? "ilike");
  const domain = Array.isArray(given.domain) ? given.domain : [];
  const matched = wanted === "" ? domain : [...domain, ["display_name", operator, wanted]];
  const ids = environment.search(model, matched, { limit: Number(given.limit ?? 100) });
  return ids.map((id) => [id, environment.displayName(model, id)]);
}

function defaultGet(environment: Environment, model: string, wanted: readonly string[]): JsonObject {
  const defaults: { [field: string]: Json } = {};
  for (const [name, field] of Object.entries(environment.model(model).fields)) {
    const fromContext = environment.caller.context[`default_${name}`];
    const initial = typeof field.initial === "function" ? field.initial(environment) : field.initial;
    if (wanted.includes(name) && (fromContext ?? initial ?? null) !== null) {
      defaults[name] = fromContext ?? formatOutput(environment, field, initial ?? null, "plain");
    }
  }
  return defaults;
}

function archive(environment: Environment, model: string, given: JsonObject, active: boolean): true {
  environment.write(model, idsOf(given.ids), { active });
  return true;
}

function externalIds(environment: Environment, model: string, ids: readonly number[]): JsonObject {
  const nameOf = (id: number): string => {
    const [found] = environment.search("ir.model.data", [
      ["model", "=", model],
      ["res_id", "=", id],
    ]);
    return found === undefined ? "" : environment.text("ir.model.data", found, "complete_name");
  };
  return Object.fromEntries(ids.map((id) => [String(id), nameOf(id)]));
}

/** `search_read` up to release 14.0, which answers links with their names. */
export const formerSearchRead: RpcMethod = {
  parameters: ["domain", "fields", "offset", "limit", "order"],
  needed: 0,
  onRecords: false,
  run: searchRead,
};

/** The methods that every model has. */
export const genericMethods: { readonly [method: string]: RpcMethod } = {
  search: {
    parameters: ["domain", "offset", "limit", "order"],
    needed: 1,
    onRecords: false,
    run: (environment, model, given) => environment.search(model, given.domain ?? [], options(given)),
  },
  search_count: {
    parameters: ["domain", "limit"],
    needed: 1,
    onRecords: false,
    run: (environment, model, given) => environment.search(model, given.domain ?? [], options(given)).length,
  },
  search_read: {
    parameters: ["domain", "fields", "offset", "limit", "order", "load"],
    needed: 0,
    onRecords: false,
    run: searchRead,
  },
  read: {
    parameters: ["ids", "fields", "load"],
    needed: 1,
    onRecords: true,
    run: (environment, model, given) =>
      readRecords(environment, model, idsOf(given.ids), names(given.fields), style(given.load)),
  },
  exists: {
    parameters: ["ids"],
    needed: 1,
    onRecords: true,
    run: (environment, model, given) => idsOf(given.ids).filter((id) => environment.exists(model, id)),
  },
  create: {
    parameters: ["vals_list"],
    needed: 1,
    onRecords: false,
    run: (environment, model, given) => create(environment, model, given.vals_list),
  },
  write: {
    parameters: ["ids", "vals"],
    needed: 2,
    onRecords: true,
    run: (environment, model, given) => {
      environment.write(model, idsOf(given.ids), isJsonObject(given.vals) ? given.vals : {});
      return true;
    },
  },
  unlink: {
    parameters: ["ids"],
    needed: 1,
    onRecords: true,
    run: (environment, model, given) => {
      environment.unlink(model, idsOf(given.ids));
      return true;
    },
  },
  load: {
    parameters: ["fields", "data"],
    needed: 2,
    onRecords: false,
    run: (environment, model, given) => loadRows(environment, model, names(given.fields), given.data ?? []),
  },
  default_get: {
    parameters: ["fields"],
    needed: 1,
    onRecords: false,
    run: (environment, model, given) => defaultGet(environment, model, names(given.fields)),
  },
  get_external_id: {
    parameters: ["ids"],
    needed: 1,
    onRecords: true,
    run: (environment, model, given) => externalIds(environment, model, idsOf(given.ids)),
  },
  action_archive: {
    parameters: ["ids"],
    needed: 1,
    onRecords: true,
    run: (environment, model, given) => archive(environment, model, given, false),
  },
  action_unarchive: {
    parameters: ["ids"],
    needed: 1,
    onRecords: true,
    run: (environment, model, given) => archive(environment, model, given, true),
  },
  fields_get: {
    parameters: ["allfields", "attributes"],
    needed: 0,
    onRecords: false,
    run: (environment, model, given) =>
      describeFields(environment.model(model), names(given.allfields), names(given.attributes)),
  },
  name_search: {
    parameters: ["name", "domain", "operator", "limit"],
    needed: 0,
    onRecords: false,
    run: nameSearch,
  },
};
