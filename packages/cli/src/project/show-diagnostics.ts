import { join, relative } from "node:path";
import {
  createSourceText,
  type Diagnostic,
  renderGithub,
  renderJsonLine,
  renderPretty,
  renderSarif,
} from "@xmap/diagnostics";
import { DIAGNOSTICS } from "@xmap/language";
import type { DiagnosticFormat } from "./diagnostic-format.ts";
import type { LoadedProject } from "./load-project.ts";

/** The diagnostics as text, in the order of files and places; paths are relative to the working folder. */
export function showDiagnostics(project: LoadedProject, format: DiagnosticFormat): string {
  const found = [...project.diagnostics].sort(byPlace);
  const shown = found.map((diagnostic) => withShownPaths(project, diagnostic));
  const sourceOf = (file: string) => project.sourceText(projectPath(project, file));
  switch (format) {
    case "pretty":
      return shown.map((diagnostic) => renderPretty(diagnostic, sourceOf)).join("\n\n");
    case "json":
      return found.map((diagnostic) => jsonOf(project, diagnostic)).join("\n");
    case "github":
      return shown.map((diagnostic) => renderGithub(diagnostic, sourceOf)).join("\n");
    case "sarif":
      return renderSarif(shown, { definitions: DIAGNOSTICS, sourceOf });
  }
}

/** "2 errors, 1 warning in 3 files" */
export function summarize(project: LoadedProject): string {
  const count = (severity: Diagnostic["severity"]) =>
    project.diagnostics.filter((one) => one.severity === severity).length;
  const plural = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${plural(count("error"), "error")}, ${plural(count("warning"), "warning")} in ${plural(project.sources.length, "file")}`;
}

/** A file that is not there has no text, and the finding stands at its beginning. */
function jsonOf(project: LoadedProject, diagnostic: Diagnostic): string {
  return renderJsonLine(diagnostic, project.sourceText(diagnostic.file) ?? createSourceText(diagnostic.file, ""));
}

function byPlace(left: Diagnostic, right: Diagnostic): number {
  if (left.file !== right.file) return left.file < right.file ? -1 : 1;
  return left.span.start - right.span.start;
}

function shownPath(project: LoadedProject, file: string): string {
  return relative(process.cwd(), join(project.folder, file)).replaceAll("\\", "/");
}

function projectPath(project: LoadedProject, shown: string): string {
  return relative(project.folder, join(process.cwd(), shown)).replaceAll("\\", "/");
}

function withShownPaths(project: LoadedProject, diagnostic: Diagnostic): Diagnostic {
  return {
    ...diagnostic,
    file: shownPath(project, diagnostic.file),
    related: diagnostic.related.map((place) => ({ ...place, file: shownPath(project, place.file) })),
    fixes: diagnostic.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, file: shownPath(project, edit.file) })),
    })),
  };
}
