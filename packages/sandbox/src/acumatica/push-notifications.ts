import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { Json, JsonObject } from "../server/json.ts";
import { guidOf } from "./record/guid-source.ts";
import { keyText, linesOf, type Row, type Scalar } from "./record/row.ts";
import type { RowChange } from "./record/store.ts";

/** One push notification as an administrator sets it up. */
export type PushDefinition = {
  /** Name of the generic inquiry that is watched. */
  readonly query: string;
  /** The entity whose records are its rows. */
  readonly entity: string;
  /** A detail whose lines are joined, one row a line; records without lines give one row. */
  readonly detail?: string;
  /** Paths of the values by column name: `Status`, or `Orders/OrderNbr` of the joined detail. */
  readonly fields: { readonly [column: string]: string };
  /** Attribute ids by column name; a value that has not changed is sent as null. */
  readonly attributes?: { readonly [column: string]: string };
  readonly url: string;
  /** The one header that can be set. */
  readonly header?: { readonly name: string; readonly value: string };
  /** Old and new rows in two requests, the old ones first. */
  readonly isSplit?: boolean;
};

/** What became of the notifications so far. */
export type PushCounts = { readonly sent: number; readonly attempts: number; readonly failed: number };

type Message = { readonly definition: PushDefinition; readonly body: string };

const ATTEMPTS = 5;
/** .NET ticks of the Unix epoch. */
const EPOCH_TICKS = 621_355_968_000_000_000n;

/** Tells receivers about changes: at least once, in order for each definition, at most five attempts. */
export class PushNotifications {
  definitions: readonly PushDefinition[] = [];
  /** Milliseconds between attempts. */
  readonly #pause: number;
  readonly #tenant: string;
  readonly #queues = new Map<string, Promise<void>>();
  readonly #failed: Message[] = [];
  readonly #stop = new AbortController();
  #pending = 0;
  #count = 0;
  #sent = 0;
  #attempts = 0;

  constructor(options: { readonly tenant: string; readonly pause: number }) {
    this.#tenant = options.tenant;
    this.#pause = options.pause;
  }

  /** How many notifications are under way. */
  get pending(): number {
    return this.#pending;
  }

  /** What became of the notifications so far. */
  counts(): PushCounts {
    return { sent: this.#sent, attempts: this.#attempts, failed: this.#failed.length };
  }

  /** Announces committed changes. */
  announce(changes: readonly RowChange[], at: Date): void {
    for (const definition of this.definitions) {
      for (const change of changes.filter(({ table }) => table === definition.entity)) {
        const before = rowsOf(definition, change.before);
        const after = rowsOf(definition, change.after);
        if (!isDeepStrictEqual(before, after)) {
          this.#enqueue(definition, withoutUnchanged(definition, after, before), before, at);
        }
      }
    }
  }

  /** Sends what was given up once more, as the form "Process Push Notifications" does. */
  resendFailed(): void {
    for (const message of this.#failed.splice(0)) {
      this.#queue(message);
    }
  }

  /** Waits until nothing is under way. */
  async drain(): Promise<void> {
    while (this.#pending > 0) {
      await Promise.all(this.#queues.values());
    }
  }

  /** Gives up everything that is under way. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.drain();
  }

  #enqueue(
    definition: PushDefinition,
    inserted: readonly JsonObject[],
    deleted: readonly JsonObject[],
    at: Date,
  ): void {
    const parts =
      definition.isSplit === true && inserted.length > 0 && deleted.length > 0
        ? [
            { Inserted: [], Deleted: deleted },
            { Inserted: inserted, Deleted: [] },
          ]
        : [{ Inserted: inserted, Deleted: deleted }];
    this.#count += 1;
    const id = guidOf(`push/${this.#count}`);
    // Ticks do not fit into a double: they are written as digits, not through a number.
    const ticks = EPOCH_TICKS + BigInt(at.getTime()) * 10_000n;
    for (const part of parts) {
      const head = JSON.stringify({ ...part, Query: definition.query, CompanyId: this.#tenant, Id: id });
      this.#queue({ definition, body: `${head.slice(0, -1)},"TimeStamp":${ticks},"AdditionalInfo":{}}` });
    }
  }

  #queue(message: Message): void {
    const { query } = message.definition;
    const before = this.#queues.get(query) ?? Promise.resolve();
    this.#pending += 1;
    this.#queues.set(
      query,
      before
        .then(() => this.#deliver(message))
        .finally(() => {
          this.#pending -= 1;
        }),
    );
  }

  async #deliver(message: Message): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS && !this.#stop.signal.aborted; attempt += 1) {
      this.#attempts += 1;
      if (await this.#send(message)) {
        this.#sent += 1;
        return;
      }
      if (attempt < ATTEMPTS) {
        await wait(this.#pause, undefined, { signal: this.#stop.signal }).catch(() => undefined);
      }
    }
    this.#failed.push(message);
  }

  async #send({ definition, body }: Message): Promise<boolean> {
    const { header } = definition;
    const headers = {
      "Content-Type": "application/json",
      ...(header === undefined ? {} : { [header.name]: header.value }),
    };
    try {
      const answer = await fetch(definition.url, { method: "POST", headers, body, signal: this.#stop.signal });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      return false;
    }
  }
}

function rowsOf(definition: PushDefinition, row: Row | undefined): readonly JsonObject[] {
  if (row === undefined) {
    return [];
  }
  const lines = definition.detail === undefined ? [] : linesOf(row, definition.detail);
  return (lines.length === 0 ? [undefined] : lines).map((line) => rowOf(definition, row, line));
}

function rowOf({ fields, attributes, detail }: PushDefinition, row: Row, line: Row | undefined): JsonObject {
  const shown: { [column: string]: Json } = {};
  for (const [column, path] of Object.entries(fields)) {
    const [first = "", second] = path.split("/");
    const holder = second === undefined ? row : first === detail ? line : row.links[first];
    shown[column] = pushValue(holder?.values[second ?? first] ?? null);
  }
  for (const [column, id] of Object.entries(attributes ?? {})) {
    const attribute = linesOf(row, "Attributes").find((one) => keyText(one.values.AttributeID) === keyText(id));
    shown[column] = pushValue(attribute?.values.Value ?? null);
  }
  return shown;
}

function pushValue(value: Scalar): Json {
  const isInstant = typeof value === "string" && /^\d{4}-\d{2}-\d{2}T[\d:]{8}\.\d{3}Z$/.test(value);
  return isInstant ? value.replace(/\.?0*Z$/, "") : value;
}

function withoutUnchanged(
  { attributes }: PushDefinition,
  after: readonly JsonObject[],
  before: readonly JsonObject[],
): readonly JsonObject[] {
  return after.map((row, index) => {
    const same = Object.keys(attributes ?? {}).filter((column) => before[index]?.[column] === row[column]);
    return { ...row, ...Object.fromEntries(before[index] === undefined ? [] : same.map((column) => [column, null])) };
  });
}
