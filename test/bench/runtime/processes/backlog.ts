import { pathToFileURL } from "node:url";
import { createEvent, createEventId, type DataRecord, type MappingModule } from "@xmap/contract";
import { type AcceptedEvent, SqliteStore, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { serve } from "../../harness/child-process.ts";
import { OrderSource } from "../orders.ts";

/** Fills the inbox of a store that no engine runs on. */
export type BacklogMethods = {
  fill(input: BacklogPlan): Promise<void>;
};

export interface BacklogPlan {
  /** The store's file; it is made when it does not exist. */
  readonly store: string;
  /** The compiled mapping, whose only flow the orders wait for. */
  readonly module: string;
  readonly seed: number;
  /** Running number of the first order. */
  readonly first: number;
  readonly orders: number;
}

const BATCH = 1_000;

function acceptedOrder(flow: string, body: Buffer): AcceptedEvent {
  const content = JSON.parse(body.toString()) as DataRecord;
  const at = SYSTEM_CLOCK.now();
  const event = createEvent({
    id: createEventId(at, SYSTEM_RANDOM.bytes(10)),
    installation: "bench",
    record: { system: "shop", entity: "Order", key: [String(content.id)] },
    at: new Date(at),
    origin: "webhook",
  });
  return { flow, event, at, content, fresh: true };
}

serve<BacklogMethods>({
  async fill({ store: path, module, seed, first, orders }) {
    const mapping = (await import(pathToFileURL(module).href)) as MappingModule;
    const [flow] = Object.keys(mapping.flows);
    if (flow === undefined) throw new RangeError(`${module} has no flow`);
    const source = new OrderSource(seed);
    const store = new SqliteStore({ path, installation: "bench", clock: SYSTEM_CLOCK });
    for (let done = 0; done < orders; done += BATCH) {
      const length = Math.min(BATCH, orders - done);
      const events = Array.from({ length }, (_, index) => acceptedOrder(flow, source.body(first + done + index)));
      await store.accept(events);
    }
    await store.close();
  },
});
