import type { Diagnostic } from "@xmap/diagnostics";
import { hasErrors, type Span } from "@xmap/diagnostics";
import {
  type Expression,
  parseExpression,
  parseFile,
  printExpression,
  printFile,
  visitNodes,
  type XmapFile,
} from "@xmap/grammar";
import { checkProject, formatSource } from "@xmap/language";
import { expressionsOf, hasMissingPart, isSameTree } from "./compare-trees.ts";
import { mappingsHost } from "./mappings-project.ts";

const SHOWN = 60;

/** What a text turned out to be. */
export type Verdict = "accepted" | "refused";

/** Runs one phase; a fuzz run puts its stopwatch here. */
export type Phase = <Result>(name: string, length: number, run: () => Result) => Result;

/** Only runs the phase. */
export const untimed: Phase = (_name, _length, run) => run();

/** A text that breaks a law of the language. */
export class BrokenLaw extends Error {
  override readonly name = "BrokenLaw";
}

function requireSpanInside({ start, end }: Span, length: number, what: string): void {
  if (start < 0 || end < start || end > length || !Number.isInteger(start) || !Number.isInteger(end)) {
    throw new BrokenLaw(`${what} has the span ${start} to ${end} in a text of ${length}`);
  }
}

function touches(one: Span, other: Span): boolean {
  return one.start <= other.end && other.start <= one.end;
}

function requirePlacesInside(diagnostics: readonly Diagnostic[], lengthOf: (file: string) => number | undefined): void {
  for (const { code, file, span, related, fixes, message } of diagnostics) {
    if (message === "") throw new BrokenLaw(`${code} says nothing`);
    const edits = fixes.flatMap((fix) => fix.edits);
    for (const place of [{ file, span }, ...related, ...edits]) {
      const length = lengthOf(place.file);
      if (length === undefined) throw new BrokenLaw(`${code} is about ${place.file}, which is no file of the project`);
      requireSpanInside(place.span, length, code);
    }
  }
}

function requirePrintedTheSame(expression: Expression): void {
  if (hasMissingPart(expression)) return;
  const printed = printExpression(expression);
  const { expression: again, diagnostics } = parseExpression("printed.xmap", printed);
  if (diagnostics[0] !== undefined) {
    throw new BrokenLaw(`printed as ${printed}, which is refused: ${diagnostics[0].message}`);
  }
  if (!isSameTree(expression, again)) throw new BrokenLaw(`printed as ${printed}, which is another tree`);
}

/** Printed from its tree alone, a file is read again as the same tree. */
function requireFilePrintedTheSame(file: XmapFile): void {
  const printed = printFile(file);
  const { file: again, diagnostics } = parseFile("printed.xmap", printed);
  if (diagnostics[0] !== undefined) {
    throw new BrokenLaw(`printed, the file is refused: ${diagnostics[0].message}\n${printed}`);
  }
  if (!isSameTree([again.version, again.imports, again.declarations], [file.version, file.imports, file.declarations]))
    throw new BrokenLaw(`printed, it is another tree:\n${printed}`);
}

/**
 * Reads, checks over the mappings' schemas, prints and formats a text as if it were a file of that folder of the
 * mappings. Throws a BrokenLaw when a span lies outside the text, a printed expression, the printed file or the
 * formatted text is another tree, or formatting twice differs from formatting once.
 */
export function judgeFile(folder: string, text: string, phase: Phase = untimed): Verdict {
  const path = `${folder}/judged.xmap`;
  const { file, diagnostics } = phase("parse", text.length, () => parseFile(path, text));
  visitNodes(file, ({ kind, span }) => requireSpanInside(span, text.length, kind));
  requirePlacesInside(diagnostics, (asked) => (asked === path ? text.length : undefined));
  for (const expression of expressionsOf(file)) {
    if (!diagnostics.some(({ span }) => touches(span, expression.span))) requirePrintedTheSame(expression);
  }

  const host = mappingsHost(path, () => text);
  const checked = phase("check", text.length, () => checkProject([path], host));
  requirePlacesInside(checked.diagnostics, (asked) => host.readFile(asked)?.length);

  const formatted = phase("format", text.length, () => formatSource(path, text));
  if ("diagnostics" in formatted) {
    requirePlacesInside(formatted.diagnostics, (asked) => (asked === path ? text.length : undefined));
    if (!hasErrors(diagnostics)) {
      const rest = text.slice(formatted.diagnostics[0]?.span.start ?? 0).slice(0, SHOWN);
      throw new BrokenLaw(`a file without errors of syntax is not formatted, from ${JSON.stringify(rest)}`);
    }
    return "refused";
  }
  phase("print", text.length, () => requireFilePrintedTheSame(file));
  const { version, imports, declarations } = parseFile(path, formatted.text).file;
  if (!isSameTree([version, imports, declarations], [file.version, file.imports, file.declarations])) {
    throw new BrokenLaw(`formatted it is another tree:\n${formatted.text}`);
  }
  const again = formatSource(path, formatted.text);
  if (!("text" in again)) throw new BrokenLaw(`the formatted text is refused:\n${formatted.text}`);
  if (again.text !== formatted.text) {
    throw new BrokenLaw(`formatted once:\n${formatted.text}\nformatted twice:\n${again.text}`);
  }
  return "accepted";
}

/** Reads and prints an expression. Throws a BrokenLaw when a span lies outside or the printed text is another tree. */
export function judgeExpression(text: string, phase: Phase = untimed): Verdict {
  const { expression, diagnostics } = phase("parse", text.length, () => parseExpression("judged.xmap", text));
  visitNodes(expression, ({ kind, span }) => requireSpanInside(span, text.length, kind));
  requirePlacesInside(diagnostics, () => text.length);
  if (hasErrors(diagnostics)) return "refused";
  if (hasMissingPart(expression)) throw new BrokenLaw("an expression without errors has a missing part");
  requirePrintedTheSame(expression);
  return "accepted";
}
