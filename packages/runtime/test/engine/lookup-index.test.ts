import type { Ask, BindingModule, LookupModule, StepModule } from "@xmap/runtime";
import { FakeClock, FakeSystem } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { LookupIndexes } from "../../src/engine/lookup-index.ts";
import { Bench } from "../fakes/bench.ts";
import { FLOW, mappingModule, ORDER_TO_SALE, PRODUCT_ID } from "../fakes/order-mapping.ts";

const MINUTE = 60_000;
const INDEXED: LookupModule = { ...PRODUCT_ID, indexMilliseconds: 15 * MINUTE };

let clock: FakeClock;
let erp: FakeSystem;
let indexes: LookupIndexes;
beforeEach(() => {
  clock = new FakeClock();
  erp = new FakeSystem("erp");
  for (let id = 1; id <= 1_200; id += 1) erp.put("product", { id, sku: `SKU-${id}` });
  const gate = { call: (_what: string, work: (session: FakeSystem) => Promise<unknown>) => work(erp) };
  indexes = new LookupIndexes(clock, () => gate as never);
});

describe("an index", () => {
  it("reads the whole list once for any number of keys", async () => {
    expect(await indexes.hits(INDEXED, [["SKU-1"], [" SKU-1200 "]])).toEqual([[1], [1200]]);
    expect(await indexes.hits(INDEXED, [["SKU-600"]])).toEqual([[600]]);
    expect(erp.count("list")).toBe(3);
  });

  it("reads the list again when it is as old as the lookup says", async () => {
    await indexes.hits(INDEXED, [["SKU-1"]]);
    erp.put("product", { id: 1, sku: "SKU-NEW" });
    await clock.advance(15 * MINUTE - 1);
    expect(await indexes.hits(INDEXED, [["SKU-1"]])).toEqual([[1]]);
    await clock.advance(1);
    expect(await indexes.hits(INDEXED, [["SKU-1"]])).toEqual([[]]);
  });

  it("reads the list again before a miss counts, but not for every miss", async () => {
    await indexes.hits(INDEXED, [["SKU-1"]]);
    await clock.advance(MINUTE);
    erp.put("product", { id: 2_000, sku: "SKU-2000" });
    expect(await indexes.hits(INDEXED, [["SKU-2000"]])).toEqual([[2_000]]);
    const calls = erp.count("list");
    for (let times = 0; times < 5; times += 1) expect(await indexes.hits(INDEXED, [["NOTHING"]])).toEqual([[]]);
    expect(erp.count("list")).toBe(calls);
  });

  it("is read by one at a time, for all that ask meanwhile", async () => {
    await Promise.all(Array.from({ length: 50 }, (_, index) => indexes.hits(INDEXED, [[`SKU-${index + 1}`]])));
    expect(erp.count("list")).toBe(3);
  });

  it("tells all records of one key, so that several are noticed", async () => {
    erp.put("product", { id: 3_000, sku: "SKU-7" });
    expect(await indexes.hits(INDEXED, [["SKU-7"]])).toEqual([[7, 3_000]]);
  });

  it("fails as the list fails, and tries again at the next question", async () => {
    erp.fail("list", "Transient");
    await expect(indexes.hits(INDEXED, [["SKU-1"]])).rejects.toMatchObject({ details: { class: "Transient" } });
    expect(await indexes.hits(INDEXED, [["SKU-1"]])).toEqual([[1]]);
  });
});

it("a mapping's lookup with an index asks the list and not each key", async () => {
  const [ask] = ORDER_TO_SALE.lookups;
  const binding: BindingModule = {
    ...ORDER_TO_SALE,
    lookups: [
      (order, questions, answers) => {
        ask?.(order, { ...bound(questions), lookupEach: (_, keys) => questions.lookupEach(INDEXED, keys) }, answers);
      },
    ],
  };
  const steps = FLOW.steps.map((step): StepModule => (step.step === "sync" ? { ...step, binding } : step));
  const bench = new Bench({ modules: [mappingModule({ ...FLOW, triggers: [], steps })] });
  await bench.engine.start();
  bench.order(1);
  expect((await bench.run(1))?.outcome).toBe("delivered");
  expect([bench.erp.count("list"), bench.erp.count("lookup")]).toEqual([1, 0]);
});

function bound(ask: Ask): Ask {
  return {
    lookup: (...asked) => ask.lookup(...asked),
    lookupEach: (...asked) => ask.lookupEach(...asked),
    reference: (...asked) => ask.reference(...asked),
  };
}
