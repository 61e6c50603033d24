import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite";

export type Row = Record<string, unknown>;

/** Prepared statements of one connection, each prepared at its first use. */
export class Statements {
  readonly #database: DatabaseSync;
  readonly #prepared = new Map<string, StatementSync>();
  readonly #onError: (error: unknown) => void;

  /** `onError` is told of whatever SQLite throws, before it is thrown on. */
  constructor(database: DatabaseSync, onError: (error: unknown) => void = () => {}) {
    this.#database = database;
    this.#onError = onError;
  }

  all(sql: string, ...parameters: SQLInputValue[]): Row[] {
    return this.#told(() => this.#prepare(sql).all(...parameters));
  }

  get(sql: string, ...parameters: SQLInputValue[]): Row | undefined {
    return this.#told(() => this.#prepare(sql).get(...parameters));
  }

  /** Answers how many rows were changed. */
  run(sql: string, ...parameters: SQLInputValue[]): number {
    return this.#told(() => Number(this.#prepare(sql).run(...parameters).changes));
  }

  #told<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      this.#onError(error);
      throw error;
    }
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }
}

/** The content of a JSON column. */
export function fromJson<Shape>(text: unknown): Shape {
  return JSON.parse(String(text)) as Shape;
}

/** The content of a JSON column that may be null. */
export function fromOptionalJson<Shape>(text: unknown): Shape | undefined {
  return text === null ? undefined : fromJson<Shape>(text);
}

export function toOptionalJson(value: unknown): string | null {
  return value === undefined ? null : JSON.stringify(value);
}

/** The content of a number column that may be null. */
export function optionalNumber(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
