import { compileExpression, loadFor, textCompiler } from "@xmap/compiler";
import * as runtime from "@xmap/runtime/jsonata";
import { sameJson } from "./same-json.ts";
import type { SuiteCase } from "./suite.ts";

/** What a case came to: undefined for a pass, else what went wrong. */
export interface Verdict {
  readonly problem: string | undefined;
  /** Whether a text was compiled at run time. */
  readonly usedFallback: boolean;
}

/** Compiles and evaluates a case. */
export function runCase(suiteCase: SuiteCase, clock: { now(): number }): Verdict {
  const { expression, data, bindings, expected } = suiteCase;
  const outcome = evaluate(expression, data, bindings, suiteCase, clock);
  return { problem: judge(outcome, expected), usedFallback: outcome.usedFallback };
}

/** Parses a case only: the expression is read, or refused as the suite expects it. */
export function parseCase({ expression, expected }: SuiteCase): Verdict {
  const compiled = compileExpression(expression);
  const expectsRefusal = expected.kind === "error" && expected.code.startsWith("S");
  const verdict = (problem: string | undefined): Verdict => ({ problem, usedFallback: false });
  if (compiled.kind === "refused") {
    if (!expectsRefusal) return verdict(`refused with ${compiled.code}: ${compiled.message}`);
    return verdict(judge({ kind: "error", code: compiled.code, token: compiled.token, usedFallback: false }, expected));
  }
  return verdict(expectsRefusal ? `parsed, but ${expected.code} was expected` : undefined);
}

type Outcome = { readonly usedFallback: boolean } & (
  | { readonly kind: "value"; readonly value: unknown }
  | {
      readonly kind: "error";
      readonly code: string | undefined;
      readonly token: string | undefined;
      readonly message?: string;
    }
);

function evaluate(
  text: string,
  data: unknown,
  bindings: Readonly<Record<string, unknown>>,
  { timelimit, depth }: SuiteCase,
  clock: { now(): number },
): Outcome {
  const compiled = compileExpression(text);
  if (compiled.kind === "refused")
    return { kind: "error", code: compiled.code, token: compiled.token, usedFallback: false };
  let usedFallback = false;
  const compileText = textCompiler(runtime);
  try {
    const options = {
      instant: clock.now(),
      random: { fraction: Math.random },
      clock,
      limits: {
        ...(depth === undefined ? {} : { depth }),
        ...(timelimit === undefined ? {} : { milliseconds: timelimit }),
      },
      compileText: (evaluated: string) => {
        usedFallback = true;
        return compileText(evaluated);
      },
    };
    const value = loadFor(compiled, bindings, runtime).evaluate(data, bindings, options);
    return { kind: "value", value, usedFallback };
  } catch (error) {
    if (error instanceof runtime.JsonataError)
      return { kind: "error", code: error.code, token: error.token, message: error.message, usedFallback };
    return {
      kind: "error",
      code: undefined,
      token: undefined,
      message: String(error instanceof Error ? error.stack : error),
      usedFallback,
    };
  }
}

function judge(outcome: Outcome, expected: SuiteCase["expected"]): string | undefined {
  if (outcome.kind === "error") {
    if (expected.kind === "value") return `failed with ${outcome.code}: ${outcome.message}`;
    if (outcome.code !== expected.code)
      return `failed with ${outcome.code} (${outcome.message}) instead of ${expected.code}`;
    if (expected.token !== undefined && expected.token !== outcome.token)
      return `named ${outcome.token} instead of ${expected.token}`;
    if (expected.message !== undefined && expected.message !== outcome.message)
      return `said "${outcome.message}" instead of "${expected.message}"`;
    return undefined;
  }
  if (expected.kind === "error") return `gave ${show(outcome.value)} instead of ${expected.code}`;
  const same = expected.isUnordered
    ? sameMembers(outcome.value, expected.value)
    : sameJson(outcome.value, expected.value);
  return same ? undefined : `gave ${show(outcome.value)} instead of ${show(expected.value)}`;
}

function sameMembers(actual: unknown, expected: unknown): boolean {
  if (!Array.isArray(actual) || !Array.isArray(expected) || actual.length !== expected.length) return false;
  const rest: unknown[] = [...actual];
  return expected.every((item) => {
    const index = rest.findIndex((other) => sameJson(other, item));
    if (index >= 0) rest.splice(index, 1);
    return index >= 0;
  });
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
