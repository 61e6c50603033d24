import type { ClientCapabilities } from "vscode-languageserver/node";

/** What an editor said about itself, as far as answers depend on it. */
export interface EditorAbilities {
  readonly snippets: boolean;
  /** Changes can name the version of the text that they are for. */
  readonly versionedEdits: boolean;
  /** It asks for the findings of open files. */
  readonly asksForFindings: boolean;
  readonly watchesFiles: boolean;
  /** It says when folders come or go. */
  readonly changesFolders: boolean;
  /** It can be told to ask again. */
  readonly refreshes: {
    readonly findings: boolean;
    readonly tokens: boolean;
    readonly hints: boolean;
    readonly lenses: boolean;
  };
}

export function editorAbilities({ textDocument, workspace }: ClientCapabilities): EditorAbilities {
  return {
    snippets: textDocument?.completion?.completionItem?.snippetSupport === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    asksForFindings: textDocument?.diagnostic !== undefined,
    watchesFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    changesFolders: workspace?.workspaceFolders === true,
    refreshes: {
      findings: workspace?.diagnostics?.refreshSupport === true,
      tokens: workspace?.semanticTokens?.refreshSupport === true,
      hints: workspace?.inlayHint?.refreshSupport === true,
      lenses: workspace?.codeLens?.refreshSupport === true,
    },
  };
}
