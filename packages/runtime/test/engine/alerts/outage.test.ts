import { createAlerts } from "@xmap/runtime/node";
import { settle } from "@xmap/testing";
import { afterEach, describe, expect, test } from "vitest";
import { Bench, HALF } from "../../fakes/bench.ts";
import { mappingModule } from "../../fakes/order-mapping.ts";
import { AlertBench, FakeChannel, FakeMemory } from "./alert-bench.ts";

describe("over a restart", () => {
  test.each(["crashed", "stopped"] as const)("an outage is told once, and its end, when xmap %s", async (how) => {
    const bench = await new AlertBench({}).start();
    bench.down();
    await bench.pass(60);
    bench.erp.fail("identify", "Maintenance", { times: 1_000 });
    await bench.restart(how, 30);
    bench.down();
    await bench.pass(120);
    expect(bench.titles).toEqual(["erp is down"]);
    bench.up();
    await bench.pass(60);
    expect(bench.titles).toEqual(["erp is down", "erp is used again"]);
    expect(bench.lastText).toContain("from 2026-03-04 12:00:00 UTC to 2026-03-04 12:03:30 UTC (4 min)");
  });

  test("an outage that was over meanwhile gets its all-clear, though nothing uses the system", async () => {
    const bench = await new AlertBench({}).start();
    bench.down();
    await bench.pass(60);
    bench.erp.fail("identify", "Maintenance", { times: 1 });
    bench.summary = { ...bench.summary, pausedSystems: [] };
    await bench.restart("crashed", 30);
    await bench.pass(10);
    expect(bench.titles).toEqual(["erp is down"]);
    await bench.pass(60);
    expect(bench.titles).toEqual(["erp is down", "erp is used again"]);
  });

  test("a paused flow that runs again gets its all-clear", async () => {
    const bench = await new AlertBench({}).start();
    const since = bench.clock.now();
    const pause = {
      kind: "flow",
      name: "OrderToCash",
      since,
      reason: "x",
      failure: undefined,
      actor: undefined,
    } as const;
    bench.observer.paused?.(pause);
    await bench.pass(10);
    await bench.restart("crashed", 30);
    await bench.pass(100);
    expect(bench.titles).toEqual(["OrderToCash is paused"]);
    const event = {} as never;
    const run = {
      run: "r",
      flow: "OrderToCash",
      record: "shop/Order/1",
      event,
      attempts: 0,
      acceptedAt: 0,
      mappingHash: "",
    };
    bench.observer.runBegan?.(run);
    await bench.pass(10);
    expect(bench.titles).toEqual(["OrderToCash is paused", "OrderToCash goes on"]);
  });

  test("an alert that could not be sent is sent by the next process", async () => {
    const bench = await new AlertBench({}).start();
    bench.team.fall("Maintenance");
    bench.down();
    await bench.pass(60);
    await bench.restart("stopped", 30);
    bench.down();
    bench.team.failure = undefined;
    await bench.pass(60);
    bench.up();
    await bench.pass(60);
    expect(bench.titles).toEqual(["erp is down", "erp is used again"]);
  });
});

test("a system that falls again at once has been down all the time", async () => {
  const bench = await new AlertBench({}).start();
  for (let turn = 0; turn < 20; turn += 1) {
    bench.down();
    await bench.pass(10);
    bench.up();
    await bench.pass(2);
  }
  expect(bench.titles).toEqual(["erp is down"]);
  await bench.pass(10);
  expect(bench.titles).toEqual(["erp is down", "erp is used again"]);
});

test("a system that asks for patience again and again is not down", async () => {
  const bench = await new AlertBench({}).start();
  for (let turn = 0; turn < 20; turn += 1) {
    bench.down("RateLimited", { retry: { when: "after", milliseconds: 12_000 } });
    await bench.pass(12);
    bench.up();
    await bench.pass(1);
  }
  await bench.pass(60);
  expect(bench.titles).toEqual([]);
  bench.down("RateLimited", { retry: { when: "after", milliseconds: 12_000 } });
  await bench.pass(60);
  expect(bench.titles).toEqual(["erp refuses further requests"]);
});

test("what waits because of an outage is no backlog and not stuck, also for a while afterwards", async () => {
  const bench = await new AlertBench({ backlog: 100, stuckMinutes: 30, groupMinutes: 10 }).start();
  const oldestPendingSince = bench.clock.now();
  bench.summary = { ...bench.summary, pending: 5_000, oldestPendingSince };
  bench.down();
  await bench.pass(3_600);
  bench.up();
  await bench.pass(500);
  expect(bench.titles).toEqual(["erp is down", "erp is used again"]);
  await bench.pass(200);
  expect(bench.titles.slice(2)).toEqual(["5,000 records are pending"]);
  await bench.pass(1_800);
  expect(bench.titles.slice(3)).toEqual(["Records are stuck"]);
});

describe("a real engine", () => {
  let bench: Bench;
  afterEach(async () => {
    await bench.engine.stop();
    await bench.store.close();
  });

  const RECORDS = 1_000;

  test.each(["Maintenance", "Unauthorized"] as const)(
    "1,000 records that wait for a system with %s are one alert and one all-clear, over a restart as well",
    async (kind) => {
      bench = new Bench();
      const team = new FakeChannel("team");
      const memory = new FakeMemory();
      const open = async (): Promise<ReturnType<typeof createAlerts>> => {
        const alerts = createAlerts({
          configuration: { channels: ["team"], backlog: 100, stuckMinutes: 1 },
          flows: [{ name: "OrderToCash", policy: undefined }],
          sessions: { shop: bench.shop, erp: bench.erp, team },
          clock: bench.clock,
          random: HALF,
          logger: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
          memory,
          installation: "acme",
          summary: () => bench.engine.summary(),
        });
        await alerts.start();
        bench.open({ modules: [mappingModule({ triggers: [] })], observers: [alerts.observer] });
        await bench.engine.start();
        return alerts;
      };
      const first = await open();
      const away = { times: 1_000_000, message: "nobody is here" };
      for (const method of ["identify", "search", "lookup", "create", "read"] as const)
        bench.erp.fail(method, kind, away);
      for (let id = 1; id <= RECORDS; id += 1) {
        bench.order(id);
        await bench.change(id);
      }
      await bench.clock.advance(180_000);
      expect(bench.engine.summary().pending).toBe(RECORDS);
      await expect.poll(() => team.messages.length).toBe(1);
      expect(team.messages[0]?.title).toBe(kind === "Unauthorized" ? "erp refuses the key" : "erp is down");
      expect(team.messages[0]?.text).toMatch(/nobody is here[\s\S]*1,000 records are pending/);

      await bench.engine.stop();
      await first.stop();
      const second = await open();
      await bench.clock.advance(180_000);
      expect(team.messages).toHaveLength(1);

      bench.erp.heal();
      await bench.clock.advance(180_000);
      await settle();
      expect(team.messages.map(({ title }) => title)).toEqual([expect.any(String), "erp is used again"]);
      expect(bench.engine.summary()).toMatchObject({ pending: 0, outcomes: { delivered: RECORDS } });
      await second.stop();
    },
    60_000,
  );
});
