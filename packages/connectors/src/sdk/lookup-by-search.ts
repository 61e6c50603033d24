import type { ConnectorSession, DataRecord, LookupRequest, Value } from "@xmap/contract";
import { valueAtPath } from "../shared/field-paths.ts";

/** Looks keys up by one search each, for systems that cannot be asked for many keys at once. Keys with null find nothing. */
export async function lookupBySearch(
  search: ConnectorSession["search"],
  request: LookupRequest,
  mostRecords = 100,
): Promise<readonly (readonly Value[])[]> {
  const { resource, columns, result, keys } = request;
  const answers: Value[][] = [];
  for (const key of keys) {
    const match: DataRecord = Object.fromEntries(columns.map((column, index) => [column, key[index] ?? null]));
    const found = key.includes(null) ? [] : await search({ resource, match, fields: [result], limit: mostRecords });
    answers.push(found.map((record) => valueAtPath(record, result)));
  }
  return answers;
}
