import type { EntitySchema } from "@xmap/contract";
import type { FromValidator, SampleFault, ToValidator } from "./sample-protocol.ts";
import SampleWorker from "./sample-worker.ts?worker";

/** Checks samples in a worker that is started with the first one. */
export class SampleClient {
  #worker: Worker | undefined;
  readonly #pending = new Map<number, (faults: readonly SampleFault[]) => void>();
  #lastId = 0;

  validate(schema: EntitySchema, record: unknown): Promise<readonly SampleFault[]> {
    this.#worker ??= this.#start();
    this.#lastId += 1;
    const question: ToValidator = { id: this.#lastId, schema, record };
    return new Promise((resolve) => {
      this.#pending.set(question.id, resolve);
      this.#worker?.postMessage(question);
    });
  }

  #start(): Worker {
    const worker = new SampleWorker();
    worker.addEventListener("message", ({ data }: MessageEvent<FromValidator>) => {
      this.#pending.get(data.id)?.(data.faults);
      this.#pending.delete(data.id);
    });
    return worker;
  }
}
