import type { Diagnostic, Span } from "@xmap/diagnostics";
import type { IToken } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import type { Expression } from "../tree/expressions.ts";
import { spanOf } from "./base-parser.ts";
import type { DeclarationParser } from "./declaration-parser.ts";
import { DEEPEST_NESTING, findTooDeep } from "./nesting.ts";
import { runRule } from "./run-rule.ts";
import { syntaxError } from "./syntax-error.ts";

/** Reads tokens as one JSONata expression; a missing expression over the whole place when that cannot be done. */
export function readExpression(
  parser: DeclarationParser,
  tokens: readonly IToken[],
  file: string,
  whole: Span,
  diagnostics: Diagnostic[],
): Expression {
  const missing: Expression = { kind: "MissingExpression", span: whole };
  const deep = findTooDeep(tokens);
  if (deep !== undefined) {
    const values = { deepest: DEEPEST_NESTING };
    diagnostics.push(grammarDiagnostics.create({ code: "too-deep", file, span: spanOf(deep), values }));
    return missing;
  }
  parser.file = file;
  const outcome = runRule(parser, tokens, () => parser.wholeExpression());
  if (outcome.kind === "read") {
    for (const problem of parser.problems) diagnostics.push(problem);
    return outcome.node;
  }
  diagnostics.push(
    outcome.kind === "refused"
      ? syntaxError(file, outcome.error, { first: tokens[0], end: whole.end, isBare: true })
      : grammarDiagnostics.create({ code: "too-deep", wording: "recursion", file, span: whole, values: {} }),
  );
  return missing;
}
