import { addSegment, GenMapping, maybeAddSegment, setSourceContent, toEncodedMap } from "@jridgewell/gen-mapping";
import { positionAt, type SourceText } from "@xmap/diagnostics";
import type { PrintedPlace } from "../emit/document.ts";

export interface SourceMapOptions {
  /** Name of the generated file, without folders. */
  readonly file: string;
  /** The `.xmap` file as the map names it: a path from the generated file. */
  readonly sourcePath: string;
  /** Whether the map holds the source's text, for where nobody can open its path. */
  readonly holdsText: boolean;
}

/** The source map (version 3, as JSON) of what was printed from one source. Rules and declarations are its names. */
export function makeSourceMap(places: readonly PrintedPlace[], source: SourceText, options: SourceMapOptions): string {
  const map = new GenMapping({ file: options.file });
  for (const { line, column, place } of places) {
    if (place === undefined) {
      // Also at the start of a line: Node lets the place of a line go on in the lines after it.
      addSegment(map, line, column);
      continue;
    }
    const position = positionAt(source, place.offset);
    const at = [position.line - 1, position.column - 1] as const;
    if (place.name === undefined) maybeAddSegment(map, line, column, options.sourcePath, ...at);
    else maybeAddSegment(map, line, column, options.sourcePath, ...at, place.name);
  }
  if (options.holdsText) setSourceContent(map, options.sourcePath, source.text);
  return JSON.stringify(toEncodedMap(map));
}
