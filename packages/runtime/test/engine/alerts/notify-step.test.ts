import type { StepModule } from "@xmap/runtime";
import { SILENT_LOGGER } from "@xmap/runtime/node";
import { beforeEach, expect, test } from "vitest";
import { Bench } from "../../fakes/bench.ts";
import { mappingModule, type Order, STEPS } from "../../fakes/order-mapping.ts";
import { FakeChannel } from "./alert-bench.ts";

const TELL: StepModule = {
  file: "orders.xmap",
  line: 1,
  id: "tell",
  step: "notify",
  channel: "team.sales.europe",
  text: ({ order }: { readonly order: Order }) => `order ${order.id} is ${order.stage}\nand more`,
};

let bench: Bench;
let team: FakeChannel;

beforeEach(() => {
  bench = new Bench();
  team = new FakeChannel("team");
});

async function start(readsOnly = false, steps: readonly StepModule[] = [TELL]): Promise<string[]> {
  const logged: string[] = [];
  const logger = { ...SILENT_LOGGER, info: (_fields: object, message: string) => logged.push(message) };
  const sessions = { shop: bench.shop, erp: bench.erp, team };
  bench.open({ modules: [mappingModule({ triggers: [], steps })], sessions, logger, readsOnly });
  await bench.engine.start();
  return logged;
}

test("a message goes to the receiver of its channel, with its first line as title", async () => {
  await start();
  bench.order(1);
  await bench.run(1);
  expect(team.messages).toEqual([
    {
      channel: "sales.europe",
      title: "order 1 is new",
      text: "order 1 is new\nand more",
      messageKey: expect.any(String),
    },
  ]);
});

test("the same text is sent once for a record, another text and another record again", async () => {
  await start();
  for (const id of [1, 2]) bench.order(id);
  for (const id of [1, 1, 2]) await bench.run(id);
  bench.order(1, { stage: "paid" });
  await bench.run(1);
  expect(team.messages.map(({ title }) => title)).toEqual(["order 1 is new", "order 2 is new", "order 1 is paid"]);
  expect(new Set(team.messages.map(({ messageKey }) => messageKey)).size).toBe(3);
});

test("an engine that only reads says it to its log and sends nothing", async () => {
  const logged = await start(true);
  bench.order(1);
  await bench.run(1);
  expect(team.messages).toEqual([]);
  expect(logged).toContain("order 1 is new\nand more");
  await bench.engine.stop();
  await start();
  await bench.run(1);
  expect(team.messages).toHaveLength(1);
});

test("a channel that fails is tried again by the policy, and what was written is not written again", async () => {
  await start(false, [...STEPS.filter(({ step }) => step === "sync"), TELL]);
  team.fall("Transient");
  bench.order(1);
  await bench.change(1);
  await bench.clock.advance(3_000);
  expect(bench.erp.count("create")).toBe(2);
  expect(bench.ends).toEqual([]);
  const { attempts } = team;
  expect(attempts).toBeGreaterThan(1);
  team.failure = undefined;
  await bench.drain();
  expect(bench.ends.map(({ outcome }) => outcome)).toEqual(["delivered"]);
  expect(team.messages).toHaveLength(1);
  expect(bench.erp.count("create")).toBe(2);
});

test("a channel that is down keeps the run waiting until it is back", async () => {
  await start();
  team.fall("Maintenance");
  team.fail("identify", "Maintenance", { times: 5 });
  bench.order(1);
  await bench.change(1);
  await bench.clock.advance(1_000);
  expect(bench.engine.summary()).toMatchObject({ pending: 1, pausedSystems: [{ system: "team" }] });
  team.failure = undefined;
  await bench.drain();
  expect(team.messages).toHaveLength(1);
});

test("a message that is refused for good waits for a person, and is sent when the run is retried", async () => {
  await start();
  team.fall("Invalid", { message: "channel_not_found" });
  bench.order(1);
  expect((await bench.run(1))?.outcome).toBe("rejected");
  team.failure = undefined;
  await bench.engine.operations.decide({ decision: "retry", from: "failingStep" }, {}, "person:ann", false);
  await bench.drain();
  expect(team.messages).toHaveLength(1);
});

test("a channel that takes no messages leaves the message in the log", async () => {
  const elsewhere = { ...TELL, channel: "erp.sales" } as StepModule;
  const logged = await start(false, [elsewhere, { ...TELL, id: "more", channel: "nobody" } as StepModule]);
  bench.order(1);
  expect((await bench.run(1))?.outcome).toBe("unchanged");
  expect(logged.filter((message) => message === "order 1 is new\nand more")).toHaveLength(2);
});
