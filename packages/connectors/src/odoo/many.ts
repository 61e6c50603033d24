import type {
  CreateManyRequest,
  DataRecord,
  ManyAtOnce,
  SearchManyRequest,
  SearchRequest,
  Value,
} from "@xmap/contract";
import { isEmailField } from "../shared/field-paths.ts";
import { equalsAny, fieldAt, type SearchedField } from "./domain.ts";
import type { FieldCatalog } from "./fields.ts";
import type { RecordReader } from "./reader.ts";

/** So many short records in one call; the engine counts lines of records that are created as well. */
const MOST_RECORDS = 250;

interface ManyParts {
  readonly reader: RecordReader;
  readonly fields: FieldCatalog;
  readonly idOf: (resource: string, key: readonly string[]) => number;
  readonly searchOne: (request: SearchRequest) => Promise<readonly DataRecord[]>;
  readonly createAll: (request: CreateManyRequest) => Promise<readonly (readonly string[])[]>;
}

/** Reads, searches and creates of many records in one call each. */
export function manyAtOnce({ reader, fields, idOf, searchOne, createAll }: ManyParts): ManyAtOnce {
  return {
    limit: MOST_RECORDS,
    async read({ resource, keys, fields: wanted }) {
      const ids = keys.map((key) => idOf(resource, key));
      const records = await reader.read(resource, [...new Set(ids)], wanted);
      const byId = new Map(records.map((record) => [record.id, record]));
      return ids.map((id) => byId.get(id));
    },
    async search(request) {
      const joined = await searchTogether(reader, fields, request);
      if (joined !== undefined) return joined;
      const { matches, ...shared } = request;
      const found: (readonly DataRecord[])[] = [];
      for (const match of matches) found.push(await searchOne({ ...shared, match }));
      return found;
    },
    create: createAll,
  };
}

/** One search for matches of one text field; undefined where what belongs to which match could not be told afterwards. */
async function searchTogether(
  reader: RecordReader,
  fields: FieldCatalog,
  { resource: model, matches, fields: wanted, limit }: SearchManyRequest,
): Promise<readonly (readonly DataRecord[])[] | undefined> {
  const [path, ...others] = Object.keys(matches[0] ?? {});
  if (path === undefined || others.length > 0) return undefined;
  const searched = await fieldAt(fields, model, path);
  const values = matches.map((match) => match[path]);
  if (!isPlainText(searched) || !values.every((value) => typeof value === "string")) return undefined;
  const keys = values.map((value) => comparable(path, value));
  const domain = equalsAny(searched, [...new Map(values.map((value, index) => [keys[index], value])).values()]);
  const most = limit * matches.length;
  const search = { model, domain, fields: [...wanted, path], order: "id", limit: most + 1, archived: true };
  const { records } = await reader.search(search);
  // More than all of them may have: one with very many could have pushed others out.
  if (records.length > most) return undefined;
  const byKey = new Map<string, DataRecord[]>();
  for (const record of records) {
    const key = comparable(path, record[path] ?? null);
    byKey.set(key, [...(byKey.get(key) ?? []), record]);
  }
  if ([...byKey.keys()].some((key) => !keys.includes(key))) return undefined;
  return keys.map((key) => (byKey.get(key) ?? []).slice(0, limit));
}

function isPlainText({ field, path }: SearchedField): boolean {
  return field.type === "char" && field.stored && !path.includes(".");
}

/** The database compares what is stored, untrimmed; e-mail addresses in any case. */
function comparable(path: string, value: Value): string {
  if (typeof value !== "string") return JSON.stringify(value);
  return isEmailField(path) ? value.trim().toLowerCase() : value.trim();
}
