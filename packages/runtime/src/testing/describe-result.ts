import type { DataRecord, RuleModule } from "@xmap/contract";
import type { TestResult } from "./declared-test.ts";
import type { FlowEffect } from "./flow-effect.ts";

/** What a failed test says: expected and got by field, with the rules behind it. */
export function describeResult({ differences, problems, unanswered, remark, effects = [] }: TestResult): string {
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
  if (effects.length > 0) lines.push("what the flow did:", ...effects.map((effect) => `  ${effectText(effect)}`));
  return lines.join("\n");
}

const LONGEST_VALUES = 200;

function effectText(effect: FlowEffect): string {
  if (effect.kind === "notify") return `notify ${effect.channel} ${JSON.stringify(effect.text)}`;
  if (effect.kind === "invoke") return `call ${effect.system}.${effect.invocation} ${shortened(effect.arguments)}`;
  const { system, resource, key } = effect;
  const record = `${resource} ${effect.kind === "create" ? "" : `${key} `}of ${system}`;
  if (effect.kind === "call") return `call ${effect.operation} on ${record} ${shortened(effect.arguments)}`;
  return `${effect.kind} ${record} ${shortened(effect.values)}`;
}

function shortened(values: DataRecord): string {
  const text = JSON.stringify(values);
  return text.length > LONGEST_VALUES ? `${text.slice(0, LONGEST_VALUES - 1)}…` : text;
}

const MOST_RULES = 4;

function placeOf({ file, line }: RuleModule): string {
  return `${file}:${line}`;
}
