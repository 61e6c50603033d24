import type { Value } from "@xmap/contract";
import type { FlowEffect, FlowTrial, TriedStep } from "@xmap/runtime/testing";
import { shorten } from "../operations/text-table.ts";

const WIDEST_VALUE = 100;

/** A flow's trial with what there is to say of its steps. */
export interface ShownTrial {
  readonly flow: string;
  readonly subject: string;
  readonly place: { readonly file: string; readonly line: number };
  readonly trial: FlowTrial;
  /** The line of a source file, without its indentation. */
  readonly lineOf: (file: string, line: number) => string;
}

/** A flow's trial as text: each step with what it looked at and would do, then problems and open questions. */
export function showFlowTrial({ flow, subject, place, trial, lineOf }: ShownTrial): string {
  const steps = trial.steps.flatMap((step) => [
    `${step.line}: ${lineOf(step.file, step.line)}`,
    ...stepLines(step).map((line) => `    ${line}`),
  ]);
  const problems = trial.problems.map(({ word, rule, message }) => `  ${word}: ${message} (${rule})`);
  return [
    `${flow}: ${subject}, ${place.file}:${place.line}`,
    ...(steps.length === 0 ? [] : [steps.join("\n")]),
    ...(problems.length === 0 ? [] : [["Problems:", ...problems].join("\n")]),
    ...(trial.unanswered.length === 0
      ? []
      : [["Not answered (give answers with --answers):", ...trial.unanswered.map((each) => `  ${each}`)].join("\n")]),
    `The run would end: ${trial.outcome}.`,
  ].join("\n\n");
}

function stepLines(step: TriedStep): readonly string[] {
  const lines: string[] = [];
  if (step.kind === "require") lines.push(`looks at ${shownValue(step.value)}`);
  if (step.condition !== undefined) lines.push(step.condition ? "it holds" : "it does not hold");
  lines.push(...step.effects.map(effectText));
  if (step.stopped !== undefined) lines.push(`it comes to ${step.stopped}`);
  else if (step.name !== undefined) lines.push(`${step.name} = ${shownValue(step.value)}`);
  return lines;
}

/** What a step would do, in one line. */
export function effectText(effect: FlowEffect): string {
  switch (effect.kind) {
    case "create":
      return `creates ${effect.resource} in ${effect.system}: ${shownValue(effect.values)}`;
    case "update":
      return `writes ${effect.resource} ${effect.key} of ${effect.system}: ${shownValue(effect.values)}`;
    case "call":
      return `calls ${effect.operation} on ${effect.resource} ${effect.key} of ${effect.system}: ${shownValue(effect.arguments)}`;
    case "invoke":
      return `calls ${effect.system}.${effect.invocation}: ${shownValue(effect.arguments)}`;
    case "notify":
      return `tells ${effect.channel}: ${shorten(effect.text, WIDEST_VALUE)}`;
  }
}

function shownValue(value: Value | undefined): string {
  return value === undefined ? "(no value)" : shorten(JSON.stringify(value), WIDEST_VALUE);
}
