import { allCheckedSteps } from "../../checker/steps/all-checked-steps.ts";
import { nameOfCall } from "../../checker/tests/check-expected-act.ts";
import type { CheckedStep } from "../../program.ts";
import type { CompletionItem, CompletionKind } from "./completion-item.ts";
import { around, type CompletionRequest } from "./completion-request.ts";

/** What the tested flow writes, calls or tells, where a test names it; undefined at other places. */
export function expectationItems(request: CompletionRequest): readonly CompletionItem[] | undefined {
  const test = request.path.find((node) => node.kind === "TestDeclaration");
  const path = around(request, 1);
  const holder = around(request, 2);
  if (test === undefined || path?.kind !== "FieldPath") return undefined;
  const symbol = request.marked.visible.get(test.of.name)?.declared.symbol;
  const steps = symbol?.kind === "flow" ? allCheckedSteps(symbol.steps) : [];
  const replace = { start: path.span.start, end: request.place.word.end };
  const offer = (kind: CompletionKind, names: readonly string[]) =>
    [...new Set(names)].map((name) => itemFor(kind, name, replace));
  switch (holder?.kind) {
    case "Expectation":
      return offer("variable", steps.flatMap(writtenBy));
    case "CallEffect":
      return offer(
        "operation",
        steps.flatMap((step) => (step.kind === "call" || step.kind === "invoke" ? [nameOfCall(step)] : [])),
      );
    case "NotifyStep":
      return offer(
        "value",
        steps.flatMap((step) => (step.kind === "notify" ? [step.channel] : [])),
      );
    default:
      return undefined;
  }
}

function itemFor(kind: CompletionKind, name: string, replace: CompletionItem["replace"]): CompletionItem {
  return {
    label: name,
    kind,
    detail: undefined,
    documentation: undefined,
    insertText: name,
    isSnippet: false,
    replace,
    sortText: `1${name}`,
    edits: [],
  };
}

function writtenBy(step: CheckedStep): readonly string[] {
  if (step.kind === "write") return [step.target];
  return step.kind === "sync" && step.assign !== undefined ? [step.assign] : [];
}
