import { Worker } from "node:worker_threads";
import type { LineCounts } from "./map-lines.ts";

/** What every thread does. */
export interface ThreadTask {
  /** File URL of the compiled module. */
  readonly module: string;
  readonly binding: string;
  /** The content of the answers file. */
  readonly answers: unknown;
}

export interface ThreadQuestion {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly firstLine: number;
}

export interface ThreadAnswer {
  readonly output: Uint8Array<ArrayBuffer>;
  readonly errors: Uint8Array<ArrayBuffer>;
  readonly counts: LineCounts;
}

interface Waiting {
  readonly question: ThreadQuestion;
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: unknown) => void;
}

/** Threads that map batches of lines; each does one at a time, the others wait in a queue. */
export class MappingThreads {
  readonly #workers: readonly Worker[];
  readonly #idle: Worker[] = [];
  readonly #queue: Waiting[] = [];
  readonly #busy = new Map<Worker, Waiting>();
  #failure: unknown;

  constructor(task: ThreadTask, count: number) {
    const isSource = import.meta.url.endsWith(".ts");
    const script = new URL(`./map-thread.${isSource ? "ts" : "js"}`, import.meta.url);
    // In the repository the sources run as they are; options of the process that a thread cannot have are left out.
    const execArgv = isSource ? ["--conditions=@xmap/source"] : [];
    this.#workers = Array.from({ length: count }, () => new Worker(script, { workerData: task, execArgv }));
    for (const worker of this.#workers) {
      worker.on("message", (answer: ThreadAnswer) => this.#answered(worker, answer));
      worker.on("error", (error) => this.#fail(error));
      this.#idle.push(worker);
    }
  }

  /** Maps a batch; its bytes are given away. */
  map(question: ThreadQuestion): Promise<ThreadAnswer> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#queue.push({ question, resolve, reject });
      this.#giveOut();
    });
  }

  async end(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #giveOut(): void {
    for (;;) {
      const worker = this.#idle.at(-1);
      const waiting = this.#queue[0];
      if (worker === undefined || waiting === undefined) return;
      this.#idle.pop();
      this.#queue.shift();
      this.#busy.set(worker, waiting);
      worker.postMessage(waiting.question, [waiting.question.bytes.buffer]);
    }
  }

  #answered(worker: Worker, answer: ThreadAnswer): void {
    this.#busy.get(worker)?.resolve(answer);
    this.#busy.delete(worker);
    this.#idle.push(worker);
    this.#giveOut();
  }

  #fail(error: unknown): void {
    this.#failure = error;
    for (const { reject } of [...this.#busy.values(), ...this.#queue.splice(0)]) reject(error);
    this.#busy.clear();
  }
}
