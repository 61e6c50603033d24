import { parseRecordReference } from "@xmap/contract";
import type { ErasedTexts } from "../../privacy/erased-texts.ts";
import type { Statements } from "../store/statements.ts";

const OF_RECORDS = "IN (SELECT value FROM json_each(?1))";
const FORGET = [
  `DELETE FROM snapshot WHERE left_record ${OF_RECORDS} OR (link, left_record) IN
    (SELECT link, left_record FROM cross_reference WHERE right_record ${OF_RECORDS})`,
  `DELETE FROM cross_reference WHERE left_record ${OF_RECORDS} OR right_record ${OF_RECORDS}`,
  `DELETE FROM work WHERE record ${OF_RECORDS}`,
  `DELETE FROM waiting WHERE record ${OF_RECORDS}`,
  `DELETE FROM ended WHERE record ${OF_RECORDS}`,
];
const FORGET_SEEN = "DELETE FROM seen WHERE system = ? AND record_key = ?";
const IS_AUDITED = "SELECT 1 FROM audit WHERE body ->> '$.target' = ? LIMIT 1";

/** The records whose keys say who they are of: a customer whose key is the e-mail address, say. */
export function namingRecords(records: readonly string[], texts: ErasedTexts): readonly string[] {
  return records.filter((record) => texts.occursIn(parseRecordReference(record).key.join(" ")));
}

/** Forgets records altogether, since their references name a person; answers how many rows that were. */
export function forgetRecords(statements: Statements, records: readonly string[]): number {
  const list = JSON.stringify(records);
  let rows = 0;
  for (const sql of FORGET) rows += statements.run(sql, list);
  for (const record of records) {
    const { system, key } = parseRecordReference(record);
    rows += statements.run(FORGET_SEEN, system, JSON.stringify(key));
  }
  return rows;
}

/** Whether the audit log names a record already. */
export function isAudited(statements: Statements, record: string): boolean {
  return statements.get(IS_AUDITED, record) !== undefined;
}
