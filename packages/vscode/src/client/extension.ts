import { type ExtensionContext, window } from "vscode";
import { LanguageClient } from "vscode-languageclient/node";
import { registerCommands } from "./commands.ts";
import { serverOptions } from "./server-options.ts";

let client: LanguageClient | undefined;

/** Starts the language server for the `.xmap` files that VS Code shows. */
export async function activate(context: ExtensionContext): Promise<void> {
  const started = new LanguageClient("xmap", "xmap", serverOptions(context), {
    documentSelector: [{ scheme: "file", language: "xmap" }],
    outputChannel: window.createOutputChannel("xmap", { log: true }),
  });
  client = started;
  registerCommands(context, started);
  await started.start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}
