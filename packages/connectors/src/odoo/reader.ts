import type { DataRecord, Value } from "@xmap/contract";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import { type FieldCatalog, isListOfRecords } from "./fields.ts";
import type { OdooRpc } from "./json-rpc.ts";
import { fromOdoo } from "./values.ts";

/** What a search asks for; `order` makes pages stable. */
export interface RecordSearch {
  readonly model: string;
  readonly domain: readonly unknown[];
  readonly fields: readonly string[];
  readonly order: string;
  readonly limit?: number;
  readonly archived: boolean;
}

/** Records with the server's own time in milliseconds. */
export interface FoundRecords {
  readonly records: readonly DataRecord[];
  readonly serverTime: number | undefined;
}

/** Reads records in the contract's values; fields behind a dot cost one more call for each relation. */
export class RecordReader {
  readonly #rpc: OdooRpc;
  readonly #fields: FieldCatalog;

  constructor(rpc: OdooRpc, fields: FieldCatalog) {
    this.#rpc = rpc;
    this.#fields = fields;
  }

  /** The records that exist, in any order. */
  async read(model: string, ids: readonly number[], fields: readonly string[]): Promise<DataRecord[]> {
    if (ids.length === 0) return [];
    const names = await this.#ownFields(model, fields);
    const named = { fields: names, load: null };
    const { result } = await this.#rpc.call({ model, method: "read", positional: [ids], named, writes: false });
    return this.#complete(model, rowsOf(result), fields);
  }

  async search(search: RecordSearch): Promise<FoundRecords> {
    const { model, domain, order, limit, archived } = search;
    const named = {
      fields: await this.#ownFields(model, search.fields),
      order,
      load: null,
      ...(limit === undefined ? {} : { limit }),
      ...(archived ? { context: { active_test: false } } : {}),
    };
    const call = { model, method: "search_read", positional: [domain], named, writes: false };
    const { result, serverTime } = await this.#rpc.call(call);
    return { records: await this.#complete(model, rowsOf(result), search.fields), serverTime };
  }

  async #ownFields(model: string, fields: readonly string[]): Promise<string[]> {
    const names = new Set(["id", ...fields.map((path) => path.split(".")[0] ?? path)]);
    for (const name of names) await this.#fields.field(model, name);
    return [...names];
  }

  async #complete(model: string, rows: readonly JsonObject[], fields: readonly string[]): Promise<DataRecord[]> {
    const types = await this.#fields.of(model);
    const records = rows.map((row) => {
      const values: Record<string, Value> = {};
      for (const [name, value] of Object.entries(row)) {
        const type = types[name];
        if (type !== undefined) values[name] = fromOdoo(type, value);
      }
      return values;
    });
    for (const [name, inner] of innerFields(fields)) await this.#expand(model, records, name, inner);
    return records;
  }

  /** Replaces the ids in one relational field by records. */
  async #expand(model: string, records: Record<string, Value>[], name: string, inner: string[]): Promise<void> {
    const relation = await this.#fields.related(model, name);
    const list = isListOfRecords(await this.#fields.field(model, name));
    const ids = new Set(records.flatMap((record) => idsIn(record[name])));
    const related = new Map((await this.read(relation, [...ids], inner)).map((record) => [record.id, record]));
    for (const record of records) {
      const found = idsIn(record[name])
        .map((id) => related.get(id))
        .filter((value) => value !== undefined);
      record[name] = list ? found : (found[0] ?? null);
    }
  }
}

/** Fields behind a dot by the field before it. */
function innerFields(fields: readonly string[]): Map<string, string[]> {
  const inner = new Map<string, string[]>();
  for (const path of fields) {
    const dot = path.indexOf(".");
    if (dot < 0) continue;
    const name = path.slice(0, dot);
    inner.set(name, [...(inner.get(name) ?? []), path.slice(dot + 1)]);
  }
  return inner;
}

function idsIn(value: Value | undefined): number[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((id) => typeof id === "number");
}

function rowsOf(result: unknown): JsonObject[] {
  return Array.isArray(result) ? result.filter(isJsonObject) : [];
}
