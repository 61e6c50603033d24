import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import type { SourceFrame, WaitingRecord } from "@xmap/contract";
import {
  createSourceText,
  type Diagnostic,
  lineText,
  renderPretty,
  type SourceText,
  type Span,
} from "@xmap/diagnostics";

/** The places of a run from the rule that failed outwards, with the line of each, as far as the sources are there. */
export function renderStack(projectFolder: string, waiting: WaitingRecord): string {
  const sources = new Map<string, SourceText | undefined>();
  const sourceOf = (file: string): SourceText | undefined => {
    if (!sources.has(file)) sources.set(file, readSource(projectFolder, file));
    return sources.get(file);
  };
  const shownPath = (file: string): string => relative(process.cwd(), join(projectFolder, file)).replaceAll("\\", "/");
  return waiting.stack
    .map((frame) => {
      const source = sourceOf(frame.file);
      const span = source === undefined ? undefined : spanOf(source, frame);
      const shown = shownPath(frame.file);
      if (source === undefined || span === undefined)
        return `${shown}:${frame.line}: ${frame.name}${frame.text === undefined ? "" : `: ${frame.text}`}${absenceOf(source)}`;
      return renderPretty(diagnosticOf(waiting, frame, shown, span), () => source);
    })
    .join("\n");
}

function diagnosticOf(waiting: WaitingRecord, frame: SourceFrame, file: string, span: Span): Diagnostic {
  const own = waiting.problems.filter(({ rule }) => rule === frame.name).map(({ message }) => message);
  const severity = own.length === 0 ? "information" : waiting.outcome === "held" ? "warning" : "error";
  const message = own.length === 0 ? "in this step" : own.join("; ");
  return { code: frame.name, severity, message, file, span, related: [], fixes: [] };
}

/** The rule within its line; undefined when the file has changed since the run. */
function spanOf(source: SourceText, { line, text }: SourceFrame): Span | undefined {
  const start = source.lineStarts[line - 1];
  if (start === undefined) return undefined;
  const shown = lineText(source, line);
  const first = shown.length - shown.trimStart().length;
  if (text === undefined) return { start: start + first, end: start + shown.trimEnd().length };
  const matched = matchIgnoringSpace(shown.slice(first), text);
  return matched === undefined ? undefined : { start: start + first, end: start + first + matched };
}

/** How much of the line the rule's text covers; a rule may go on below its first line. */
function matchIgnoringSpace(line: string, text: string): number | undefined {
  const wanted = text.replace(/\s+/g, "");
  let at = 0;
  let index = 0;
  for (; index < line.length && at < wanted.length; index += 1) {
    const letter = line[index] ?? "";
    if (/\s/.test(letter)) continue;
    if (letter !== wanted[at])
      return line.slice(index).startsWith("//") ? line.slice(0, index).trimEnd().length : undefined;
    at += 1;
  }
  return line.slice(0, index).trimEnd().length;
}

function absenceOf(source: SourceText | undefined): string {
  return source === undefined ? " (the file is not here)" : " (the file has changed since)";
}

function readSource(projectFolder: string, file: string): SourceText | undefined {
  const path = join(projectFolder, file);
  return existsSync(path) ? createSourceText(file, readFileSync(path, "utf8")) : undefined;
}
