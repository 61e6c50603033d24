import { isDeepStrictEqual } from "node:util";
import * as runtime from "@xmap/runtime/jsonata";
import jsonata from "jsonata";
import { type CompiledCode, compileExpression } from "../../src/jsonata/compile-expression.ts";
import { evaluateExpression } from "../../src/jsonata/evaluate-expression.ts";

/** What an expression came to: JSON, or an error's code. */
export type Outcome = { readonly value: unknown } | { readonly code: string };

export const options = { instant: Date.UTC(2026, 2, 4, 16, 22, 9), random: { fraction: () => 0.25 } };

/** The compiled code; fails the test when the text is refused. */
export function compiled(text: string, bound: readonly string[] = []): CompiledCode {
  const result = compileExpression(text, { bound });
  if (result.kind === "refused") throw new Error(`${text} is refused: ${result.code} ${result.message}`);
  return result;
}

/** The value of an expression, as it is. */
export function evaluate(text: string, data?: unknown, bindings: Readonly<Record<string, unknown>> = {}): unknown {
  return evaluateExpression(compiled(text), data, bindings, options, runtime);
}

export function ourOutcome(text: string, data: unknown, bindings: Readonly<Record<string, unknown>> = {}): Outcome {
  const result = compileExpression(text);
  if (result.kind === "refused") return { code: result.code };
  try {
    return { value: asJson(evaluateExpression(result, data, bindings, options, runtime)) };
  } catch (error) {
    if (error instanceof runtime.JsonataError) return { code: error.code };
    throw error;
  }
}

/**
 * What JSONata's interpreter makes of it. Its accidents have the code "accident": errors without a code,
 * and that it puts an undefined item into an empty list of the input.
 */
export async function interpreted(
  text: string,
  data: unknown,
  bindings: Readonly<Record<string, unknown>> = {},
): Promise<Outcome> {
  const copy = structuredClone(data);
  try {
    const value: unknown = await jsonata(text).evaluate(copy, { ...bindings });
    return isDeepStrictEqual(copy, data) ? { value: asJson(value) } : { code: "accident" };
  } catch (error) {
    const { code } = error as { readonly code?: unknown };
    if (!isDeepStrictEqual(copy, data)) return { code: "accident" };
    return { code: typeof code === "string" ? code : "accident" };
  }
}

/** A value as JSON has it; functions are left out. */
function asJson(value: unknown): unknown {
  if (value === undefined || typeof value === "function" || isInterpretersFunction(value)) return undefined;
  return JSON.parse(
    JSON.stringify(value, (_name, field: unknown) => (isInterpretersFunction(field) ? undefined : field)),
  );
}

function isInterpretersFunction(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return "_jsonata_lambda" in value || "_jsonata_function" in value;
}
