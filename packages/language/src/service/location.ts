import type { Span } from "@xmap/diagnostics";

/** A place in a file of the project; an empty span at 0 is the file as a whole. */
export interface Location {
  readonly file: string;
  readonly span: Span;
}

/** A file as a whole. */
export function wholeFile(file: string): Location {
  return { file, span: { start: 0, end: 0 } };
}
