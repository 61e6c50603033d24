import type { Diagnostic } from "@xmap/diagnostics";
import { type ParsedFile, parseFile } from "@xmap/grammar";
import { inOrder } from "../../check-project.ts";
import { applyIgnores } from "../../checker/ignore/apply-ignores.ts";
import { analyse } from "./analyse.ts";
import type { ProjectAnalysis } from "./analysis.ts";
import type { ServiceHost } from "./service-host.ts";

/** How much work was done since the beginning. */
export interface WorkDone {
  readonly parsedFiles: number;
  readonly checkedFiles: number;
}

/** Texts, trees and checks of a project; what did not change is kept. */
export class ProjectState {
  readonly #host: ServiceHost;
  readonly #open = new Map<string, string>();
  readonly #read = new Map<string, string | undefined>();
  readonly #parsed = new Map<string, { readonly text: string; readonly parsed: ParsedFile }>();
  #current: ProjectAnalysis | undefined;
  #previous: ProjectAnalysis | undefined;
  #parsedFiles = 0;
  #checkedFiles = 0;

  constructor(host: ServiceHost) {
    this.#host = host;
  }

  get work(): WorkDone {
    return { parsedFiles: this.#parsedFiles, checkedFiles: this.#checkedFiles };
  }

  setText(path: string, text: string): void {
    if (this.#open.get(path) === text) return;
    this.#open.set(path, text);
    this.#setStale();
  }

  removeText(path: string): void {
    this.#read.delete(path);
    if (this.#open.delete(path)) this.#setStale();
  }

  /** The host has another text of a file, another list of files or, without a path, other schemas. */
  changed(path: string | undefined): void {
    if (path === undefined) {
      this.#read.clear();
      this.#current = undefined;
      this.#previous = undefined;
      return;
    }
    this.#read.delete(path);
    this.#setStale();
  }

  readonly textOf = (path: string): string | undefined => {
    const open = this.#open.get(path);
    if (open !== undefined) return open;
    if (!this.#read.has(path)) this.#read.set(path, this.#host.readFile(path));
    return this.#read.get(path);
  };

  analysis(): ProjectAnalysis {
    if (this.#current !== undefined) return this.#current;
    const listed = this.#host.listFiles();
    const { analysis, checked } = analyse({
      listed,
      others: [...this.#open.keys()].filter((path) => !listed.includes(path)),
      host: this.#host,
      readFile: this.textOf,
      parse: (path, text) => this.#parse(path, text),
      previous: this.#previous,
    });
    this.#checkedFiles += checked.length;
    for (const path of this.#parsed.keys()) if (!analysis.files.has(path)) this.#parsed.delete(path);
    this.#current = analysis;
    return analysis;
  }

  /** What would be known of a file, and of others, if it had another text; nothing of it is kept. */
  supposing(path: string, text: string, others: readonly string[] = []): ProjectAnalysis {
    const { analysis } = analyse({
      listed: [],
      others: [path, ...others],
      host: this.#host,
      readFile: (other) => (other === path ? text : this.textOf(other)),
      parse: (other, content) =>
        other === path && content !== this.textOf(path) ? parseFile(other, content) : this.#parse(other, content),
      previous: this.analysis(),
    });
    return analysis;
  }

  /** Every finding, by file and place. */
  diagnostics(): readonly Diagnostic[] {
    const { files, diagnostics, whole } = this.analysis();
    const all = [...diagnostics, ...[...files.values()].flatMap((file) => file.diagnostics)];
    const parsed = [...files.values()].map(({ loaded }) => loaded.file);
    return inOrder(applyIgnores(all, parsed, whole), [...files.keys()]);
  }

  #setStale(): void {
    this.#previous = this.#current ?? this.#previous;
    this.#current = undefined;
  }

  #parse(path: string, text: string): ParsedFile {
    const known = this.#parsed.get(path);
    if (known?.text === text) return known.parsed;
    this.#parsedFiles += 1;
    const parsed = parseFile(path, text);
    this.#parsed.set(path, { text, parsed });
    return parsed;
  }
}
