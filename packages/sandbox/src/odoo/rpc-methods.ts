import { isJsonObject, type Json, type JsonObject } from "../server/json.ts";
import type { Environment } from "./engine/environment.ts";
import type { ModelMethod } from "./engine/model.ts";
import { accessError, attributeError, OdooError, typeError } from "./engine/odoo-error.ts";
import { refuseHiddenFields } from "./former/hidden-fields.ts";
import { formerSearchRead, genericMethods, idsOf, type RpcMethod } from "./generic-methods.ts";

const privateNames: readonly string[] = ["check_access"];

/** The method that RPC may call. Throws UserError for an unknown model, AccessError for a private method, AttributeError for none. */
function findMethod(environment: Environment, model: string, method: string): RpcMethod {
  const definition = environment.model(model);
  const modern = environment.caller.host.version !== "14.0";
  if (method.startsWith("_") || privateNames.includes(method)) {
    throw accessError(
      `Private methods (such as ${modern ? `'${model}.${method}'` : method}) cannot be called remotely.`,
    );
  }
  const own = definition.methods?.[method];
  if (own !== undefined && (modern || own.since19 !== true)) {
    return ownMethod(model, method, own);
  }
  const shared = !modern && method === "search_read" ? formerSearchRead : genericMethods[method];
  if (shared === undefined) {
    throw attributeError(
      modern ? `The method '${model}.${method}' does not exist` : `type object '${model}' has no attribute '${method}'`,
    );
  }
  return shared;
}

function ownMethod(model: string, method: string, own: ModelMethod): RpcMethod {
  const parameters = own.parameters ?? [];
  const onRecords = own.onModel !== true;
  return {
    parameters: onRecords ? ["ids", ...parameters] : parameters,
    needed: onRecords ? 1 : (own.needed ?? 0),
    onRecords,
    run: (environment, _model, { ids, ...values }) => {
      const result = environment.call(model, method, onRecords ? idsOf(ids) : [], values);
      if (onRecords) {
        environment.note("method", `${model}.${method}`, { model, method, ids: ids ?? [] });
      }
      return result;
    },
  };
}

/** What `execute_kw` does: runs a method of a model with positional and keyword arguments. Undefined is None. */
export function callMethod(
  environment: Environment,
  model: string,
  method: string,
  positional: readonly Json[],
  keywords: JsonObject,
): Json | undefined {
  const found = findMethod(environment, model, method);
  const { context, ...rest } = keywords;
  const scoped = isJsonObject(context) ? environment.withContext(context) : environment;
  const problem = argumentProblem(found, positional, rest);
  if (problem !== undefined) {
    // The Python of release 14.0 names no class.
    const called = environment.caller.host.version === "14.0" ? method : `BaseModel.${method}`;
    throw typeError(`${called}() ${problem.positional}`);
  }
  const named = positional.map((value, index) => [found.parameters[index], value]);
  const given = { ...Object.fromEntries(named), ...rest };
  refuseHiddenFields(environment, model, given);
  return found.run(scoped, model, given);
}

/**
 * What `/json/2/<model>/<method>` does: every argument has a name, `ids` are the records, `context` is apart. A method
 * that makes records answers their ids. Throws UnprocessableEntity for arguments that do not fit.
 */
export function callNamed(environment: Environment, model: string, method: string, body: JsonObject): Json | undefined {
  const found = findMethod(environment, model, method);
  const { context, ids, ...rest } = body;
  if (ids !== undefined && !found.onRecords) {
    throw unprocessable(`cannot call ${model}.${method} with ids`);
  }
  const given: JsonObject = found.onRecords ? { ids: ids ?? [], ...rest } : rest;
  const problem = argumentProblem(found, [], given);
  if (problem !== undefined) {
    throw unprocessable(problem.named);
  }
  const scoped = isJsonObject(context) ? environment.withContext(context) : environment;
  const result = found.run(scoped, model, given);
  return method === "create" && typeof result === "number" ? [result] : result;
}

const unprocessable = (message: string): OdooError =>
  new OdooError("werkzeug.exceptions.UnprocessableEntity", message, [422]);

function argumentProblem(
  { parameters, needed }: RpcMethod,
  positional: readonly Json[],
  keywords: JsonObject,
): { readonly positional: string; readonly named: string } | undefined {
  if (positional.length > parameters.length) {
    const text = `takes ${parameters.length} positional arguments but ${positional.length} were given`;
    return { positional: text, named: text };
  }
  const given = [...parameters.slice(0, positional.length), ...Object.keys(keywords)];
  const missing = parameters.slice(0, needed).find((name) => !given.includes(name));
  const unknown = Object.keys(keywords).find((name) => !parameters.includes(name));
  const unexpected = `got an unexpected keyword argument '${unknown}'`;
  if (missing !== undefined) {
    const absent = `missing 1 required positional argument: '${missing}'`;
    return {
      positional: unknown === undefined ? absent : unexpected,
      named: `missing a required argument: '${missing}'`,
    };
  }
  return unknown === undefined ? undefined : { positional: unexpected, named: unexpected };
}
