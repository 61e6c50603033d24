import type { Diagnostic, Span } from "@xmap/diagnostics";
import type { ILexingResult, IToken } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import { spanOf } from "./base-parser.ts";
import { TokenSet } from "./token-set.ts";
import { UnclosedBacktickName, UnclosedString } from "./value-tokens.ts";

const UNCLOSED = new TokenSet([UnclosedString, UnclosedBacktickName]);

/** What is wrong with the tokens themselves; their text begins at `base` in the file. */
export function lexicalProblems(file: string, { tokens, groups }: ILexingResult, base = 0): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const unclosed = { code: "unclosed-string", file, values: {} } as const;
  for (const token of tokens) {
    if (!UNCLOSED.has(token)) continue;
    const span = movedSpan(token, base);
    problems.push(
      token.tokenType === UnclosedString
        ? grammarDiagnostics.create({ ...unclosed, span })
        : grammarDiagnostics.create({ ...unclosed, wording: "name", span }),
    );
  }
  for (const comment of groups.unclosedComments ?? []) {
    problems.push(grammarDiagnostics.create({ ...unclosed, wording: "comment", span: movedSpan(comment, base) }));
  }
  for (const token of groups.unknownCharacters ?? []) {
    const values = { character: nameOf(token.image.charAt(0)) };
    problems.push(grammarDiagnostics.create({ code: "unknown-character", file, span: movedSpan(token, base), values }));
  }
  return problems;
}

function movedSpan(token: IToken, base: number): Span {
  const { start, end } = spanOf(token);
  return { start: start + base, end: end + base };
}

/** The character itself where it can be seen, else its code point. */
function nameOf(character: string): string {
  if (!/[\p{Control}\p{Format}\p{Separator}\p{Surrogate}]/u.test(character)) return character;
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
