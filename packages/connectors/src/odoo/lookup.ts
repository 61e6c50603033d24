import type { DataRecord, LookupRequest, Value } from "@xmap/contract";
import { comparableKey } from "../shared/field-paths.ts";
import { equalsAny, fieldAt } from "./domain.ts";
import type { FieldCatalog } from "./fields.ts";
import type { RecordReader } from "./reader.ts";

const KEYS_IN_ONE_SEARCH = 500;
/** Models of which an old order may name an archived record. */
const WITH_ARCHIVED: ReadonlySet<string> = new Set(["product.product", "product.template", "res.partner"]);

/** Results for all keys, in their order: one search for up to 500 keys, and one read for each relation in a column. */
export async function lookUp(
  reader: RecordReader,
  fields: FieldCatalog,
  request: LookupRequest,
): Promise<(readonly Value[])[]> {
  const hits = new Map<string, Value[]>();
  const wanted = new Map<string, readonly Value[]>();
  for (const key of request.keys) if (isComplete(key)) wanted.set(keyText(request.columns, key), key);
  const keys = [...wanted.values()];
  for (let start = 0; start < keys.length; start += KEYS_IN_ONE_SEARCH) {
    const records = await searchKeys(reader, fields, request, keys.slice(start, start + KEYS_IN_ONE_SEARCH));
    for (const record of records) {
      const found = request.columns.map((column) => valueThrough(record, column));
      const text = keyText(request.columns, found);
      // Columns are searched one by one, so other combinations of their values are found as well.
      if (wanted.has(text)) hits.set(text, [...(hits.get(text) ?? []), valueThrough(record, request.result)]);
    }
  }
  return request.keys.map((key) => (isComplete(key) ? (hits.get(keyText(request.columns, key)) ?? []) : []));
}

async function searchKeys(
  reader: RecordReader,
  fields: FieldCatalog,
  request: LookupRequest,
  keys: readonly (readonly Value[])[],
): Promise<readonly DataRecord[]> {
  const { resource: model, columns } = request;
  const domain: unknown[] = [];
  for (const [position, column] of columns.entries()) {
    const values = new Map(keys.map((key) => [comparableKey(column, key[position] ?? null), key[position] ?? null]));
    domain.push(...equalsAny(await fieldAt(fields, model, column), [...values.values()]));
  }
  const archived = WITH_ARCHIVED.has(model);
  const search = { model, domain, fields: [...columns, request.result], order: "id", archived };
  return (await reader.search(search)).records;
}

/** The value at a dotted name; a relation that was read for another column answers its id. */
function valueThrough(record: DataRecord, path: string): Value {
  let value: Value | undefined = record;
  for (const name of path.split(".")) value = isRecord(value) ? value[name] : null;
  return (isRecord(value) ? value.id : value) ?? null;
}

function isRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isComplete(key: readonly Value[]): boolean {
  return key.every((value) => value !== null && value !== undefined && value !== "");
}

function keyText(columns: readonly string[], key: readonly Value[]): string {
  return columns.map((column, position) => comparableKey(column, key[position] ?? null)).join("\n");
}
