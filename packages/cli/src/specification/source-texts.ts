import { positionAt, type Span } from "@xmap/diagnostics";
import type { CheckedProgram } from "@xmap/language";

/** The text of the mappings. */
export interface SourceTexts {
  /** What stands at a span of a file, on one line. */
  textOf(file: string, span: Span): string;
  /** The line that a span begins in, counted from 1. */
  lineOf(file: string, span: Span): number;
}

export function createSourceTexts(program: CheckedProgram): SourceTexts {
  const sources = new Map(program.files.map(({ file }) => [file.source.path, file.source]));
  const sourceOf = (file: string) => {
    const source = sources.get(file);
    if (source === undefined) throw new TypeError(`${file} is not in the program`);
    return source;
  };
  return {
    textOf: (file, { start, end }) => sourceOf(file).text.slice(start, end).replace(/\s+/g, " ").trim(),
    lineOf: (file, { start }) => positionAt(sourceOf(file), start).line,
  };
}
