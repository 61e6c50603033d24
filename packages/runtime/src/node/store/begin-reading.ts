import { DatabaseSync } from "node:sqlite";
import { StoreRefusedError } from "./open-database.ts";
import { Statements } from "./statements.ts";

/** A connection of its own to a store. */
export interface StoreReading {
  readonly database: DatabaseSync;
  readonly statements: Statements;
}

/**
 * Begins to read a store, also while an engine runs on it: what is written meanwhile is not seen, so that all that is
 * read belongs together. Throws a StoreRefusedError when the file cannot be read or is no store.
 */
export function beginReading(path: string): StoreReading {
  let database: DatabaseSync;
  try {
    database = new DatabaseSync(path, { readOnly: true });
  } catch (error) {
    throw new StoreRefusedError(`The store ${path} cannot be opened: ${wordsOf(error)}`);
  }
  const statements = new Statements(database);
  try {
    database.exec("PRAGMA busy_timeout = 5000; BEGIN");
    // A transaction sees the file from its first reading on.
    statements.get("SELECT max(sequence) FROM audit");
  } catch (error) {
    database.close();
    throw new StoreRefusedError(`${path} is not a store of xmap: ${wordsOf(error)}`);
  }
  return { database, statements };
}

/** What an error says. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
