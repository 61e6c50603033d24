import type { ComparisonReport, RecordDifference } from "@xmap/runtime/node";
import { textTable } from "../operations/text-table.ts";

/** What was found of one flow's binding, with what was mended. */
export interface FlowReport extends ComparisonReport {
  readonly flow: string;
  readonly repaired: number;
}

const CAUSES: Readonly<Record<RecordDifference["cause"], string>> = {
  fields: "differs",
  neverSent: "was never sent",
  held: "is held",
  rejected: "was rejected",
  dead: "was given up",
  missingRight: "is missing on the other side",
  missingLeft: "is gone, but not its counterpart",
  unmapped: "cannot be mapped",
};
const FIELD_CAUSES = { neverSent: "never sent", drift: "changed there", lost: "did not arrive" } as const;

/** One difference in words, its fields below it. */
export function describeDifference({ record, right, cause, fields, reason }: RecordDifference): string {
  const what = right === undefined ? record : `${record} = ${right}`;
  const why = reason === undefined ? "" : `: ${reason}`;
  const rows = fields.map(
    (one) =>
      `  ${one.field}: ${JSON.stringify(one.found)} instead of ${JSON.stringify(one.wanted)} (${FIELD_CAUSES[one.cause]})`,
  );
  return [`${what} ${CAUSES[cause]}${why}`, ...rows].join("\n");
}

/** Counts by flow and binding, then the figures. */
export function describeReports(reports: readonly FlowReport[]): string {
  const head = ["FLOW", "BINDING", "RECORDS", "EQUAL", "DIFFERENT", "UNMATCHED", "REPAIRED"];
  const rows = reports.map((one) => [
    one.flow,
    one.binding,
    ...[one.records, one.equal, one.different, one.unmatched, one.repaired].map(String),
  ]);
  const figures = reports.flatMap(({ binding, figures: all }) =>
    all.map(({ name, currency, left, right }) => [
      name,
      binding,
      currency,
      left === undefined ? "" : String(left),
      right === undefined ? "" : String(right),
      left === undefined || right === undefined ? "" : String(Math.round((right - left) * 10_000) / 10_000),
    ]),
  );
  const figureTable = textTable(["FIGURE", "BINDING", "CURRENCY", "LEFT", "RIGHT", "DIFFERENCE"], figures);
  return [textTable(head, rows), ...(figures.length === 0 ? [] : [figureTable])].join("\n\n");
}
