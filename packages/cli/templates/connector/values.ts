import { type JsonObject, toInstant } from "@xmap/connectors/sdk";
import type { DataRecord, Value } from "@xmap/contract";

const INSTANTS: ReadonlySet<string> = new Set(["changed_at"]);

/** A row of the system in the contract's values: empty text is null, instants are UTC, 64-bit numbers are text. */
export function fromRow(row: JsonObject): DataRecord {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, fromValue(name, value)]));
}

function fromValue(name: string, value: unknown): Value {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "string") return INSTANTS.has(name) ? (toInstant(value) ?? value) : value;
  if (typeof value === "number" || typeof value === "boolean") return value;
  return Array.isArray(value) ? value.map((item) => fromValue("", item)) : null;
}
