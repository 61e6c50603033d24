import { type DataRecord, Failure, type Value } from "@xmap/contract";
import { comparableKey, flattenFields, valueAtPath } from "../../shared/field-paths.ts";
import { isJsonObject, type JsonObject } from "../../shared/json-shape.ts";
import { uriComponent } from "../../shared/uri-component.ts";
import type { AcumaticaApi, Query } from "../access/api.ts";
import type { ContractCatalog, RecordType } from "../contract/catalog.ts";
import { foldRecord } from "../contract/fold.ts";
import { recordKeys } from "../contract/record-keys.ts";
import { type Selection, selectFields, selectionQuery } from "../contract/selection.ts";
import { equalsFilter } from "./filter.ts";

/** Makes archived records visible, where the release has archives. */
const WITH_ARCHIVED = { "px-apiarchive": "SHOW" };
const GUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** A list that is asked for, in whatever order the system gives it. */
export interface RecordSearch {
  readonly resource: string;
  readonly filter?: string | undefined;
  readonly fields: readonly string[];
  /** Fields that are left out where the list cannot be exported with them. */
  readonly spare?: readonly string[];
  readonly limit?: number;
  readonly operation: string;
}

/** Records with the server's own time in milliseconds. */
export interface FoundRecords {
  readonly records: readonly DataRecord[];
  readonly serverTime: number | undefined;
}

/** Reads records in the contract's values, one by key or many by filter. */
export class RecordReader {
  readonly #api: AcumaticaApi;
  readonly #catalog: ContractCatalog;
  /** Resources that cannot be listed with their spare fields. */
  readonly #withoutSpare = new Set<string>();

  constructor(api: AcumaticaApi, catalog: ContractCatalog) {
    this.#api = api;
    this.#catalog = catalog;
  }

