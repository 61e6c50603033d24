import type { DataRecord, EntitySchema } from "@xmap/contract";
import type { TestResult } from "@xmap/runtime/laws";
import { resourceKey } from "../project/work.ts";
import type { RunEnd } from "../run/run-client.ts";
import type { LawRequest, RunRequest } from "../run/run-protocol.ts";
import { makeSample } from "../sample/make-sample.ts";
import type { SampleFault } from "../sample/sample-protocol.ts";
import { debounce } from "./debounce.ts";
import type { PlaygroundState } from "./playground-state.ts";
import type { Store } from "./store.ts";

const RUN_AFTER_MILLISECONDS = 150;

/** Validates samples and runs compiled programs. */
export interface SampleRunner {
  validate(schema: EntitySchema, record: unknown): Promise<readonly SampleFault[]>;
  run(program: string, request: RunRequest): Promise<RunEnd>;
  tryLaw(program: string, request: LawRequest): Promise<RunEnd<TestResult>>;
}

/** Puts the sample through the compiled binding whenever one of them is another. */
export class RunLoop {
  readonly #store: Store<PlaygroundState>;
  readonly #runner: SampleRunner;
  readonly #later = debounce(() => this.start(), RUN_AFTER_MILLISECONDS);
  #runs = 0;

  constructor(store: Store<PlaygroundState>, runner: SampleRunner) {
    this.#store = store;
    this.#runner = runner;
  }

  /** The sample is being typed. */
  changed(): void {
    this.#later();
  }

  start(): void {
    void this.#run();
  }

  /** The text of a record that fits the left side of the compiled binding. */
  sampleOfSchema(): string | undefined {
    const schema = this.#store.get().compiled?.left.schema;
    return schema === undefined ? undefined : `${JSON.stringify(makeSample(schema), null, 2)}\n`;
  }

  async #run(): Promise<void> {
    this.#runs += 1;
    const run = this.#runs;
    const { compiled } = this.#store.get();
    if (compiled === undefined) return;
    const text = this.#sampleText(resourceKey(compiled.left));
    const read = readSample(text);
    if ("message" in read) {
      this.#store.set({ sample: { kind: "broken", message: read.message } });
      return;
    }
    const { schema } = compiled.left;
    const { answers } = this.#store.get().work;
    const { name, isBack } = compiled.binding;
    const { module, lineage } = compiled;
    const request: RunRequest = {
      kind: "map",
      module,
      binding: name,
      isBack,
      lineage,
      record: read.record,
      answers,
    };
    const [faults, end] = await Promise.all([
      schema === undefined ? [] : this.#runner.validate(schema, read.record),
      this.#runner.run(compiled.program, request),
    ]);
    if (run !== this.#runs || end.kind === "superseded") return;
    this.#store.set({ sample: { kind: "read", faults }, run: end });
  }

  /** The sample of a record type; the first time it is made of the schema. */
  #sampleText(key: string): string {
    const { work } = this.#store.get();
    const known = work.samples[key];
    if (known !== undefined) return known;
    const made = this.sampleOfSchema() ?? "{}\n";
    this.#store.set({ work: { ...work, samples: { ...work.samples, [key]: made } } });
    return made;
  }
}

function readSample(text: string): { readonly record: DataRecord } | { readonly message: string } {
  let record: unknown;
  try {
    record = JSON.parse(text);
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
  const isRecord = typeof record === "object" && record !== null && !Array.isArray(record);
  return isRecord ? { record: record as DataRecord } : { message: "A sample is one record: { … }" };
}
