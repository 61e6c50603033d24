import type { Json } from "../../server/json.ts";
import type { Environment } from "./environment.ts";
import type { Field, Value } from "./field.ts";

/** How a read answers: `classic` gives many2one as [id, name], `plain` as the id alone. */
export type ReadStyle = "classic" | "plain";

/** A field's value as RPC answers it: false for unset, datetimes in whole seconds. */
export function formatOutput(environment: Environment, field: Field, value: Value, style: ReadStyle): Json {
  if (value === null) {
    return false;
  }
  if (field.type === "many2one" && typeof value === "number" && style === "classic") {
    return [value, environment.displayName(field.relation ?? "", value)];
  }
  return field.type === "datetime" ? String(value).slice(0, 19) : value;
}

/** Reads records; ids that are gone are left out. No names means all fields. Throws ValueError for an unknown field. */
export function readRecords(
  environment: Environment,
  model: string,
  ids: readonly number[],
  names: readonly string[],
  style: ReadStyle,
): { [field: string]: Json }[] {
  const { fields: known, hidden = [] } = environment.model(model);
  const wanted = names.length === 0 ? Object.keys(known).filter((name) => !hidden.includes(name)) : names;
  const fields = wanted.map((name) => [name, environment.field(model, name)] as const);
  // For the ids alone nobody looks whether there are such records.
  if (wanted.every((name) => name === "id")) return ids.map((id) => ({ id }));
  return ids
    .filter((id) => environment.exists(model, id))
    .map((id) => {
      const record: { [field: string]: Json } = { id };
      for (const [name, field] of fields) {
        const value = environment.get(model, id, name);
        record[name] = formatOutput(environment, field, field.shown?.(environment, id, value) ?? value, style);
      }
      return record;
    });
}
