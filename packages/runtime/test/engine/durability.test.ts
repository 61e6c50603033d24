import { type FakeSystem, settle } from "@xmap/testing";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule } from "../fakes/order-mapping.ts";

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

type Method = Parameters<FakeSystem["fail"]>[0];

/** Makes a method's next call hang for ever, as at a crash. */
function hangIn(system: FakeSystem, method: Method, call = 1): void {
  let calls = 0;
  system.gates.set(method, () => {
    calls += 1;
    return calls === call ? new Promise(() => {}) : Promise.resolve();
  });
}

it("keeps accepted events over a crash before anything ran, in their order", async () => {
  for (const id of [1, 2, 3]) {
    bench.order(id);
    await bench.change(id);
  }
  await bench.crash({ parallel: 1 });
  await bench.engine.start();
  await bench.drain();
  expect(bench.ends.map((end) => end.record)).toEqual(["shop/Order/1", "shop/Order/2", "shop/Order/3"]);
});

it.each<readonly [string, "shop" | "erp", Method, number, number]>([
  ["reading the subject", "shop", "read", 1, 2],
  ["looking up", "erp", "lookup", 1, 1],
  ["creating the reference", "erp", "create", 1, 1],
  ["creating the record", "erp", "create", 2, 1],
  ["reading back", "erp", "read", 1, 1],
  ["operating", "erp", "operate", 1, 1],
  ["writing back", "shop", "update", 1, 1],
])("goes on after a crash while %s, and writes nothing twice", async (_name, system, method, call, subjectReads) => {
  await bench.engine.start();
  bench.order(1, { stage: "paid" });
  hangIn(bench[system], method, call);
  await bench.change(1);
  await settle();
  await bench.crash();
  bench[system].gates.clear();
  await bench.engine.start();
  await bench.drain();
  expect(bench.ends).toMatchObject([{ outcome: "delivered" }]);
  expect(bench.erp.all("partner")).toHaveLength(1);
  expect(bench.erp.all("sale")).toMatchObject([{ ref: "1", state: "confirm" }]);
  expect(bench.shop.all("orders")[0]?.note).toMatch(/is confirm$/);
  const reads = bench.shop.calls.filter((one) => one.method === "read").length;
  expect(reads - 2 - (method === "update" ? 1 : 0)).toBe(subjectReads);
});

it("knows an event again that it has accepted before, also after a restart", async () => {
  await bench.engine.start();
  bench.order(1);
  await bench.change(1, { event: "same" });
  await bench.drain();
  await bench.change(1, { event: "same" });
  await bench.crash();
  await bench.engine.start();
  await bench.change(1, { event: "same" });
  await bench.drain();
  expect(bench.ends).toHaveLength(1);
});

it("runs once for events of one record that are pending, and again for one that came while it ran", async () => {
  bench.order(1);
  for (let event = 0; event < 5; event += 1) await bench.change(1);
  let release = (): void => {};
  bench.shop.gates.set("read", () => new Promise((resolve) => (release = resolve)));
  await bench.engine.start();
  await settle();
  bench.order(1, { total: 20 });
  await bench.change(1);
  await bench.change(1);
  bench.shop.gates.clear();
  release();
  await bench.drain();
  expect(bench.ends).toHaveLength(2);
  expect(bench.erp.all("sale")[0]?.total).toBe(20);
});

it("takes an event that came after a restart as new, though the run that goes on has read before it", async () => {
  await bench.engine.start();
  bench.order(1);
  hangIn(bench.erp, "create", 2);
  await bench.change(1);
  await settle();
  await bench.crash();
  bench.erp.gates.clear();
  bench.order(1, { total: 33 });
  await bench.engine.start();
  await bench.change(1);
  await bench.drain();
  expect(bench.erp.all("sale")).toMatchObject([{ total: 33 }]);
});

it("works on one record at a time, on others beside it, and lets no slow one block", async () => {
  bench.open({ parallel: 2 });
  for (const id of [1, 2, 3]) bench.order(id);
  hangIn(bench.shop, "read", 1);
  await bench.engine.start();
  await bench.change(1);
  await settle();
  await bench.change(1);
  await bench.change(2);
  await bench.change(3);
  await settle();
  expect(bench.ends.map((end) => end.record)).toEqual(["shop/Order/2", "shop/Order/3"]);
  expect(bench.engine.summary()).toMatchObject({ running: 1, pending: 0 });
});

it("ends a run on the mapping that it began with, or starts again when that is not loaded", async () => {
  const older = mappingModule({ triggers: [] }, "hash-1");
  const newer = mappingModule({ triggers: [], steps: [] }, "hash-2");
  for (const [modules, sales] of [
    [[older, newer], 1],
    [[newer], 0],
  ] as const) {
    bench = new Bench();
    await bench.engine.start();
    bench.order(1);
    hangIn(bench.erp, "lookup", 1);
    await bench.change(1);
    await settle();
    await bench.crash({ modules });
    bench.erp.gates.clear();
    await bench.engine.start();
    await bench.drain();
    expect(bench.erp.all("sale")).toHaveLength(sales);
    expect(bench.ends).toHaveLength(1);
  }
});

it("finishes the step under way when it stops, and goes on from there", async () => {
  await bench.engine.start();
  bench.order(1, { stage: "paid" });
  let release = (): void => {};
  bench.erp.gates.set("create", () => new Promise((resolve) => (release = resolve)));
  await bench.change(1);
  await settle();
  const stopped = bench.engine.stop();
  bench.erp.gates.clear();
  release();
  await stopped;
  expect(bench.erp.all("sale")).toHaveLength(1);
  expect(bench.erp.count("operate")).toBe(0);
  await bench.crash();
  await bench.engine.start();
  await bench.drain();
  expect(bench.ends).toMatchObject([{ outcome: "delivered" }]);
  expect(bench.erp.count("create")).toBe(2);
});

it("chains an audit record for each write, with all of its fields", async () => {
  await bench.engine.start();
  bench.order(1);
  await bench.run(1);
  const audit = await bench.store.audit();
  expect(audit.map((record) => [record.sequence, record.fields.map((field) => field.path)])).toEqual([
    [1, ["email", "name"]],
    [2, ["ref", "partner", "total", "created", "lines"]],
  ]);
  expect(JSON.stringify(audit)).not.toContain("a@b.c");
});
