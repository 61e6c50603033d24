import { type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver/node";
import { CODE_ACTION_KINDS } from "./answers/code-actions.ts";
import { SEMANTIC_TOKENS_LEGEND } from "./answers/semantic-tokens.ts";

/** What the server answers. */
export const SERVER_CAPABILITIES: ServerCapabilities = {
  positionEncoding: "utf-16",
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
  // Nothing that a line can end with: Enter would take a suggestion instead of beginning a new line.
  completionProvider: { triggerCharacters: [".", "$", "/"] },
  signatureHelpProvider: { triggerCharacters: ["(", ","] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  renameProvider: { prepareProvider: true },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  semanticTokensProvider: { legend: SEMANTIC_TOKENS_LEGEND, full: true, range: true },
  inlayHintProvider: true,
  codeLensProvider: {},
  codeActionProvider: { codeActionKinds: Object.values(CODE_ACTION_KINDS) },
  foldingRangeProvider: true,
  documentLinkProvider: {},
  documentFormattingProvider: true,
  diagnosticProvider: { identifier: "xmap", interFileDependencies: true, workspaceDiagnostics: false },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};
