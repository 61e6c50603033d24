import { join, relative } from "node:path";
import { type Diagnostic, renderJsonLine, renderPretty } from "@xmap/diagnostics";
import type { LoadedProject } from "./load-project.ts";

export type DiagnosticFormat = "pretty" | "json";

/** The diagnostics as text, in the order of files and places; paths are relative to the working folder. */
export function showDiagnostics(project: LoadedProject, format: DiagnosticFormat): string {
  const shown = [...project.diagnostics].sort(byPlace).map((diagnostic) => {
    const source = project.sourceText(diagnostic.file);
    if (format === "json" && source !== undefined) return renderJsonLine(diagnostic, source);
    return renderPretty(withShownPaths(project, diagnostic), (file) => project.sourceText(projectPath(project, file)));
  });
  return shown.join(format === "json" ? "\n" : "\n\n");
}

/** "2 errors, 1 warning in 3 files" */
export function summarize(project: LoadedProject): string {
  const count = (severity: Diagnostic["severity"]) =>
    project.diagnostics.filter((one) => one.severity === severity).length;
  const plural = (number: number, word: string) => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${plural(count("error"), "error")}, ${plural(count("warning"), "warning")} in ${plural(project.sources.length, "file")}`;
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
  };
}
