import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import { serveEditor } from "./serve.ts";

/** Serves an editor that speaks over standard input and output; the process ends when the editor says so, or is gone. */
export function serveOverStdio(): void {
  serveEditor(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
}
