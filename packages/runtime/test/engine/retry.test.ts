import type { PolicyModule } from "@xmap/runtime";
import { settle } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule, POLICY } from "../fakes/order-mapping.ts";

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  await bench.engine.start();
});

function withPolicy(policy: Partial<PolicyModule>): void {
  bench.open({ modules: [mappingModule({ triggers: [], policy: { ...POLICY, ...policy } })] });
}

describe("retry", () => {
  it("tries again with growing delays and then delivers", async () => {
    bench.order(1);
    bench.erp.fail("lookup", "Transient", { times: 3 });
    const start = bench.clock.now();
    expect(await bench.run(1)).toMatchObject({ outcome: "delivered", attempts: 3 });
    expect(bench.clock.now() - start).toBe(500 + 1000 + 2000);
    expect(bench.engine.summary().retries).toBe(3);
    expect(bench.shop.count("read")).toBe(4);
  });

  it("makes a dead letter when the policy is used up, and other records go on meanwhile", async () => {
    bench.order(1);
    bench.order(2, { items: [] });
    bench.erp.fail("lookup", "Transient", { times: 1000, message: "503 again" });
    await bench.change(1);
    await bench.change(2);
    await settle();
    expect(bench.ends.map((end) => [end.record, end.outcome])).toEqual([["shop/Order/2", "delivered"]]);
    await bench.drain();
    expect(await bench.waiting()).toMatchObject([
      { record: "shop/Order/1", outcome: "dead", failure: { class: "Transient", message: "503 again" }, step: "sale" },
    ]);
    expect((await bench.waiting())[0]?.attempts).toBeGreaterThan(5);
  });

  it("does not try again what can never work", async () => {
    bench.order(1);
    bench.erp.fail("create", "Invalid", { message: "email is wrong" });
    expect(await bench.run(1)).toMatchObject({ outcome: "rejected", attempts: 0, failure: { class: "Invalid" } });
    expect(bench.erp.count("create")).toBe(1);
  });

  it("keeps the attempts and the time of the next one over a restart", async () => {
    bench.order(1);
    bench.erp.fail("lookup", "Transient", { times: 2 });
    await bench.change(1);
    await settle();
    await bench.crash();
    await bench.engine.start();
    await settle();
    expect(bench.erp.count("lookup")).toBe(1);
    expect(bench.engine.summary()).toMatchObject({ pending: 1, retries: 1 });
    await bench.drain();
    expect(bench.ends.at(-1)).toMatchObject({ outcome: "delivered", attempts: 2 });
  });
});

describe("a system that is down", () => {
  it.each([
    ["Maintenance", 5],
    ["Unauthorized", 4],
  ] as const)(
    "is paused after %s; records wait without using attempts and go when it answers",
    async (kind, probes) => {
      for (const id of [1, 2, 3]) bench.order(id);
      bench.erp.fail("lookup", kind, { times: 100, message: "closed" });
      bench.erp.fail("identify", kind, { times: 100 });
      await Promise.all([1, 2, 3].map((id) => bench.change(id)));
      await settle();
      const since = bench.clock.now();
      expect(bench.engine.summary()).toMatchObject({
        pending: 3,
        running: 0,
        pausedSystems: [{ system: "erp", since, reason: "closed" }],
      });
      await bench.clock.advance(5_000);
      expect(bench.erp.count("identify")).toBe(probes);
      bench.erp.heal();
      await bench.drain();
      expect(bench.ends.map((end) => [end.outcome, end.attempts])).toEqual([
        ["delivered", 0],
        ["delivered", 0],
        ["delivered", 0],
      ]);
      expect(bench.engine.summary().pausedSystems).toEqual([]);
      expect(bench.engine.summary().retries).toBe(0);
    },
  );

  it("is asked again no sooner than it said", async () => {
    bench.order(1);
    bench.erp.fail("lookup", "RateLimited");
    await bench.change(1);
    await bench.clock.advance(999);
    expect(bench.erp.count("identify")).toBe(0);
    await bench.clock.advance(1);
    expect(bench.erp.count("identify")).toBe(1);
    await bench.drain();
    expect(bench.ends.at(-1)).toMatchObject({ outcome: "delivered", attempts: 0 });
  });
});

describe("a run whose system is paused", () => {
  it.each([
    ["goes on where it was, so that it comes to its end", "RateLimited", 1],
    ["reads anew after an outage", "Maintenance", 2],
  ] as const)("%s", async (_, kind, reads) => {
    bench.order(1);
    bench.erp.fail("create", kind);
    await bench.change(1);
    await bench.drain();
    expect(bench.ends.at(-1)).toMatchObject({ outcome: "delivered", attempts: 0 });
    expect(bench.shop.count("read")).toBe(reads);
  });
});

describe("policies", () => {
  it("never begins more calls to a system in any window than the rate allows, over all records", async () => {
    withPolicy({ rates: [{ system: "shop", count: 2, perMilliseconds: 1000 }] });
    await bench.engine.start();
    const times: number[] = [];
    bench.shop.gates.set("read", async () => {
      times.push(bench.clock.now());
    });
    for (let id = 1; id <= 7; id += 1) {
      bench.order(id);
      await bench.change(id);
    }
    await bench.drain();
    const begun = times[0] ?? 0;
    expect(times.map((time) => time - begun)).toEqual([0, 500, 1000, 1500, 2000, 2500, 3000]);
  });

  it("never has more calls under way in a system than allowed", async () => {
    withPolicy({ parallel: [{ system: "erp", count: 2 }] });
    await bench.engine.start();
    let most = 0;
    let underWay = 0;
    bench.erp.gates.set("lookup", async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await settle(3);
      underWay -= 1;
    });
    for (let id = 1; id <= 6; id += 1) {
      bench.order(id);
      await bench.change(id);
    }
    await bench.drain();
    expect(most).toBe(2);
    expect(bench.engine.summary().outcomes.delivered).toBe(6);
  });
});
