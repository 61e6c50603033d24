import type { DataRecord, Value } from "@xmap/contract";
import { toInstant } from "../shared/instants.ts";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";

/** A record as the API prints it, with empty text as null and instants in UTC. */
export function fromXCart(record: JsonObject): DataRecord {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, fieldValue(name, value)]));
}

/** Payment transactions without their free-form data, which may hold parts of card numbers. */
export function fromXCartTransaction(transaction: JsonObject): DataRecord {
  const { data: _data, backend_transactions: backend, ...kept } = transaction;
  const inner = Array.isArray(backend) ? backend.filter(isJsonObject) : [];
  return {
    ...fromXCart(kept),
    backend_transactions: inner.map(({ data: _innerData, ...fields }) => fromXCart(fields)),
  };
}

/** What happened to an order, without its free-form data and the address of the person's computer. */
export function fromXCartEvent(event: JsonObject): DataRecord {
  const { data: _data, details: _details, ip: _ip, ...kept } = event;
  return fromXCart(kept);
}

function fieldValue(name: string, value: unknown): Value {
  if (typeof value === "string") {
    if (value === "") return null;
    return isDateField(name) ? (toInstant(value) ?? value) : value;
  }
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((item) => fieldValue(name, item));
  return isJsonObject(value) ? fromXCart(value) : null;
}

function isDateField(name: string): boolean {
  return name === "date" || name.endsWith("_date");
}
