import type { Span } from "@xmap/diagnostics";
import { hasErrors } from "@xmap/diagnostics";
import type { LanguageWorkspace } from "@xmap/language/service";
import { applyChanges } from "../../worker/apply-changes.ts";

/** Findings whose first mend is a conversion, an identity or an import that the rule needs, and no decision. */
const MENDED: ReadonlySet<string> = new Set([
  "type-mismatch",
  "lossy-conversion",
  "wrong-argument-type",
  "absent-in-arithmetic",
  "absent-condition",
  "list-without-by",
  "unknown-name",
]);
const MOST_MENDS = 3;

/** A text with what a rule in it needed, and what that was. */
export interface MendedText {
  readonly text: string;
  readonly mends: readonly string[];
}

/**
 * Applies what the language service offers for the errors of a rule, as long as that leaves fewer errors. `ruleIn`
 * finds the rule in a text, and answers nothing when it is another one.
 */
export function mendRule(
  workspace: LanguageWorkspace,
  path: string,
  text: string,
  ruleIn: (text: string) => Span | undefined,
): MendedText {
  let current = text;
  const mends: string[] = [];
  try {
    while (mends.length < MOST_MENDS) {
      workspace.setText(path, current);
      const mend = firstMend(workspace, path, current, ruleIn);
      if (mend === undefined) break;
      current = mend.text;
      mends.push(mend.title);
    }
  } finally {
    workspace.removeText(path);
  }
  return { text: current, mends };
}

function errorCount(workspace: LanguageWorkspace, path: string): number {
  return workspace.diagnostics(path).filter((diagnostic) => hasErrors([diagnostic])).length;
}

function firstMend(
  workspace: LanguageWorkspace,
  path: string,
  text: string,
  ruleIn: (text: string) => Span | undefined,
) {
  const span = ruleIn(text);
  if (span === undefined) return undefined;
  const before = errorCount(workspace, path);
  if (before === 0) return undefined;
  const actions = workspace
    .codeActions(path, span)
    .filter(({ kind, code }) => kind === "quickFix" && code !== undefined && MENDED.has(code));
  for (const { title, edits } of actions) {
    if (edits.some(({ file }) => file !== path)) continue;
    const changes = edits.map(({ span: { start, end }, newText }) => ({
      offset: start,
      length: end - start,
      text: newText,
    }));
    const mended = applyChanges(text, changes);
    if (mended === undefined || ruleIn(mended) === undefined) continue;
    workspace.setText(path, mended);
    if (errorCount(workspace, path) < before) return { title, text: mended };
    workspace.setText(path, text);
  }
  return undefined;
}
