import { JsonataError } from "../jsonata-error.ts";
import type { Bindings, Run } from "../run.ts";
import { wrapped } from "../sequence.ts";
import { native } from "./native.ts";

/** Runs a part that stands for an `$eval`; its errors become D3121. */
export function evaluated(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (cause) {
    if (cause instanceof JsonataError && cause.code === "U1001") throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new JsonataError("D3121", { message: `$eval: ${message}`, value: message, cause });
  }
}

/** The text of an `$eval` that cannot be read. */
export function unreadable(at: number, code: string, message: string): never {
  throw new JsonataError("D3120", { at, token: "eval", value: `${code} ${message}`, message: `$eval: ${message}` });
}

/** `$eval` of a text that is known at run time only, with the variables that it can see. */
export function evaluateText(run: Run, at: number, text: unknown, context: unknown, bindings: Bindings): unknown {
  if (text === undefined) return undefined;
  if (typeof text !== "string") throw new JsonataError("T0410", { at, token: "eval", value: text, index: 1 });
  const { compileText } = run.options;
  if (compileText === undefined) {
    const message = "$eval takes texts that stand in the expression only.";
    throw new JsonataError("D3121", { at, token: "eval", message });
  }
  run.evaluatedTexts += 1;
  const compiled = compileText(text);
  if (compiled.kind === "refused") unreadable(at, compiled.code, compiled.message);
  return evaluated(() => compiled.body(run, context, bindings));
}

/** The context that `$eval` was given, or the one where it stands. */
export function focusOr(focus: unknown, context: unknown): unknown {
  return focus === undefined ? context : wrapped(focus);
}

/** `$eval` as a value. */
export const evalFunction = native("eval", "<sx?:x>", (run, context, [text, focus]) =>
  evaluateText(run, 0, text, focusOr(focus, context), {}),
);
