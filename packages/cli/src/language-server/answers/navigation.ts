import type { Reference } from "@xmap/language/service";
import {
  type DocumentHighlight,
  DocumentHighlightKind,
  type DocumentLink,
  type Location,
} from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";

export function definitionAt(project: EditorProject, path: string, offset: number): Location[] {
  return project.workspace.definition(path, offset).map(({ file, span }) => project.locationOf(file, span));
}

export function referencesAt(
  project: EditorProject,
  path: string,
  offset: number,
  withDeclaration: boolean,
): Location[] {
  const found = project.workspace.references(path, offset);
  return locationsOf(
    project,
    found.filter(({ role }) => withDeclaration || role !== "declaration"),
  );
}

export function locationsOf(project: EditorProject, references: readonly Reference[]): Location[] {
  return references.map(({ file, span }) => project.locationOf(file, span));
}

/** The other places of the name at an offset, in its file. */
export function highlightsAt(project: EditorProject, path: string, offset: number): DocumentHighlight[] {
  return project.workspace.highlights(path, offset).map(({ span, role }) => ({
    range: project.rangeOf(path, span),
    kind: role === "read" ? DocumentHighlightKind.Read : DocumentHighlightKind.Write,
  }));
}

/** Imports, schemas and records of tests lead to their files. */
export function linksOf(project: EditorProject, path: string): DocumentLink[] {
  return project.workspace.documentLinks(path).map(({ span, target }) => ({
    range: project.rangeOf(path, span),
    target: project.uriOf(target),
    tooltip: target,
  }));
}
