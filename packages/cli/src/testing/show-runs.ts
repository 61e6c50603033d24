import { join, relative } from "node:path";
import { describeResult } from "@xmap/runtime/testing";
import { jsonLine } from "../operations/json-lines.ts";
import type { TestRun } from "./test-run.ts";

/** The tests at their places, each failure with what was expected, and their number at the end. */
export function showRuns(runs: readonly TestRun[], folder: string): string {
  const lines = runs.map((run) => {
    const mark = run.passed ? "✓" : "✗";
    const place = run.file === "" ? "" : `${shownPath(folder, run.file)}:${run.line}  `;
    const law = run.kind === "law" ? "law: " : "";
    return [`${mark} ${place}${law}${run.title}`, ...explanation(run, folder)].join("\n");
  });
  return [...lines, countText(runs)].join("\n");
}

/** `12 passed, 1 failed` */
function countText(runs: readonly TestRun[]): string {
  const passed = runs.filter((run) => run.passed).length;
  return `${passed} passed, ${runs.length - passed} failed`;
}

/** A line of JSON a test, and one with their number. */
export function runsAsJson(runs: readonly TestRun[], folder: string): string {
  const passed = runs.filter((run) => run.passed).length;
  const lines = runs.map(({ kind, title, file, line, passed: isPassed, result, error, milliseconds }) => {
    const place = { file: file === "" ? undefined : shownPath(folder, file), line };
    return jsonLine("test", { kind, title, ...place, passed: isPassed, result, error, milliseconds });
  });
  return [...lines, jsonLine("tests", { passed, failed: runs.length - passed })].join("");
}

/** A project's path as seen from the working folder. */
export function shownPath(folder: string, file: string): string {
  return relative(process.cwd(), join(folder, file)).replaceAll("\\", "/");
}

function explanation({ passed, result, error }: TestRun, folder: string): readonly string[] {
  if (passed && result?.remark === undefined) return [];
  const text = result === undefined ? (error ?? "it could not be run") : describeResult(withShownPaths(result, folder));
  return text.split("\n").map((line) => `    ${line}`);
}

function withShownPaths(result: NonNullable<TestRun["result"]>, folder: string): NonNullable<TestRun["result"]> {
  const shown = <Rule extends { readonly file: string }>(rule: Rule): Rule => ({
    ...rule,
    file: shownPath(folder, rule.file),
  });
  return {
    ...result,
    differences: result.differences.map((one) => ({ ...one, rules: one.rules.map(shown) })),
    problems: result.problems.map((one) => ({ ...one, at: one.at === undefined ? undefined : shown(one.at) })),
  };
}
