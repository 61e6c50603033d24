import {
  type ChangesPage,
  type ConnectorSession,
  type CreateRequest,
  type DataRecord,
  type EntityModule,
  Failure,
  type InvocationRequest,
  type KeyField,
  type LinePatch,
  type LookupRequest,
  type NotifyRequest,
  type OperationRequest,
  type OperationTest,
  type ReadRequest,
  type SearchRequest,
  type UpdateRequest,
  type Value,
  valueAt,
  type WebhookHints,
} from "@xmap/contract";
import { nest, sameField } from "../engine/field-values.ts";
import type { FlowEffect } from "./flow-effect.ts";
import type { GivenAnswers } from "./given-answers.ts";

/** Far from the keys that a test writes down. */
const FIRST_NEW_KEY = 900_001;

/** Of records of which no entity is known. */
const DEFAULT_KEY: readonly KeyField[] = [{ field: "id", type: "integer" }];

/** A system that holds what a test answers, and keeps what is written. */
export class TestSystem implements ConnectorSession {
  readonly name: string;
  /** What the installation offers. */
  readonly offers = new Set<string>();
  readonly #answers: GivenAnswers;
  readonly #effects: FlowEffect[];
  readonly #records = new Map<string, Map<string, DataRecord>>();
  readonly #keyFields = new Map<string, readonly KeyField[]>();
  readonly #done = new Set<string>();
  /** Of the records that were handed out. */
  readonly #keys = new WeakMap<object, string>();
  #nextKey = FIRST_NEW_KEY;

  /** `effects` takes up what is done to the system. */
  constructor(name: string, answers: GivenAnswers, effects: FlowEffect[]) {
    this.name = name;
    this.#answers = answers;
    this.#effects = effects;
  }

  /** Records of this entity are made under its key. */
  know({ resource, key }: EntityModule): void {
    this.#keyFields.set(resource, key);
  }

  put(resource: string, key: string, record: DataRecord): void {
    const records = this.#records.get(resource) ?? new Map<string, DataRecord>();
    this.#records.set(resource, records.set(key, record));
  }

  async identify() {
    return { fingerprint: this.name, label: this.name };
  }

  async capabilities(): Promise<readonly string[]> {
    return [...this.offers];
  }

  async read({ resource, key }: ReadRequest): Promise<DataRecord | undefined> {
    const name = key.join(",");
    const record = this.#record(resource, name) ?? this.#answers.record({ system: this.name, resource }, key);
    if (record === undefined) this.#answers.unanswered.add(`${resource} ${name} of ${this.name}`);
    if (record === undefined || record === null) return undefined;
    this.put(resource, name, record);
    const copy = structuredClone(record);
    this.#keys.set(copy, name);
    return copy;
  }

  async search({ resource, match, limit }: SearchRequest): Promise<readonly DataRecord[]> {
    const known = new Map([
      ...this.#answers.records({ system: this.name, resource }),
      ...(this.#records.get(resource) ?? []),
    ]);
    const fits = (record: DataRecord): boolean =>
      Object.entries(match).every(([field, value]) => sameField(valueAt(record, field.split(".")), value));
    return [...known.values()].filter(fits).slice(0, limit);
  }

  async lookup({ keys }: LookupRequest): Promise<readonly (readonly Value[])[]> {
    // Lookups are answered before a system is asked.
    return keys.map(() => []);
  }

  async create({ resource, values, lines }: CreateRequest): Promise<readonly string[]> {
    const sent = { ...values, ...this.#patchedLists({}, lines) };
    const record = this.#withKey(resource, sent);
    const fields = this.#keyFields.get(resource) ?? DEFAULT_KEY;
    const key = fields.map(({ field }) => String(valueAt(record, field.split("."))));
    const name = key.join(",");
    this.put(resource, name, record);
    this.#effects.push({ kind: "create", system: this.name, resource, key: name, values: sent });
    return key;
  }

  async update({ resource, key, values, lines }: UpdateRequest): Promise<void> {
    const name = key.join(",");
    const record = this.#record(resource, name) ?? {};
    const sent = { ...values, ...this.#patchedLists(record, lines) };
    this.put(resource, name, mergeRecords(record, sent));
    this.#effects.push({ kind: "update", system: this.name, resource, key: name, values: sent });
  }

  operationFields(): readonly string[] {
    return [];
  }

  operationDone({ resource, operation, record }: OperationTest): boolean {
    return this.#done.has(JSON.stringify([resource, operation, this.#keys.get(record)]));
  }

  async operate({ resource, operation, key, arguments: given }: OperationRequest): Promise<void> {
    const { name: system } = this;
    this.#effects.push({ kind: "call", system, resource, key: key.join(","), operation, arguments: given });
    this.#done.add(JSON.stringify([resource, operation, key.join(",")]));
  }

  async invoke({ invocation, arguments: given }: InvocationRequest): Promise<Value> {
    this.#effects.push({ kind: "invoke", system: this.name, invocation, arguments: given });
    return this.#answers.invoked(this.name, invocation, given);
  }

  async notify({ channel, text }: NotifyRequest): Promise<void> {
    this.#effects.push({ kind: "notify", channel: channel === "" ? this.name : `${this.name}.${channel}`, text });
  }

  async readChanged(): Promise<ChangesPage> {
    return { changed: [], cursor: "", more: false };
  }

  verifyWebhook(): WebhookHints {
    throw new Failure({ class: "Unauthorized", system: this.name, operation: "webhook", message: "a test takes none" });
  }

  async close(): Promise<void> {}

  #record(resource: string, key: string): DataRecord | undefined {
    return this.#records.get(resource)?.get(key);
  }

  /** The parts of the key that nobody gives are the system's own numbers. */
  #withKey(resource: string, sent: DataRecord): DataRecord {
    const isMissing = ({ field }: KeyField): boolean => (valueAt(sent, field.split(".")) ?? null) === null;
    const missing = (this.#keyFields.get(resource) ?? DEFAULT_KEY).filter(isMissing);
    if (missing.length === 0) return sent;
    const number = this.#nextKey++;
    const given = missing.map(({ field, type }): [string, Value] => [field, type === "integer" ? number : `${number}`]);
    return mergeRecords(nest(Object.fromEntries(given)), sent);
  }

  #patchedLists(record: DataRecord, lines: Readonly<Record<string, LinePatch>>): DataRecord {
    const lists = Object.entries(lines).map(([field, patch]): [string, Value] => {
      const before = (record[field] ?? []) as readonly DataRecord[];
      const kept = before.filter((line) => !patch.remove.includes(String(line.id ?? "")));
      const changed = kept.map((line) => {
        const change = patch.change.find(({ key }) => key === String(line.id ?? ""));
        return change === undefined ? line : mergeRecords(line, change.values);
      });
      const added = patch.add.map(({ values }) => ({ id: this.#nextKey++, ...values }));
      return [field, [...changed, ...added]];
    });
    return Object.fromEntries(lists);
  }
}

/** A record with other values for some fields; nested records merge. */
export function mergeRecords(record: DataRecord, values: DataRecord): DataRecord {
  const merged: Record<string, Value | undefined> = { ...record };
  for (const [name, value] of Object.entries(values)) {
    const before = merged[name];
    merged[name] = isRecord(before) && isRecord(value) ? mergeRecords(before, value) : value;
  }
  return merged;
}

function isRecord(value: Value | undefined): value is DataRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
