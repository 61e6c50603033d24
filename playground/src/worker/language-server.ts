import { LanguageWorkspace } from "@xmap/language/service";
import { KnownSides } from "../mapper/model/workspace-sources.ts";
import { createFileHost } from "../project/file-host.ts";
import { isMapping } from "../project/project-files.ts";
import { answerQuestion, type OpenProject } from "./answer-question.ts";
import { applyChanges } from "./apply-changes.ts";
import type { Asks, FromServer, ToServer } from "./protocol.ts";
import { QuestionQueue, type Waiting } from "./question-queue.ts";

/**
 * The worker's side of the protocol. Edits are taken in at once; questions are answered one at a time, with room between
 * them for what has come meanwhile, so that a question that was cancelled or overtaken by an edit costs nothing.
 */
export class LanguageServer {
  readonly #send: (message: FromServer) => void;
  readonly #later: (work: () => void) => void;
  readonly #queue = new QuestionQueue();
  readonly #files = new Map<string, string>();
  readonly #versions = new Map<string, number>();
  #project: OpenProject;
  #isScheduled = false;

  /** `later` does some work after the messages that have come already. */
  constructor(send: (message: FromServer) => void, later: (work: () => void) => void) {
    this.#send = send;
    this.#later = later;
    this.#project = this.#openProject();
  }

  receive(message: ToServer): void {
    switch (message.kind) {
      case "open":
        this.#open(message.files);
        break;
      case "put":
        this.#put(message.path, message.version, message.text);
        break;
      case "remove":
        this.#remove(message.path);
        break;
      case "edit":
        this.#edit(message);
        break;
      case "ask": {
        const { id, name, asks, about } = message;
        this.#queue.add({ id, name, asks, about });
        this.#schedule();
        break;
      }
      case "cancel":
        if (this.#queue.remove(message.id)) this.#send({ kind: "stale", id: message.id });
    }
  }

  #open(files: readonly (readonly [string, string])[]): void {
    for (const { id } of this.#queue.clear()) this.#send({ kind: "stale", id });
    this.#files.clear();
    this.#versions.clear();
    for (const [path, text] of files) {
      this.#files.set(path, text);
      this.#versions.set(path, 0);
    }
    this.#project = this.#openProject();
  }

  #openProject(): OpenProject {
    const host = createFileHost(this.#files);
    return { files: this.#files, host, workspace: new LanguageWorkspace(host), sides: new KnownSides() };
  }

  #put(path: string, version: number, text: string): void {
    this.#files.set(path, text);
    this.#versions.set(path, version);
    this.#changed(path);
  }

  #edit({ path, before, version, changes }: Extract<ToServer, { readonly kind: "edit" }>): void {
    const text = this.#versions.get(path) === before ? this.#files.get(path) : undefined;
    const changed = text === undefined ? undefined : applyChanges(text, changes);
    if (changed === undefined) this.#send({ kind: "resend", path });
    else this.#put(path, version, changed);
  }

  #remove(path: string): void {
    this.#files.delete(path);
    this.#versions.delete(path);
    this.#changed(path);
  }

  #changed(path: string): void {
    const { host, workspace } = this.#project;
    if (isMapping(path)) {
      workspace.fileChanged(path);
      return;
    }
    host.forgetSchemas();
    workspace.schemasChanged();
  }

  #schedule(): void {
    if (this.#isScheduled || this.#queue.isEmpty) return;
    this.#isScheduled = true;
    this.#later(() => {
      const question = this.#queue.next();
      // One that waits for a part of the program to load holds up nobody else.
      if (question !== undefined) void this.#answer(question);
      this.#isScheduled = false;
      this.#schedule();
    });
  }

  async #answer({ id, name, asks, about }: Waiting): Promise<void> {
    if (about !== undefined && this.#versions.get(about.path) !== about.version) {
      this.#send({ kind: "stale", id });
      return;
    }
    try {
      const answer: unknown = await answerQuestion(this.#project, name, asks as Asks<typeof name>);
      this.#send({ kind: "answer", id, answer });
    } catch (error) {
      this.#send({ kind: "failed", id, message: error instanceof Error ? error.message : String(error) });
    }
  }
}
