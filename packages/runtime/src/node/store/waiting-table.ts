import type { SQLInputValue } from "node:sqlite";
import type { Value, WaitingDetails, WaitingFilter, WaitingGroup, WaitingRecord } from "@xmap/contract";
import type { Approval, WaitingRow } from "../../engine/store.ts";
import { fromJson, fromOptionalJson, type Row, type Statements, toOptionalJson } from "./statements.ts";

const ADD = `INSERT OR REPLACE INTO waiting
  (run, work, flow, record, outcome, cause, step, body, input, mapping_hash, shown, since)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
const SUPERSEDE = `UPDATE waiting SET closed_at = ?, closed_by = ?
  WHERE flow = ? AND record = ? AND closed_at IS NULL AND run <> ? RETURNING work, outcome`;
const CLOSE =
  "UPDATE waiting SET closed_at = ?, closed_by = ? WHERE run = ? AND closed_at IS NULL RETURNING work, outcome";
const COUNT = "SELECT count(*) AS count FROM waiting WHERE closed_at IS NULL";
const GROUPS = `SELECT cause, count(*) AS count, min(since) AS oldest, max(since) AS newest, body FROM waiting WHERE`;
const USUAL_LIMIT = 100;

export interface ClosedRow {
  readonly work: number;
  readonly outcome: WaitingRecord["outcome"];
}

/** Holds and dead letters. */
export class WaitingTable {
  readonly #statements: Statements;
  /** Open rows; undefined when that is to be counted anew. */
  #open: number | undefined;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Forgets what a transaction that was rolled back had counted. */
  rolledBack(): void {
    this.#open = undefined;
  }

  add(row: WaitingRow): void {
    const { work, input, mappingHash, approvable, ...body } = row;
    const { run, flow, record, outcome, group, step, since } = body;
    const head = [run, work, flow, record, outcome, group, approvable?.step ?? step] as const;
    const rest = [JSON.stringify(body), toOptionalJson(input), mappingHash, approvable?.shown ?? null, since] as const;
    this.#statements.run(ADD, ...head, ...rest);
    this.#open = undefined;
  }

  /** Closes what waits for the same record; answers what was closed. */
  supersede(flow: string, record: string, run: string, at: number): readonly ClosedRow[] {
    this.#open ??= Number(this.#statements.get(COUNT)?.count);
    // Most of the time nothing waits at all, and no run has to look.
    if (this.#open === 0) return [];
    const closed = this.#statements.all(SUPERSEDE, at, run, flow, record, run).map(toClosed);
    this.#open -= closed.length;
    return closed;
  }

  close(run: string, by: string, at: number): ClosedRow | undefined {
    const row = this.#statements.get(CLOSE, at, by, run);
    if (row !== undefined) this.#open = undefined;
    return row === undefined ? undefined : toClosed(row);
  }

  edit(run: string, input: Value): void {
    const sql = "UPDATE waiting SET input = ?, edited = 1 WHERE run = ? AND closed_at IS NULL";
    this.#statements.run(sql, JSON.stringify(input), run);
  }

  list(filter: WaitingFilter): readonly WaitingRecord[] {
    const { where, parameters } = conditionOf(filter);
    const sql = `SELECT body FROM waiting WHERE ${where} ORDER BY since, work LIMIT ?`;
    return this.#statements
      .all(sql, ...parameters, filter.limit ?? USUAL_LIMIT)
      .map((row) => fromJson<WaitingRecord>(row.body));
  }

  groups(filter: WaitingFilter): readonly WaitingGroup[] {
    const { where, parameters } = conditionOf(filter);
    const sql = `${GROUPS} ${where} GROUP BY cause ORDER BY count DESC, cause LIMIT ?`;
    return this.#statements.all(sql, ...parameters, filter.limit ?? USUAL_LIMIT).map((row) => {
      const { flow, outcome, step, problems, failure } = fromJson<WaitingRecord>(row.body);
      return {
        group: String(row.cause),
        count: Number(row.count),
        flow,
        outcome,
        step,
        message: failure?.message ?? problems[0]?.message ?? "",
        oldest: Number(row.oldest),
        newest: Number(row.newest),
      };
    });
  }

  row(run: string): (WaitingRow & Pick<WaitingDetails, "edited" | "done">) | undefined {
    const row = this.#statements.get("SELECT * FROM waiting WHERE run = ? AND closed_at IS NULL", run);
    if (row === undefined) return undefined;
    const work = Number(row.work);
    const done = this.#statements.all("SELECT step FROM journal WHERE work = ? ORDER BY step", work);
    return { ...toRow(row, work), edited: row.edited === 1, done: done.map((one) => String(one.step)) };
  }
}

function toRow(row: Row, work: number): WaitingRow {
  const body = fromJson<WaitingRecord>(row.body);
  return {
    ...body,
    work,
    input: fromOptionalJson<Value>(row.input),
    mappingHash: String(row.mapping_hash),
    approvable: row.shown === null ? undefined : approvalOf(body, String(row.step), String(row.shown)),
  };
}

function approvalOf({ flow, record }: WaitingRecord, step: string, shown: string): Approval {
  return { flow, record, step, shown };
}

function toClosed(row: Row): ClosedRow {
  return { work: Number(row.work), outcome: String(row.outcome) as WaitingRecord["outcome"] };
}

function conditionOf(filter: WaitingFilter): { where: string; parameters: SQLInputValue[] } {
  const conditions = ["closed_at IS NULL"];
  const parameters: SQLInputValue[] = [];
  const addList = (column: string, values: readonly string[] | undefined): void => {
    if (values === undefined) return;
    conditions.push(`${column} IN (SELECT value FROM json_each(?))`);
    parameters.push(JSON.stringify(values));
  };
  addList("run", filter.runs);
  addList("flow", filter.flow === undefined ? undefined : [filter.flow]);
  addList("record", filter.record === undefined ? undefined : [filter.record]);
  addList("outcome", filter.outcomes);
  addList("cause", filter.group === undefined ? undefined : [filter.group]);
  return { where: conditions.join(" AND "), parameters };
}
