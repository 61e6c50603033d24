import { type DataRecord, Failure, type Value } from "@xmap/contract";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import { type FieldCatalog, isListOfRecords } from "./fields.ts";
import type { CallResult, MethodCall, OdooRpc } from "./rpc/odoo-rpc.ts";
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
  /** Whether searches may ask for ids without names, which Odoo 14 refuses. */
  #searchesPlainly = true;

  constructor(rpc: OdooRpc, fields: FieldCatalog) {
    this.#rpc = rpc;
    this.#fields = fields;
  }

  /** The records that exist, in any order. */
  async read(model: string, ids: readonly number[], fields: readonly string[]): Promise<DataRecord[]> {
    if (ids.length === 0) return [];
    const names = await this.#serverNames(model, fields);
    // Odoo answers the ids that it was given without looking whether there are such records.
    if (names.every((name) => name === "id")) return this.#existing(model, ids, fields);
    const named = { fields: names, load: null };
    const { result } = await this.#rpc.call({ model, method: "read", ids, named, writes: false });
    return this.#complete(model, rowsOf(result), fields);
  }

  async search(search: RecordSearch): Promise<FoundRecords> {
    const { model, domain, order, limit, archived } = search;
    const named = {
      fields: await this.#serverNames(model, search.fields),
      order,
      ...(limit === undefined ? {} : { limit }),
    };
    const context = archived ? { context: { active_test: false } } : {};
    const call = { model, method: "search_read", parameters: { domain }, named, ...context, writes: false };
    const { result, serverTime } = await this.#searchPlainly(call);
    return { records: await this.#complete(model, rowsOf(result), search.fields), serverTime };
  }

  async #existing(model: string, ids: readonly number[], fields: readonly string[]): Promise<DataRecord[]> {
    const found = await this.search({ model, domain: [["id", "in", ids]], fields, order: "id", archived: true });
    return [...found.records];
  }

  async #searchPlainly(call: MethodCall): Promise<CallResult> {
    if (!this.#searchesPlainly) return this.#rpc.call(call);
    try {
      return await this.#rpc.call({ ...call, named: { ...call.named, load: null } });
    } catch (thrown) {
      if (!isUnknownArgument(thrown, "load")) throw thrown;
      this.#searchesPlainly = false;
      return this.#rpc.call(call);
    }
  }

  async #serverNames(model: string, fields: readonly string[]): Promise<string[]> {
    const names = new Set<string>();
    for (const name of ownFields(fields)) {
      const { serverName } = await this.#fields.field(model, name);
      if (serverName !== undefined) names.add(serverName);
    }
    return [...names];
  }

  async #complete(model: string, rows: readonly JsonObject[], fields: readonly string[]): Promise<DataRecord[]> {
    const types = await this.#fields.of(model);
    const names = ownFields(fields);
    const records = rows.map((row) => {
      const values: Record<string, Value> = {};
      for (const name of names) {
        const type = types[name];
        if (type?.serverName !== undefined) values[name] = fromOdoo(type, row[type.serverName]);
        else if (type !== undefined) values[name] = null;
      }
      return values;
    });
    for (const [name, inner] of innerFields(fields)) await this.#expand(model, records, name, inner);
    return records;
  }

  /** Replaces the ids in one relational field by records. */
  async #expand(model: string, records: Record<string, Value>[], name: string, inner: string[]): Promise<void> {
    if ((await this.#fields.field(model, name)).serverName === undefined) return;
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

/** Python's own words, which are never translated. */
function isUnknownArgument(thrown: unknown, name: string): boolean {
  if (!(thrown instanceof Failure) || thrown.details.class !== "SchemaDrift") return false;
  return thrown.details.message.includes(`unexpected keyword argument '${name}'`);
}

/** Names before the first dot, and the id. */
function ownFields(fields: readonly string[]): ReadonlySet<string> {
  return new Set(["id", ...fields.map((path) => path.split(".")[0] ?? path)]);
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
