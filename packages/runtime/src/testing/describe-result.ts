import type { RuleModule } from "@xmap/contract";
import type { TestResult } from "./declared-test.ts";

/** What a failed test says: expected and got by field, with the rules behind it. */
export function describeResult({ differences, problems, unanswered, remark }: TestResult): string {
  const lines: string[] = remark === undefined ? [] : [remark];
  for (const { path, expected, got, rules } of differences) {
    lines.push(path, `  expected  ${expected}`, `  got       ${got}`);
    for (const rule of rules.slice(0, MOST_RULES)) lines.push(`  by        ${placeOf(rule)}  ${rule.text}`);
  }
  for (const { word, message, at } of problems) {
    lines.push(`it came to ${word} ${JSON.stringify(message)}`);
    if (at !== undefined) lines.push(`  by        ${placeOf(at)}  ${at.text}`);
  }
  for (const question of unanswered) lines.push(`the test does not answer ${question}`);
  return lines.join("\n");
}

const MOST_RULES = 4;

function placeOf({ file, line }: RuleModule): string {
  return `${file}:${line}`;
}
