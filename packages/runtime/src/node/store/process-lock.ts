import { DatabaseSync } from "node:sqlite";

const SQLITE_BUSY = 5;

/** Held by the one process that may use a store; the operating system lets go of it when the process ends, however it ends. */
export interface ProcessLock {
  release(): void;
}

/** Takes the lock beside a store's file; undefined when another process holds it. */
export function takeProcessLock(storePath: string): ProcessLock | undefined {
  // SQLite's own file lock, on a file of its own, so that the store itself stays readable for others.
  const database = new DatabaseSync(`${storePath}-lock`);
  try {
    database.exec("PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE;");
  } catch (error) {
    database.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}
