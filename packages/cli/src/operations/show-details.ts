import type { FailureDetails, WaitingDetails } from "@xmap/contract";
import { ageOf, timeOf } from "./age.ts";
import { SHORT_RUN } from "./show-waiting.ts";
import { renderStack } from "./source-stack.ts";
import type { WaitingKind } from "./waiting-selection.ts";

const OUTCOME_WORDS: Readonly<Record<WaitingDetails["outcome"], string>> = {
  held: "is held for a person",
  rejected: "was rejected",
  dead: "was given up after its retries",
};

export interface ShownWaiting {
  readonly kind: WaitingKind;
  readonly projectFolder: string;
  readonly details: WaitingDetails;
  /** The options that name the store, for the commands that come next. */
  readonly storeOptions: string;
  readonly now: number;
}

/** Everything that a person needs to decide, for a terminal. */
export function describeWaiting({ kind, projectFolder, details, storeOptions, now }: ShownWaiting): string {
  const { record, outcome, since, run, flow, step, attempts, failure, problems, done, edited, input, group } = details;
  const others = details.alsoWaiting;
  const facts = [
    ["run", run],
    ["flow", `${flow}, at step ${step}`],
    ["group", group],
    ["failed attempts", String(attempts)],
    ["done steps", done.length === 0 ? "none" : done.join(", ")],
    ...(others === 0
      ? []
      : [["also waiting", `${others} ${others === 1 ? "record" : "records"}, for the end of this hold`]]),
  ];
  const stack = renderStack(projectFolder, details);
  const next = nextSteps(kind, run.slice(0, SHORT_RUN), input !== undefined);
  return [
    `${record} ${OUTCOME_WORDS[outcome]} ${ageOf(since, now)} ago (${timeOf(since)})`,
    ...facts.map(([name, value]) => `  ${(name ?? "").padEnd(16)} ${value ?? ""}`),
    section(
      "What went wrong",
      problems.map(({ rule, message }) => `${rule}: ${message}`),
    ),
    ...(failure === undefined ? [] : [section(`What ${failure.system} said`, describeFailure(failure))]),
    ...(stack === "" ? [] : [section("Where", stack.split("\n"))]),
    section(edited ? "Input, as a person has changed it" : "Input", inputLines(input)),
    section(
      "Next",
      next.map((command) => `xmap ${command} ${storeOptions}`),
    ),
  ].join("\n");
}

function describeFailure(failure: FailureDetails): readonly string[] {
  const { class: kind, operation, status, name, message, effect, fields } = failure;
  const words = [status === undefined ? undefined : `status ${status}`, name].filter((word) => word !== undefined);
  const effects = { none: "nothing was changed there", unknown: "it may have been done", done: "it was done" };
  return [
    message,
    ...fields.map((field) => `${field.path}${field.rule === undefined ? "" : ` (${field.rule})`}: ${field.message}`),
    `${kind} at ${operation}${words.length === 0 ? "" : `, ${words.join(", ")}`}; ${effects[effect]}`,
  ];
}

function inputLines(input: WaitingDetails["input"]): readonly string[] {
  if (input === undefined) return ["the record was not read before it failed"];
  return JSON.stringify(input, null, 2).split("\n");
}

function nextSteps(kind: WaitingKind, run: string, hasInput: boolean): readonly string[] {
  if (kind === "hold") return [`hold release ${run}`, `hold reject ${run} --reason "…"`];
  return [
    ...(hasInput ? [`dead retry ${run}`] : []),
    `dead retry ${run} --from beginning`,
    ...(hasInput ? [`dead edit ${run} --set 'field="value"'`] : []),
    `dead discard ${run} --reason "…"`,
  ];
}

function section(title: string, lines: readonly string[]): string {
  return [`\n${title}`, ...lines.map((line) => `  ${line}`)].join("\n");
}
