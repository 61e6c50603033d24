import type {
  ChangesPage,
  ConnectorSession,
  DataRecord,
  EnvironmentIdentity,
  OperationRequest,
  OperationTest,
  ReadRequest,
  Value,
  WebhookHints,
} from "@xmap/contract";
import { unserved } from "./unserved.ts";

/** Counters in memory: an effect is one number that grows. */
export class CounterSession implements ConnectorSession {
  /** Operations carried out so far. */
  effects = 0;
  readonly #system: string;
  readonly #counts = new Map<string, number>();

  constructor(system: string) {
    this.#system = system;
  }

  async identify(): Promise<EnvironmentIdentity> {
    return { fingerprint: "bench-counter", label: "counters in memory" };
  }

  async capabilities(): Promise<readonly string[]> {
    return [];
  }

  async read({ key }: ReadRequest): Promise<DataRecord | undefined> {
    const name = key.join(",");
    return { id: Number(name), count: this.#counts.get(name) ?? 0 };
  }

  operationFields(): readonly string[] {
    return ["count"];
  }

  operationDone({ record, arguments: given }: OperationTest): boolean {
    return Number(record.count) >= Number(given.to);
  }

  async operate({ key, arguments: given }: OperationRequest): Promise<void> {
    this.effects += 1;
    this.#counts.set(key.join(","), Number(given.to));
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

  verifyWebhook(): WebhookHints {
    throw unserved(this.#system, "verifyWebhook");
  }

  async close(): Promise<void> {}
}
