import type { Value } from "@xmap/contract";
import { isEmailField } from "../shared/field-paths.ts";
import type { FieldCatalog, OdooField } from "./fields.ts";
import { toOdoo } from "./values.ts";

/** The field at the end of a dotted name. */
export async function fieldAt(fields: FieldCatalog, model: string, path: string): Promise<OdooField> {
  const names = path.split(".");
  let current = model;
  for (const name of names.slice(0, -1)) current = await fields.related(current, name);
  return fields.field(current, names.at(-1) ?? path);
}

/** The condition that a field equals a value; e-mail addresses in any case, null when it is not set. */
export function equals(field: OdooField, path: string, value: Value): readonly unknown[] {
  if (typeof value === "string" && isEmailField(path)) return [path, "=ilike", escapePattern(value.trim())];
  return [path, "=", searchValue(field, value)];
}

/** Conditions that a field equals one of the values, as a domain. */
export function equalsAny(field: OdooField, path: string, values: readonly Value[]): readonly unknown[] {
  if (!isEmailField(path)) return [[path, "in", values.map((value) => searchValue(field, value))]];
  const conditions = values.map((value) => equals(field, path, value));
  return [...conditions.slice(1).map(() => "|"), ...conditions];
}

function searchValue(field: OdooField, value: Value): unknown {
  if (field.type === "one2many" || field.type === "many2many") return value;
  return toOdoo(field, typeof value === "string" ? value.trim() : value);
}

function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
