import type { EventOrigin, Idempotency, InvokeStepModule, Report } from "@xmap/contract";
import type { StepModule } from "@xmap/runtime";
import { SILENT_LOGGER } from "@xmap/runtime/node";
import { settle } from "@xmap/testing";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule } from "../fakes/order-mapping.ts";

const place = { file: "orders.xmap", line: 1 };
interface State {
  readonly order: { readonly id: number; readonly total: number };
  readonly risk?: { readonly score: number };
}

function score(idempotent: Idempotency, more: Partial<InvokeStepModule> = {}): StepModule {
  return {
    ...place,
    id: "risk",
    step: "invoke",
    assign: "risk",
    system: "erp",
    invocation: "score",
    idempotent,
    arguments: ({ order }: State) => ({ total: order.total }),
    ...more,
  };
}

const require: StepModule = {
  ...place,
  id: "small",
  step: "require",
  condition: ({ risk }: State) => (risk?.score ?? 0) < 0.5,
  otherwise: ({ risk }: State) => ({ word: "hold", message: `rated ${risk?.score}` }),
  shown: ({ risk }: State) => [risk?.score],
};

const answers = {
  risk: ({ score: risk }: { readonly score: { readonly score?: unknown } | null }, report: Report) => {
    if (typeof risk?.score !== "number") report.problem("reject", "OrderToCash/risk", "score.score is no number");
  },
};

let bench: Bench;
beforeEach(() => {
  bench = new Bench();
  bench.erp.answer = { score: 0.1 };
  bench.order(1);
});

function modules(steps: readonly StepModule[]) {
  return [mappingModule({ triggers: [], steps, answers })];
}

async function start(steps: readonly StepModule[], options: object = {}): Promise<void> {
  bench.open({ modules: modules(steps), ...options });
  await bench.engine.start();
}

const asked = () => bench.erp.calls.filter(({ method }) => method === "invoke").map(({ detail }) => detail);
const keys = () => new Set(asked().map((detail) => (detail as { readonly writeKey: string }).writeKey)).size;

async function runFrom(origin: EventOrigin) {
  await bench.change(1, { origin });
  await bench.drain();
  return bench.ends.at(-1);
}

it("the answer is what later steps see, and the observers hear of the call", async () => {
  const called: unknown[] = [];
  const observers = [{ called: (call: unknown) => void called.push(call) }];
  await start([score("natural"), require], { observers });
  expect((await bench.run(1))?.outcome).toBe("unchanged");
  bench.erp.answer = { score: 0.9 };
  expect(await bench.run(1)).toMatchObject({ outcome: "held", problems: [{ message: "rated 0.9" }] });
  expect(asked()).toMatchObject([{ invocation: "score", given: { total: 10 } }, { given: { total: 10 } }]);
  expect(called).toContainEqual(expect.objectContaining({ system: "erp", operation: "score" }));
});

it("an answer that is not what the description promises is refused", async () => {
  await start([score("natural"), require]);
  bench.erp.answer = { score: "high" };
  expect(await bench.run(1)).toMatchObject({
    outcome: "rejected",
    problems: [{ message: "score.score is no number" }],
  });
});

it("a journaled answer is not asked for again after a crash", async () => {
  const read: StepModule = {
    ...place,
    id: "sale",
    step: "invoke",
    assign: undefined,
    system: "erp",
    invocation: "slow",
    idempotent: "natural",
    arguments: () => ({}),
  };
  let calls = 0;
  bench.erp.gates.set("invoke", () => {
    calls += 1;
    return calls === 2 ? new Promise(() => {}) : Promise.resolve();
  });
  await start([score("natural"), read]);
  await bench.change(1);
  await settle();
  await bench.crash({ modules: modules([score("natural"), read]) });
  await bench.engine.start();
  await bench.drain();
  expect(asked().map((detail) => (detail as { readonly invocation: string }).invocation)).toEqual([
    "score",
    "slow",
    "slow",
  ]);
  expect(bench.ends.at(-1)?.outcome).toBe("unchanged");
});

