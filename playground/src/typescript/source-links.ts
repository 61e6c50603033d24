import { eachMapping, TraceMap } from "@jridgewell/trace-mapping";
import { createSourceText, positionAt, type SourceText, type Span } from "@xmap/diagnostics";

/** A part of generated code and the place of the mapping that it was made of; line and column are counted from 1. */
export interface SourceLink {
  readonly generated: Span;
  readonly source: { readonly line: number; readonly column: number };
}

const HAS_WORD = /[\p{L}\p{N}_$"]/u;
const IS_COMMENT = /^\s*\/[/*]/;

/** The links of a generated file out of its source map (version 3, as JSON), in the order of the code. Braces alone have none. */
export function readSourceLinks(text: string, sourceMap: string): readonly SourceLink[] {
  const starts = lineStarts(text);
  const segments: { readonly start: number; readonly source: SourceLink["source"] | undefined }[] = [];
  eachMapping(new TraceMap(sourceMap), ({ generatedLine, generatedColumn, originalLine, originalColumn }) => {
    const start = (starts[generatedLine - 1] ?? text.length) + generatedColumn;
    const hasSource = originalLine !== null && originalColumn !== null;
    segments.push({ start, source: hasSource ? { line: originalLine, column: originalColumn + 1 } : undefined });
  });
  return segments.flatMap(({ start, source }, index) => {
    const part = text.slice(start, segments[index + 1]?.start ?? text.length);
    if (source === undefined || !HAS_WORD.test(part)) return [];
    const blanks = part.length - part.trimStart().length;
    return [{ generated: { start: start + blanks, end: start + part.trimEnd().length }, source }];
  });
}

/**
 * The generated parts of the statement at an offset of the mapping: those of its line, or of the next one above that has
 * some, unless there is a blank line between. Comments and braces alone have none.
 */
export function linksOfPlace(links: readonly SourceLink[], source: SourceText, offset: number): readonly SourceLink[] {
  const lines = source.text.split(/\r\n|\n|\r/);
  const own = lines[positionAt(source, offset).line - 1] ?? "";
  if (!HAS_WORD.test(own) || IS_COMMENT.test(own)) return [];
  for (let { line } = positionAt(source, offset); (lines[line - 1] ?? "").trim() !== ""; line -= 1) {
    const found = links.filter((link) => link.source.line === line);
    if (found.length > 0) return found;
  }
  return [];
}

/** What the generated code at an offset was made of: the part around it, else the first one of its line. */
export function linkAt(links: readonly SourceLink[], text: string, offset: number): SourceLink | undefined {
  const around = links.find(({ generated }) => generated.start <= offset && offset <= generated.end);
  if (around !== undefined) return around;
  const generated = createSourceText("", text);
  const { line } = positionAt(generated, offset);
  return links.find((link) => positionAt(generated, link.generated.start).line === line);
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
