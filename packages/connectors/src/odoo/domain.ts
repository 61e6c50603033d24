import type { Value } from "@xmap/contract";
import { isEmailField } from "../shared/field-paths.ts";
import type { FieldCatalog } from "./fields.ts";
import { toOdoo } from "./values.ts";
import type { OdooField } from "./versions/server-fields.ts";

/** A field at the end of a dotted name. */
export interface SearchedField {
  readonly field: OdooField;
  /** The name as mappings write it. */
  readonly path: string;
  /** The name as this server has it. */
  readonly serverPath: string;
}

/** The field at the end of a dotted name; rejects with SchemaDrift where this server has none. */
export async function fieldAt(fields: FieldCatalog, model: string, path: string): Promise<SearchedField> {
  const names = path.split(".");
  const serverNames: string[] = [];
  let current = model;
  for (const name of names.slice(0, -1)) {
    serverNames.push((await fields.field(current, name)).serverName ?? name);
    current = await fields.related(current, name);
  }
  const last = names.at(-1) ?? path;
  const field = await fields.field(current, last);
  if (field.serverName === undefined) throw fields.drift(current, `This version's ${current} has no field ${last}`);
  return { field, path, serverPath: [...serverNames, field.serverName].join(".") };
}

/** The condition that a field equals a value; e-mail addresses in any case, null when it is not set. */
export function equals({ field, path, serverPath }: SearchedField, value: Value): readonly unknown[] {
  if (field.choice !== undefined) return [serverPath, value === true ? "=" : "!=", field.choice.yes];
  if (typeof value === "string" && isEmailField(path)) return [serverPath, "=ilike", escapePattern(value.trim())];
  return [serverPath, "=", searchValue(field, value)];
}

/** Conditions that a field equals one of the values, as a domain. */
export function equalsAny(searched: SearchedField, values: readonly Value[]): readonly unknown[] {
  const { field, path, serverPath } = searched;
  if (!isEmailField(path) && field.choice === undefined)
    return [[serverPath, "in", values.map((value) => searchValue(field, value))]];
  const conditions = values.map((value) => equals(searched, value));
  return [...conditions.slice(1).map(() => "|"), ...conditions];
}

function searchValue(field: OdooField, value: Value): unknown {
  if (field.type === "one2many" || field.type === "many2many") return value;
  return toOdoo(field, typeof value === "string" ? value.trim() : value);
}

function escapePattern(text: string): string {
  return text.replace(/[\\%_]/g, "\\$&");
}
