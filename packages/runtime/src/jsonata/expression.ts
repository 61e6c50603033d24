import { JsonataError } from "./jsonata-error.ts";
import { type Bindings, type ExpressionBody, Run, type RunOptions } from "./run.ts";
import { released, releasedOuter, wrapped } from "./sequence.ts";

/** What the compiler says about an expression besides its code. */
interface Definition {
  /** Offsets at which the lines of the expression's text start. */
  readonly lineStarts: readonly number[];
  /** Whether results can hold lists that the expression has made. */
  readonly makesLists: boolean;
}

/** A compiled expression. */
export interface Expression {
  /** Throws JsonataError. */
  evaluate(input: unknown, bindings: Bindings, options: RunOptions): unknown;
  /** The same, with what the evaluation has used up. */
  evaluateCounted(
    input: unknown,
    bindings: Bindings,
    options: RunOptions,
  ): { readonly value: unknown; readonly evaluatedTexts: number };
  readonly body: ExpressionBody;
}

/** Makes an expression of its code. */
export function defineExpression({ lineStarts, makesLists }: Definition, body: ExpressionBody): Expression {
  const evaluateIn = (run: Run, bindings: Bindings): unknown => {
    try {
      const value = body(run, wrapped(run.input), bindings);
      return makesLists ? released(value) : releasedOuter(value);
    } catch (error) {
      throw explained(error, lineStarts);
    }
  };
  return {
    evaluate: (input, bindings, options) => evaluateIn(new Run(input, options), bindings),
    evaluateCounted: (input, bindings, options) => {
      const run = new Run(input, options);
      return { value: evaluateIn(run, bindings), evaluatedTexts: run.evaluatedTexts };
    },
    body,
  };
}

function explained(error: unknown, lineStarts: readonly number[]): unknown {
  if (error instanceof JsonataError) {
    error.locate(lineStarts);
    return error;
  }
  if (error instanceof RangeError && /call stack/i.test(error.message))
    return new JsonataError("U1001", { value: "the memory for calls", cause: error });
  return error;
}

/** A variable that comes from outside; undefined when it was not given. */
export function binding(bindings: Bindings, name: string): unknown {
  return Object.hasOwn(bindings, name) ? bindings[name] : undefined;
}

/** Stands in a variable that has not been assigned yet: an outer one of its name is seen. */
export const UNBOUND = Symbol("unbound");
