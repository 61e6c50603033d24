import type { Code, Statement } from "../ir/code.ts";
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
      result.unshift({ kind: "constant", local: item.local, value: item.code });
  }
  return result;
}
