import type { SchemaDocument } from "@xmap/contract";
import { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
import type { OdooRpc } from "./rpc/odoo-rpc.ts";
import { withCurrentNames } from "./versions/server-fields.ts";

/** What is worth keeping of a field; others hold values that XML-RPC cannot carry. */
const ATTRIBUTES = [
  "type",
  "string",
  "help",
  "required",
  "readonly",
  "store",
  "searchable",
  "relation",
  "relation_field",
  "selection",
  "currency_field",
  "company_dependent",
  "digits",
  "size",
  "trim",
  "translate",
] as const;

/** What `fields_get` answers for models, and for the models of their lines; rejects with SchemaDrift for a model that is not there. */
export async function fieldsDocuments(rpc: OdooRpc, models: readonly string[]): Promise<readonly SchemaDocument[]> {
  const answers = new Map<string, JsonObject>();
  for (const model of models) answers.set(model, await askFields(rpc, model));
  const lines = new Set([...answers.values()].flatMap(lineModels));
  for (const model of lines) if (!answers.has(model)) answers.set(model, await askFields(rpc, model));
  return [...answers].map(([model, fields]) => ({ name: `${model}.json`, text: JSON.stringify(fields) }));
}

async function askFields(rpc: OdooRpc, model: string): Promise<JsonObject> {
  const { result } = await rpc.call({ model, method: "fields_get", named: { attributes: ATTRIBUTES }, writes: false });
  return isJsonObject(result) ? withCurrentNames(model, result) : {};
}

function lineModels(fields: JsonObject): readonly string[] {
  return Object.values(fields).flatMap((field) => {
    const relation = textMember(field, "relation");
    return textMember(field, "type") === "one2many" && relation !== undefined ? [relation] : [];
  });
}
