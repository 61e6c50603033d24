import type { Diagnostic, Severity } from "@xmap/diagnostics";
import { DiagnosticSeverity, DiagnosticTag, type Diagnostic as EditorDiagnostic } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Code that an editor shows pale. */
const FADED: ReadonlySet<string> = new Set(["unused-import", "unused-name", "unreachable-arm", "unreachable-step"]);

const SOURCE = "xmap";

/** The findings of every file of a project, those of files that cannot be read among them. */
export function diagnosticsOf(project: EditorProject): Map<string, EditorDiagnostic[]> {
  const found = new Map<string, EditorDiagnostic[]>();
  const add = (path: string, more: readonly EditorDiagnostic[]) =>
    found.set(path, [...(found.get(path) ?? []), ...more]);
  for (const [path, findings] of project.findings()) {
    add(
      path,
      findings.map((finding) => editorDiagnostic(finding, project)),
    );
  }
  for (const [path, problems] of project.problems) add(path, [...problems].map(problemDiagnostic));
  return found;
}

function editorDiagnostic(finding: Diagnostic, project: EditorProject): EditorDiagnostic {
  const { code, severity, message, help, file, span, related } = finding;
  return {
    range: project.rangeOf(file, span),
    severity: SEVERITIES[severity],
    code,
    source: SOURCE,
    message: help === undefined ? message : `${message}\n${help}`,
    ...(FADED.has(code) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related.length === 0
      ? {}
      : {
          relatedInformation: related.map((place) => ({
            location: project.locationOf(place.file, place.span),
            message: place.message,
          })),
        }),
  };
}

function problemDiagnostic(message: string): EditorDiagnostic {
  const start = { line: 0, character: 0 };
  return { range: { start, end: start }, severity: DiagnosticSeverity.Error, source: SOURCE, message };
}
