import { join } from "node:path";
import type { LensAction } from "@xmap/language/service";
import type { CodeLens, Command, Position } from "vscode-languageserver/node";
import type { EditorProject } from "../project/editor-project.ts";
import { locationsOf } from "./navigation.ts";

/** Commands that a lens asks the editor to carry out, with what they are given. */
export const LENS_COMMANDS = {
  /** The URI of a text, a position in it, and the locations to show. */
  showReferences: "xmap.showReferences",
  /** `{ folder, file, test }`: the project's folder, the file in it and the test's title. */
  runTest: "xmap.runTest",
} as const;

/** Remarks above declarations and tests. */
export function codeLensesOf(project: EditorProject, path: string): CodeLens[] {
  return project.workspace.codeLenses(path).map(({ span, title, action }) => {
    const range = project.rangeOf(path, span);
    return { range, command: commandOf(project, path, { title, action, position: range.start }) };
  });
}

interface Lens {
  readonly title: string;
  readonly action: LensAction;
  readonly position: Position;
}

function commandOf(project: EditorProject, path: string, { title, action, position }: Lens): Command {
  switch (action.kind) {
    case "none":
      return { title, command: "" };
    case "showReferences": {
      const locations = locationsOf(project, action.references);
      return { title, command: LENS_COMMANDS.showReferences, arguments: [project.uriOf(path), position, locations] };
    }
    case "runTest": {
      const { file, test } = action;
      const target = { folder: project.folder, file: join(project.folder, file), test };
      return { title, command: LENS_COMMANDS.runTest, arguments: [target] };
    }
  }
}
