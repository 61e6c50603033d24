import { Failure } from "@xmap/contract";
import type { FieldCatalog } from "./fields.ts";

/** Models of modules that not every Odoo has: where they are missing there are no records of them, and nothing is wrong. */
const MODULE_MODELS: ReadonlySet<string> = new Set(["mrp.bom"]);

/** True for a model of a module that is not installed. */
export async function isOfMissingModule(fields: FieldCatalog, model: string): Promise<boolean> {
  return MODULE_MODELS.has(model) && !(await isThere(fields, model));
}

/** True when Odoo knows the model. */
export async function isThere(fields: FieldCatalog, model: string): Promise<boolean> {
  try {
    await fields.of(model);
    return true;
  } catch (thrown) {
    if (thrown instanceof Failure && thrown.details.class === "SchemaDrift") return false;
    throw thrown;
  }
}
