import type { AlertConfiguration, NotifyRequest } from "@xmap/contract";
import { settle } from "@xmap/testing";
import { expect, test } from "vitest";
import { AlertBench, policyWith } from "./alert-bench.ts";

type Play = (bench: AlertBench) => Promise<void> | void;

const FLOW_PAUSE = {
  kind: "flow",
  name: "OrderToCash",
  since: 0,
  reason: "no such field",
  failure: undefined,
} as const;
const pending = (bench: AlertBench, count: number, minutesOld = 0): void => {
  const oldestPendingSince = count === 0 ? undefined : bench.clock.now() - minutesOld * 60_000;
  bench.summary = { ...bench.summary, pending: count, oldestPendingSince };
};
const ends = (bench: AlertBench, count: number, outcome: "delivered" | "rejected"): void => {
  for (let run = 0; run < count; run += 1) bench.end(outcome);
};

const RULES: readonly [what: string, configuration: Partial<AlertConfiguration>, play: Play, titles: string[]][] = [
  ["a dead letter", {}, (bench) => bench.end("dead"), ["OrderToCash: 1 record given up after all retries"]],
  ["a rejected record", {}, (bench) => bench.end("rejected"), ["OrderToCash: 1 record rejected"]],
  ["a hold", {}, (bench) => bench.end("held"), ["OrderToCash: 1 record held"]],
  ["a record that came through", {}, (bench) => bench.end("delivered"), []],
  ["an outcome that nobody asked for", { outcomes: ["dead"] }, (bench) => bench.end("held"), []],
  [
    "an outcome of a flow with rules of its own",
    { outcomes: [], flows: { OrderToCash: { outcomes: ["held"] } } },
    (bench) => bench.end("held"),
    ["OrderToCash: 1 record held"],
  ],
  [
    "a system that is away for a moment",
    {},
    async (bench) => {
      bench.down();
      await bench.pass(10);
      bench.up();
      await bench.pass(60);
    },
    [],
  ],
  ["a system that is down", {}, (bench) => bench.down(), ["erp is down"]],
  ["an expired key", {}, (bench) => bench.down("Unauthorized"), ["erp refuses the key"]],
  ["another installation than the store knows", {}, (bench) => bench.down("Forbidden"), ["erp cannot be used"]],
  [
    "a system that is down and back",
    {},
    async (bench) => {
      bench.down();
      await bench.pass(60);
      bench.up();
    },
    ["erp is down", "erp is used again"],
  ],
  ["a system that a person paused", {}, (bench) => bench.down("Maintenance", {}, "person:ann"), []],
  ["a later outage, where people want to know late", { downSeconds: 300 }, (bench) => bench.down(), []],
  [
    "a flow that the engine paused, and that goes on",
    {},
    async (bench) => {
      bench.observer.paused?.({ ...FLOW_PAUSE, since: bench.clock.now(), actor: undefined });
      await bench.pass(1);
      bench.observer.resumed?.({ ...FLOW_PAUSE, actor: undefined });
    },
    ["OrderToCash is paused", "OrderToCash goes on"],
  ],
  ["a flow that a person paused", {}, ({ observer }) => observer.paused?.({ ...FLOW_PAUSE, actor: "person:ann" }), []],
  [
    "a backlog that comes and goes",
    { backlog: 100 },
    async (bench) => {
      pending(bench, 100);
      await bench.pass(60);
      pending(bench, 60);
      await bench.pass(60);
      pending(bench, 40);
      await bench.pass(60);
    },
    ["100 records are pending", "The backlog is small again"],
  ],
  ["a backlog below its limit", { backlog: 100 }, (bench) => pending(bench, 99), []],
  [
    "stuck work",
    { stuckMinutes: 30 },
    async (bench) => {
      pending(bench, 3, 31);
      await bench.pass(60);
      pending(bench, 0);
    },
    ["Records are stuck", "Records are no longer stuck"],
  ],
  ["work that is young", { stuckMinutes: 30 }, (bench) => pending(bench, 3, 20), []],
  [
    "many records that need a person",
    { outcomes: [], errorRate: { share: 0.5, minutes: 10, atLeast: 10 } },
    (bench) => {
      ends(bench, 5, "delivered");
      ends(bench, 5, "rejected");
    },
    ["OrderToCash: many records need a person"],
  ],
  [
    "a share of failures among too few runs",
    { outcomes: [], errorRate: { share: 0.5, minutes: 10, atLeast: 10 } },
    (bench) => ends(bench, 9, "rejected"),
    [],
  ],
  [
    "an error rate of one flow only",
    { outcomes: [], flows: { OrderToCash: { errorRate: { share: 0.1, minutes: 5, atLeast: 1 } } } },
    (bench) => ends(bench, 1, "rejected"),
    ["OrderToCash: many records need a person"],
  ],
  ["a short stop", {}, (bench) => bench.restart("stopped", 60), []],
  [
    "a crash that nobody noticed",
    {},
    async (bench) => {
      await bench.pass(60);
      await bench.restart("crashed", 3_600);
    },
    ["xmap was not running for 1 h"],
  ],
];

test.each(RULES)("%s", async (_what, configuration, play, titles) => {
  const bench = await new AlertBench(configuration).start();
  await play(bench);
  await bench.pass(40);
  expect(bench.titles).toEqual(titles);
  await bench.alerts.stop();
});

