import type { Span } from "@xmap/diagnostics";
import { type PathStep, printExpression } from "@xmap/grammar";

const NOWHERE: Span = { start: 0, end: 0 };

/** Field names as a path is written; names that are no plain words stand in backticks, none at all is `$` or `$$`. */
export function pathText(names: readonly string[], root: "" | "$$" = ""): string {
  if (names.length === 0) return root === "" ? "$" : root;
  const steps = names.map((name): PathStep => {
    const operand = { kind: "NameStep", name, span: NOWHERE } as const;
    return { kind: "PathStep", operand, stages: [], span: NOWHERE };
  });
  const written = printExpression({ kind: "PathExpression", steps, span: NOWHERE });
  return root === "" ? written : `$$.${written}`;
}
