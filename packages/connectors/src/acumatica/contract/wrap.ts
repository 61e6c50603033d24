import type { DataRecord, LinePatch, Value } from "@xmap/contract";
import type { ContractCatalog, RecordType } from "./catalog.ts";
import type { FieldType } from "./field-types.ts";
import { lineKeyValues } from "./line-keys.ts";

/** Values of a record or patch in wrappers, as a PUT sends them; rejects with SchemaDrift for what cannot be written. */
export async function wrapRecord(
  catalog: ContractCatalog,
  type: RecordType,
  values: DataRecord,
): Promise<Record<string, unknown>> {
  const wrapped: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value === undefined || name === "id" || name === "rowNumber") continue;
    const fieldType = type.fields.get(name);
    const linked = type.links.get(name);
    if (name === "note") wrapped.note = { value };
    else if (name === "custom") wrapped.custom = wrapCustom(catalog, type.name, value);
    else if (fieldType !== undefined) wrapped[name] = { value: toAcumatica(fieldType, value) };
    else if (linked !== undefined && isRecord(value))
      wrapped[name] = await wrapRecord(catalog, await catalog.of(linked), value);
    else if (type.rows.has(name) && Array.isArray(value)) refuseLines(catalog, type, name, value);
    else if (value !== null) throw catalog.drift(type.name, `${type.name} has no field ${name} of this form`);
  }
  return wrapped;
}

/** The id that a line has in the session that writes, by the list's path and the id that lasts. */
export type LineIdOf = (path: string, key: string) => string | undefined;

/** Patches of lists of lines in the form of the record that holds them. */
export async function wrapLines(
  catalog: ContractCatalog,
  type: RecordType,
  lines: Readonly<Record<string, LinePatch>>,
  idOf: LineIdOf,
): Promise<Record<string, unknown>> {
  let wrapped: Record<string, unknown> = {};
  for (const [path, patch] of Object.entries(lines)) {
    const line = await lineTypeAt(catalog, type, path);
    const sent = await wrapPatch(catalog, line, patch, (key) => idOf(path, key));
    const nested = path.split(".").reduceRight<unknown>((inner, name) => ({ [name]: inner }), sent);
    if (sent.length > 0 && isObject(nested)) wrapped = joinWrapped(wrapped, nested);
  }
  return wrapped;
}

/** The type of the lines at a dotted name; rejects with SchemaDrift when there is no list. */
export async function lineTypeAt(catalog: ContractCatalog, type: RecordType, path: string): Promise<RecordType> {
  const names = path.split(".");
  const last = names.pop() ?? path;
  let holder = type;
  for (const name of names) holder = await catalog.of(holder.links.get(name) ?? path);
  const line = holder.rows.get(last);
  if (line === undefined) throw catalog.drift(type.name, `${type.name}.${path} is no list of lines`);
  return catalog.of(line);
}

/** Joins two wrapped records, linked records included. */
export function joinWrapped(
  left: Readonly<Record<string, unknown>>,
  right: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const joined: Record<string, unknown> = { ...left };
  for (const [name, member] of Object.entries(right)) {
    const before = joined[name];
    joined[name] = isObject(before) && isObject(member) ? joinWrapped(before, member) : member;
  }
  return joined;
}

/** A value as the contract takes it. Exact decimals travel as text, which the server reads as numbers. */
export function toAcumatica(type: FieldType, value: Value): unknown {
  if (value === null) return null;
  switch (type) {
    case "string":
      return typeof value === "number" ? String(value) : value;
    case "day":
      return typeof value === "string" ? `${value.slice(0, 10)}T00:00:00` : value;
    case "int":
    case "short":
    case "byte":
      return typeof value === "string" && /^-?\d{1,10}$/.test(value) ? Number(value) : value;
    default:
      return value;
  }
}

async function wrapPatch(
  catalog: ContractCatalog,
  type: RecordType,
  patch: LinePatch,
  idOf: (key: string) => string | undefined,
): Promise<unknown[]> {
  // Where the session is lost in between, its ids mean nothing any more, and the key fields still find the line.
  const found = (id: string, key: string, values: DataRecord): Promise<Record<string, unknown>> =>
    wrapRecord(catalog, type, { ...lineKeyValues(type, key), ...values }).then((line) => ({ id, ...line }));
  const sent: unknown[] = [];
  for (const key of patch.remove) {
    const id = idOf(key);
    if (id !== undefined) sent.push({ ...(await found(id, key, {})), delete: true });
  }
  for (const { key, values } of patch.change) {
    const id = idOf(key);
    if (id === undefined) throw catalog.failure("Conflict", type.name, `The line ${key} of ${type.name} is gone`);
    sent.push(await found(id, key, values));
  }
  for (const { values } of patch.add) sent.push(await wrapRecord(catalog, type, values));
  return sent;
}

/** Lines without identities would be added once more by every write. */
function refuseLines(catalog: ContractCatalog, type: RecordType, name: string, value: readonly Value[]): void {
  if (value.length > 0)
    throw catalog.drift(type.name, `${type.name}.${name} can be written as a list of lines with identities only`);
}

function wrapCustom(catalog: ContractCatalog, resource: string, value: Value): unknown {
  if (!isRecord(value)) return {};
  const views = Object.entries(value).map(([view, fields]) => {
    const wrapped = Object.entries(isRecord(fields) ? fields : {}).flatMap(([name, field]) =>
      field === undefined
        ? []
        : [[name, { type: catalog.customType(resource, `${view}.${name}`) ?? customType(field), value: field }]],
    );
    return [view, Object.fromEntries(wrapped)];
  });
  return Object.fromEntries(views);
}

function customType(value: Value): string {
  if (typeof value === "boolean") return "CustomBooleanField";
  if (typeof value === "number") return "CustomDecimalField";
  const isInstant = typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(value);
  return isInstant ? "CustomDateTimeField" : "CustomStringField";
}

function isRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
