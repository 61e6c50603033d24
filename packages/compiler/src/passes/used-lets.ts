import { at, type Code, conditional, list, type Statement, UNDEFINED } from "../ir/code.ts";
import type { LetIr } from "../ir/module.ts";
import { localsIn } from "../ir/walk-code.ts";

/** The statements with, before them, a constant for each `let` that they or the codes use. */
export function withLets(
  lets: readonly LetIr[],
  statements: readonly Statement[],
  codes: readonly Code[],
): readonly Statement[] {
  const result = [...statements];
  for (const item of [...lets].reverse()) {
    if (localsIn(codes, result).has(item.local))
      result.unshift(at(item.place, { kind: "constant", local: item.local, value: letValue(item) }));
  }
  return result;
}

function letValue({ code, condition, request }: LetIr): Code {
  if (condition === undefined) return code;
  return conditional(condition, code, request?.kind === "lookupEach" ? list([]) : UNDEFINED);
}
