import type { Diagnostic } from "@xmap/diagnostics";
import type { Expression } from "../tree/expressions.ts";
import { FileReader, type ParsedFile } from "./file-reader.ts";
import { lexicalProblems } from "./lexical-problems.ts";
import { readExpression } from "./read-expression.ts";
import { fileParser } from "./shared-parsers.ts";
import { expressionLexer } from "./tokens.ts";

export interface ParsedExpression {
  /** A missing expression when it cannot be read. */
  readonly expression: Expression;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a `.xmap` file. Never throws; a statement that cannot be read is left out and said so, the others stand. */
export function parseFile(path: string, text: string): ParsedFile {
  return new FileReader(path, text).read();
}

/** Reads a bare JSONata expression, over as many lines as it likes. Never throws. */
export function parseExpression(path: string, text: string): ParsedExpression {
  const lexed = expressionLexer.tokenize(text);
  const problems = lexicalProblems(path, lexed);
  if (problems.length > 0) {
    return { expression: { kind: "MissingExpression", span: { start: 0, end: text.length } }, diagnostics: problems };
  }
  const diagnostics: Diagnostic[] = [];
  const expression = readExpression(fileParser(), lexed.tokens, path, { start: 0, end: text.length }, diagnostics);
  return { expression, diagnostics };
}
