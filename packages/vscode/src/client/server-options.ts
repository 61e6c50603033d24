import { type ExtensionContext, Uri, workspace } from "vscode";
import { type ServerOptions, TransportKind } from "vscode-languageclient/node";

/** The server that came with the extension, or the one that the settings name. */
export function serverOptions({ extensionUri }: ExtensionContext): ServerOptions {
  const [command, ...args] = workspace.getConfiguration("xmap").get<readonly string[]>("server.command", []);
  if (command !== undefined) {
    const cwd = workspace.workspaceFolders?.[0]?.uri.fsPath;
    return { command, args, options: cwd === undefined ? {} : { cwd }, transport: TransportKind.stdio };
  }
  return { module: Uri.joinPath(extensionUri, "dist", "server.cjs").fsPath, transport: TransportKind.stdio };
}
