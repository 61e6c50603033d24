import { type DataRecord, Failure, type LinePatch, type Value } from "@xmap/contract";
import { comparableKey, flattenFields, valueAtPath } from "../shared/field-paths.ts";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import { isRecord, patchedLines, patchedRecord } from "../shared/patched-record.ts";
import { uriComponent } from "../shared/uri-component.ts";
import type { Api, ApiResource } from "./api.ts";
import type { ApiAnswer, ApiClient, Query } from "./api-client.ts";
import { atPointer } from "./document.ts";
import { allRows, refuseList } from "./paging.ts";
import { asText, toRecord, writable } from "./values.ts";

type Lines = Readonly<Record<string, LinePatch>>;

/** A record as the API gave it, with its version where there is one. */
interface Found {
  readonly content: JsonObject;
  readonly version: string | undefined;
}

/** Reads and writes records of the API. */
export class RecordAccess {
  readonly #client: ApiClient;
  readonly #api: Api;

  constructor(client: ApiClient, api: Api) {
    this.#client = client;
    this.#api = api;
  }

  keyOf(resource: ApiResource, record: JsonObject): readonly string[] {
    const key = record[resource.key];
    return [typeof key === "object" || key === undefined ? "" : String(key)];
  }

  async read(resource: ApiResource, key: readonly string[]): Promise<DataRecord | undefined> {
    const found = await this.#find(resource, key, `read ${resource.name}`);
    return found === undefined ? undefined : this.#record(resource, found.content);
  }

