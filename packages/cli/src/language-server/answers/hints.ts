import type { Range } from "vscode-languageserver/node";
import { type Hover, type InlayHint, InlayHintKind, MarkupKind, type SignatureHelp } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";

const markdown = (value: string) => ({ kind: MarkupKind.Markdown, value });

export function hoverAt(project: EditorProject, path: string, offset: number): Hover | null {
  const found = project.workspace.hover(path, offset);
  if (found === undefined) return null;
  return { contents: markdown(found.markdown), range: project.rangeOf(path, found.span) };
}

/** The parameters of the function or operation whose arguments are being written. */
export function signatureHelpAt(project: EditorProject, path: string, offset: number): SignatureHelp | null {
  const found = project.workspace.signatureHelp(path, offset);
  if (found === undefined) return null;
  const parameters = found.parameters.map(({ label, documentation }) => ({
    label,
    documentation: markdown(documentation),
  }));
  const signature = { label: found.label, documentation: markdown(found.documentation), parameters };
  return { signatures: [signature], activeSignature: 0, activeParameter: found.active };
}

/** Types and conversions that are not written, shown behind what has them. */
export function inlayHintsIn(project: EditorProject, path: string, range: Range): InlayHint[] {
  return project.workspace.inlayHints(path, project.spanOf(path, range)).map(({ offset, label, tooltip, kind }) => ({
    position: project.positionOf(path, offset),
    label,
    tooltip,
    paddingLeft: true,
    ...(kind === "type" ? { kind: InlayHintKind.Type } : {}),
  }));
}
