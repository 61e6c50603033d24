import type { Span } from "@xmap/diagnostics";
import { monaco } from "./monaco.ts";

type Model = monaco.editor.ITextModel;

/** The address under which Monaco knows a file of the project. */
export function uriOf(path: string): monaco.Uri {
  return monaco.Uri.from({ scheme: "xmap", path: `/${path}` });
}

/** The project's path of a file that Monaco names; undefined for texts that are no files, such as samples. */
export function pathOf(uri: monaco.Uri): string | undefined {
  return uri.scheme === "xmap" ? uri.path.slice(1) : undefined;
}

/** A span as Monaco's lines and columns. */
export function rangeOf(model: Model, span: Span): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(span.start), model.getPositionAt(span.end));
}

/** Monaco's lines and columns as a span. */
export function spanOf(model: Model, range: monaco.IRange): Span {
  return {
    start: model.getOffsetAt({ lineNumber: range.startLineNumber, column: range.startColumn }),
    end: model.getOffsetAt({ lineNumber: range.endLineNumber, column: range.endColumn }),
  };
}
