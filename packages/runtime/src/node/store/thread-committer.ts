import { Worker } from "node:worker_threads";
import type { CommandOutcome, Committer, StoreCommand } from "./store-command.ts";

/** What the writer's thread answers: plain data, as errors of SQLite cannot cross. */
export type ThreadReply =
  | { readonly outcomes: readonly ({ readonly answer: unknown } | { readonly failed: ThreadError })[] }
  | { readonly closed: true };

export interface ThreadError {
  readonly message: string;
  /** SQLite's result code, where it is one of SQLite's errors. */
  readonly code: number | undefined;
}

/** An error of the store, with SQLite's own words and result code. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly errcode: number | undefined;

  constructor({ message, code }: ThreadError) {
    super(message);
    this.errcode = code;
  }
}

/** The writer on a thread of its own: waiting for the disk does not keep the event loop from its other work. */
export class ThreadCommitter implements Committer {
  readonly #worker: Worker;
  #waiting: { resolve: (reply: ThreadReply) => void; reject: (error: unknown) => void } | undefined;
  #failure: unknown;

  constructor(path: string) {
    const isSource = import.meta.url.endsWith(".ts");
    const script = new URL(`./writer-thread.${isSource ? "ts" : "js"}`, import.meta.url);
    // In the repository the sources run as they are; options of the process that a thread cannot have are left out.
    const execArgv = isSource ? ["--conditions=@xmap/source"] : [];
    this.#worker = new Worker(script, { workerData: { path }, execArgv });
    this.#worker.on("message", (reply: ThreadReply) => this.#waiting?.resolve(reply));
    this.#worker.on("error", (error) => this.#fail(error));
    this.#worker.on("exit", () => this.#fail(new Error("the writer's thread has ended")));
  }

  async commit(commands: readonly StoreCommand[]): Promise<readonly CommandOutcome[]> {
    const reply = await this.#ask(commands);
    if (!("outcomes" in reply)) throw new Error("the store is closed");
    return reply.outcomes.map((outcome) => ("answer" in outcome ? outcome : { error: new StoreError(outcome.failed) }));
  }

  async close(): Promise<void> {
    if (this.#failure === undefined) await this.#ask("close");
    await this.#worker.terminate();
  }

  #ask(message: readonly StoreCommand[] | "close"): Promise<ThreadReply> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#worker.postMessage(message);
    });
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#waiting?.reject(this.#failure);
  }
}
