import type { PersonalData } from "@xmap/runtime/node";
import { textTable } from "../operations/text-table.ts";

type PersonalRow = PersonalData["rows"][number];

/** What each kind of place is called. */
const KINDS: Readonly<Record<PersonalRow["kind"], string>> = {
  sent: "last sent values",
  waiting: "hold or dead letter",
  closed: "closed hold or dead letter",
  pending: "pending change",
  journal: "results of steps",
  link: "link found by the key",
  note: "note",
  pause: "reason of a pause",
  audit: "audit record (field names only)",
};

/** Where data of a person lies, without the data. */
export function personTable({ rows }: PersonalData): string {
  const cells = rows.map(({ kind, place, records }) => [KINDS[kind], place, records.join(" = ")]);
  return textTable(["WHAT", "WHERE", "RECORDS"], cells);
}

/** How much there is of each kind. */
export function countsOf({ rows }: PersonalData): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of rows) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/** What an erasure would do, in words. */
export function erasurePlan(data: PersonalData): string {
  const { records, texts } = data;
  const counts = Object.entries(countsOf(data)).map(
    ([kind, count]) => `${count} × ${KINDS[kind as PersonalRow["kind"]]}`,
  );
  return [
    `would erase what is kept of ${records.length} records: ${records.join(", ")}`,
    `in: ${counts.join(", ")}`,
    `and these words in notes and reasons: ${texts.join(", ")}`,
    "that the records are linked is kept; dead letters lose what they were about and can be retried from the beginning",
  ].join("\n");
}