  /** Asks by the parameters that the API has, and keeps what fits: an API may pass over a parameter. */
  async search(resource: ApiResource, match: DataRecord, limit: number): Promise<readonly DataRecord[]> {
    const wanted = flattenFields(match);
    const ofKey = wanted.find(([path]) => path === resource.key)?.[1];
    const fits = (record: DataRecord) =>
      wanted.every(([path, value]) => comparableKey(path, valueAtPath(record, path)) === comparableKey(path, value));
    if (ofKey !== undefined && ofKey !== null && resource.itemPath !== undefined) {
      const record = await this.read(resource, [asText(ofKey)]);
      return record !== undefined && fits(record) ? [record] : [];
    }
    const query: Query = wanted.flatMap(([path, value]) => {
      const parameter = resource.search.get(path);
      return parameter === undefined || value === null ? [] : [[parameter, asText(value).trim()] as const];
    });
    if (query.length === 0 && wanted.length > 0) {
      const paths = wanted.map(([path]) => path).join(", ");
      throw this.#refuse(`search ${resource.name}`, `The API cannot search ${resource.name} by ${paths}`);
    }
    const found: DataRecord[] = [];
    for await (const rows of allRows(this.#client, resource, query)) {
      found.push(...rows.map((row) => this.#record(resource, row)).filter(fits));
      if (found.length >= limit) return found.slice(0, limit);
    }
    return found;
  }

  /** All records, for lookups by what the API cannot search. */
  async all(resource: ApiResource): Promise<readonly DataRecord[]> {
    if (!resource.lists) throw refuseList(this.#client, resource);
    const found: DataRecord[] = [];
    for await (const rows of allRows(this.#client, resource, []))
      found.push(...rows.map((row) => this.#record(resource, row)));
    return found;
  }

  async create(resource: ApiResource, values: DataRecord, lines: Lines, writeKey: string): Promise<readonly string[]> {
    const operation = `create ${resource.name}`;
    if (!resource.creates) throw this.#refuse(operation, `The API creates no ${resource.name}`);
    const lists = Object.entries(lines).map(
      ([name, patch]) => [name, patchedLines([], patch, ({ values: line }) => line)] as const,
    );
    const json = { ...values, ...Object.fromEntries(lists) };
    const headers = this.#idempotency(resource.idempotencyHeader, writeKey);
    const answer = await this.#client.send({
      method: "POST",
      path: resource.path,
      json,
      headers,
      operation,
      writes: true,
    });
    return [this.#createdKey(resource, answer)];
  }

  async update(
    resource: ApiResource,
    key: readonly string[],
    values: DataRecord,
    lines: Lines,
    writeKey: string,
  ): Promise<void> {
    const operation = `update ${resource.name}`;
    const method = resource.updates;
    if (method === undefined) throw this.#refuse(operation, `The API does not change ${resource.name}`);
    const given = Object.entries(values).filter(([, value]) => value !== undefined);
    const changedLines = Object.entries(lines).filter(
      ([, each]) => each.add.length + each.change.length + each.remove.length > 0,
    );
    if (given.length + changedLines.length === 0) return;
    const hasRecords = !resource.mergesPatches && given.some(([, value]) => isRecord(value));
    const needsCurrent = method === "PUT" || hasRecords || changedLines.length > 0;
    const found = needsCurrent ? await this.#find(resource, key, operation) : undefined;
    if (needsCurrent && found === undefined) throw this.#missing(resource, operation);
    const current = (found?.content ?? {}) as DataRecord;
    const lists = changedLines.map(
      ([name, patch]) => [name, patchedLines(current[name], patch, ({ values: line }) => line)] as const,
    );
    const whole = { ...patchedRecord(current, values), ...Object.fromEntries(lists) };
    const names = new Set([...given, ...lists].map(([name]) => name));
    const part = Object.fromEntries(
      Object.entries(resource.mergesPatches ? { ...values, ...Object.fromEntries(lists) } : whole).filter(([name]) =>
        names.has(name),
      ),
    );
    const headers = {
      ...this.#idempotency(resource.idempotencyHeader, writeKey),
      ...(found?.version === undefined ? {} : { "if-match": found.version }),
      ...(resource.mergesPatches ? { "content-type": "application/merge-patch+json" } : {}),
    };
    const json = method === "PUT" ? writable(this.#api.document, resource.schema, whole) : part;
    await this.#client.send({
      method,
      path: this.path(resource, key, operation),
      json,
      headers,
      operation,
      writes: true,
    });
  }

  /** The path of one record. */
  path(resource: ApiResource, key: readonly string[], operation: string, template = resource.itemPath): string {
    const [only, ...others] = key;
    if (template === undefined) throw this.#refuse(operation, `The API has no path of one record of ${resource.name}`);
    if (only === undefined || others.length > 0)
      throw this.#refuse(operation, `A key of ${resource.name} is ${resource.key}; declare the entity with it`);
    return template.replace(/\{[^{}]+\}/, uriComponent(only).replace(/^\.{1,2}$/, "%2E"));
  }

  async #find(resource: ApiResource, key: readonly string[], operation: string): Promise<Found | undefined> {
    if (key[0] === "") return undefined;
    const path = this.path(resource, key, operation);
    try {
      const answer = await this.#client.send({ method: "GET", path, operation, writes: false });
      const content = atPointer(answer.body, resource.record);
      if (!isJsonObject(content)) throw this.#client.failure(answer, "SchemaDrift", "The answer is not a record");
      const { etag } = answer.headers;
      return { content, version: typeof etag === "string" && !etag.startsWith("W/") ? etag : undefined };
    } catch (thrown) {
      if (thrown instanceof Failure && thrown.details.class === "NotFound") return undefined;
      throw thrown;
    }
  }

  #createdKey(resource: ApiResource, answer: ApiAnswer): string {
    const content = atPointer(answer.body, resource.record);
    const [key = ""] = isJsonObject(content) ? this.keyOf(resource, content) : [];
    if (key !== "") return key;
    const { location } = answer.headers;
    const step =
      typeof location === "string"
        ? location
            .replace(/[?#].*$/, "")
            .split("/")
            .at(-1)
        : undefined;
    if (step !== undefined && step !== "") return decodeURIComponent(step);
    throw this.#client.failure(answer, "Unknown", `The answer to the create holds no ${resource.key}`);
  }

  #record(resource: ApiResource, content: JsonObject): DataRecord {
    return toRecord(this.#api.document, resource.schema, content);
  }

  #idempotency(header: string | undefined, writeKey: string): Readonly<Record<string, string>> {
    return header === undefined || writeKey === "" ? {} : { [header.toLowerCase()]: writeKey };
  }

  #refuse(operation: string, message: string): Failure {
    return new Failure({ class: "SchemaDrift", system: this.#client.system, operation, message });
  }

  #missing(resource: ApiResource, operation: string): Failure {
    const message = `There is no such record of ${resource.name}`;
    return new Failure({ class: "NotFound", system: this.#client.system, operation, message });
  }
}

/** Whether a record's fields all have one of the values that say that an operation is done. */
export function isDone(doneWhen: ReadonlyMap<string, readonly Value[]>, record: DataRecord): boolean {
  return [...doneWhen].every(([path, values]) => {
    const found = comparableKey(path, valueAtPath(record, path));
    return values.some((value) => comparableKey(path, value) === found);
  });
}
