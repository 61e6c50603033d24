import type { Retention } from "../../engine/store.ts";
import type { Statements } from "./statements.ts";

/** Rows that one call forgets at most, so that no transaction takes long. */
const CHUNK = 500;

const OLD_EVENTS = `DELETE FROM known_event WHERE sequence IN
  (SELECT sequence FROM known_event WHERE at < ? ORDER BY sequence LIMIT ${CHUNK})`;
const OLD_RUNS = `DELETE FROM ended WHERE sequence IN
  (SELECT sequence FROM ended WHERE at < ? ORDER BY sequence LIMIT ${CHUNK})`;
const OLD_DEAD_LETTERS = `DELETE FROM waiting WHERE run IN
  (SELECT run FROM waiting WHERE closed_at IS NOT NULL AND closed_at < ? LIMIT ${CHUNK})`;

/** Forgets what is older; true when there may be more. Open holds and dead letters are kept. */
export function prune(statements: Statements, { finishedBefore, deadLettersBefore }: Retention): boolean {
  // Both tables are in the order of time, so a first row that is young enough says that there is nothing to do.
  const counts = [
    isOld(statements, "known_event", finishedBefore) ? statements.run(OLD_EVENTS, finishedBefore) : 0,
    isOld(statements, "ended", finishedBefore) ? statements.run(OLD_RUNS, finishedBefore) : 0,
    statements.run(OLD_DEAD_LETTERS, deadLettersBefore),
  ];
  return counts.some((count) => count >= CHUNK);
}

function isOld(statements: Statements, table: "known_event" | "ended", before: number): boolean {
  const first = statements.get(`SELECT at FROM ${table} ORDER BY sequence LIMIT 1`);
  return first !== undefined && Number(first.at) < before;
}
