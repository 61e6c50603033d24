import {
  type ChangesPage,
  type ConnectorSession,
  type CreateRequest,
  type DataRecord,
  type EnvironmentIdentity,
  Failure,
  type LinePatch,
  type ReadRequest,
  type SearchRequest,
  sameValue,
  type UpdateRequest,
  type UpsertRequest,
  type Value,
  type WebhookHints,
} from "@xmap/contract";
import { Pool } from "undici";
import { unserved } from "./unserved.ts";

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Writes sales to the sink, each in one request by its reference. */
export class SinkSession implements ConnectorSession {
  readonly #system: string;
  readonly #pool: Pool;

  constructor(system: string, url: string, connections: number) {
    this.#system = system;
    this.#pool = new Pool(url, { connections });
  }

  async identify(): Promise<EnvironmentIdentity> {
    return { fingerprint: "bench-sink", label: "the benchmark's sink" };
  }

  async capabilities(): Promise<readonly string[]> {
    return [];
  }

  async read({ key }: ReadRequest): Promise<DataRecord | undefined> {
    const { status, text } = await this.#request("read", "GET", key.join(","), undefined);
    return status === 404 ? undefined : (JSON.parse(text) as DataRecord);
  }

  async search({ match }: SearchRequest): Promise<readonly DataRecord[]> {
    const found = await this.read({ resource: "sales", key: [String(match.reference)], fields: [], joins: [] });
    const fits = Object.entries(match).every(([field, value]) => sameValue(found?.[field], value));
    return found !== undefined && fits ? [found] : [];
  }

  async create({ values, lines }: CreateRequest): Promise<readonly string[]> {
    const { reference } = await this.#put("create", values, lines);
    return [String(reference)];
  }

  upsert({ values, lines }: UpsertRequest): Promise<DataRecord> {
    return this.#put("upsert", values, lines);
  }

  async update({ key, values, lines }: UpdateRequest): Promise<void> {
    const { status } = await this.#request("update", "PATCH", key.join(","), JSON.stringify({ values, lines }));
    if (status === 404)
      throw new Failure({ class: "NotFound", system: this.#system, operation: "update", message: "no such sale" });
  }

  readChanged(): Promise<ChangesPage> {
    return Promise.reject(unserved(this.#system, "readChanged"));
  }

  lookup(): Promise<readonly (readonly Value[])[]> {
    return Promise.reject(unserved(this.#system, "lookup"));
  }

  operationFields(): readonly string[] {
    return [];
  }

  operationDone(): boolean {
    return false;
  }

  operate(): Promise<void> {
    return Promise.reject(unserved(this.#system, "operate"));
  }

  verifyWebhook(): WebhookHints {
    throw unserved(this.#system, "verifyWebhook");
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #put(operation: string, values: DataRecord, lines: Readonly<Record<string, LinePatch>>): Promise<DataRecord> {
    const lists = Object.entries(lines).map(([field, { add }]) => [field, add.map((line) => line.values)] as const);
    const body = JSON.stringify({ ...values, ...Object.fromEntries(lists) });
    const { text } = await this.#request(operation, "PUT", String(values.reference), body);
    return JSON.parse(text) as DataRecord;
  }

  async #request(
    operation: string,
    method: "GET" | "PUT" | "PATCH",
    reference: string,
    body: string | undefined,
  ): Promise<Answered> {
    try {
      const answered = await this.#pool.request({
        method,
        path: `/sales/${encodeURIComponent(reference)}`,
        headers: { "content-type": "application/json" },
        body: body ?? null,
      });
      const text = await answered.body.text();
      if (answered.statusCode === 200 || answered.statusCode === 404) return { status: answered.statusCode, text };
      throw new Failure({
        class: "Invalid",
        system: this.#system,
        operation,
        status: answered.statusCode,
        message: text,
      });
    } catch (error) {
      if (error instanceof Failure) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw new Failure({ class: "Transient", system: this.#system, operation, message, cause: error });
    }
  }
}