it.each(["natural", "keyed"] as const)(
  "a lost answer of what is %s is asked for again, under one key",
  async (kind) => {
    await start([score(kind)]);
    bench.erp.fail("invoke", "Timeout", { afterwards: true });
    expect(["unchanged", "delivered"]).toContain((await bench.run(1))?.outcome);
    expect([asked().length, keys()]).toEqual([2, 1]);
    expect(await bench.waiting()).toEqual([]);
  },
);

it("a call with other arguments, or for another record, has another key", async () => {
  await start([score("keyed")]);
  await bench.run(1);
  await bench.run(1);
  expect(keys()).toBe(1);
  bench.order(1, { total: 11 });
  await bench.run(1);
  bench.order(2);
  await bench.run(2);
  expect([asked().length, keys()]).toEqual([4, 3]);
});

it("a lost answer of a call that may not be repeated holds, and only a person has it sent again", async () => {
  await start([score("findFirst"), require]);
  bench.erp.fail("invoke", "Timeout", { afterwards: true });
  const end = await bench.run(1);
  expect(end).toMatchObject({
    outcome: "held",
    problems: [{ message: expect.stringContaining("its answer is lost") }],
  });
  expect((await bench.run(1))?.outcome).toBe("held");
  expect(asked()).toHaveLength(1);

  const released = await bench.engine.operations.decide({ decision: "release" }, {}, "ann", false);
  expect(released).toMatchObject([{ result: "released" }]);
  await bench.drain();
  expect([bench.ends.at(-1)?.outcome, asked().length]).toEqual(["delivered", 2]);
});

it("a crash while such a call is under way holds as well", async () => {
  bench.erp.gates.set("invoke", () => new Promise(() => {}));
  await start([score("findFirst")]);
  await bench.change(1);
  await settle();
  bench.erp.gates.clear();
  await bench.crash({ modules: modules([score("findFirst")]) });
  await bench.engine.start();
  await bench.drain();
  expect([bench.ends.at(-1)?.outcome, asked().length]).toEqual(["held", 1]);
});

it("a call that the system refused is made again, and one that it answered never with the same arguments", async () => {
  await start([score("findFirst"), require]);
  bench.erp.fail("invoke", "RateLimited");
  expect((await bench.run(1))?.outcome).toBe("delivered");
  expect(asked()).toHaveLength(2);
  bench.erp.answer = { score: 0.9 };
  expect((await bench.run(1))?.outcome).toBe("unchanged");
  expect(asked()).toHaveLength(2);
  bench.order(1, { total: 11 });
  expect((await bench.run(1))?.outcome).toBe("held");
  expect(asked()).toHaveLength(3);
});

it("an engine that only reads asks, and says what it would call", async () => {
  const said: string[] = [];
  const logger = { ...SILENT_LOGGER, info: (_fields: object, text: string) => said.push(text) };
  await start([score("natural"), score("keyed", { id: "tell", assign: undefined })], { readsOnly: true, logger });
  expect(await bench.run(1)).toMatchObject({ outcome: "skipped", problems: [{ message: "would call erp.score" }] });
  expect([asked().length, said]).toEqual([1, ["would call erp.score"]]);
});

it("a back-fill leaves out a call that a customer is told of, and later runs leave it out too", async () => {
  await start([score("keyed", { mailsCustomer: true })]);
  expect((await runFrom("backfill"))?.muted).toEqual(["score of erp"]);
  await runFrom("poll");
  expect(asked()).toEqual([]);
  await runFrom("manual");
  expect(asked()).toHaveLength(1);
});

it("records wait while the system as a whole is down", async () => {
  await start([score("natural"), require]);
  bench.erp.fail("invoke", "Maintenance", { times: 1 });
  bench.erp.fail("identify", "Maintenance", { times: 3 });
  await bench.change(1);
  await settle();
  expect(bench.engine.summary()).toMatchObject({ pausedSystems: [{ system: "erp" }] });
  await bench.drain();
  expect(bench.ends.map(({ outcome }) => outcome)).toEqual(["unchanged"]);
});

it("a system that answers no calls is told, for all records at once", async () => {
  const erp = Object.assign(Object.create(bench.erp) as typeof bench.erp, { invoke: undefined });
  await start([score("natural")], { sessions: { shop: bench.shop, erp } });
  await bench.change(1);
  await bench.drain();
  const [pause] = await bench.engine.operations.paused();
  expect(pause?.reason).toContain("erp answers no calls of its own");
});
