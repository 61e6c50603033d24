import { Uri, window, workspace } from "vscode";

/** What a lens above a test names. */
export interface TestTarget {
  /** The project's folder. */
  readonly folder: string;
  readonly file: string;
}

const TERMINAL = "xmap test";

/** Runs the tests of a file in a terminal, in the project's folder when it is known. */
export function runTests(folder: string | undefined, file: string): void {
  const cwd = folder ?? workspace.getWorkspaceFolder(Uri.file(file))?.uri.fsPath;
  const command = workspace.getConfiguration("xmap").get("test.command", "npx xmap test");
  window.terminals.find(({ name }) => name === TERMINAL)?.dispose();
  const terminal = window.createTerminal({ name: TERMINAL, ...(cwd === undefined ? {} : { cwd }) });
  terminal.show(true);
  terminal.sendText(`${command} ${quoted(file)}`);
}

/** Shells read a path as one argument between quotes; within them, only a few signs mean something. */
function quoted(path: string): string {
  if (process.platform === "win32") return `"${path}"`;
  return `'${path.replaceAll("'", "'\\''")}'`;
}