  /** The record of these keys; undefined when there is none. */
  async read(resource: string, key: readonly string[], fields: readonly string[]): Promise<DataRecord | undefined> {
    const type = await this.#catalog.of(resource);
    const selection = await selectFields(this.#catalog, type, fields, false);
    const path = await this.pathOf(resource, key);
    if (path === undefined) return undefined;
    try {
      const { body } = await this.#get(path, selectionQuery(selection), `read ${resource}`);
      return isJsonObject(body) ? await foldRecord(this.#catalog, type, body, selection) : undefined;
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.details.class === "NotFound") return undefined;
      throw thrown;
    }
  }

  /** The path of a record; undefined when it can only be found by a search, which finds none. */
  async pathOf(resource: string, key: readonly string[]): Promise<string | undefined> {
    const [first = ""] = key;
    const isId = key.length === 1 && GUID.test(first);
    const place = isId || key.every(isPlainSegment) ? key : await this.#idOf(await this.#catalog.of(resource), key);
    return place && `/${resource}/${place.map((part) => uriComponent(part.trim())).join("/")}`;
  }

  /** Records that equal all of `match`; by key where the match is the whole key, as lists are slower. */
  async search(resource: string, match: DataRecord, fields: readonly string[], limit: number): Promise<DataRecord[]> {
    const type = await this.#catalog.of(resource);
    const wanted = new Map(flattenFields(match));
    const keys = recordKeys(resource);
    const key = keys.map((field) => wanted.get(field));
    if (wanted.size === keys.length && key.every(isKeyText)) {
      const record = await this.read(resource, key.map(String), [...fields, ...keys]);
      return record === undefined || !isSameKey(keys, record, key) ? [] : [record];
    }
    const conditions: string[] = [];
    for (const [path, value] of wanted) {
      const condition = await equalsFilter(this.#catalog, type, path, value);
      if (condition === undefined) return [];
      conditions.push(condition);
    }
    const filter = conditions.join(" and ");
    return [...(await this.list({ resource, filter, fields, limit, operation: `search ${resource}` })).records];
  }

  /** A list; where the system cannot export it at once, its keys are listed and each record is read. */
  async list(search: RecordSearch): Promise<FoundRecords> {
    const { resource, fields, spare = [] } = search;
    const keys = recordKeys(resource);
    const withSpare = this.#withoutSpare.has(resource) ? fields : [...fields, ...spare];
    const whole = await this.#exported(search, [...keys, ...withSpare]);
    if (whole !== undefined) return whole;
    if (withSpare.length > fields.length) {
      this.#withoutSpare.add(resource);
      return this.list(search);
    }
    const found = await this.#exported(search, keys);
    if (found === undefined) throw this.#catalog.drift(resource, `Acumatica cannot list ${resource}`);
    const records: DataRecord[] = [];
    for (const record of found.records) {
      const read = await this.read(resource, keyOf(keys, record), fields);
      if (read !== undefined) records.push(read);
    }
    return { records, serverTime: found.serverTime };
  }

  /** A list with these fields; undefined when it cannot be exported at once. */
  async #exported(search: RecordSearch, fields: readonly string[]): Promise<FoundRecords | undefined> {
    const type = await this.#catalog.of(search.resource);
    try {
      return await this.#page(type, search, await selectFields(this.#catalog, type, fields, true));
    } catch (thrown) {
      if (thrown instanceof Failure && /CannotOptimizeException$/.test(thrown.details.name ?? "")) return undefined;
      throw thrown;
    }
  }

  async #page(type: RecordType, search: RecordSearch, selection: Selection): Promise<FoundRecords> {
    const { resource, filter, limit, operation } = search;
    const top = limit === undefined ? undefined : String(limit);
    const query = { ...selectionQuery(selection), $filter: filter, $top: top };
    const { body, serverTime } = await this.#get(`/${resource}`, query, operation);
    const records: DataRecord[] = [];
    for (const row of rowsOf(body)) records.push(await foldRecord(this.#catalog, type, row, selection));
    return { records, serverTime };
  }

  /** The id of a record whose keys cannot stand in an address. */
  async #idOf(type: RecordType, key: readonly string[]): Promise<readonly string[] | undefined> {
    const fields = recordKeys(type.name);
    const conditions: string[] = [];
    for (const [index, field] of fields.entries()) {
      const condition = await equalsFilter(this.#catalog, type, field, key[index] ?? null);
      if (condition === undefined) return undefined;
      conditions.push(condition);
    }
    const filter = conditions.join(" and ");
    const operation = `read ${type.name}`;
    const { records } = await this.list({ resource: type.name, filter, fields: [], limit: 1, operation });
    const id = records[0]?.id;
    return typeof id === "string" ? [id] : undefined;
  }

  #get(path: string, query: Query, operation: string) {
    return this.#api.send({ method: "GET", path, query, headers: WITH_ARCHIVED, operation, writes: false });
  }
}

/** The key of a record as read, without the padding of keys of fixed length. */
export function keyOf(keys: readonly string[], record: DataRecord): string[] {
  return keys.map((field) => String(record[field] ?? "").trim());
}

/** Slashes cannot be told from separators, and the web server refuses some other characters in a path. */
function isPlainSegment(part: string): boolean {
  return /^[\p{L}\p{N} ._-]*[\p{L}\p{N}_-]$/u.test(part.trim());
}

function isKeyText(value: Value | undefined): boolean {
  return (typeof value === "string" && value.trim() !== "") || typeof value === "number";
}

/** Keys compare without case and padding. */
function isSameKey(keys: readonly string[], record: DataRecord, wanted: readonly (Value | undefined)[]): boolean {
  const text = (path: string, value: Value): string => comparableKey(path, value).toUpperCase();
  return keys.every((path, index) => text(path, valueAtPath(record, path)) === text(path, wanted[index] ?? null));
}

function rowsOf(body: unknown): JsonObject[] {
  return Array.isArray(body) ? body.filter(isJsonObject) : [];
}
