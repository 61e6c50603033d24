import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { createEvent, type EngineSummary, Failure, type FailureDetails, RUN_OUTCOMES } from "@xmap/contract";
import { createMetrics, type ObservedRun, type Observer } from "@xmap/runtime/node";
import { FakeClock } from "@xmap/testing";
import { expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";

const NOTHING: EngineSummary = {
  outcomes: Object.fromEntries(RUN_OUTCOMES.map((outcome) => [outcome, 0])) as EngineSummary["outcomes"],
  behindHolds: 0,
  pending: 0,
  running: 0,
  retries: 0,
  waiting: 0,
  oldestPendingSince: undefined,
  pausedSystems: [],
  pausedFlows: [],
};

function failureOf(kind: FailureDetails["class"]): FailureDetails {
  return new Failure({ class: kind, system: "erp", operation: "read Sale", message: "no" }).details;
}

function runOf(clock: FakeClock): ObservedRun {
  const record = { system: "shop", entity: "Order", key: ["7"] };
  const at = new Date(clock.now());
  const event = createEvent({ id: "e", installation: "test", record, at, origin: "webhook" });
  const text = "shop/Order/7";
  return { run: "r", flow: "Orders", record: text, event, attempts: 0, acceptedAt: clock.now(), mappingHash: "h" };
}

/** Samples whose names begin with `xmap_`, with their values. */
function samplesOf(text: string): ReadonlyMap<string, number> {
  const lines = text.split("\n").filter((line) => line.startsWith("xmap_"));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(" ")), Number(line.slice(line.lastIndexOf(" ") + 1))]),
  );
}

const clock = new FakeClock();
const run = runOf(clock);
const end = { ...run, step: "sale", problems: [], failure: undefined, stack: [], endedAt: clock.now() + 90_000 };
const record = run.record;

it.each<[string, (observer: Observer) => void, Record<string, number>]>([
  [
    "events by flow and origin",
    (observer) => {
      observer.accepted?.({ flow: "Orders", record, origin: "poll" });
      observer.accepted?.({ flow: "Orders", record: "shop/Order/8", origin: "poll" });
      observer.repeated?.({ flow: "Orders", record });
      observer.refused?.("inboxFull");
    },
    {
      'xmap_events_accepted_total{flow="Orders",origin="poll"}': 2,
      'xmap_events_repeated_total{flow="Orders"}': 1,
      'xmap_events_refused_total{reason="inboxFull"}': 1,
    },
  ],
  [
    "runs by flow and outcome, and the time from the event to the end in seconds",
    (observer) => {
      observer.runBegan?.(run);
      observer.runEnded?.({ ...end, outcome: "delivered" });
    },
    {
      'xmap_runs_total{flow="Orders",outcome="delivered"}': 1,
      'xmap_accept_to_end_seconds_sum{flow="Orders"}': 90,
      'xmap_accept_to_end_seconds_bucket{le="60",flow="Orders"}': 0,
      'xmap_accept_to_end_seconds_bucket{le="300",flow="Orders"}': 1,
      'xmap_run_duration_seconds_count{flow="Orders"}': 1,
    },
  ],
  [
    "retries by class of failure",
    (observer) => {
      observer.runBegan?.(run);
      observer.runPutOff?.(run, 5_000, failureOf("Timeout"));
    },
    { 'xmap_retries_total{flow="Orders",failure="Timeout"}': 1, 'xmap_run_duration_seconds_count{flow="Orders"}': 1 },
  ],
  [
    "runs that wait for a system",
    (observer) => {
      observer.runBegan?.(run);
      observer.runParked?.(run, "system/erp");
    },
    { 'xmap_runs_parked_total{flow="Orders"}': 1 },
  ],
  [
    "calls by system, operation and class of failure, and how long they took",
    (observer) => {
      observer.called?.({ system: "erp", operation: "read Sale", milliseconds: 40, failure: undefined });
      observer.called?.({ system: "erp", operation: "read Sale", milliseconds: 60, failure: failureOf("RateLimited") });
    },
    {
      'xmap_calls_total{system="erp",operation="read Sale",failure="none"}': 1,
      'xmap_calls_total{system="erp",operation="read Sale",failure="RateLimited"}': 1,
      'xmap_call_duration_seconds_sum{system="erp",operation="read Sale"}': 0.1,
      'xmap_system_paused{system="erp"}': 0,
    },
  ],
  [
    "warnings and pauses",
    (observer) => {
      observer.warned?.({ flow: "Orders", run: "r", rule: "Orders/total", message: "odd" });
      const since = clock.now();
      observer.paused?.({ kind: "flow", name: "Orders", since, reason: "", failure: undefined, actor: "ann" });
    },
    { 'xmap_warnings_total{flow="Orders"}': 1, 'xmap_pauses_total{kind="flow",name="Orders"}': 1 },
  ],
])("counts %s", async (_name, drive, expected) => {
  const metrics = createMetrics({ summary: () => NOTHING, clock });
  drive(metrics.observer);
  const samples = samplesOf(await metrics.text());
  for (const [sample, value] of Object.entries(expected))
    expect([sample, samples.get(sample)]).toEqual([sample, value]);
});

