import type { DataRecord, LookupRequest, Value } from "@xmap/contract";
import { comparableKey, valueAtPath } from "../../shared/field-paths.ts";
import { uriComponent } from "../../shared/uri-component.ts";
import type { ContractCatalog, RecordType } from "../contract/catalog.ts";
import { equalsFilter } from "./filter.ts";
import type { RecordReader } from "./reader.ts";

/** Web servers take queries of 2,048 characters unless they are set up otherwise; the rest is for the fields. */
const LONGEST_FILTER = 1_400;

interface Asked {
  readonly text: string;
  readonly condition: string;
}

/** Results for all keys, in their order: as many keys as fit into one address are asked for at once. */
export async function lookUp(
  reader: RecordReader,
  catalog: ContractCatalog,
  request: LookupRequest,
): Promise<(readonly Value[])[]> {
  const type = await catalog.of(request.resource);
  const asked = new Map<string, Asked>();
  for (const key of request.keys) {
    const text = keyText(request.columns, key);
    const condition = asked.has(text) ? undefined : await conditionOf(catalog, type, request.columns, key);
    if (condition !== undefined) asked.set(text, { text, condition });
  }
  const hits = new Map<string, Value[]>();
  for (const batch of batchesOf([...asked.values()])) {
    const filter = batch.map(({ condition }) => condition).join(" or ");
    const fields = [...request.columns, request.result];
    const operation = `lookup ${request.resource}`;
    const { records } = await reader.list({ resource: request.resource, filter, fields, operation });
    collect(hits, request, records);
  }
  return request.keys.map((key) => hits.get(keyText(request.columns, key)) ?? []);
}

/** Puts each record's result under its key. */
export function collect(
  hits: Map<string, Value[]>,
  { columns, result }: LookupRequest,
  records: readonly DataRecord[],
): void {
  for (const record of records) {
    const text = keyText(
      columns,
      columns.map((column) => valueAtPath(record, column)),
    );
    hits.set(text, [...(hits.get(text) ?? []), valueAtPath(record, result)]);
  }
}

/** The text by which keys are the same: Acumatica compares without case and padding. */
export function keyText(columns: readonly string[], key: readonly Value[]): string {
  return columns.map((column, index) => comparableKey(column, key[index] ?? null).toUpperCase()).join("\n");
}

async function conditionOf(
  catalog: ContractCatalog,
  type: RecordType,
  columns: readonly string[],
  key: readonly Value[],
): Promise<string | undefined> {
  const conditions: string[] = [];
  for (const [index, column] of columns.entries()) {
    const value = key[index] ?? null;
    const condition = value === null || value === "" ? undefined : await equalsFilter(catalog, type, column, value);
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  return conditions.length === 1 ? conditions[0] : `(${conditions.join(" and ")})`;
}

function batchesOf(asked: readonly Asked[]): Asked[][] {
  const batches: Asked[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const one of asked) {
    const more = uriComponent(` or ${one.condition}`).length;
    const last = batches.at(-1);
    if (last === undefined || length + more > LONGEST_FILTER) {
      batches.push([one]);
      length = more;
    } else {
      last.push(one);
      length += more;
    }
  }
  return batches;
}