test("a policy tells its own channel, and each channel once", async () => {
  const policy = policyWith([
    { words: ["hold", "reject"], channel: "mail.sales" },
    { words: ["fail"], channel: "team" },
    { words: ["warn", "skip"], channel: "mail" },
  ]);
  const bench = await new AlertBench({ outcomes: ["dead"] }, { flows: [{ name: "OrderToCash", policy }] }).start();
  for (const outcome of ["held", "dead", "skipped"] as const) bench.end(outcome);
  bench.observer.warned?.({ flow: "OrderToCash", run: "r1", rule: "OrderToSale/total", message: "the total is odd" });
  await bench.pass(10);
  const told = ({ channel, title }: NotifyRequest): string => `${channel} ${title}`;
  expect(bench.team.messages.map(told)).toEqual([" OrderToCash: 1 record given up after all retries"]);
  expect(bench.mail.messages.map(told).sort()).toEqual([
    " OrderToCash: 1 record skipped",
    " OrderToCash: 1 warning",
    "sales OrderToCash: 1 record held",
  ]);
});

test("policies alone are enough", async () => {
  const policy = policyWith([{ words: ["reject"], channel: "team" }]);
  const bench = await new AlertBench(undefined, { flows: [{ name: "OrderToCash", policy }] }).start();
  bench.down();
  bench.end("rejected");
  await bench.pass(60);
  expect(bench.titles).toEqual(["OrderToCash: 1 record rejected"]);
});

test("an alert says what, since when, how many, why, and which command shows more", async () => {
  const bench = await new AlertBench({}).start();
  bench.end("rejected");
  bench.end("rejected");
  await bench.pass(10);
  const [message] = bench.team.messages;
  const group = /--group (\w+)/.exec(message?.text ?? "")?.[1];
  expect(message?.text.split("\n")).toEqual([
    "Step sale: SKU A is not in Odoo",
    "2 records since 2026-03-04 12:00:00 UTC, the newest: shop/Order/2, shop/Order/1",
    `> xmap dead list --group ${group} --env production`,
    "xmap acme, production",
  ]);
  expect(message?.event).toEqual({
    specversion: "1.0",
    id: message?.messageKey,
    source: "urn:xmap:acme",
    type: "xmap.alert",
    subject: `group/${group}`,
    time: "2026-03-04T12:00:05.000Z",
    partitionkey: `group/${group}`,
    datacontenttype: "application/json",
    data: {
      alert: "outcome",
      state: "raised",
      title: message?.title,
      text: message?.text,
      since: "2026-03-04T12:00:00.000Z",
      flow: "OrderToCash",
      outcome: "rejected",
      group,
      count: 2,
      total: 2,
    },
  });
});

test("an outage is told with the system's own words and what to do", async () => {
  const bench = await new AlertBench({}).start();
  bench.summary = { ...bench.summary, pending: 1_000 };
  bench.down("Unauthorized", { status: 401, message: "Access Denied" });
  await bench.pass(20);
  expect(bench.lastText.split("\n")).toEqual([
    "erp refuses the key since 2026-03-04 12:00:00 UTC: Access Denied (Unauthorized in erp, GET /sale, status 401)",
    "1,000 records are pending. None is lost, none is given up: they go on by themselves.",
    "Put a valid one where `system erp` takes it from. If that is the environment of the process, restart xmap.",
    "> xmap status --env production",
    "xmap acme, production",
  ]);
});

test("what an engine tells wrongly does not reach the engine", async () => {
  const bench = await new AlertBench({}).start();
  bench.summary = undefined as never;
  bench.down();
  await bench.pass(60);
  expect(bench.log.filter(({ level }) => level === "error").length).toBeGreaterThan(0);
  expect(() => bench.end("rejected")).not.toThrow();
});

test.each([
  [{ channels: ["nobody.sales"] }, /"nobody\.sales" \(alerts\.channels of xmap\.json\).*there are: team, mail/],
  [{ channels: ["erp"] }, /"erp" \(alerts\.channels/],
  [{ flows: { OrderToCash: { channels: ["x"] } } }, /"x" \(alerts\.flows\.OrderToCash\.channels/],
  [{ heartbeat: { url: "nowhere", everySeconds: 5 } }, /alerts\.heartbeat\.url/],
])("the configuration %j is refused with words that help", (configuration, words) => {
  expect(() => new AlertBench(configuration)).toThrow(words);
});

test("a policy whose channel takes no messages is refused", () => {
  const policy = policyWith([{ words: ["reject"], channel: "erp.sales" }]);
  const flows = [{ name: "OrderToCash", policy }];
  expect(() => new AlertBench(undefined, { flows })).toThrow(/"erp\.sales" \(policy careful\)/);
});

test("a memory that cannot be used costs nothing but itself", async () => {
  const broken = { load: () => Promise.reject(new Error("no disk")), save: () => Promise.reject(new Error("no disk")) };
  const bench = await new AlertBench({}, { memory: broken }).start();
  bench.end("dead");
  await bench.pass(10);
  await settle();
  expect(bench.titles).toHaveLength(1);
  expect(bench.log.some(({ level }) => level === "error")).toBe(true);
});
