import { Worker } from "node:worker_threads";
import type { MappingTask } from "./load-mapper.ts";
import type { LineMapper, MappedLines } from "./map-lines.ts";

export interface ThreadQuestion {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isFirst: boolean;
}

export type ThreadAnswer = MappedLines;

interface Waiting {
  readonly question: ThreadQuestion;
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: unknown) => void;
}

interface Helper {
  readonly worker: Worker;
  isReady: boolean;
  /** What it has been given, in order. */
  readonly given: Waiting[];
}

/** The second one waits in the thread, so that it goes on at once while this one maps itself. */
const MOST_GIVEN = 2;

/**
 * Maps batches of lines on several threads, of which this one is the first: it begins at once, while the others start.
 * Each does one batch at a time; the others wait in a queue.
 */
export class MappingThreads {
  readonly #mapper: LineMapper;
  readonly #helpers: readonly Helper[];
  readonly #queue: Waiting[] = [];
  #isScheduled = false;
  #failure: unknown;

  constructor(mapper: LineMapper, task: MappingTask, count: number) {
    this.#mapper = mapper;
    const isSource = import.meta.url.endsWith(".ts");
    const script = new URL(`./map-thread.${isSource ? "ts" : "js"}`, import.meta.url);
    // In the repository the sources run as they are; options of the process that a thread cannot have are left out.
    const execArgv = isSource ? ["--conditions=@xmap/source"] : [];
    this.#helpers = Array.from({ length: count - 1 }, () => {
      const worker = new Worker(script, { workerData: task, execArgv });
      const helper: Helper = { worker, isReady: false, given: [] };
      worker.on("message", (answer: "ready" | ThreadAnswer) => this.#heard(helper, answer));
      worker.on("error", (error) => this.#fail(error));
      return helper;
    });
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
    await Promise.all(this.#helpers.map(({ worker }) => worker.terminate()));
  }

  #giveOut(): void {
    for (let given = 0; given < MOST_GIVEN; given += 1)
      for (const helper of this.#helpers) if (helper.isReady && helper.given.length === given) this.#give(helper);
    if (this.#isScheduled || this.#queue.length === 0) return;
    this.#isScheduled = true;
    // What has come meanwhile is taken first: answers of the others, and input to give them.
    setImmediate(() => {
      this.#isScheduled = false;
      this.#mapOne();
      this.#giveOut();
    });
  }

  #give({ worker, given }: Helper): void {
    const waiting = this.#queue.shift();
    if (waiting === undefined) return;
    given.push(waiting);
    worker.postMessage(waiting.question, [waiting.question.bytes.buffer]);
  }

  #mapOne(): void {
    const waiting = this.#queue.shift();
    if (waiting === undefined) return;
    try {
      waiting.resolve(this.#mapper.map(waiting.question.bytes, waiting.question.isFirst));
    } catch (error) {
      waiting.reject(error);
    }
  }

  #heard(helper: Helper, answer: "ready" | ThreadAnswer): void {
    if (answer === "ready") helper.isReady = true;
    else helper.given.shift()?.resolve(answer);
    this.#giveOut();
  }

  #fail(error: unknown): void {
    this.#failure = error;
    const all = [...this.#helpers.flatMap(({ given }) => given.splice(0)), ...this.#queue.splice(0)];
    for (const { reject } of all) reject(error);
  }
}
