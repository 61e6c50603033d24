import {
  type CreateRequest,
  type DataRecord,
  Failure,
  type UpdateRequest,
  type UpsertRequest,
  type Value,
} from "@xmap/contract";
import { callFailure } from "../../shared/call-context.ts";
import { isJsonObject } from "../../shared/json-shape.ts";
import type { AcumaticaApi, Send } from "../access/api.ts";
import type { WebAnswer } from "../access/web-client.ts";
import type { ContractCatalog, RecordType } from "../contract/catalog.ts";
import { fromAcumatica } from "../contract/fold.ts";
import { sessionIds } from "../contract/line-ids.ts";
import { recordKeys } from "../contract/record-keys.ts";
import { joinWrapped, type LineIdOf, lineTypeAt, wrapLines, wrapRecord } from "../contract/wrap.ts";
import { keyOf, type RecordReader } from "../reading/reader.ts";

/** Resources whose keys are given by whoever writes; numbers of documents are the system's. */
const KEYED_BY_WRITER: ReadonlySet<string> = new Set(["Customer", "CustomerLocation", "ItemWarehouse", "StockItem"]);

/** Writes records by PUT, which finds a record by its key fields and sends only what a patch changes. */
export class RecordWriter {
  readonly #api: AcumaticaApi;
  readonly #catalog: ContractCatalog;
  readonly #reader: RecordReader;

  constructor(api: AcumaticaApi, catalog: ContractCatalog, reader: RecordReader) {
    this.#api = api;
    this.#catalog = catalog;
    this.#reader = reader;
  }

  /** Creates a record and nothing else: one that is there already is a Conflict. Answers its key. */
  async create({ resource, values, lines }: CreateRequest): Promise<readonly string[]> {
    const type = await this.#typeFor(resource, values);
    const json = joinWrapped(
      await wrapRecord(this.#catalog, type, values),
      await wrapLines(this.#catalog, type, lines, () => undefined),
    );
    const answer = await this.#put(this.#api.send, resource, json, { "if-none-match": "*" }, `create ${resource}`);
    return keyOfAnswer(type, answer);
  }

  /** Changes a record that is there: one that is gone is NotFound. */
  async update(request: UpdateRequest): Promise<void> {
    const type = await this.#typeFor(request.resource, request.values);
    const keyFields = await this.keyFields(request.resource, request.key);
    const hasKnownLines = Object.values(request.lines).some(({ change, remove }) => change.length + remove.length > 0);
    if (!hasKnownLines) return this.#update(this.#api.send, request, type, keyFields, () => undefined);
    const path = await this.#reader.pathOf(request.resource, request.key);
    if (path === undefined) throw this.#gone(request.resource, request.key);
    await this.#api.inOneSession(async (send) => {
      const idOf = await this.#lineIds(send, path, request, type);
      await this.#update(send, request, type, keyFields, idOf);
    });
  }

  async #update(
    send: Send,
    { resource, key, values, lines }: UpdateRequest,
    type: RecordType,
    keyFields: Readonly<Record<string, unknown>>,
    idOf: LineIdOf,
  ): Promise<void> {
    const changed = joinWrapped(
      await wrapRecord(this.#catalog, type, values),
      await wrapLines(this.#catalog, type, lines, idOf),
    );
    if (Object.keys(changed).length === 0) return;
    try {
      await this.#put(send, resource, { ...changed, ...keyFields }, { "if-match": "*" }, `update ${resource}`);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.details.status !== 412) throw thrown;
      throw this.#gone(resource, key);
    }
  }

  /** Lines have other ids in every session, so they are read in the session that writes. */
  async #lineIds(send: Send, path: string, { resource, lines }: UpdateRequest, type: RecordType): Promise<LineIdOf> {
    const $expand = Object.keys(lines).map(expandPath).join(",");
    const operation = `read ${resource}`;
    const { body } = await send({ method: "GET", path, query: { $expand }, operation, writes: false });
    const ids = new Map<string, ReadonlyMap<string, string>>();
    for (const field of Object.keys(lines)) {
      const lineType = await lineTypeAt(this.#catalog, type, field);
      ids.set(field, sessionIds(lineType, body, field.split(".")));
    }
    return (field, lineKey) => ids.get(field)?.get(lineKey);
  }

  /** Finds or creates in one request; undefined where a repeat would do more than once: numbered records, added lines. */
  async upsert({ resource, key, values, lines }: UpsertRequest): Promise<readonly string[] | undefined> {
    const keys = recordKeys(resource);
    const isKeyed = keys.every((field) => key.includes(field) && hasText(values, field)) && key.length === keys.length;
    if (!KEYED_BY_WRITER.has(resource) || !isKeyed || Object.keys(lines).length > 0) return undefined;
    const type = await this.#typeFor(resource, values);
    const json = await wrapRecord(this.#catalog, type, values);
    return keyOfAnswer(type, await this.#put(this.#api.send, resource, json, {}, `upsert ${resource}`));
  }

  /** The wrapped fields by which a request finds its record. */
  async keyFields(resource: string, key: readonly string[]): Promise<Record<string, unknown>> {
    const fields = recordKeys(resource);
    if (key.length !== fields.length)
      throw this.#catalog.drift(resource, `A key of ${resource} is ${fields.join(" and ")}`);
    if (fields.length === 1 && fields[0] === "id") return { id: key[0] };
    const values = Object.fromEntries(fields.map((field, index) => [field, key[index] ?? null]));
    return wrapRecord(this.#catalog, await this.#catalog.of(resource), values);
  }

  /** The type of a resource, with all that is needed to write these values to it. */
  async #typeFor(resource: string, values: DataRecord): Promise<RecordType> {
    const type = await this.#catalog.of(resource);
    if (values.custom !== undefined) await this.#catalog.learnCustomFields(resource);
    return type;
  }

  #gone(resource: string, key: readonly string[]): Failure {
    const message = `There is no ${resource} ${key.join("/")} to be changed`;
    return this.#catalog.failure("NotFound", `update ${resource}`, message);
  }

  #put(
    send: Send,
    resource: string,
    json: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>>,
    operation: string,
  ): Promise<WebAnswer> {
    return send({ method: "PUT", path: `/${resource}`, headers, json, operation, writes: true });
  }
}

/** `ShippingSettings.Packages` as the API expands it, each step named. */
function expandPath(field: string): string {
  const names = field.split(".");
  return names.map((_name, index) => names.slice(0, index + 1).join("/")).join(",");
}

/** The key of a record that was written, out of the answer, which repeats its key fields. */
function keyOfAnswer(type: RecordType, { body, context }: WebAnswer): readonly string[] {
  const record = isJsonObject(body) ? body : {};
  const fields = recordKeys(type.name);
  const values = fields.map((field): [string, Value] => [
    field,
    fromAcumatica(type.fields.get(field) ?? "string", field === "id" ? { value: record.id } : record[field]),
  ]);
  const key = keyOf(fields, Object.fromEntries(values));
  if (key.every((part) => part !== "")) return key;
  const message = `Acumatica answered the write of ${type.name} without its key`;
  throw callFailure(context, { class: "Unknown", message });
}

function hasText(values: DataRecord, field: string): boolean {
  const value = values[field];
  return (typeof value === "string" && value.trim() !== "") || typeof value === "number";
}
