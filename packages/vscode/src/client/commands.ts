import { commands, type ExtensionContext, Uri, window } from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { explainCode } from "./explain-code.ts";
import { runTests, type TestTarget } from "./run-tests.ts";
import { type ProtocolLocation, showReferences } from "./show-references.ts";

/** The commands of the palette, and those that the server's lenses ask for. */
export function registerCommands({ subscriptions }: ExtensionContext, client: LanguageClient): void {
  subscriptions.push(
    client,
    commands.registerCommand("xmap.restartServer", () => client.restart()),
    commands.registerCommand("xmap.explain", (code?: string) => explainCode(client, code)),
    commands.registerCommand("xmap.runTest", ({ folder, file }: TestTarget) => runTests(folder, file)),
    commands.registerCommand("xmap.runTests", () => {
      const document = window.activeTextEditor?.document;
      if (document?.languageId === "xmap") runTests(undefined, document.uri.fsPath);
    }),
    commands.registerCommand(
      "xmap.showReferences",
      (uri: string, at: ProtocolLocation["range"]["start"], locations: readonly ProtocolLocation[]) =>
        showReferences(Uri.parse(uri), at, locations),
    ),
  );
}
