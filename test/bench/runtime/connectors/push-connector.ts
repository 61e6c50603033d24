import type { KeyObject } from "node:crypto";
import {
  type ChangesPage,
  type Clock,
  type ConnectorSession,
  type DataRecord,
  type EnvironmentIdentity,
  Failure,
  type Value,
  type WebhookHints,
  type WebhookRequest,
} from "@xmap/contract";
import { signingKey, verifiedEvent } from "../signing.ts";
import { unserved } from "./unserved.ts";

/** A system that pushes whole records, signed by Standard Webhooks, and answers no questions. */
export class PushSession implements ConnectorSession {
  readonly #system: string;
  readonly #clock: Clock;
  readonly #key: KeyObject;

  constructor(system: string, secret: string, clock: Clock) {
    this.#system = system;
    this.#clock = clock;
    this.#key = signingKey(secret);
  }

  async identify(): Promise<EnvironmentIdentity> {
    return { fingerprint: "bench-shop", label: "the benchmark's shop" };
  }

  async capabilities(): Promise<readonly string[]> {
    return [];
  }

  verifyWebhook({ headers, body }: WebhookRequest): WebhookHints {
    const event = verifiedEvent(this.#key, headers, body, this.#clock.now());
    if (event === undefined) throw this.#refusal("Unauthorized", "the signature does not fit");
    const content = this.#order(body);
    if (typeof content.id !== "number") throw this.#refusal("Invalid", "the body is no order with an id");
    return { event, records: [{ resource: "orders", key: [String(content.id)], content }] };
  }

  read(): Promise<DataRecord | undefined> {
    return Promise.reject(unserved(this.#system, "read"));
  }

  search(): Promise<readonly DataRecord[]> {
    return Promise.reject(unserved(this.#system, "search"));
  }

  readChanged(): Promise<ChangesPage> {
    return Promise.reject(unserved(this.#system, "readChanged"));
  }

  lookup(): Promise<readonly (readonly Value[])[]> {
    return Promise.reject(unserved(this.#system, "lookup"));
  }

  create(): Promise<readonly string[]> {
    return Promise.reject(unserved(this.#system, "create"));
  }

  update(): Promise<void> {
    return Promise.reject(unserved(this.#system, "update"));
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

  async close(): Promise<void> {}

  #order(body: Uint8Array): DataRecord {
    try {
      const { buffer, byteOffset, byteLength } = body;
      return JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString()) as DataRecord;
    } catch {
      throw this.#refusal("Invalid", "the body is not JSON");
    }
  }

  #refusal(kind: "Unauthorized" | "Invalid", message: string): Failure {
    const retry = { when: "never" } as const;
    return new Failure({ class: kind, system: this.#system, operation: "webhook", scope: "record", retry, message });
  }
}
