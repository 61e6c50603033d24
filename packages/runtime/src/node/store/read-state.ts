import type { PauseState, RunOutcome } from "@xmap/contract";
import type { StoreState } from "../../engine/store.ts";
import { optionalNumber, type Statements } from "./statements.ts";

const OUTCOME = "outcome.";

/** What an engine needs to know when it starts; counted, not loaded. */
export function readState(statements: Statements): StoreState {
  const metrics = statements
    .all("SELECT name, value FROM metric")
    .map((row) => [String(row.name), Number(row.value)] as const);
  const outcomes = metrics.filter(([name]) => name.startsWith(OUTCOME));
  const oldest = statements.get("SELECT accepted_at FROM work ORDER BY work LIMIT 1");
  return {
    pending: count(statements, "SELECT count(*) AS count FROM work"),
    oldestPendingSince: optionalNumber(oldest?.accepted_at),
    waiting: count(statements, "SELECT count(*) AS count FROM waiting WHERE closed_at IS NULL"),
    outcomes: Object.fromEntries(outcomes.map(([name, value]) => [name.slice(OUTCOME.length) as RunOutcome, value])),
    metrics: Object.fromEntries(metrics.filter(([name]) => !name.startsWith(OUTCOME))),
    pauses: statements.all("SELECT * FROM pause").map((row) => ({
      kind: row.kind as PauseState["kind"],
      name: String(row.name),
      since: Number(row.since),
      reason: String(row.reason),
      actor: row.actor === null ? undefined : String(row.actor),
    })),
    parkedFor: texts(statements, "SELECT DISTINCT parked_for AS text FROM work WHERE parked_for IS NOT NULL"),
    mappingHashes: texts(statements, "SELECT DISTINCT mapping_hash AS text FROM work WHERE mapping_hash IS NOT NULL"),
  };
}

function count(statements: Statements, sql: string): number {
  return Number(statements.get(sql)?.count ?? 0);
}

function texts(statements: Statements, sql: string): readonly string[] {
  return statements.all(sql).map((row) => String(row.text));
}
