import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  FileChangeType,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  RegistrationRequest,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";

const COMMAND = resolve(import.meta.dirname, "../../bin/xmap.js");

/** What editors such as VS Code say about themselves, without asking for findings: they are sent. */
export const ABLE: ClientCapabilities = {
  textDocument: { completion: { completionItem: { snippetSupport: true } } },
  workspace: {
    workspaceFolders: true,
    workspaceEdit: { documentChanges: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

/** An editor on the other side of `xmap language-server --stdio`. */
export class Editor {
  readonly connection: ProtocolConnection;
  readonly exit: Promise<number | null>;
  /** The last findings of each file that were sent. */
  readonly sent = new Map<string, PublishDiagnosticsParams>();
  readonly messages: string[] = [];
  readonly registrations: string[] = [];
  readonly #kill: () => void;
  readonly #folder: string;
  readonly #texts = new Map<string, TextDocument>();

  constructor(folder: string, command: readonly string[] = SERVER) {
    this.#folder = folder;
    const [program = process.execPath, ...parameters] = command;
    const server = spawn(program, parameters, { stdio: ["pipe", "pipe", "inherit"] });
    this.exit = new Promise((done) => server.on("exit", (code) => done(code)));
    this.connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (found) => {
      this.sent.set(found.uri, found);
    });
    this.connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => {
      this.registrations.push(...registrations.map(({ method }) => method));
    });
    this.connection.listen();
    this.#kill = () => server.kill();
  }

  dispose(): void {
    this.#kill();
    this.connection.dispose();
  }

  async start(
    capabilities: ClientCapabilities = ABLE,
    folders: readonly string[] = [this.#folder],
  ): Promise<InitializeResult> {
    const workspaceFolders = folders.map((folder) => ({ uri: pathToFileURL(folder).href, name: folder }));
    const answer = await this.ask<InitializeResult>("initialize", {
      processId: process.pid,
      rootUri: null,
      capabilities,
      workspaceFolders,
    });
    await this.tell("initialized", {});
    return answer;
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    return this.exit;
  }

  ask<Answer>(method: string, parameters: object): Promise<Answer> {
    return this.connection.sendRequest<Answer>(method, parameters);
  }

  tell(method: string, parameters: object): Promise<void> {
    return this.connection.sendNotification(method, parameters);
  }

  uri(path: string): string {
    return pathToFileURL(join(this.#folder, path)).href;
  }

  /** The file as it is shown, or as it lies on disk. */
  text(path: string): TextDocument {
    const uri = this.uri(path);
    return this.#texts.get(path) ?? TextDocument.create(uri, "xmap", 0, readFileSync(join(this.#folder, path), "utf8"));
  }

  /** Opens a file, with another text than on disk when one is given. */
  async show(path: string, text = this.text(path).getText()): Promise<void> {
    const uri = this.uri(path);
    this.#texts.set(path, TextDocument.create(uri, "xmap", 1, text));
    await this.tell(DidOpenTextDocumentNotification.method, {
      textDocument: { uri, languageId: "xmap", version: 1, text },
    });
  }

  /** Types over a part of an open text. */
  async type(path: string, range: Range, text: string): Promise<void> {
    const document = this.text(path);
    const changes: TextDocumentContentChangeEvent[] = [{ range, text }];
    const version = document.version + 1;
    this.#texts.set(path, TextDocument.update(document, changes, version));
    await this.tell(DidChangeTextDocumentNotification.method, {
      textDocument: { uri: document.uri, version },
      contentChanges: changes,
    });
  }

  async close(path: string): Promise<void> {
    this.#texts.delete(path);
    await this.tell(DidCloseTextDocumentNotification.method, { textDocument: { uri: this.uri(path) } });
  }

  /** Says that files on disk came, went or changed. */
  async changedOnDisk(...paths: readonly string[]): Promise<void> {
    const changes = paths.map((path) => ({ uri: this.uri(path), type: FileChangeType.Changed }));
    await this.tell(DidChangeWatchedFilesNotification.method, { changes });
  }

  /** The place right before a piece of text, or so many characters behind. */
  place(path: string, piece: string, behind = 0): Position {
    const document = this.text(path);
    const offset = document.getText().indexOf(piece);
    if (offset < 0) throw new Error(`${path} has no "${piece}".`);
    return document.positionAt(offset + behind);
  }

  range(path: string, piece: string): Range {
    return { start: this.place(path, piece), end: this.place(path, piece, piece.length) };
  }

  /** What stands at a range. */
  at(path: string, range: Range): string {
    return this.text(path).getText(range);
  }

  /** The findings that were sent about a file; undefined before any was. */
  findings(path: string): readonly Diagnostic[] | undefined {
    return this.sent.get(this.uri(path))?.diagnostics;
  }
}

const SERVER = [process.execPath, COMMAND, "language-server", "--stdio"];

/** An editor of the test's own that shows a folder, with the command's server unless another one is given. */
export function editorOf(folder: string, command: readonly string[] = SERVER): Editor {
  const editor = new Editor(folder, command);
  onTestFinished(() => editor.dispose());
  return editor;
}
