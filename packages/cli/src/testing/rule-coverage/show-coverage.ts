import { jsonLine } from "../../operations/json-lines.ts";
import { shorten, textTable } from "../../operations/text-table.ts";
import { shownPath } from "../show-runs.ts";
import { type CoveredItem, isCovered } from "./covered-items.ts";

const LONGEST_TEXT = 90;
const KINDS = ["rule", "arm", "condition", "step"] as const;

/** How much of each file the tests went through, and what they did not. */
export function showCoverage(items: readonly CoveredItem[], folder: string): string {
  const byFile = Map.groupBy(items, ({ file }) => file);
  const rows = [...byFile].map(([file, within]) => [shownPath(folder, file), ...counts(within)]);
  const table = textTable(
    ["file", "covered", "rules", "arms", "conditions", "steps"],
    [...rows, ["all", ...counts(items)]],
  );
  const missed = [...byFile].flatMap(([file, within]) => missedIn(shownPath(folder, file), within));
  return missed.length === 0 ? table : `${table}\n\nNo test goes through\n${missed.join("\n")}`;
}

/** A line of JSON for everything that a test can go through. */
export function coverageAsJson(items: readonly CoveredItem[], folder: string): string {
  return items
    .map((item) => jsonLine("coverage", { ...item, file: shownPath(folder, item.file), covered: isCovered(item) }))
    .join("");
}

/** `93 %` */
function percentText(part: number, whole: number): string {
  return `${whole === 0 ? 100 : Math.floor((100 * part) / whole)} %`;
}

function counts(items: readonly CoveredItem[]): readonly string[] {
  const all = percentText(items.filter(isCovered).length, items.length);
  const byKind = KINDS.map((kind) => {
    const ofKind = items.filter((item) => item.kind === kind);
    return ofKind.length === 0 ? "" : `${ofKind.filter(isCovered).length} of ${ofKind.length}`;
  });
  return [all, ...byKind];
}

function missedIn(file: string, items: readonly CoveredItem[]): readonly string[] {
  return items
    .filter((item) => !isCovered(item))
    .map((item) => `  ${file}:${item.line}  ${item.kind}  ${shorten(item.text, LONGEST_TEXT)}${sideOf(item)}`);
}

function sideOf({ tests, branches }: CoveredItem): string {
  if (branches === undefined || tests === 0) return "";
  return branches.held === 0 ? "  (never true)" : "  (never false)";
}
