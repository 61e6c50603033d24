import type { Environment } from "./engine/environment.ts";

/** The record behind `module.name`; undefined when there is none or it is of another model. */
export function findExternalId(environment: Environment, model: string, externalId: string): number | undefined {
  const [module, name] = splitExternalId(externalId);
  const [found] = environment.search("ir.model.data", [
    ["name", "=", name],
    ["module", "=", module],
    ["model", "=", model],
  ]);
  const id = found === undefined ? undefined : environment.number("ir.model.data", found, "res_id");
  return id !== undefined && environment.exists(model, id) ? id : undefined;
}

/** Gives a record the name `module.name`. Throws ValidationError when the name is taken. */
export function nameRecord(environment: Environment, model: string, id: number, externalId: string): void {
  const [module, name] = splitExternalId(externalId);
  environment.create("ir.model.data", { module, name, model, res_id: id });
}

// A name without a module belongs to the module of imports.
function splitExternalId(externalId: string): readonly [module: string, name: string] {
  const dot = externalId.indexOf(".");
  return dot < 0 ? ["__import__", externalId] : [externalId.slice(0, dot), externalId.slice(dot + 1)];
}
