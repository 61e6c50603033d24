import { LSPErrorCodes, type PrepareRenameResult, ResponseError, type WorkspaceEdit } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";
import { workspaceEditOf } from "./edits.ts";

/** The name that can be changed, or the reason why there is none as the error that editors show. */
export function prepareRenameAt(
  project: EditorProject,
  path: string,
  offset: number,
): PrepareRenameResult | ResponseError {
  const place = project.workspace.prepareRename(path, offset);
  if (place.kind === "refused") return refusal(place.reason);
  return { range: project.rangeOf(path, place.span), placeholder: place.name };
}

export interface RenameQuestion {
  readonly path: string;
  readonly offset: number;
  readonly newName: string;
  readonly knowsVersions: boolean;
}

/** The changes in every file; `warn` is told what a person must know about them. */
export function renameAt(
  project: EditorProject,
  { path, offset, newName, knowsVersions }: RenameQuestion,
  warn: (warning: string) => void,
): WorkspaceEdit | ResponseError {
  const result = project.workspace.rename(path, offset, newName);
  if (result.kind === "refused") return refusal(result.reason);
  if (result.warning !== undefined) warn(result.warning);
  return workspaceEditOf(project, result.edits, knowsVersions);
}

function refusal(reason: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}
