import type { Diagnostic } from "@xmap/diagnostics";
import type { IToken } from "chevrotain";
import { grammarDiagnostics } from "../diagnostics.ts";
import type { Template, TemplateText } from "../tree/declarations.ts";
import type { Expression } from "../tree/expressions.ts";
import { spanOf } from "./base-parser.ts";
import { lexicalProblems } from "./lexical-problems.ts";
import { readStringLiteral } from "./literals.ts";
import { readExpression } from "./read-expression.ts";
import { templateParser } from "./shared-parsers.ts";
import { fileLexer } from "./tokens.ts";

/** Reads `"order {number}"`: text, expressions in braces, `{{` for a brace. Positions are those of the file. */
export function readTemplate(file: string, token: IToken, diagnostics: Diagnostic[]): Template {
  const { image, startOffset } = token;
  const closed = image.length > 1 && image.endsWith(image.charAt(0));
  const last = closed ? image.length - 1 : image.length;
  const parts: (TemplateText | Expression)[] = [];
  let raw = "";
  let rawStart = 1;
  const endText = (end: number): void => {
    if (raw !== "") {
      const { value, badEscapes } = readStringLiteral(`"${raw}"`);
      const span = { start: startOffset + rawStart, end: startOffset + end };
      if (badEscapes.length > 0) {
        const values = { escape: badEscapes[0]?.text ?? "" };
        diagnostics.push(grammarDiagnostics.create({ code: "bad-escape", file, span, values }));
      }
      parts.push({ kind: "TemplateText", text: value, span });
    }
    raw = "";
  };
  let at = 1;
  while (at < last) {
    const letter = image.charAt(at);
    if (letter === "\\" || (letter === "{" && image.charAt(at + 1) === "{")) {
      raw += letter === "{" ? "{" : image.slice(at, at + 2);
      at += 2;
    } else if (letter === "{") {
      endText(at);
      const close = closingBrace(image, at, last);
      parts.push(readInner(file, image, startOffset, at, close ?? last, diagnostics));
      if (close === undefined) {
        const span = { start: startOffset + at, end: startOffset + at + 1 };
        diagnostics.push(grammarDiagnostics.create({ code: "unclosed-bracket", file, span, values: { bracket: "{" } }));
      }
      at = (close ?? last) + 1;
      rawStart = at;
    } else {
      raw += letter;
      at += 1;
    }
  }
  endText(last);
  return { kind: "Template", parts, span: spanOf(token) };
}

function readInner(
  file: string,
  image: string,
  startOffset: number,
  open: number,
  close: number,
  diagnostics: Diagnostic[],
): Expression {
  const base = startOffset + open + 1;
  const lexed = fileLexer.tokenize(image.slice(open + 1, close));
  const span = { start: base, end: startOffset + close };
  const problems = lexicalProblems(file, lexed, base);
  for (const problem of problems) diagnostics.push(problem);
  if (problems.length > 0) return { kind: "MissingExpression", span };
  const tokens = lexed.tokens.map((inner) => ({ ...inner, startOffset: inner.startOffset + base }));
  return readExpression(templateParser(), tokens, file, span, diagnostics);
}

/** Braces nest, and those in the quotes of inner texts do not count. */
function closingBrace(image: string, open: number, last: number): number | undefined {
  let depth = 0;
  let quote = "";
  for (let at = open; at < last; at += 1) {
    const letter = image.charAt(at);
    if (quote !== "") {
      if (letter === quote) quote = "";
    } else if (letter === "'" || letter === '"' || letter === "`") quote = letter;
    else if (letter === "{") depth += 1;
    else if (letter === "}") depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}
