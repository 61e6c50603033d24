import { isJsonObject, type Json, type JsonObject } from "../server/json.ts";
import type { Environment } from "./engine/environment.ts";
import { describeFields } from "./engine/fields-get.ts";
import type { ModelMethod } from "./engine/model.ts";
import { accessError, attributeError, typeError, valueError } from "./engine/odoo-error.ts";
import type { SearchOptions } from "./engine/search.ts";
import { readRecords } from "./engine/value-output.ts";

type GenericMethod = {
  readonly parameters: readonly string[];
  readonly needed: number;
  /** True when the first argument is the list of record ids. */
  readonly onRecords: boolean;
  run(environment: Environment, model: string, given: JsonObject): Json | undefined;
};

const numbers = (value: Json | undefined): readonly number[] =>
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

const generic: { readonly [method: string]: GenericMethod } = {
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
    run: (environment, model, given) => {
      const wanted = names(given.fields);
      for (const name of wanted) {
        environment.field(model, name);
      }
      const ids = environment.search(model, given.domain ?? [], options(given));
      return readRecords(environment, model, ids, wanted, style(given.load));
    },
  },
  read: {
    parameters: ["ids", "fields", "load"],
    needed: 1,
    onRecords: true,
    run: (environment, model, given) =>
      readRecords(environment, model, numbers(given.ids), names(given.fields), style(given.load)),
  },
  create: {
    parameters: ["vals_list"],
    needed: 1,
    onRecords: false,
    run: (environment, model, { vals_list: values }) => {
      const create = (item: Json | undefined): number => {
        if (!isJsonObject(item)) {
          throw valueError(`Wrong value for create on ${model}`);
        }
        return environment.create(model, item);
      };
      return Array.isArray(values) ? values.map(create) : create(values);
    },
  },
  write: {
    parameters: ["ids", "vals"],
    needed: 2,
    onRecords: true,
    run: (environment, model, given) => {
      environment.write(model, numbers(given.ids), isJsonObject(given.vals) ? given.vals : {});
      return true;
    },
  },
  unlink: {
    parameters: ["ids"],
    needed: 1,
    onRecords: true,
    run: (environment, model, given) => {
      environment.unlink(model, numbers(given.ids));
      return true;
    },
  },
  action_archive: {
    parameters: ["ids"],
    needed: 1,
    onRecords: true,
    run: (env, model, given) => archive(env, model, given, false),
  },
  action_unarchive: {
    parameters: ["ids"],
    needed: 1,
    onRecords: true,
    run: (env, model, given) => archive(env, model, given, true),
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
    run: (environment, model, given) => {
      const wanted = String(given.name ?? "");
      const operator = String(given.operator ?? "ilike");
      const domain = Array.isArray(given.domain) ? given.domain : [];
      const matched = wanted === "" ? domain : [...domain, ["display_name", operator, wanted]];
      const ids = environment.search(model, matched, { limit: Number(given.limit ?? 100) });
      return ids.map((id) => [id, environment.displayName(model, id)]);
    },
  },
};

function archive(environment: Environment, model: string, given: JsonObject, active: boolean): true {
  environment.write(model, numbers(given.ids), { active });
  return true;
}

/** What `execute_kw` does: runs a method of a model with positional and keyword arguments. Undefined is None. */
export function callMethod(
  environment: Environment,
  model: string,
  method: string,
  positional: readonly Json[],
  keywords: JsonObject,
): Json | undefined {
  const definition = environment.model(model);
  if (method.startsWith("_") || method === "check_access") {
    throw accessError(`Private methods (such as '${model}.${method}') cannot be called remotely.`);
  }
  const { context, ...rest } = keywords;
  const scoped = isJsonObject(context) ? environment.withContext(context) : environment;
  const own = definition.methods?.[method];
  const shared = own === undefined ? generic[method] : undefined;
  if (own !== undefined) {
    return callOwn(scoped, model, method, own, positional, rest);
  }
  if (shared === undefined) {
    throw attributeError(`The method '${model}.${method}' does not exist`);
  }
  const given = bindArguments(method, shared.parameters, shared.needed, positional, rest);
  return shared.run(scoped, model, given);
}

function callOwn(
  environment: Environment,
  model: string,
  method: string,
  own: ModelMethod,
  positional: readonly Json[],
  keywords: JsonObject,
): Json | undefined {
  const parameters = own.parameters ?? [];
  const all = own.onModel === true ? parameters : ["ids", ...parameters];
  const given = bindArguments(method, all, own.onModel === true ? 0 : 1, positional, keywords);
  const { ids, ...values } = given;
  const result = environment.call(model, method, own.onModel === true ? [] : numbers(ids), values);
  if (own.onModel !== true) {
    environment.note("method", `${model}.${method}`, { model, method, ids: ids ?? [] });
  }
  return result;
}

function bindArguments(
  method: string,
  parameters: readonly string[],
  needed: number,
  positional: readonly Json[],
  keywords: JsonObject,
): JsonObject {
  const call = `BaseModel.${method}()`;
  if (positional.length > parameters.length) {
    throw typeError(`${call} takes ${parameters.length} positional arguments but ${positional.length} were given`);
  }
  const unknown = Object.keys(keywords).find((name) => !parameters.includes(name));
  if (unknown !== undefined) {
    throw typeError(`${call} got an unexpected keyword argument '${unknown}'`);
  }
  const given = { ...Object.fromEntries(positional.map((value, index) => [parameters[index], value])), ...keywords };
  const missing = parameters.slice(0, needed).find((name) => !(name in given));
  if (missing !== undefined) {
    throw typeError(`${call} missing 1 required positional argument: '${missing}'`);
  }
  return given;
}
