import type { BackFillProgress } from "@xmap/runtime/node";
import { settle } from "@xmap/testing";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";
import { mappingModule } from "../../fakes/order-mapping.ts";

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  await open();
});

async function open(): Promise<void> {
  await bench.crash({ modules: [mappingModule()], watches: false });
  await bench.engine.start();
}

async function fill(options: { since?: number; anew?: boolean; isStopped?: () => boolean } = {}) {
  const { since, anew = false, isStopped = () => false } = options;
  return bench.engine.goingLive.fill({ flow: "OrderToCash", since, anew, isStopped });
}

it("takes every record in, a page a call, and reads none of them once more", async () => {
  for (let id = 1; id <= 250; id += 1) bench.order(id, { email: `${id}@b.c` });
  expect(await fill()).toEqual({ read: 250, accepted: 250, isComplete: true, isResumed: false });
  await bench.drain();
  expect([bench.shop.count("list"), bench.shop.count("read"), bench.shop.count("readChanged")]).toEqual([3, 0, 0]);
  expect(bench.erp.all("sale")).toHaveLength(250);
  expect(bench.ends.every(({ event }) => event.xmaporigin === "backfill")).toBe(true);
});

it("reads a record again of which something newer came before its run", async () => {
  await bench.engine.operations.pause({ flow: "OrderToCash" }, "a test", "person:ada");
  bench.order(1);
  await fill();
  bench.order(1, { note: "newer" });
  await bench.change(1, { origin: "webhook" });
  await bench.engine.operations.resume({ flow: "OrderToCash" }, "person:ada");
  await bench.drain();
  expect(bench.erp.all("sale")).toMatchObject([{ note: "newer" }]);
});

it("goes on at its page after it was cut short, also in another process", async () => {
  for (let id = 1; id <= 250; id += 1) bench.order(id, { email: `${id}@b.c` });
  let pages = 0;
  const isStopped = (): boolean => {
    pages += 1;
    return pages > 2;
  };
  expect(await fill({ isStopped })).toMatchObject({ read: 200, isComplete: false });
  await bench.drain();
  await open();
  const before = bench.shop.count("list");
  expect(await fill()).toEqual({ read: 250, accepted: 250, isComplete: true, isResumed: true });
  expect(bench.shop.count("list") - before).toBe(1);
  await bench.drain();
  expect(bench.erp.all("sale")).toHaveLength(250);
});

it("one over another period is refused until it begins anew", async () => {
  for (let id = 1; id <= 150; id += 1) bench.order(id);
  let looks = 0;
  const isStopped = (): boolean => {
    looks += 1;
    return looks > 1;
  };
  await fill({ isStopped });
  await expect(fill({ since: 5 })).rejects.toThrow("over all records was cut short after 100 records");
  expect(await fill({ anew: true })).toMatchObject({ read: 150, isResumed: false });
});

it("takes only what was changed since a date where it is asked to", async () => {
  for (const id of [1, 2, 3]) bench.order(id);
  const changed = (id: number, stamp: string) => ({ key: [String(id)], stamp, settled: true, record: { id } });
  const old = changed(1, "2025-01-01T00:00:00Z");
  bench.shop.changes = [
    { changed: [old, changed(2, "2026-01-01T00:00:00Z")], cursor: "1", more: true },
    { changed: [changed(3, "2026-02-01T00:00:00Z")], cursor: "2", more: false },
  ];
  expect(await fill({ since: Date.UTC(2026, 0, 1) })).toMatchObject({ read: 3, accepted: 2, isComplete: true });
  await bench.drain();
  expect(bench.ends.map(({ record }) => record).sort()).toEqual(["shop/Order/2", "shop/Order/3"]);
});

it("waits with its next page while much is pending", async () => {
  bench.erp.gates.set("search", () => new Promise(() => {}));
  for (let id = 1; id <= 3_000; id += 1) bench.order(id, { email: `${id}@b.c` });
  const seen: BackFillProgress[] = [];
  void bench.engine.goingLive.fill({
    flow: "OrderToCash",
    since: undefined,
    anew: false,
    onProgress: (progress) => seen.push(progress),
  });
  const readSoFar = async (): Promise<number | undefined> => {
    await settle();
    return seen.at(-1)?.read;
  };
  await expect.poll(readSoFar, { timeout: 60_000 }).toBe(2_100);
  await bench.clock.advance(1_000);
  expect(seen.at(-1)?.read).toBe(2_100);
});

it("outlives a short outage of the system that it reads", async () => {
  for (let id = 1; id <= 150; id += 1) bench.order(id, { email: `${id}@b.c` });
  bench.shop.fail("list", "Transient", { times: 3 });
  const filling = fill();
  await bench.clock.advance(20_000);
  expect(await filling).toMatchObject({ read: 150, isComplete: true });
});

it("a flow that is not there, or is for removed records, is refused", async () => {
  const none = bench.engine.goingLive.fill({ flow: "Nothing", since: undefined, anew: false });
  await expect(none).rejects.toThrow('there is no flow "Nothing"');
});
