import { shownPath } from "../show-runs.ts";
import type { CoveredItem } from "./covered-items.ts";

/** Coverage in the tracefile format of LCOV (`man geninfo`): lines of rules, arms and steps, and both sides of conditions. */
export function lcovText(items: readonly CoveredItem[], folder: string): string {
  const records = [...Map.groupBy(items, ({ file }) => file)].map(([file, within]) => {
    const hits = lineHits(within);
    const branches = within.flatMap(branchLines);
    return [
      "TN:",
      `SF:${shownPath(folder, file)}`,
      ...branches,
      `BRF:${branches.length}`,
      `BRH:${branches.filter((line) => !line.endsWith(",0") && !line.endsWith(",-")).length}`,
      ...[...hits].map(([line, count]) => `DA:${line},${count}`),
      `LF:${hits.size}`,
      `LH:${[...hits.values()].filter((count) => count > 0).length}`,
      "end_of_record",
    ].join("\n");
  });
  return `${records.join("\n")}\n`;
}

/** Several things on one line count as often as the least of them. */
function lineHits(items: readonly CoveredItem[]): ReadonlyMap<number, number> {
  const hits = new Map<number, number>();
  for (const { line, tests } of items) hits.set(line, Math.min(hits.get(line) ?? tests, tests));
  return hits;
}

function branchLines({ line, tests, branches }: CoveredItem, index: number): readonly string[] {
  if (branches === undefined) return [];
  const taken = (count: number): string => (tests === 0 ? "-" : String(count));
  return [`BRDA:${line},${index},0,${taken(branches.held)}`, `BRDA:${line},${index},1,${taken(branches.failed)}`];
}
