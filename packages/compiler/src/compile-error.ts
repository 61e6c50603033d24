import type { SourceText, Span } from "@xmap/diagnostics";
import { positionAt } from "@xmap/diagnostics";

/** A construct that the compiler does not translate; the checker refuses such programs before. */
export class CompileError extends Error {
  override readonly name = "CompileError";
  readonly span: Span | undefined;

  constructor(message: string, span?: Span, source?: SourceText) {
    super(source === undefined || span === undefined ? message : `${place(source, span)}: ${message}`);
    this.span = span;
  }
}

function place(source: SourceText, span: Span): string {
  const position = positionAt(source, span.start);
  return `${source.path}:${position.line}:${position.column}`;
}
