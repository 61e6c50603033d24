import { type CreateRequest, type DataRecord, Failure, type UpdateRequest, type UpsertRequest } from "@xmap/contract";
import { callFailure } from "../../shared/call-context.ts";
import { isJsonObject } from "../../shared/json-shape.ts";
import type { AcumaticaApi } from "../access/api.ts";
import type { WebAnswer } from "../access/web-client.ts";
import type { ContractCatalog, RecordType } from "../contract/catalog.ts";
import { fromAcumatica } from "../contract/fold.ts";
import { recordKeys } from "../contract/record-keys.ts";
import { joinWrapped, wrapLines, wrapRecord } from "../contract/wrap.ts";

/** Resources whose keys are given by whoever writes; numbers of documents are the system's. */
const KEYED_BY_WRITER: ReadonlySet<string> = new Set(["Customer", "CustomerLocation", "ItemWarehouse", "StockItem"]);

/** Writes records by PUT, which finds a record by its key fields and sends only what a patch changes. */
export class RecordWriter {
  readonly #api: AcumaticaApi;
  readonly #catalog: ContractCatalog;

  constructor(api: AcumaticaApi, catalog: ContractCatalog) {
    this.#api = api;
    this.#catalog = catalog;
  }

  /** Creates a record and nothing else: one that is there already is a Conflict. Answers its key. */
  async create({ resource, values, lines }: CreateRequest): Promise<readonly string[]> {
    const type = await this.#catalog.of(resource);
    const json = joinWrapped(
      await wrapRecord(this.#catalog, type, values),
      await wrapLines(this.#catalog, type, lines),
    );
    const answer = await this.#put(resource, json, { "if-none-match": "*" }, `create ${resource}`);
    return keyOfAnswer(type, answer);
  }

  /** Changes a record that is there: one that is gone is NotFound. */
  async update({ resource, key, values, lines }: UpdateRequest): Promise<void> {
    const type = await this.#catalog.of(resource);
    const changed = joinWrapped(
      await wrapRecord(this.#catalog, type, values),
      await wrapLines(this.#catalog, type, lines),
    );
    if (Object.keys(changed).length === 0) return;
    const operation = `update ${resource}`;
    try {
      const json = { ...changed, ...(await this.keyFields(resource, key)) };
      await this.#put(resource, json, { "if-match": "*" }, operation);
    } catch (thrown) {
      if (!(thrown instanceof Failure) || thrown.details.status !== 412) throw thrown;
      const message = `There is no ${resource} ${key.join("/")} to be changed`;
      throw new Failure({ ...thrown.details, class: "NotFound", retry: { when: "never" }, message });
    }
  }

  /** Finds or creates in one request; undefined where a repeat would do more than once: numbered records, added lines. */
  async upsert({ resource, key, values, lines }: UpsertRequest): Promise<readonly string[] | undefined> {
    const keys = recordKeys(resource);
    const isKeyed = keys.every((field) => key.includes(field) && hasText(values, field)) && key.length === keys.length;
    if (!KEYED_BY_WRITER.has(resource) || !isKeyed || Object.keys(lines).length > 0) return undefined;
    const type = await this.#catalog.of(resource);
    const json = await wrapRecord(this.#catalog, type, values);
    return keyOfAnswer(type, await this.#put(resource, json, {}, `upsert ${resource}`));
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

  #put(
    resource: string,
    json: Readonly<Record<string, unknown>>,
    headers: Readonly<Record<string, string>>,
    operation: string,
  ): Promise<WebAnswer> {
    return this.#api.send({ method: "PUT", path: `/${resource}`, headers, json, operation, writes: true });
  }
}

/** The key of a record that was written, out of the answer, which repeats its key fields. */
function keyOfAnswer(type: RecordType, { body, context }: WebAnswer): readonly string[] {
  const record = isJsonObject(body) ? body : {};
  const key = recordKeys(type.name).map((field) =>
    field === "id" ? record.id : fromAcumatica(type.fields.get(field) ?? "string", record[field]),
  );
  if (key.every((part) => (typeof part === "string" && part !== "") || typeof part === "number"))
    return key.map(String);
  const message = `Acumatica answered the write of ${type.name} without its key`;
  throw callFailure(context, { class: "Unknown", message });
}

function hasText(values: DataRecord, field: string): boolean {
  const value = values[field];
  return (typeof value === "string" && value.trim() !== "") || typeof value === "number";
}
