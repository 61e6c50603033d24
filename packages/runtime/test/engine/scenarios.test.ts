import type { BindingModule, EntityModule, MappingModule } from "@xmap/runtime";
import { FakeSystem } from "@xmap/testing";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule, ORDER, ORDER_TO_SALE, STEPS } from "../fakes/order-mapping.ts";

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  await bench.engine.start();
});

/** Sales of a shop, told apart by the shop's name beside the order's number. */
function moduleOf(system: string): MappingModule {
  const left: EntityModule = { ...ORDER, system };
  const name = `${system}Sales`;
  const binding: BindingModule = {
    ...ORDER_TO_SALE,
    name,
    link: name,
    left,
    key: ["ref", "channel"],
    lookups: [],
    map: ({ id, total }: { id: number; total: number }) => ({ ref: String(id), channel: system, total, lines: [] }),
  };
  const steps = STEPS.flatMap((step) => (step.step === "sync" ? [{ ...step, binding }] : []));
  const subject = { name: "order", entity: left };
  const { flows } = mappingModule({ name, subject, triggers: [], steps });
  return { ...mappingModule(), id: system, hash: system, bindings: { [name]: binding }, flows };
}

it("S1: synced, then cancelled in the shop: the sale is cancelled once and nothing else is written", async () => {
  bench.order(1);
  await bench.run(1);
  bench.order(1, { stage: "cancelled", note: "changed my mind" });
  await bench.run(1);
  await bench.run(1);
  expect(bench.erp.all("sale").map(({ state, note }) => [state, note])).toEqual([["cancel", undefined]]);
  expect(bench.erp.count("operate")).toBe(1);
});

it("S4: two shops have an order with the same number: two sales, and neither is ever linked with the other's", async () => {
  const outlet = new FakeSystem("outlet");
  const sessions = { shop: bench.shop, outlet, erp: bench.erp };
  await bench.crash({ modules: [moduleOf("shop"), moduleOf("outlet")], sessions });
  await bench.engine.start();
  const total = (of: FakeSystem, amount: number): void =>
    of.put("orders", { id: 1, email: "a@b.c", stage: "new", note: null, total: amount, items: [] });
  const run = async (flow: string): Promise<void> => {
    await bench.engine.operations.trigger(flow, ["1"], "ada");
    await bench.drain();
  };
  for (const [shop, outlets] of [
    [10, 3],
    [11, 4],
  ] as const) {
    total(bench.shop, shop);
    total(outlet, outlets);
    await run("shopSales");
    await run("outletSales");
    expect(bench.erp.all("sale")).toMatchObject([
      { channel: "shop", total: shop },
      { channel: "outlet", total: outlets },
    ]);
  }
});

it("S6: a customer who is disabled in the ERP orders again: found, not made a second time", async () => {
  bench.erp.put("partner", { id: 7, email: "a@b.c", active: false });
  bench.order(1);
  await bench.run(1);
  expect(bench.erp.all("partner")).toHaveLength(1);
  expect(bench.erp.all("sale")).toMatchObject([{ partner: 7 }]);
});

it("S9: the last line and the sum are removed by an edit: the ERP's are emptied too", async () => {
  bench.order(1);
  await bench.run(1);
  bench.order(1, { total: 0, items: [] });
  await bench.run(1);
  expect(bench.erp.all("sale")).toMatchObject([{ total: 0, lines: [] }]);
});

it("S10: an order of nothing goes through without an error", async () => {
  bench.order(1, { total: 0, stage: "paid" });
  expect((await bench.run(1))?.outcome).toBe("delivered");
  expect(bench.erp.all("sale")).toMatchObject([{ total: 0, state: "confirm" }]);
});

it("S12: the ERP's period is closed: given to a person at once, without retries", async () => {
  bench.order(1, { stage: "paid" });
  bench.erp.fail("operate", "BusinessRule", { times: 100, message: "The period 03-2026 is closed" });
  const end = await bench.run(1);
  expect(end).toMatchObject({ outcome: "rejected", attempts: 0, failure: { message: "The period 03-2026 is closed" } });
  expect([bench.erp.count("operate"), bench.engine.summary().retries]).toEqual([1, 0]);
});

it("S13: a key expires: the system is paused, nothing becomes a dead letter, and the new key drains all", async () => {
  for (const method of ["identify", "search", "create", "lookup", "read"] as const)
    bench.erp.fail(method, "Unauthorized", { times: 10_000 });
  for (const id of [1, 2, 3]) {
    bench.order(id);
    await bench.change(id);
  }
  for (let turn = 0; turn < 20; turn += 1) await bench.clock.advance(bench.clock.untilNext() ?? 0);
  expect(bench.engine.summary()).toMatchObject({
    pausedSystems: [{ system: "erp" }],
    waiting: 0,
    pending: 3,
    retries: 0,
  });
  bench.erp.heal();
  await bench.drain();
  expect(bench.engine.summary()).toMatchObject({ pausedSystems: [], waiting: 0, pending: 0 });
  expect(bench.erp.all("sale")).toHaveLength(3);
});

it.each([
  { method: "create", calls: 2 },
  { method: "update", calls: 1 },
  { method: "operate", calls: 1 },
] as const)("S15: the answer to $method is lost after the commit: done once", async ({ method, calls }) => {
  bench.order(1);
  if (method !== "create") await bench.run(1);
  bench.order(1, { stage: method === "operate" ? "paid" : "new", note: "ring twice" });
  bench.erp.fail(method, "Timeout", { afterwards: true });
  await bench.run(1);
  expect(bench.engine.summary()).toMatchObject({ pending: 0, waiting: 0 });
  expect(bench.erp.all("sale")).toMatchObject([{ note: "ring twice", lines: [{ product: 1, amount: 2 }] }]);
  expect(bench.erp.all("partner")).toHaveLength(1);
  // One partner and one sale are made.
  expect(bench.erp.count(method)).toBe(calls);
});

it("S16: a person did by hand what a step would do: it is not done again, and what it came to goes back", async () => {
  bench.order(1);
  await bench.run(1);
  const [sale] = bench.erp.all("sale");
  if (sale !== undefined) sale.state = "confirm";
  bench.order(1, { stage: "paid" });
  await bench.run(1);
  expect(bench.erp.count("operate")).toBe(0);
  expect(bench.shop.all("orders")).toMatchObject([{ note: `sale ${String(sale?.id)} is confirm` }]);
});

it("S17: the ERP keeps its own figure: held with both", async () => {
  bench.order(1);
  await bench.run(1);
  const update = bench.erp.update.bind(bench.erp);
  bench.erp.update = async (request) => {
    const { total: _refused, ...values } = request.values;
    await update({ ...request, values });
  };
  bench.order(1, { total: 4 });
  const end = await bench.run(1);
  expect(end?.outcome).toBe("held");
  expect(end?.problems.map(({ message }) => message)).toEqual(["erp says 10, shop 4"]);
});
