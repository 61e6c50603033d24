import { type ChangedRecord, createEvent, type FlowModule, type MappingModule } from "@xmap/contract";
import type { StepModule } from "@xmap/runtime";
import type { EngineOptions } from "@xmap/runtime/node";
import { settle } from "@xmap/testing";
import { expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { FLOW, mappingModule, PRODUCT } from "../fakes/order-mapping.ts";

const EARLIER: FlowModule = { ...FLOW, steps: [] };
const LATER: FlowModule = { ...FLOW, name: "Later", triggers: [], steps: [], after: [EARLIER.name] };

function moduleOf(...flows: readonly FlowModule[]): MappingModule {
  return { ...mappingModule(), flows: Object.fromEntries(flows.map((flow) => [flow.name, flow])) };
}

/** An engine that has polled once; orders 1 to 99 are there. */
async function startBench(options: Partial<EngineOptions> = {}): Promise<Bench> {
  const bench = new Bench({ modules: [moduleOf(EARLIER, LATER)], ...options });
  for (let id = 1; id < 100; id += 1) bench.order(id);
  await bench.engine.start();
  await settle();
  return bench;
}

function changed(...ids: readonly number[]): readonly ChangedRecord[] {
  return ids.map((id) => ({ key: [String(id)], stamp: "a", settled: true, record: { id } }));
}

let events = 0;

async function accept(bench: Bench, flow: string, ...ids: readonly number[]): Promise<void> {
  const hints = ids.map((id) => {
    events += 1;
    const record = { system: "shop", entity: "Order", key: [String(id)] };
    const at = new Date(bench.clock.now());
    const event = createEvent({ id: `event-${events}`, installation: "test", record, at, origin: "manual" });
    return { flow, event };
  });
  await bench.engine.accept(hints);
}

const endsOf = (bench: Bench): readonly string[] => bench.ends.map(({ flow, record }) => `${flow} ${record}`);

it("runs after the earlier flow has worked on what a poll finds that nobody had told of", async () => {
  const bench = await startBench();
  bench.shop.changes = [{ changed: changed(1, 2), cursor: "0", more: false }];
  await accept(bench, "Later", 9);
  await bench.drain();
  expect(endsOf(bench).toSorted().slice(1)).toEqual(["OrderToCash shop/Order/1", "OrderToCash shop/Order/2"]);
  expect(endsOf(bench).at(-1)).toBe("Later shop/Order/9");
});

it("runs after the earlier flow has worked on what was accepted before, however long that takes", async () => {
  const bench = await startBench();
  let open = (): void => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  bench.shop.gates.set("read", () => gate);
  await accept(bench, "OrderToCash", 1);
  await accept(bench, "Later", 9);
  await settle();
  expect(bench.engine.summary()).toMatchObject({ running: 1, pending: 1 });
  expect(bench.shop.count("read")).toBe(1);
  open();
  await bench.drain();
  expect(endsOf(bench)).toEqual(["OrderToCash shop/Order/1", "Later shop/Order/9"]);
});

it("asks for all records that wait together, and the next time a second later", async () => {
  const bench = await startBench();
  const before = bench.shop.count("readChanged");
  const asked = (): number => bench.shop.count("readChanged") - before;
  const ids = Array.from({ length: 24 }, (_, index) => index + 1);
  await accept(bench, "Later", ...ids);
  await bench.drain();
  expect([bench.ends.length, asked()]).toEqual([24, 1]);
  await accept(bench, "Later", 50);
  await settle();
  expect([bench.ends.length, asked()]).toEqual([24, 1]);
  await bench.clock.advance(1_000);
  await settle();
  expect([bench.ends.length, asked()]).toEqual([25, 2]);
});

it("gives its places away while it waits, so that the earlier flow can run", async () => {
  const bench = await startBench({ parallel: 2 });
  bench.shop.changes = [{ changed: changed(1, 2, 3), cursor: "0", more: false }];
  await accept(bench, "Later", 11, 12, 13, 14, 15, 16);
  await bench.drain();
  expect(bench.ends.map(({ flow }) => flow)).toEqual([
    ...Array.from({ length: 3 }, () => "OrderToCash"),
    ...Array.from({ length: 6 }, () => "Later"),
  ]);
});

it("is tried again later when the earlier flow's changes cannot be asked for", async () => {
  const bench = await startBench();
  bench.shop.fail("readChanged", "Transient");
  await accept(bench, "Later", 9);
  await settle();
  expect(bench.ends).toEqual([]);
  expect(bench.engine.summary()).toMatchObject({ pending: 1, retries: 1 });
  await bench.drain();
  expect(bench.ends).toMatchObject([{ flow: "Later", outcome: "unchanged", attempts: 1 }]);
});

it("waits for a system that is down, and costs no attempt", async () => {
  const bench = await startBench();
  bench.shop.fail("readChanged", "Maintenance", { times: 3 });
  await accept(bench, "Later", 9);
  await settle();
  expect(bench.engine.summary()).toMatchObject({ pending: 1, pausedSystems: [{ system: "shop" }] });
  await bench.drain();
  expect(bench.ends).toMatchObject([{ flow: "Later", outcome: "unchanged", attempts: 0 }]);
});

it("does not wait for a record of the earlier flow that failed and is put off", async () => {
  const bench = await startBench();
  bench.shop.fail("read", "Transient");
  await accept(bench, "OrderToCash", 1);
  await settle();
  await accept(bench, "Later", 9);
  await settle();
  expect(endsOf(bench)).toEqual(["Later shop/Order/9"]);
  await bench.drain();
  expect(endsOf(bench)).toEqual(["Later shop/Order/9", "OrderToCash shop/Order/1"]);
});

it("asks no system when nothing is watched", async () => {
  const bench = await startBench({ watches: false });
  await accept(bench, "Later", 9);
  await bench.drain();
  expect([endsOf(bench), bench.shop.count("readChanged")]).toEqual([["Later shop/Order/9"], 0]);
});

it("runs no more often than it may, however often it was held back", async () => {
  const often = { ...LATER, atMostEveryMilliseconds: 60_000 };
  const bench = await startBench({ modules: [moduleOf(EARLIER, often)] });
  await accept(bench, "Later", 9);
  await bench.drain();
  await accept(bench, "Later", 9);
  await settle();
  await bench.clock.advance(59_000);
  expect(bench.ends).toHaveLength(1);
  await bench.drain();
  expect(bench.ends).toHaveLength(2);
});

it("refuses a flow that comes after one that is not loaded", () => {
  expect(() => new Bench({ modules: [moduleOf(LATER)] })).toThrow(
    "flow Later comes after OrderToCash, which is not loaded",
  );
});

it("reads again after a crash what it has read before and not acted on", async () => {
  const place = { file: "orders.xmap", line: 1 };
  const told: string[] = [];
  const steps: readonly StepModule[] = [
    { ...place, id: "first", step: "read", assign: "first", entity: PRODUCT, key: () => [1] },
    { ...place, id: "second", step: "read", assign: "second", entity: PRODUCT, key: () => [2] },
    {
      ...place,
      id: "tell",
      step: "when",
      capability: undefined,
      condition: ({ first }: { readonly first: { readonly sku: string } }) => told.push(first.sku) === 0,
      steps: [],
    },
  ];
  const modules = [moduleOf(EARLIER, { ...LATER, steps })];
  const bench = await startBench({ modules });
  let reads = 0;
  bench.erp.gates.set("read", () => {
    reads += 1;
    return reads === 2 ? new Promise(() => {}) : Promise.resolve();
  });
  await accept(bench, "Later", 9);
  await settle();
  expect(reads).toBe(2);
  bench.erp.put("product", { id: 1, sku: "A, renamed" });
  await bench.crash({ modules });
  await bench.engine.start();
  await bench.drain();
  expect([told, reads]).toEqual([["A, renamed"], 4]);
});
