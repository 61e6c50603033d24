import { pathToFileURL } from "node:url";
import { createEvent, createEventId, type MappingModule } from "@xmap/contract";
import { EmbeddedEngine, SqliteStore, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { serve } from "../../harness/child-process.ts";
import { monotonicMilliseconds } from "../../harness/monotonic-time.ts";
import { CounterSession } from "../connectors/counter-connector.ts";

/** Runs a flow whose steps cost nothing but the engine's work. */
export type StepsMethods = {
  start(input: { readonly module: string; readonly store: string; readonly parallel: number }): Promise<void>;
  /** Runs the flow for so many new records; answers how long that took. */
  run(input: { readonly records: number }): Promise<{ readonly milliseconds: number; readonly effects: number }>;
};

const BATCH = 500;

let engine: EmbeddedEngine | undefined;
let flow = "";
let nextRecord = 1;
const counter = new CounterSession("counter");

serve<StepsMethods>({
  async start({ module, store: path, parallel }) {
    const mapping = (await import(pathToFileURL(module).href)) as MappingModule;
    flow = Object.keys(mapping.flows)[0] ?? "";
    const store = new SqliteStore({ path, installation: "bench", clock: SYSTEM_CLOCK });
    const ports = { clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM, sessions: { counter } };
    engine = new EmbeddedEngine({ ...ports, store, modules: [mapping], installation: "bench", parallel });
    await engine.start();
  },
  async run({ records }) {
    if (engine === undefined) throw new Error("the engine is not started");
    const before = counter.effects;
    const startedAt = monotonicMilliseconds();
    for (let done = 0; done < records; done += BATCH) {
      const length = Math.min(BATCH, records - done);
      const at = SYSTEM_CLOCK.now();
      const hints = Array.from({ length }, () => {
        const record = { system: "counter", entity: "Task", key: [String(nextRecord++)] };
        const id = createEventId(at, SYSTEM_RANDOM.bytes(10));
        const event = createEvent({ id, installation: "bench", record, at: new Date(at), origin: "manual" });
        return { flow, event, fresh: true };
      });
      await engine.accept(hints);
    }
    await engine.idle();
    return { milliseconds: monotonicMilliseconds() - startedAt, effects: counter.effects - before };
  },
});
