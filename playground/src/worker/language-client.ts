import type { AnswerTo, Asks, FromServer, QuestionName, TextChange, ToServer } from "./protocol.ts";

/** What carries the protocol: a worker, or a port of one. */
export interface Channel {
  postMessage(message: ToServer): void;
  onmessage: ((event: { readonly data: FromServer }) => void) | null;
}

/** How a question can be taken back: an AbortSignal, or an editor's own token. */
export interface Cancellation {
  readonly isCancelled: () => boolean;
  readonly onCancelled: (listener: () => void) => void;
}

interface Pending {
  readonly answer: (value: unknown) => void;
  readonly fail: (error: Error) => void;
}

/** The page's side of the protocol: sends edits with their versions, and questions about the newest text. */
export class LanguageClient {
  readonly #channel: Channel;
  readonly #textOf: (path: string) => string | undefined;
  readonly #versions = new Map<string, number>();
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  /** `textOf` gives the newest text of a file, should the worker need it as a whole. */
  constructor(channel: Channel, textOf: (path: string) => string | undefined) {
    this.#channel = channel;
    this.#textOf = textOf;
    channel.onmessage = ({ data }) => this.#receive(data);
  }

  /** Another project takes the place of the one that is there; questions about the old one are not answered. */
  open(files: ReadonlyMap<string, string>): void {
    this.#versions.clear();
    for (const path of files.keys()) this.#versions.set(path, 0);
    this.#channel.postMessage({ kind: "open", files: [...files] });
  }

  put(path: string, text: string): void {
    const version = (this.#versions.get(path) ?? 0) + 1;
    this.#versions.set(path, version);
    this.#channel.postMessage({ kind: "put", path, version, text });
  }

  remove(path: string): void {
    this.#versions.delete(path);
    this.#channel.postMessage({ kind: "remove", path });
  }

  edit(path: string, changes: readonly TextChange[]): void {
    const before = this.#versions.get(path) ?? 0;
    this.#versions.set(path, before + 1);
    this.#channel.postMessage({ kind: "edit", path, before, version: before + 1, changes });
  }

  /** Asks; undefined when it was cancelled or when a newer text has overtaken it. */
  ask<Name extends QuestionName>(
    name: Name,
    asks: Asks<Name>,
    cancellation?: Cancellation,
  ): Promise<AnswerTo<Name> | undefined> {
    if (cancellation?.isCancelled() === true) return Promise.resolve(undefined);
    this.#lastId += 1;
    const id = this.#lastId;
    const path = "path" in asks ? asks.path : undefined;
    const version = path === undefined ? undefined : this.#versions.get(path);
    const about = path === undefined || version === undefined ? {} : { about: { path, version } };
    return new Promise((answer, fail) => {
      this.#pending.set(id, { answer: answer as (value: unknown) => void, fail });
      this.#channel.postMessage({ kind: "ask", id, name, asks, ...about });
      cancellation?.onCancelled(() => {
        if (this.#pending.has(id)) this.#channel.postMessage({ kind: "cancel", id });
      });
    });
  }

  #receive(message: FromServer): void {
    if (message.kind === "resend") {
      const text = this.#textOf(message.path);
      if (text !== undefined) this.put(message.path, text);
      return;
    }
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (message.kind === "failed") pending?.fail(new Error(message.message));
    else pending?.answer(message.kind === "answer" ? message.answer : undefined);
  }
}
