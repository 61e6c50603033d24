import type { Diagnostic, Span, TextEdit } from "@xmap/diagnostics";
import type { FileAnalysis, ProjectAnalysis } from "../project/analysis.ts";
import type { CodeAction, Finding, Mend } from "./code-action.ts";
import { ignoreMends } from "./comment-mends.ts";
import { didYouMeanMends } from "./did-you-mean.ts";
import { MENDS_BY_CODE, type MendsOfCode } from "./mends-by-code.ts";
import { withoutUnusedImports } from "./unused-imports.ts";

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

/** All unused names of a file's imports at once. */
function unusedImportsAction(findings: readonly Finding[]): CodeAction[] {
  const unused = findings.filter(({ diagnostic }) => diagnostic.code === "unused-import");
  const [first] = unused;
  if (unused.length < 2 || first === undefined) return [];
  const changes = withoutUnusedImports(
    first.file.loaded.file,
    unused.map(({ diagnostic }) => diagnostic),
  );
  const edits = changes.map((change) => ({ file: first.file.path, ...change }));
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
