import type { DatabaseSync } from "node:sqlite";

/**
 * Writes the file anew without what was deleted, and empties the write-ahead log. False when the log is still read by
 * another process, so that it keeps what it holds.
 */
export function leaveNoTraces(database: DatabaseSync): boolean {
  database.exec("VACUUM");
  const row = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
  return row?.busy === 0;
}
