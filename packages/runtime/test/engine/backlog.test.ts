import { InboxFullError } from "@xmap/contract";
import { settle } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule } from "../fakes/order-mapping.ts";

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

async function changeAll(ids: readonly number[]): Promise<void> {
  for (const id of ids) bench.order(id);
  await Promise.all(ids.map((id) => bench.change(id)));
}

describe("a backlog that is larger than what is kept in memory", () => {
  it("is worked off in the order of acceptance, each record once, while more comes in", async () => {
    bench.open({ window: 4, parallel: 1 });
    await changeAll(range(30));
    await bench.engine.start();
    await settle(3);
    await changeAll([31, 32, 33]);
    await bench.drain();
    expect(bench.ends.map((end) => end.record)).toEqual(range(33).map((id) => `shop/Order/${id}`));
  });

  it("is worked off after a crash in the middle, each record once", async () => {
    bench.open({ window: 4, parallel: 2 });
    await changeAll(range(20));
    await bench.engine.start();
    await settle(40);
    const before = bench.ends.length;
    await bench.crash({ window: 4, parallel: 2 });
    await bench.engine.start();
    await bench.drain();
    expect(before).toBeLessThan(20);
    expect(bench.engine.summary()).toMatchObject({ pending: 0, running: 0 });
    expect(new Set(bench.ends.map((end) => end.record)).size).toBe(20);
    expect(bench.erp.all("sale").length).toBe(20);
  });

  it("lets records go that waited for a system, though a window full of others is there", async () => {
    bench.open({ window: 4, parallel: 2 });
    bench.erp.fail("lookup", "Maintenance", { times: 1 });
    bench.erp.fail("identify", "Maintenance", { times: 4 });
    await bench.engine.start();
    await changeAll(range(20));
    await settle();
    expect(bench.engine.summary()).toMatchObject({ pending: 20, running: 0 });
    await bench.drain();
    expect(bench.ends.map((end) => [end.outcome, end.attempts])).toEqual(range(20).map(() => ["delivered", 0]));
  });

  it("brings back what was put off when its time has come, though a window full of others is there", async () => {
    bench.open({ window: 4, parallel: 2 });
    bench.erp.fail("create", "Transient", { times: 8 });
    await bench.engine.start();
    await changeAll(range(12));
    await bench.drain();
    expect(new Set(bench.ends.map((end) => end.record)).size).toBe(12);
    expect(bench.erp.all("sale").length).toBe(12);
  });

  it("of one flow does not keep another flow waiting", async () => {
    const other = { name: "Other", triggers: [] };
    bench.open({ modules: [mappingModule({ triggers: [] }), mappingModule(other, "hash-2")], window: 4, parallel: 2 });
    await changeAll(range(40));
    await bench.engine.start();
    await settle(2);
    await bench.engine.operations.trigger("Other", ["40"], "person:ada");
    await bench.drain();
    const flows = bench.ends.map((end) => end.flow);
    expect(flows.indexOf("Other")).toBeLessThan(20);
  });
});

describe("a full inbox", () => {
  it("refuses what is new with the time to come again, keeps nothing of it, and takes it once there is room", async () => {
    bench.open({ maximumPending: 3 });
    await changeAll([1, 2, 3]);
    bench.order(4);
    const refused = await bench.change(4, { event: "late" }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(InboxFullError);
    expect(refused).toMatchObject({ retryAfterSeconds: 5, message: "the inbox is full: 3 records are pending" });
    await bench.engine.start();
    await bench.drain();
    await bench.change(4, { event: "late" });
    await bench.drain();
    expect(bench.ends.map((end) => end.record)).toEqual(range(4).map((id) => `shop/Order/${id}`));
  });
});

describe("events of one record", () => {
  it("that come while it waits become one run; one that comes while it runs becomes another", async () => {
    bench.order(1);
    for (let count = 0; count < 50; count += 1) await bench.change(1);
    let release = (): void => {};
    bench.erp.gates.set("lookup", () => new Promise((resolve) => (release = resolve)));
    await bench.engine.start();
    await settle();
    await bench.change(1);
    bench.erp.gates.clear();
    release();
    await bench.drain();
    expect(bench.ends.map((end) => end.outcome)).toEqual(["delivered", "unchanged"]);
    expect(bench.ends[1]?.event.id).toBe("event-51");
  });

  it("are told apart by what they say: back to what it was is a change again", async () => {
    await bench.engine.start();
    for (const note of ["A", "B", "A"]) {
      bench.order(1, { note });
      await bench.run(1);
    }
    expect(bench.ends.map((end) => end.outcome)).toEqual(["delivered", "delivered", "delivered"]);
    expect(bench.erp.all("sale")).toMatchObject([{ note: "A" }]);
  });
});

describe("retention", () => {
  it("forgets ended runs, known events and closed dead letters after their days, in pieces, and nothing that is open", async () => {
    bench.open({ retention: { finishedDays: 1, deadLetterDays: 2 } });
    await bench.engine.start();
    bench.order(1, { email: null });
    await bench.run(1);
    bench.order(2, { email: null });
    await bench.run(2);
    bench.order(2);
    await bench.run(2);
    await changeAll(range(1_200).map((id) => id + 10));
    await bench.drain();
    expect(bench.count("known_event")).toBe(1_203);
    await bench.clock.advance(90_000_000);
    expect([bench.count("known_event"), bench.count("ended"), bench.count("waiting")]).toEqual([0, 0, 2]);
    await bench.clock.advance(90_000_000);
    expect(bench.count("waiting")).toBe(1);
    expect((await bench.waiting()).map(({ record }) => record)).toEqual(["shop/Order/1"]);
  });
});

describe("a clock that is put back by an hour", () => {
  it("neither loses nor delays what waits for its next attempt", async () => {
    bench.erp.fail("create", "Transient", { times: 1 });
    await bench.engine.start();
    bench.order(1);
    await bench.change(1);
    await settle();
    expect(bench.engine.summary().retries).toBe(1);
    bench.clock.putBack(3_600_000);
    await bench.clock.advance(8_000);
    expect(bench.ends.map((end) => end.outcome)).toEqual(["delivered"]);
  });

  it("while the process is down does neither", async () => {
    bench.erp.fail("create", "Transient", { times: 1 });
    await bench.engine.start();
    bench.order(1);
    await bench.change(1);
    await settle();
    await bench.engine.stop();
    bench.clock.putBack(3_600_000);
    await bench.crash();
    await bench.engine.start();
    await bench.clock.advance(8_000);
    expect(bench.ends.map((end) => end.outcome)).toEqual(["delivered"]);
  });
});
