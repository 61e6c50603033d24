import type { Diagnostic, Span, TextEdit } from "@xmap/diagnostics";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import type { CodeAction, Finding, Mend } from "./code-action.ts";
import { ignoreMends } from "./comment-mends.ts";
import { didYouMeanMends } from "./did-you-mean.ts";
import { MENDS_BY_CODE, type MendsOfCode } from "./mends-by-code.ts";
import { withLine } from "./text-places.ts";

function mendsOf(finding: Finding): readonly Mend[] {
  const { diagnostic } = finding;
  const table: Readonly<Record<string, MendsOfCode>> = MENDS_BY_CODE;
  const entry = Object.hasOwn(table, diagnostic.code) ? table[diagnostic.code] : undefined;
  const own = entry === undefined || "none" in entry ? [] : entry.flatMap((make) => make(finding));
  return [...diagnostic.fixes, ...didYouMeanMends(finding), ...own, ...ignoreMends(finding)];
}

function sameEdits(left: readonly TextEdit[], right: readonly TextEdit[]): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function isTouched(span: Span, by: Span): boolean {
  return span.start <= by.end && by.start <= span.end;
}

/** All unused names of a file's imports at once, line by line. */
function unusedImportsAction(findings: readonly Finding[]): CodeAction[] {
  const unused = findings.filter(({ diagnostic }) => diagnostic.code === "unused-import");
  if (unused.length < 2) return [];
  const [first] = unused;
  if (first === undefined) return [];
  const { file } = first.file.loaded;
  const { text } = file.source;
  const isUnused = new Set(unused.map(({ diagnostic }) => diagnostic.span.start));
  const edits: TextEdit[] = [];
  for (const line of file.imports) {
    const kept = line.names.filter(({ span }) => !isUnused.has(span.start));
    const firstName = line.names[0];
    const lastName = line.names.at(-1);
    if (kept.length === line.names.length || firstName === undefined || lastName === undefined) continue;
    if (kept.length > 0) {
      const span = { start: firstName.span.start, end: lastName.span.end };
      const newText = kept.map((name) => text.slice(name.span.start, name.span.end)).join(", ");
      edits.push({ file: first.file.path, span, newText });
      continue;
    }
    edits.push({ file: first.file.path, span: withLine(text, line.span), newText: "" });
  }
  return [{ title: "Remove all unused imports", kind: "source", edits, code: "unused-import" }];
}

/** What can be done about the findings that touch a part of a file. */
export function codeActions(
  file: FileAnalysis,
  project: ProjectAnalysis,
  diagnostics: readonly Diagnostic[],
  within: Span,
): readonly CodeAction[] {
  const findings = diagnostics
    .filter((diagnostic) => diagnostic.file === file.path)
    .map((diagnostic): Finding => ({ diagnostic, file, project }));
  const actions: CodeAction[] = [];
  for (const finding of findings) {
    if (!isTouched(finding.diagnostic.span, within)) continue;
    for (const { title, edits } of mendsOf(finding)) {
      if (actions.some((action) => sameEdits(action.edits, edits))) continue;
      actions.push({ title, kind: "quickFix", edits, code: finding.diagnostic.code });
    }
  }
  return [...actions, ...unusedImportsAction(findings)];
}
