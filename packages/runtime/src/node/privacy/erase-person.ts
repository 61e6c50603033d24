import { ERASED_SALT, type Erasure, LINKED_BY_HAND, type SideBase, type Snapshot, type Value } from "@xmap/contract";
import type { WaitingRow } from "../../engine/store.ts";
import { ERASED, ErasedTexts } from "../../privacy/erased-texts.ts";
import { fromJson, type Statements } from "../store/statements.ts";
import { forgetRecords, namingRecords } from "./erase-named-records.ts";

/** How many rows an erasure has changed. */
export interface ErasedRows {
  readonly rows: number;
  readonly audits: number;
}

const OF_RECORDS = "IN (SELECT value FROM json_each(?1))";
/** The pairs whose left record is the person's, or whose right record is the person's alone. */
const OWN_PAIRS = `left_record ${OF_RECORDS} OR (right_record ${OF_RECORDS} AND cardinality = 'one')`;
const SNAPSHOTS = `SELECT link, left_record, body FROM snapshot WHERE left_record ${OF_RECORDS}
  OR (link, left_record) IN (SELECT link, left_record FROM cross_reference WHERE ${OWN_PAIRS})`;
const SET_SNAPSHOT = "UPDATE snapshot SET body = ? WHERE link = ? AND left_record = ?";
// A hash of the key, which may be an e-mail address, can be guessed. The link holds without it.
const KEY_HASHES = `UPDATE cross_reference SET key_hash = '${LINKED_BY_HAND}'
  WHERE key_hash <> '${LINKED_BY_HAND}' AND (${OWN_PAIRS})`;
const WAITING = `SELECT run, body FROM waiting WHERE record ${OF_RECORDS}`;
const SET_WAITING = "UPDATE waiting SET body = ?, input = NULL, edited = 0, shown = NULL WHERE run = ?";
const WORK = `UPDATE work SET content = NULL, event = json_remove(event, '$.xmaphint', '$.traceparent'),
  next_event = json_remove(next_event, '$.xmaphint', '$.traceparent'), mapping_hash = NULL, covered_version = 0
  WHERE record ${OF_RECORDS}`;
const JOURNAL = `DELETE FROM journal WHERE work IN (SELECT work FROM work WHERE record ${OF_RECORDS})
  OR work IN (SELECT work FROM waiting WHERE record ${OF_RECORDS})
  OR work NOT IN (SELECT work FROM work UNION SELECT work FROM waiting)`;
const APPROVALS = `DELETE FROM approval WHERE record ${OF_RECORDS}`;
const SALTS = `UPDATE audit SET salt = '${ERASED_SALT}' WHERE salt <> '${ERASED_SALT}'
  AND body ->> '$.target' ${OF_RECORDS} AND json_array_length(body, '$.fields') > 0`;
const SET_NOTE = "UPDATE note SET body = ? WHERE name = ?";
const SET_REASON = "UPDATE pause SET reason = ? WHERE kind = ? AND name = ?";
const SET_CLOSED_BY = "UPDATE waiting SET closed_by = ? WHERE run = ?";

/**
 * Erases what the store holds of a person, inside the transaction that is open. Links stay, so that a later event finds
 * the same records; what was sent to them is forgotten, so that it is compared with what is there.
 */
export function erasePerson(statements: Statements, { records, texts }: Erasure): ErasedRows {
  const list = JSON.stringify(records);
  let rows = 0;
  for (const { link, left_record: left, body } of statements.all(SNAPSHOTS, list))
    rows += statements.run(SET_SNAPSHOT, JSON.stringify(bare(fromJson<Snapshot>(body))), String(link), String(left));
  rows += statements.run(KEY_HASHES, list);
  rows += statements.run(JOURNAL, list);
  for (const { run, body } of statements.all(WAITING, list))
    rows += statements.run(SET_WAITING, JSON.stringify(unsaid(fromJson(body))), String(run));
  rows += statements.run(WORK, list) + statements.run(APPROVALS, list);
  const erased = new ErasedTexts(texts);
  rows += takeOut(statements, erased) + forgetRecords(statements, namingRecords(records, erased));
  return { rows, audits: statements.run(SALTS, list) };
}

/** A snapshot that says which records and lines belong together, and nothing of what they hold. */
function bare(snapshot: Snapshot): Snapshot {
  const { link, left, mappingHash, back } = snapshot;
  return { link, left, mappingHash, ...bareSide(snapshot), ...(back === undefined ? {} : { back: bareSide(back) }) };
}

function bareSide({ lines, otherLines, unsettled }: SideBase): SideBase {
  const keys = Object.entries(lines).map(([list, sent]) => {
    const bareLines = Object.entries(sent).map(([identity, { key }]) => [identity, { key, sent: {} }]);
    return [list, Object.fromEntries(bareLines)];
  });
  const base = { sent: {}, seen: {}, lines: Object.fromEntries(keys), otherLines };
  if (unsettled === undefined) return base;
  const added = Object.entries(unsettled.added).map(([list, begun]) => [
    list,
    begun.map((line) => ({ ...line, values: withoutTexts(line.values) })),
  ]);
  return { ...base, unsettled: { ...unsettled, added: Object.fromEntries(added) } };
}

function withoutTexts(values: { readonly [field: string]: Value }): { readonly [field: string]: Value } {
  const plain = Object.entries(values).filter(([, value]) => typeof value === "number" || typeof value === "boolean");
  return Object.fromEntries(plain);
}

/** A hold or dead letter that says where it stopped, but not in words that may name the person. */
function unsaid(row: Omit<WaitingRow, "work" | "input" | "mappingHash" | "approvable">): object {
  const problems = row.problems.map(({ rule }) => ({ rule, message: ERASED }));
  if (row.failure === undefined) return { ...row, problems };
  const fields = row.failure.fields.map((field) => ({ ...field, message: ERASED }));
  return { ...row, problems, failure: { ...row.failure, message: ERASED, fields } };
}

/** Takes the texts out of what belongs to no record. */
function takeOut(statements: Statements, erased: ErasedTexts): number {
  let rows = 0;
  for (const { name, body } of statements.all("SELECT name, body FROM note")) {
    const before = fromJson<Value>(body);
    const after = erased.takeOut(before);
    if (after !== before) rows += statements.run(SET_NOTE, JSON.stringify(after), String(name));
  }
  for (const { kind, name, reason } of statements.all("SELECT kind, name, reason FROM pause")) {
    const after = erased.takeOut(String(reason));
    if (after !== reason) rows += statements.run(SET_REASON, String(after), String(kind), String(name));
  }
  for (const { run, closed_by: by } of statements.all(
    "SELECT run, closed_by FROM waiting WHERE closed_by IS NOT NULL",
  )) {
    const after = erased.takeOut(String(by));
    if (after !== by) rows += statements.run(SET_CLOSED_BY, String(after), String(run));
  }
  return rows;
}
