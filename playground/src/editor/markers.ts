import type { Diagnostic, Severity } from "@xmap/diagnostics";
import { monaco } from "./monaco.ts";
import { pathOf, rangeOf, uriOf } from "./places.ts";

const SEVERITIES: Readonly<Record<Severity, monaco.MarkerSeverity>> = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  information: monaco.MarkerSeverity.Info,
};

const OWNER = "xmap";

/** Shows findings as squiggles in every file that is loaded, and takes the old ones away. */
export function showMarkers(diagnostics: readonly Diagnostic[]): void {
  const byFile = Map.groupBy(diagnostics, (diagnostic) => diagnostic.file);
  for (const model of monaco.editor.getModels()) {
    const path = pathOf(model.uri);
    if (path === undefined) continue;
    const markers = (byFile.get(path) ?? []).map((diagnostic) => markerOf(diagnostic, model));
    monaco.editor.setModelMarkers(model, OWNER, markers);
  }
}

function markerOf(diagnostic: Diagnostic, model: monaco.editor.ITextModel): monaco.editor.IMarkerData {
  const { code, severity, message, help, span, related } = diagnostic;
  const relatedInformation = related.flatMap((place) => {
    const other = monaco.editor.getModel(uriOf(place.file));
    return other === null
      ? []
      : [{ resource: other.uri, message: place.message, ...plainRange(rangeOf(other, place.span)) }];
  });
  return {
    ...plainRange(rangeOf(model, span)),
    severity: SEVERITIES[severity],
    code,
    message: help === undefined ? message : `${message}\n${help}`,
    source: "xmap",
    relatedInformation,
    ...(code === "unused-import" ? { tags: [monaco.MarkerTag.Unnecessary] } : {}),
  };
}

function plainRange({ startLineNumber, startColumn, endLineNumber, endColumn }: monaco.Range) {
  return { startLineNumber, startColumn, endLineNumber, endColumn };
}
