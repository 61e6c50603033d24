import type { Diagnostic } from "@xmap/diagnostics";
import type { ILexingResult } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import { spanOf } from "./base-parser.ts";
import { UnclosedBacktickName, UnclosedString } from "./tokens.ts";

/** What is wrong with the tokens themselves. */
export function lexicalProblems(file: string, { tokens, errors, groups }: ILexingResult): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const unclosed = { code: "unclosed-string", file, values: {} } as const;
  for (const token of tokens) {
    const span = spanOf(token);
    if (token.tokenType === UnclosedString) problems.push(grammarDiagnostics.create({ ...unclosed, span }));
    if (token.tokenType === UnclosedBacktickName) {
      problems.push(grammarDiagnostics.create({ ...unclosed, wording: "name", span }));
    }
  }
  for (const comment of groups.unclosedComments ?? []) {
    problems.push(grammarDiagnostics.create({ ...unclosed, wording: "comment", span: spanOf(comment) }));
  }
  for (const { offset, length, message } of errors) {
    const character = /->(.)<-/su.exec(message)?.[1] ?? "";
    const span = { start: offset, end: offset + length };
    problems.push(
      grammarDiagnostics.create({ code: "unknown-character", file, span, values: { character: nameOf(character) } }),
    );
  }
  return problems;
}

/** The character itself where it can be seen, else its code point. */
function nameOf(character: string): string {
  if (!/[\p{Control}\p{Format}\p{Separator}\p{Surrogate}]/u.test(character)) return character;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
