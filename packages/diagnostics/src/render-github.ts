import type { Diagnostic, Severity } from "./diagnostic.ts";
import { positionAt, type SourceText } from "./source-text.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "notice" };

/**
 * A diagnostic as a workflow command of GitHub Actions, one line, which becomes an annotation of the file.
 * Columns are UTF-16 units from 1. A range over several lines has no columns: GitHub takes them within one line only.
 * Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(diagnostic: Diagnostic, sourceOf: (file: string) => SourceText | undefined): string {
  const properties = { file: diagnostic.file, ...placeOf(diagnostic, sourceOf), title: diagnostic.code };
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${COMMANDS[diagnostic.severity]} ${written.join(",")}::${escapeMessage(messageOf(diagnostic, sourceOf))}`;
}

function placeOf(
  { file, span }: Pick<Diagnostic, "file" | "span">,
  sourceOf: (file: string) => SourceText | undefined,
): Readonly<Record<string, number>> {
  const source = sourceOf(file);
  if (source === undefined) return {};
  const start = positionAt(source, span.start);
  const end = positionAt(source, span.end);
  if (start.line !== end.line) return { line: start.line, endLine: end.line };
  return { line: start.line, col: start.column, endLine: end.line, endColumn: end.column };
}

function messageOf(diagnostic: Diagnostic, sourceOf: (file: string) => SourceText | undefined): string {
  const lines = [diagnostic.message];
  for (const related of diagnostic.related) {
    const source = sourceOf(related.file);
    if (source === undefined) continue;
    const { line, column } = positionAt(source, related.span.start);
    lines.push(`${related.file}:${line}:${column}: ${related.message}`);
  }
  if (diagnostic.help !== undefined) lines.push(`help: ${diagnostic.help}`);
  return lines.join("\n");
}

function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
