import { MappingError } from "../values/mapping-error.ts";
import { runUnderWay } from "../values/run-start.ts";
import { checked, type Shape } from "../values/shape.ts";
import { JsonataError } from "./jsonata-error.ts";
import { type Bindings, type ExpressionBody, Run, type RunOptions } from "./run.ts";
import { released, wrapped } from "./sequence.ts";

/** What an expression of a mapping is computed from. */
export interface Given {
  /** `$$` */
  readonly root: unknown;
  /** `$`, where that is something else. */
  readonly context?: unknown;
  /** `$name` */
  readonly variables?: Bindings;
}

/** What the run under way gives; it is asked only by the functions that need it. */
const OF_RUN: RunOptions = {
  get instant() {
    return runUnderWay().instant();
  },
  random: { fraction: () => runUnderWay().random.fraction() },
  compileText: (text) => {
    const { compileText } = runUnderWay();
    if (compileText === undefined) throw new MappingError("no-compiler", "$eval of computed text needs the compiler");
    return compileText(text);
  },
};

/**
 * Computes an expression of a mapping and looks at what it gives. A MappingError names its rule and text.
 * @param rule the rule's stable id
 * @param text the expression as it is written
 */
export function compute<Result>(
  rule: string,
  text: string,
  shape: Shape<Result>,
  given: Given,
  body: ExpressionBody,
): Result {
  const context = Object.hasOwn(given, "context") ? given.context : given.root;
  return checked(evaluated(rule, text, given, context, body), shape, rule, text);
}

function evaluated(rule: string, text: string, given: Given, context: unknown, body: ExpressionBody): unknown {
  try {
    return released(body(new Run(given.root, OF_RUN), wrapped(context), given.variables ?? {}));
  } catch (error) {
    if (error instanceof JsonataError)
      throw new MappingError(error.code, `${error.message} (in ${text})`, rule, { cause: error });
    if (error instanceof RangeError && /call stack/i.test(error.message))
      throw new MappingError("U1001", `${text} calls itself too often`, rule, { cause: error });
    throw error;
  }
}
