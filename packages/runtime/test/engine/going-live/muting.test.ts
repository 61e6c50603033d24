import type { EventOrigin } from "@xmap/contract";
import type { StepModule } from "@xmap/runtime";
import { SILENT_LOGGER } from "@xmap/runtime/node";
import { settle } from "@xmap/testing";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";
import { mappingModule, ORDER, SALE, STEPS } from "../../fakes/order-mapping.ts";

const place = { file: "orders.xmap", line: 1 };
interface State {
  readonly order: { readonly id: number; readonly stage: string };
}

const sync = STEPS.find(({ id }) => id === "sale");
const call: StepModule = {
  ...place,
  id: "send",
  step: "call",
  assign: undefined,
  target: "sale",
  entity: SALE,
  operation: "sent",
  mailsCustomer: true,
  arguments: () => ({}),
};
const write: StepModule = {
  ...place,
  id: "back",
  step: "write",
  target: "order",
  entity: ORDER,
  mailsCustomer: ["status"],
  lookups: [],
  map: ({ order }: State) => ({ status: order.stage === "paid" ? "S" : "P", note: "seen" }),
};
const notify: StepModule = {
  ...place,
  id: "tell",
  step: "notify",
  channel: "team",
  text: ({ order }: State) => `order ${order.id}`,
};

const steps = [sync, call, write, notify].filter((step) => step !== undefined);

let bench: Bench;
let said: string[];
beforeEach(async () => {
  bench = new Bench();
  said = [];
  const logger = { ...SILENT_LOGGER, info: (_fields: object, text: string) => said.push(text) };
  bench.open({ modules: [mappingModule({ triggers: [], steps })], logger });
  await bench.engine.start();
  bench.order(1);
});

async function run(origin: EventOrigin): Promise<readonly string[]> {
  await bench.change(1, { origin });
  await bench.drain();
  return bench.ends.at(-1)?.muted ?? [];
}

const stateOf = (): unknown => bench.erp.all("sale")[0]?.state;
const orderNow = () => bench.shop.all("orders")[0];

it("a back-fill leaves out what the customer would be told of, and says so", async () => {
  expect(await run("backfill")).toEqual([
    expect.stringMatching(/^sent of erp\/Sale/),
    "status of shop/Order/1",
    "notify team",
  ]);
  expect(stateOf()).toBeUndefined();
  expect(orderNow()).toMatchObject({ note: "seen" });
  expect(orderNow()?.status).toBeUndefined();
  expect(said).not.toContain("order 1");
  expect((await bench.store.state()).metrics["muted.OrderToCash"]).toBe(3);
});

it("what a back-fill left out is not made up for by polls, but by a person", async () => {
  await run("backfill");
  expect(await run("poll")).toEqual([]);
  expect([stateOf(), orderNow()?.status, bench.erp.count("operate")]).toEqual([undefined, undefined, 0]);
  await run("manual");
  expect([stateOf(), orderNow()?.status]).toEqual(["sent", "P"]);
});

it("a value that comes after the back-fill is written", async () => {
  await run("backfill");
  bench.order(1, { stage: "paid" });
  await run("webhook");
  expect(orderNow()?.status).toBe("S");
});

it("without a back-fill nothing is left out", async () => {
  expect(await run("poll")).toEqual([]);
  expect([stateOf(), orderNow()?.status]).toEqual(["sent", "P"]);
  expect(said).toContain("order 1");
});

it("a real change of a record that waits for its back-fill is not muted", async () => {
  await bench.engine.operations.pause({ flow: "OrderToCash" }, "a test", "person:ada");
  await bench.change(1, { origin: "backfill" });
  await bench.change(1, { origin: "webhook" });
  await settle();
  await bench.engine.operations.resume({ flow: "OrderToCash" }, "person:ada");
  await bench.drain();
  expect([stateOf(), orderNow()?.status, bench.ends.length]).toEqual(["sent", "P", 1]);
});

it("what was left out is known after a crash in the middle of the run", async () => {
  bench.shop.gates.set("update", () => new Promise(() => {}));
  await bench.change(1, { origin: "backfill" });
  await settle();
  expect([bench.shop.count("update"), bench.ends]).toEqual([1, []]);
  bench.shop.gates.clear();
  await bench.crash({ modules: [mappingModule({ triggers: [], steps })] });
  await bench.engine.start();
  await bench.drain();
  expect(bench.ends.at(-1)?.muted).toHaveLength(3);
});
