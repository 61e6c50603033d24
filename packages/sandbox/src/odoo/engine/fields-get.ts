import type { Json, JsonObject } from "../../server/json.ts";
import { type Field, isStored } from "./field.ts";
import type { Model } from "./model.ts";

/** What `fields_get` answers; empty lists of names and attributes mean all. */
export function describeFields(model: Model, names: readonly string[], attributes: readonly string[]): JsonObject {
  const wanted = Object.entries(model.fields).filter(
    ([name]) => (names.length === 0 || names.includes(name)) && model.hidden?.includes(name) !== true,
  );
  return Object.fromEntries(
    wanted.map(([name, field]) => {
      const all = Object.entries(describe(name, field));
      return [name, Object.fromEntries(all.filter(([key]) => attributes.length === 0 || attributes.includes(key)))];
    }),
  );
}

function describe(name: string, field: Field): JsonObject {
  const stored = isStored(field) || field.type === "one2many";
  const described: { [attribute: string]: Json } = {
    name,
    type: field.type,
    string: field.label,
    required: field.required === true,
    readonly: field.readonly === true || (field.compute !== undefined && field.inverse === undefined),
    store: stored,
    searchable: true,
    sortable: isStored(field) && field.type !== "many2many",
    groupable: isStored(field),
    company_dependent: false,
    depends: [],
  };
  if (field.relation !== undefined) {
    described.relation = field.relation;
    described.domain = [];
    described.context = {};
  }
  if (field.relationField !== undefined) {
    described.relation_field = field.relationField;
  }
  if (field.selection !== undefined) {
    described.selection = field.selection.map(([value, label]) => [value, label]);
  }
  if (field.type === "monetary") {
    described.currency_field = "currency_id";
  }
  return described;
}
