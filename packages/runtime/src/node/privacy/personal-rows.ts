import type { CrossReference, Snapshot, Value } from "@xmap/contract";
import { ERASED } from "../../privacy/erased-texts.ts";
import { fromJson, fromOptionalJson, type Row, type Statements } from "../store/statements.ts";

/** One place of the store that holds something of a person. */
export interface PersonalRow {
  readonly kind: "sent" | "waiting" | "closed" | "pending" | "journal" | "link" | "note" | "pause" | "audit";
  /** For people: the link, flow, run or note. */
  readonly place: string;
  /** Texts of the references of the records that it belongs to. */
  readonly records: readonly string[];
  readonly content: Value | undefined;
}

const LINKED = `SELECT s.link, s.left_record, s.body, c.right_record, c.cardinality FROM snapshot s
  LEFT JOIN cross_reference c ON c.link = s.link AND c.left_record = s.left_record WHERE`;
const JOURNAL = `SELECT j.step, j.result, coalesce(w.record, h.record) AS record FROM journal j
  LEFT JOIN work w ON w.work = j.work LEFT JOIN waiting h ON h.work = j.work WHERE`;
const WORK = `SELECT flow.name AS flow, record, event, next_event, content FROM work JOIN flow ON flow.id = work.flow WHERE`;

/** What is kept of written records, pending and waiting ones, where the condition holds for the text of what is kept. */
export function rowsWhere(statements: Statements, condition: TextCondition): readonly PersonalRow[] {
  const { text, record, pair, parameters } = condition;
  const read = (sql: string, where: string): Row[] => statements.all(`${sql} ${where}`, ...parameters);
  return [
    ...read(LINKED, pair ?? text("s.body")).map(sent),
    ...read("SELECT * FROM waiting WHERE", record ?? text("body || coalesce(input, '')")).map(waiting),
    ...read(WORK, record ?? text("event || coalesce(next_event, '') || coalesce(content, '')")).map(pending),
    ...read(JOURNAL, record === undefined ? text("j.result") : `coalesce(w.record, h.record) ${condition.list}`).map(
      journal,
    ),
  ];
}

/** Texts that belong to no record and in which the function `mentions` finds the person. */
export function freeTexts(statements: Statements): readonly PersonalRow[] {
  const rowsOf = (kind: PersonalRow["kind"], sql: string): readonly PersonalRow[] =>
    statements.all(sql).map(({ place, text }) => ({ kind, place: String(place), records: [], content: String(text) }));
  return [
    ...rowsOf("note", "SELECT name AS place, body AS text FROM note WHERE mentions(body)"),
    ...rowsOf("pause", "SELECT kind || '/' || name AS place, reason AS text FROM pause WHERE mentions(reason)"),
    ...rowsOf("closed", "SELECT run AS place, closed_by AS text FROM waiting WHERE mentions(closed_by)"),
  ];
}

/** Whether a row of a person's record holds anything that an erasure has not taken away. */
export function isFilled({ kind, content }: PersonalRow): boolean {
  if (kind === "pending") return (content as { readonly content?: Value }).content !== null;
  return kind === "journal" || saysAnything(content);
}

/** Whether there is any value in it but what stands for erased texts, and names of rules and keys of lines. */
function saysAnything(value: Value | undefined): boolean {
  if (typeof value !== "object" || value === null) return value !== undefined && value !== null && value !== ERASED;
  if (Array.isArray(value)) return (value as readonly Value[]).some(saysAnything);
  return Object.entries(value).some(([name, member]) => !STRUCTURE.has(name) && saysAnything(member));
}

/** Members that say where something belongs, not what it is. */
const STRUCTURE: ReadonlySet<string> = new Set(["rule", "key", "closedBy"]);

/** Either a condition on texts, or the records that are meant. */
export interface TextCondition {
  readonly text: (column: string) => string;
  readonly record: string | undefined;
  readonly pair: string | undefined;
  readonly list: string;
  readonly parameters: readonly string[];
}

/** Those whose text the function `mentions` finds the person in. */
export const MENTIONED: TextCondition = {
  text: (column) => `mentions(${column})`,
  record: undefined,
  pair: undefined,
  list: "",
  parameters: [],
};

/** Those of given records. */
export function ofRecords(records: readonly string[]): TextCondition {
  const list = "IN (SELECT value FROM json_each(?1))";
  return {
    text: () => "1",
    list,
    record: `record ${list}`,
    pair: `s.left_record ${list} OR (c.right_record ${list} AND c.cardinality = 'one')`,
    parameters: [JSON.stringify(records)],
  };
}

function sent({ link, left_record: left, body, right_record: right }: Row): PersonalRow {
  const { sent: values, seen, lines, otherLines: _lines, back, unsettled } = fromJson<Snapshot>(body);
  const content = { sent: values, seen, lines, ...(back === undefined ? {} : { back }), ...(unsettled ?? {}) };
  const records = right === null || right === undefined ? [String(left)] : [String(left), String(right)];
  return { kind: "sent", place: String(link), records, content: content as unknown as Value };
}

function waiting({ run, flow, record, body, input, closed_at: closedAt, closed_by: by }: Row): PersonalRow {
  const { problems, failure } = fromJson<{ problems: Value; failure?: { message: string } }>(body);
  const said = { problems, ...(failure === undefined ? {} : { failure: failure.message }) };
  const content = { input: fromOptionalJson<Value>(input) ?? null, ...said, closedBy: by === null ? null : String(by) };
  const kind = closedAt === null ? "waiting" : "closed";
  return { kind, place: `${String(flow)} ${String(run)}`, records: [String(record)], content };
}

function pending({ flow, record, event, next_event: next, content }: Row): PersonalRow {
  const held = { event: fromJson<Value>(event), next: fromOptionalJson<Value>(next) ?? null };
  const pushed = fromOptionalJson<Value>(content) ?? null;
  return { kind: "pending", place: String(flow), records: [String(record)], content: { ...held, content: pushed } };
}

function journal({ step, result, record }: Row): PersonalRow {
  const records = record === null ? [] : [String(record)];
  return { kind: "journal", place: String(step), records, content: fromOptionalJson<Value>(result) };
}

/** A cross-reference, as far as it says whose it is. */
export interface LinkedPair extends Pick<CrossReference, "link" | "cardinality"> {
  readonly left: string;
  readonly right: string | undefined;
}

export function toPair({ link, left_record: left, right_record: right, cardinality }: Row): LinkedPair {
  return {
    link: String(link),
    left: String(left),
    right: right === null ? undefined : String(right),
    cardinality: cardinality as CrossReference["cardinality"],
  };
}
