import type { FlowModule } from "@xmap/runtime";
import { settle } from "@xmap/testing";
import { describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { FLOW, mappingModule, ORDER, ORDER_TO_SALE, SALE } from "../fakes/order-mapping.ts";

const DAY = 86_400_000;
const place = { file: "orders.xmap", line: 1 };
const daily = [{ by: "poll" as const, everyMilliseconds: DAY }];

/** Cancels the sale of an order that is gone. */
const ORDER_GONE: FlowModule = {
  ...FLOW,
  name: "OrderGone",
  where: undefined,
  triggers: [{ event: "removal", entity: ORDER, via: undefined, at: undefined, hints: daily }],
  steps: [
    {
      ...place,
      id: "sale",
      step: "find",
      assign: "sale",
      binding: ORDER_TO_SALE,
      side: "left",
      record: ({ order }: { readonly order: object }) => order,
      otherwise: () => ({ word: "skip", message: "never sold" }),
    },
    {
      ...place,
      id: "cancel",
      step: "call",
      assign: undefined,
      target: "sale",
      entity: SALE,
      operation: "cancel",
      arguments: () => ({}),
    },
  ],
};

/** A bench where three orders are sold; removals are looked for once a day. */
async function sold(gone: FlowModule): Promise<Bench> {
  const module = mappingModule({ ...FLOW, triggers: [] });
  const bench = new Bench({ modules: [{ ...module, flows: { ...module.flows, [gone.name]: gone } }] });
  await bench.engine.start();
  for (const id of [1, 2, 3]) {
    bench.order(id);
    await bench.change(id);
  }
  await bench.clock.advance(1_000);
  await settle();
  expect(bench.erp.all("sale")).toHaveLength(3);
  bench.ends.length = 0;
  return bench;
}

async function nextDay(bench: Bench): Promise<void> {
  await bench.clock.advance(DAY);
  await settle();
}

describe("a record that was removed", () => {
  it("starts the flow for removals with its key, and its link stays as a tombstone", async () => {
    const bench = await sold(ORDER_GONE);
    bench.shop.records("orders").delete("2");
    await nextDay(bench);
    expect(bench.ends.map(({ flow, record, outcome }) => [flow, record, outcome])).toEqual([
      ["OrderGone", "shop/Order/2", "delivered"],
    ]);
    expect(bench.ends[0]?.event.type).toBe("xmap.record.removed");
    expect(bench.erp.all("sale").map(({ ref, state }) => [ref, state ?? null])).toEqual([
      ["1", null],
      ["2", "cancel"],
      ["3", null],
    ]);
    const reference = await bench.store.crossReference("OrderToSale", "shop/Order/2");
    expect(reference?.state).toBe("tombstone");
    await nextDay(bench);
    expect(bench.ends).toHaveLength(1);
  });

  it("is not made again when an old event of it comes late", async () => {
    const bench = await sold(ORDER_GONE);
    bench.shop.records("orders").delete("2");
    await nextDay(bench);
    bench.erp.records("sale").clear();
    bench.order(2);
    await bench.run(2);
    expect(bench.ends.at(-1)).toMatchObject({ flow: "OrderToCash", outcome: "held" });
    expect(bench.erp.all("sale")).toEqual([]);
  });

  it("is not believed removed when the list was short of it but it can be read", async () => {
    const bench = await sold(ORDER_GONE);
    const all = bench.shop.list.bind(bench.shop);
    bench.shop.list = async (request) => ({ ...(await all(request)), records: [] });
    await nextDay(bench);
    expect(bench.ends).toEqual([]);
  });

  it("is looked for again soon when the system was down", async () => {
    const bench = await sold(ORDER_GONE);
    bench.shop.records("orders").delete("3");
    bench.shop.fail("list", "Transient");
    await nextDay(bench);
    expect(bench.ends).toEqual([]);
    await bench.clock.advance(30_000);
    await settle();
    expect(bench.ends.map(({ record }) => record)).toEqual(["shop/Order/3"]);
  });

  it("on the other side runs the flow of its subject", async () => {
    const triggers = [{ event: "removal" as const, entity: SALE, via: ORDER_TO_SALE, at: undefined, hints: daily }];
    const steps: FlowModule["steps"] = [
      { ...place, id: "tell", step: "outcome", outcome: () => ({ word: "hold", message: "the sale was deleted" }) },
    ];
    const bench = await sold({ ...ORDER_GONE, name: "SaleGone", triggers, steps });
    const [first] = bench.erp.all("sale");
    bench.erp.records("sale").delete(String(first?.id));
    await nextDay(bench);
    expect(bench.ends.map(({ flow, record, outcome }) => [flow, record, outcome])).toEqual([
      ["SaleGone", "shop/Order/1", "held"],
    ]);
  });
});

it("a flow for removals that also watches changes is refused", () => {
  const triggers = [...ORDER_GONE.triggers, ...FLOW.triggers];
  const open = () => new Bench({ modules: [mappingModule({ ...ORDER_GONE, triggers })] });
  expect(open).toThrow("what is done when a record is removed stands in a flow of its own");
});
