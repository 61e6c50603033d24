import type { FromRunner, ResultOf, RunnerRequest, RunResult, ToRunner } from "./run-protocol.ts";

/** The part of a worker that a run needs. */
export interface RunWorker {
  postMessage(message: ToRunner): void;
  terminate(): void;
  onmessage: ((event: { readonly data: FromRunner }) => void) | null;
  onerror: ((event: { readonly message?: string; preventDefault?(): void }) => void) | null;
}

/** How a run ended. */
export type RunEnd<Result = RunResult> =
  | { readonly kind: "result"; readonly result: Result }
  /** It took longer than the limit and was stopped. */
  | { readonly kind: "stopped"; readonly limitMilliseconds: number }
  /** The compiled program could not be loaded. */
  | { readonly kind: "broken"; readonly message: string }
  /** A newer program or record took its place. */
  | { readonly kind: "superseded" };

interface Running {
  readonly id: number;
  readonly request: RunnerRequest;
  readonly end: (end: RunEnd<never>) => void;
}

/**
 * Runs compiled programs in a worker, which is ended when a run takes too long and started again for the next one. The
 * time counts from when the worker is ready, so that a slow start is no slow mapping. A newer run takes the place of one
 * that has not ended.
 */
export class RunClient {
  readonly #start: (script: string) => RunWorker;
  readonly #limitMilliseconds: number;
  #worker: RunWorker | undefined;
  #script = "";
  #isReady = false;
  #running: Running | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastId = 0;

  constructor(start: (script: string) => RunWorker, limitMilliseconds = 1000) {
    this.#start = start;
    this.#limitMilliseconds = limitMilliseconds;
  }

  /** Asks something of a program, given as the text of its worker. */
  run<Request extends RunnerRequest>(script: string, request: Request): Promise<RunEnd<ResultOf[Request["kind"]]>> {
    const wasBusy = this.#running !== undefined && this.#isReady;
    this.#finish({ kind: "superseded" });
    if (script !== this.#script || wasBusy) this.stop();
    this.#script = script;
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((end) => {
      this.#running = { id, request, end };
      if (this.#worker === undefined) this.#begin(script);
      else if (this.#isReady) this.#send();
    });
  }

  /** Ends the worker and what runs in it. */
  stop(): void {
    this.#finish({ kind: "superseded" });
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#isReady = false;
  }

  #begin(script: string): void {
    const worker = this.#start(script);
    this.#worker = worker;
    worker.onmessage = ({ data }) => {
      if (worker === this.#worker) this.#receive(data);
    };
    worker.onerror = (event) => {
      event.preventDefault?.();
      if (worker === this.#worker) this.#break(event.message ?? "The compiled program could not be loaded.");
    };
  }

  #receive(message: FromRunner): void {
    if (message.kind === "ready") {
      this.#isReady = true;
      this.#send();
    } else if (message.kind === "broken") {
      this.#break(message.message);
    } else if (message.id === this.#running?.id) {
      this.#finish({ kind: "result", result: message.result as never });
    }
  }

  #send(): void {
    const { id, request } = this.#running ?? {};
    if (id === undefined || request === undefined) return;
    this.#worker?.postMessage({ kind: "run", id, request });
    this.#timer = setTimeout(() => {
      this.#finish({ kind: "stopped", limitMilliseconds: this.#limitMilliseconds });
      this.stop();
    }, this.#limitMilliseconds);
  }

  #break(message: string): void {
    this.#finish({ kind: "broken", message });
    this.stop();
  }

  #finish(end: RunEnd<never>): void {
    clearTimeout(this.#timer);
    const running = this.#running;
    this.#running = undefined;
    running?.end(end);
  }
}
