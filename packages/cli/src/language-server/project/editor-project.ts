import { join, relative, sep } from "node:path";
import type { Diagnostic, Span } from "@xmap/diagnostics";
import { LanguageWorkspace } from "@xmap/language/service";
import type { Location, Position, Range } from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { EditorHost } from "./editor-host.ts";
import { uriOfFile } from "./file-uri.ts";

/** A project that is open in an editor: its language service, and the places of the editor as those of the service. */
export class EditorProject {
  readonly folder: string;
  readonly workspace: LanguageWorkspace;
  readonly #host: EditorHost;
  readonly #open = new Map<string, TextDocument>();
  /** Texts on disk, to count their lines. */
  readonly #closed = new Map<string, TextDocument>();

  constructor(folder: string, hasConfiguration: boolean) {
    this.folder = folder;
    this.#host = new EditorHost(folder, hasConfiguration);
    this.workspace = new LanguageWorkspace(this.#host);
  }

  /** The project's path of a file that lies in its folder. */
  pathOf(file: string): string {
    return relative(this.folder, file).split(sep).join("/");
  }

  /** As the editor itself writes it, when the file is open. */
  uriOf(path: string): string {
    return this.#open.get(path)?.uri ?? uriOfFile(join(this.folder, path));
  }

  /** The text of a document is what the editor shows. */
  show(path: string, document: TextDocument): void {
    this.#open.set(path, document);
    this.workspace.setText(path, document.getText());
  }

  close(path: string): void {
    this.#open.delete(path);
    this.workspace.removeText(path);
    this.fileChanged(path);
  }

  /** A file on disk came, went or has another text. */
  fileChanged(path: string): void {
    this.#closed.delete(path);
    this.#host.filesChanged();
    if (path.startsWith("schemas/")) {
      this.#host.schemasChanged();
      this.workspace.schemasChanged();
    } else this.workspace.fileChanged(path);
  }

  openDocument(path: string): TextDocument | undefined {
    return this.#open.get(path);
  }

  get openPaths(): Iterable<string> {
    return this.#open.keys();
  }

  offsetOf(path: string, position: Position): number {
    return this.#document(path).offsetAt(position);
  }

  positionOf(path: string, offset: number): Position {
    return this.#document(path).positionAt(offset);
  }

  spanOf(path: string, range: Range): Span {
    return { start: this.offsetOf(path, range.start), end: this.offsetOf(path, range.end) };
  }

  rangeOf(path: string, { start, end }: Span): Range {
    return { start: this.positionOf(path, start), end: this.positionOf(path, end) };
  }

  locationOf(path: string, span: Span): Location {
    return { uri: this.uriOf(path), range: this.rangeOf(path, span) };
  }

  /** Findings of the language by file. */
  findings(): ReadonlyMap<string, readonly Diagnostic[]> {
    return Map.groupBy(this.workspace.diagnostics(), (diagnostic) => diagnostic.file);
  }

  /** Sentences about `xmap.json` and pulled files that cannot be read, by file. Complete once findings were asked for. */
  get problems(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#host.problems;
  }

  #document(path: string): TextDocument {
    const known = this.#open.get(path) ?? this.#closed.get(path);
    if (known !== undefined) return known;
    const read = TextDocument.create(this.uriOf(path), "xmap", 0, this.#host.readFile(path) ?? "");
    this.#closed.set(path, read);
    return read;
  }
}
