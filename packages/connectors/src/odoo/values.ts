import type { Value } from "@xmap/contract";
import { toInstant } from "../shared/instants.ts";
import { isJsonObject } from "../shared/json-shape.ts";
import type { OdooField } from "./versions/server-fields.ts";

/** A value as the contract has it: Odoo says `false` for everything that is not set, except for booleans. */
export function fromOdoo(field: OdooField, value: unknown): Value {
  if (field.choice !== undefined) return value === field.choice.yes;
  if (field.folded !== undefined && value === field.folded.from) return field.folded.to;
  if (field.type === "boolean") return value === true;
  if (value === false || value === null || value === undefined || value === "") return null;
  if (field.type === "datetime") return typeof value === "string" ? fromOdooTime(value) : null;
  if (field.type === "many2one") return idOf(value);
  return plainValue(value);
}

/** A value as Odoo wants it; lists of ids replace what the list holds. */
export function toOdoo(field: OdooField, value: Value): unknown {
  if (field.choice !== undefined) return value === true ? field.choice.yes : field.choice.no;
  if (field.type === "boolean") return value === true;
  if (field.type === "one2many" || field.type === "many2many") {
    const ids = Array.isArray(value) ? value.map((item: Value) => toId(item)) : [];
    return [[6, 0, ids]];
  }
  if (value === null) return false;
  if (field.type === "many2one") return toId(value);
  if (field.type === "datetime" && typeof value === "string") return toOdooTime(value);
  if (field.type === "date" && typeof value === "string") return value.slice(0, 10);
  if (field.type === "integer") return toId(value);
  return value;
}

/** `2026-03-04 16:22:09` as `2026-03-04T16:22:09Z`; Odoo's times are UTC. */
function fromOdooTime(text: string): string {
  return toInstant(`${text.replace(" ", "T")}Z`) ?? text;
}

/** `2026-03-04T16:22:09Z`, with any offset, as `2026-03-04 16:22:09`. */
export function toOdooTime(text: string): string {
  return (toInstant(text) ?? text).replace("T", " ").replace("Z", "");
}

/** Keys are text in references and numbers in records. */
export function toId(value: Value): Value {
  return typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value;
}

function idOf(value: unknown): Value {
  const id: unknown = Array.isArray(value) ? value[0] : value;
  return typeof id === "number" ? id : null;
}

function plainValue(value: unknown): Value {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (!isJsonObject(value)) return null;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainValue(member)]));
}
