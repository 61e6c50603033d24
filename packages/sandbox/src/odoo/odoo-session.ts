import { Journal } from "../server/journal.ts";
import type { Json, JsonObject } from "../server/json.ts";
import { Database } from "./engine/database.ts";
import { Environment } from "./engine/environment.ts";
import { readRecords } from "./engine/value-output.ts";
import { models } from "./models/registry.ts";
import { callMethod } from "./rpc-methods.ts";
import { type OdooUser, seedFresh } from "./seed.ts";

const superuser = 1;

/** One database and its transactions; the journal starts after the fresh content. */
export class OdooSession {
  readonly database: string;
  users: readonly OdooUser[];
  readonly #tables = new Database(models);
  readonly #journal: Journal;
  readonly #now: () => Date;
  #lastAt = "";

  constructor(options: {
    readonly database: string;
    readonly uuid: string;
    readonly users: readonly OdooUser[];
    readonly journal: Journal;
    readonly now: () => Date;
  }) {
    this.database = options.database;
    this.users = options.users;
    this.#journal = options.journal;
    this.#now = options.now;
    this.transaction(superuser, (environment) => seedFresh(environment, options), new Journal(options.now));
  }

  /** Runs work as one transaction: all of it stays, or nothing when it throws. */
  transaction<Result>(uid: number, work: (environment: Environment) => Result, journal = this.#journal): Result {
    const environment = new Environment(this.#tables, { uid, at: this.#stamp(), context: {} });
    try {
      const result = work(environment);
      environment.flush(journal);
      this.#tables.commit();
      return result;
    } catch (error) {
      this.#tables.rollback();
      throw error;
    }
  }

  /** Calls a model's method as RPC does. */
  call(
    uid: number,
    model: string,
    method: string,
    positional: readonly Json[],
    keywords: JsonObject = {},
  ): Json | undefined {
    return this.transaction(uid, (environment) => callMethod(environment, model, method, positional, keywords));
  }

  /** All records of a model, archived ones too, with links as plain ids. */
  records(model: string): { [field: string]: Json }[] {
    return this.transaction(superuser, (environment) =>
      readRecords(environment, model, this.#tables.table(model).ids(), [], "plain"),
    );
  }

  /** The names of all models. */
  modelNames(): readonly string[] {
    return this.#tables.models().map((model) => model.name);
  }

  // Two transactions in one millisecond still differ, so that their order shows.
  #stamp(): string {
    const base = this.#now().toISOString().slice(0, 23).replace("T", " ");
    const microseconds = this.#lastAt.startsWith(base) ? Number(this.#lastAt.slice(23)) + 1 : 0;
    this.#lastAt = `${base}${String(Math.min(microseconds, 999)).padStart(3, "0")}`;
    return this.#lastAt;
  }
}
