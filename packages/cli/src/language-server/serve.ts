import {
  CodeLensRefreshRequest,
  type Connection,
  DidChangeWatchedFilesNotification,
  type InitializeParams,
  type InitializeResult,
  MessageType,
  ShowMessageNotification,
  TextDocuments,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { answerQuestions } from "./answer-questions.ts";
import { SERVER_CAPABILITIES } from "./capabilities.ts";
import { type EditorAbilities, editorAbilities } from "./editor-abilities.ts";
import { PublishedDiagnostics } from "./findings/published-diagnostics.ts";
import { EditorProjects } from "./project/editor-projects.ts";

/** What the answers depend on: mappings, imports, records of tests, `xmap.json`, everything in `schemas`, what tests covered. */
const WATCHED = ["**/*.{xmap,json}", "**/schemas/**", "**/coverage/lcov.info"];

/** Answers an editor over a connection, until the editor ends it. An error is an answer, never the end. */
export function serveEditor(connection: Connection): void {
  const report = (error: unknown): void =>
    connection.console.error(error instanceof Error ? error.message : String(error));
  const warn = (message: string): void => {
    connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message }).catch(report);
  };
  const projects = new EditorProjects();
  const documents = new TextDocuments(TextDocument);
  const published = new PublishedDiagnostics(projects, (findings) => connection.sendDiagnostics(findings), report);
  let abilities = editorAbilities({});

  const changeFolders = ({ added, removed }: WorkspaceFoldersChangeEvent): void => {
    projects.changeFolders(urisOf(added), urisOf(removed));
    published.changed();
  };

  connection.onInitialize((params): InitializeResult => {
    abilities = editorAbilities(params.capabilities);
    published.asksForOpenFiles = abilities.asksForFindings;
    projects.changeFolders(foldersOf(params), []);
    return { capabilities: SERVER_CAPABILITIES, serverInfo: { name: "xmap" } };
  });

  connection.onInitialized(() => {
    published.changed();
    if (abilities.changesFolders) connection.workspace.onDidChangeWorkspaceFolders(changeFolders);
    if (!abilities.watchesFiles) return;
    const watchers = WATCHED.map((globPattern) => ({ globPattern }));
    connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }).catch(report);
  });

  documents.onDidChangeContent(({ document }) => {
    projects.show(document);
    published.changed();
  });
  documents.onDidClose(({ document }) => {
    projects.close(document.uri);
    published.changed();
  });

  connection.onDidChangeWatchedFiles(({ changes }) => {
    projects.filesChanged(changes.map(({ uri }) => uri));
    published.changed();
    askAgain(connection, abilities).catch(report);
  });

  connection.onShutdown(() => published.stop());
  answerQuestions(connection, projects, () => abilities, warn);
  documents.listen(connection);
  connection.listen();
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly string[] {
  if (workspaceFolders) return urisOf(workspaceFolders);
  return rootUri ? [rootUri] : [];
}

function urisOf(folders: readonly { readonly uri: string }[]): readonly string[] {
  return folders.map(({ uri }) => uri);
}

/** The editor asks again about open files, whose own texts did not change. */
async function askAgain(connection: Connection, { refreshes }: EditorAbilities): Promise<void> {
  const { diagnostics, semanticTokens, inlayHint } = connection.languages;
  if (refreshes.findings) await diagnostics.refresh();
  if (refreshes.tokens) await semanticTokens.refresh();
  if (refreshes.hints) await inlayHint.refresh();
  if (refreshes.lenses) await connection.sendRequest(CodeLensRefreshRequest.type);
}
