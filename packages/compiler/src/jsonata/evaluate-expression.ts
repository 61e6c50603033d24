import { type CompiledCode, compileExpression, type RefusedText } from "./compile-expression.ts";

/** What the runtime offers to compiled code: the namespace of `@xmap/runtime/jsonata`. */
export type JsonataRuntime = Readonly<Record<string, unknown>>;

/** An expression that has been loaded. */
export interface LoadedExpression {
  evaluate(input: unknown, bindings: Readonly<Record<string, unknown>>, options: EvaluationOptions): unknown;
  evaluateCounted(
    input: unknown,
    bindings: Readonly<Record<string, unknown>>,
    options: EvaluationOptions,
  ): { readonly value: unknown; readonly evaluatedTexts: number };
  readonly body: unknown;
}

/** As the runtime's RunOptions; see there. */
export interface EvaluationOptions {
  readonly instant: number;
  readonly random: { fraction(): number };
  readonly clock?: { now(): number } | undefined;
  readonly limits?: { readonly depth?: number; readonly steps?: number; readonly milliseconds?: number } | undefined;
  readonly compileText?: ((text: string) => unknown) | undefined;
}

/** Loads compiled code at once, without a module of its own. */
export function loadExpression({ imports, code }: CompiledCode, runtime: JsonataRuntime): LoadedExpression {
  const load = new Function("runtime", `"use strict";\nconst { ${imports.join(", ")} } = runtime;\nreturn ${code};`);
  return load(runtime) as LoadedExpression;
}

const loaded = new WeakMap<CompiledCode, LoadedExpression>();

/**
 * Evaluates compiled code at once. Variables called like built-in functions hide them, as in JSONata:
 * then the text is compiled again. Throws JsonataError.
 */
export function evaluateExpression(
  compiled: CompiledCode,
  input: unknown,
  bindings: Readonly<Record<string, unknown>>,
  options: EvaluationOptions,
  runtime: JsonataRuntime,
): unknown {
  const complete = { compileText: textCompiler(runtime), ...options };
  return loadFor(compiled, bindings, runtime).evaluate(input, bindings, complete);
}

/** The loaded expression, compiled for variables that hide built-in functions where there are any. */
export function loadFor(
  compiled: CompiledCode,
  bindings: Readonly<Record<string, unknown>>,
  runtime: JsonataRuntime,
): LoadedExpression {
  const names = Object.keys(bindings);
  if (names.some((name) => compiled.builtIns.has(name))) {
    const again = compileExpression(compiled.text, { bound: names });
    if (again.kind === "compiled") return loadExpression(again, runtime);
  }
  let expression = loaded.get(compiled);
  if (expression === undefined) {
    expression = loadExpression(compiled, runtime);
    loaded.set(compiled, expression);
  }
  return expression;
}

/** Compiles the computed texts of `$eval`. */
export function textCompiler(runtime: JsonataRuntime): (text: string) => unknown {
  const known = new Map<string, RefusedText | { readonly kind: "expression"; readonly body: unknown }>();
  return (text) => {
    let result = known.get(text);
    if (result === undefined) {
      const compiled = compileExpression(text);
      result =
        compiled.kind === "refused" ? compiled : { kind: "expression", body: loadExpression(compiled, runtime).body };
      known.set(text, result);
    }
    return result;
  };
}