it("takes what is open now from the engine's summary at each scrape", async () => {
  let summary: EngineSummary = {
    ...NOTHING,
    outcomes: { ...NOTHING.outcomes, held: 2, rejected: 1, dead: 4 },
    pending: 12,
    running: 3,
    oldestPendingSince: clock.now() - 2_500,
    pausedSystems: [{ system: "erp", since: 0, reason: "no answer" }],
    pausedFlows: [{ flow: "Orders", since: 0, reason: "month end" }],
  };
  let isReady = true;
  const metrics = createMetrics({ summary: () => summary, clock, isReady: () => isReady });
  expect(Object.fromEntries(samplesOf(await metrics.text()))).toMatchObject({
    xmap_up: 1,
    xmap_ready: 1,
    xmap_records_pending: 12,
    xmap_records_running: 3,
    xmap_backlog_age_seconds: 2.5,
    'xmap_waiting_records{outcome="held"}': 2,
    'xmap_waiting_records{outcome="rejected"}': 1,
    'xmap_waiting_records{outcome="dead"}': 4,
    'xmap_system_paused{system="erp"}': 1,
    'xmap_flow_paused{flow="Orders"}': 1,
  });
  summary = NOTHING;
  isReady = false;
  expect(Object.fromEntries(samplesOf(await metrics.text()))).toMatchObject({
    xmap_ready: 0,
    xmap_backlog_age_seconds: 0,
    'xmap_system_paused{system="erp"}': 0,
    'xmap_flow_paused{flow="Orders"}': 0,
  });
});

it("keeps a bounded number of label combinations, however many operations there are", async () => {
  const metrics = createMetrics({ summary: () => NOTHING, clock });
  for (let index = 0; index < 1_200; index += 1)
    metrics.observer.called?.({ system: `system-${index}`, operation: "read", milliseconds: 1, failure: undefined });
  const samples = samplesOf(await metrics.text());
  const calls = [...samples].filter(([name]) => name.startsWith("xmap_calls_total"));
  expect(calls.length).toBe(1_001);
  expect(samples.get('xmap_calls_total{system="other",operation="other",failure="other"}')).toBe(200);
  expect([...samples.keys()].filter((name) => name.startsWith("xmap_system_paused")).length).toBe(1_000);
});

it("tells of the process on a registry of its own, so that engines do not mix", async () => {
  const first = createMetrics({ summary: () => NOTHING, clock });
  const second = createMetrics({ summary: () => NOTHING, clock });
  first.observer.refused?.("inboxFull");
  expect(await first.text()).toContain("process_resident_memory_bytes ");
  expect(await second.text()).not.toContain("inboxFull");
  expect(first.contentType).toContain("text/plain");
});

it("describes every metric in docs/observability.md, and no other", async () => {
  const docs = readFileSync(resolve(import.meta.dirname, "../../../../../docs/observability.md"), "utf8");
  const described = [...docs.matchAll(/^\| `(xmap_\w+)` \| (\w+) \|/gm)].map(([, name, kind]) => `${name} ${kind}`);
  const text = await createMetrics({ summary: () => NOTHING, clock }).text();
  const told = [...text.matchAll(/^# TYPE (xmap_\w+ \w+)$/gm)].map((match) => match[1]);
  expect(described).toContain("xmap_up gauge");
  expect(described.sort()).toEqual(told.sort());
  const used = [...docs.matchAll(/\b(xmap_\w+?)(?:_bucket)?[{[ ]/g)].map((match) => match[1]);
  const names = new Set(told.map((line) => line?.split(" ")[0]));
  expect(used.filter((name) => !names.has(name))).toEqual([]);
});

it("counts what a real engine does, from the event to calls and outcomes", async () => {
  const observers: Observer[] = [];
  const bench = new Bench({ observers });
  const metrics = createMetrics({ summary: () => bench.engine.summary(), clock: bench.clock });
  observers.push(metrics.observer);
  await bench.engine.start();
  bench.order(1);
  bench.order(2, { email: null });
  bench.order(3, { total: 13 });
  bench.erp.fail("create", "RateLimited", { times: 1 });
  await bench.change(1, { event: "once" });
  await bench.drain();
  await bench.change(1, { event: "once" });
  await bench.change(2);
  await bench.change(3);
  await bench.drain();
  const samples = Object.fromEntries(samplesOf(await metrics.text()));
  const flow = 'flow="OrderToCash"';
  expect(samples).toMatchObject({
    [`xmap_events_accepted_total{${flow},origin="manual"}`]: 3,
    [`xmap_events_repeated_total{${flow}}`]: 1,
    [`xmap_runs_total{${flow},outcome="delivered"}`]: 2,
    [`xmap_runs_total{${flow},outcome="held"}`]: 1,
    'xmap_waiting_records{outcome="held"}': 1,
    [`xmap_warnings_total{${flow}}`]: 1,
    'xmap_calls_total{system="erp",operation="create Sale",failure="none"}': 2,
    [`xmap_accept_to_end_seconds_count{${flow}}`]: 3,
    xmap_records_pending: 0,
    xmap_records_running: 0,
    xmap_backlog_age_seconds: 0,
  });
  const failed = Object.entries(samples).filter(([name]) => name.includes('failure="RateLimited"'));
  expect(failed.map(([, value]) => value)).toEqual([1]);
  expect(samples[`xmap_run_duration_seconds_count{${flow}}`]).toBeGreaterThanOrEqual(3);
  await bench.engine.stop();
});
