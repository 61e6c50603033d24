import type { EngineSummary } from "@xmap/contract";
import type { ObservedPause, Observer } from "@xmap/runtime/node";
import { settle } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";

let bench: Bench;
let told: string[];

const WATCHING: Observer = {
  paused: ({ kind, name }: ObservedPause) => told.push(`${kind} ${name} paused`),
  resumed: ({ kind, name }: ObservedPause) => told.push(`${kind} ${name} resumed`),
};

beforeEach(() => {
  told = [];
  bench = new Bench({ observers: [WATCHING] });
});

async function changeAll(count: number): Promise<void> {
  for (let id = 1; id <= count; id += 1) {
    bench.order(id);
    await bench.change(id);
  }
}

describe("a fault that holds for all records of a flow", () => {
  it.each(["SchemaDrift", "Forbidden"] as const)(
    "(%s) pauses the flow once instead of rejecting record after record, and one record tries when time has passed",
    async (kind) => {
      await bench.engine.start();
      bench.erp.fail("create", kind, { times: 1_000, message: "the field ref is gone" });
      await changeAll(5);
      await settle();
      expect(bench.ends).toEqual([]);
      expect(bench.engine.summary().pausedFlows).toMatchObject([
        { flow: "OrderToCash", reason: "the field ref is gone" },
      ]);
      const before = bench.erp.count("create");
      await bench.clock.advance(10 * 60_000);
      expect(bench.erp.count("create") - before).toBeLessThan(6);
      const held = await bench.waiting();
      expect(held.length).toBeLessThan(5);
      expect(held[0]).toMatchObject({ outcome: "held", failure: { class: kind }, attempts: 0 });
      bench.erp.heal();
      await bench.drain();
      expect(bench.ends.filter(({ outcome }) => outcome === "delivered").length).toBe(5 - held.length);
      expect(told).toEqual(["flow OrderToCash paused", "flow OrderToCash resumed"]);
    },
  );
});

describe("a system that fails call after call", () => {
  it("is taken for down, so that its records wait without using attempts", async () => {
    await bench.engine.start();
    bench.erp.fail("lookup", "Transient", { times: 30, message: "connection reset" });
    bench.erp.fail("identify", "Transient", { times: 5 });
    await changeAll(20);
    await settle();
    expect(bench.engine.summary().pausedSystems).toMatchObject([{ system: "erp", reason: "connection reset" }]);
    expect(told).toEqual(["system erp paused"]);
    await bench.drain();
    expect(bench.ends.length).toBe(20);
    expect(new Set(bench.ends.map(({ outcome }) => outcome))).toEqual(new Set(["delivered"]));
  });
});

describe("a key that has expired", () => {
  it("makes no dead letter; the new key lets everything go without a restart", async () => {
    await bench.engine.start();
    let renewed = false;
    Object.assign(bench.erp, {
      renew: () => {
        const now = renewed;
        renewed = false;
        return Promise.resolve(now);
      },
    });
    bench.erp.fail("lookup", "Unauthorized", { times: 1_000 });
    bench.erp.fail("identify", "Unauthorized", { times: 1_000 });
    await changeAll(3);
    await bench.clock.advance(3_600_000);
    const probes = bench.erp.count("identify");
    expect(probes).toBeLessThan(90);
    expect(bench.engine.summary()).toMatchObject({
      pending: 3,
      retries: 0,
      waiting: 0,
    } satisfies Partial<EngineSummary>);
    bench.erp.heal();
    renewed = true;
    await bench.clock.advance(2_000);
    await bench.drain();
    expect(bench.ends.map(({ outcome }) => outcome)).toEqual(["delivered", "delivered", "delivered"]);
    expect(told).toEqual(["system erp paused", "system erp resumed"]);
  });
});
