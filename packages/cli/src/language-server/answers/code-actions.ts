import type { CodeAction } from "@xmap/language/service";
import { CodeActionKind, type CodeActionParams, type CodeAction as EditorAction } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";
import { workspaceEditOf } from "./edits.ts";

export const CODE_ACTION_KINDS: Readonly<Record<CodeAction["kind"], CodeActionKind>> = {
  quickFix: CodeActionKind.QuickFix,
  source: CodeActionKind.Source,
  "refactor.extract": CodeActionKind.RefactorExtract,
  "refactor.inline": CodeActionKind.RefactorInline,
  "refactor.rewrite": CodeActionKind.RefactorRewrite,
};

/** What can be done about the findings that touch a part of a file, each with those, and how it can be written otherwise. */
export function codeActionsIn(
  project: EditorProject,
  path: string,
  { range, context }: Pick<CodeActionParams, "range" | "context">,
  knowsVersions: boolean,
): EditorAction[] {
  const actions = project.workspace.codeActions(path, project.spanOf(path, range)).map(
    ({ title, kind, edits, code }): EditorAction => ({
      title,
      kind: CODE_ACTION_KINDS[kind],
      edit: workspaceEditOf(project, edits, knowsVersions),
      diagnostics: context.diagnostics.filter((diagnostic) => diagnostic.code === code),
    }),
  );
  const { only } = context;
  return only === undefined
    ? actions
    : actions.filter(({ kind = "" }) => only.some((wanted) => isWithin(kind, wanted)));
}

/** `quickfix.a` is a `quickfix`, and every kind is of the empty one. */
function isWithin(kind: CodeActionKind, wanted: CodeActionKind): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}
