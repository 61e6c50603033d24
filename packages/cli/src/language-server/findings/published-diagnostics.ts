import type { PublishDiagnosticsParams } from "vscode-languageserver/node";
import type { EditorProjects } from "../project/editor-projects.ts";
import { diagnosticsOf } from "./editor-diagnostics.ts";

/** Milliseconds without a change after which findings are sent. */
const QUIET_TIME = 150;

type Send = (findings: PublishDiagnosticsParams) => Promise<void>;

/** Sends the findings of all projects to the editor, each once, and takes back those that are no more. */
export class PublishedDiagnostics {
  readonly #projects: EditorProjects;
  readonly #send: Send;
  readonly #report: (error: unknown) => void;
  /** What the editor was sent last, by URI. */
  readonly #sent = new Map<string, string>();
  #timer: NodeJS.Timeout | undefined;
  /** An editor that asks for the findings of open files is not sent them too. */
  asksForOpenFiles = false;

  constructor(projects: EditorProjects, send: Send, report: (error: unknown) => void) {
    this.#projects = projects;
    this.#send = send;
    this.#report = report;
  }

  /** Something changed: findings are sent when there is no further change for a moment. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#publish().catch(this.#report), QUIET_TIME);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  async #publish(): Promise<void> {
    const current = this.#current();
    for (const uri of this.#sent.keys()) if (!current.has(uri)) current.set(uri, { uri, diagnostics: [] });
    for (const [uri, findings] of current) {
      const text = JSON.stringify(findings);
      if (this.#sent.get(uri) === text) continue;
      if (findings.diagnostics.length === 0 && findings.version === undefined) this.#sent.delete(uri);
      else this.#sent.set(uri, text);
      await this.#send(findings);
    }
  }

  #current(): Map<string, PublishDiagnosticsParams> {
    const current = new Map<string, PublishDiagnosticsParams>();
    for (const project of this.#projects) {
      const found = diagnosticsOf(project);
      for (const path of new Set([...found.keys(), ...project.openPaths])) {
        const version = project.openDocument(path)?.version;
        if (version !== undefined && this.asksForOpenFiles) continue;
        const uri = project.uriOf(path);
        const diagnostics = found.get(path) ?? [];
        current.set(uri, { uri, diagnostics, ...(version === undefined ? {} : { version }) });
      }
    }
    return current;
  }
}
