import type { ChangedRecord } from "@xmap/contract";
import type { StepModule } from "@xmap/runtime";
import { settle } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule, ORDER, ORDER_TO_SALE, SALE } from "../fakes/order-mapping.ts";

let bench: Bench;
beforeEach(() => {
  bench = new Bench({ modules: [mappingModule()] });
});

function changed(id: number, stamp: string, settled = true): ChangedRecord {
  return { key: [String(id)], stamp, settled, record: { id } };
}

describe("polling", () => {
  it("asks at once and at the interval, page by page from the stored cursor, and takes a settled stamp in once", async () => {
    for (const id of [1, 2, 3]) bench.order(id);
    bench.shop.changes = [
      { changed: [changed(1, "a"), changed(2, "a")], cursor: "1", more: true },
      { changed: [changed(2, "a"), changed(3, "b")], cursor: "2", more: false },
      { changed: [changed(3, "b")], cursor: "2", more: false },
    ];
    await bench.engine.start();
    await settle();
    expect(bench.ends.map((end) => end.record).sort()).toEqual(["shop/Order/1", "shop/Order/2", "shop/Order/3"]);
    expect(bench.ends[0]?.event.xmaporigin).toBe("poll");
    await bench.clock.advance(29_999);
    expect(bench.shop.count("readChanged")).toBe(2);
    await bench.clock.advance(1);
    await settle();
    expect(bench.shop.calls.filter((call) => call.method === "readChanged").map((call) => call.detail)).toEqual([
      undefined,
      "1",
      "2",
    ]);
    expect(bench.ends).toHaveLength(3);
    expect(await bench.store.cursor("shop", "orders")).toBe("2");
  });

  it("takes nothing that was changed before the cut-over until it changes again", async () => {
    for (const id of [1, 2, 3]) bench.order(id);
    bench.open({ modules: [mappingModule()], cutOver: Date.UTC(2026, 0, 2) });
    const [before, after] = [changed(1, "2026-01-01T23:59:59Z"), changed(2, "2026-01-02T00:00:00Z")];
    bench.shop.changes = [
      { changed: [before, after, changed(3, "no instant")], cursor: "1", more: false },
      { changed: [changed(1, "2026-01-03T00:00:00Z")], cursor: "2", more: false },
    ];
    await bench.engine.start();
    await bench.drain();
    expect(bench.ends.map((end) => end.record).sort()).toEqual(["shop/Order/2", "shop/Order/3"]);
    await bench.engine.poll();
    await bench.drain();
    expect(bench.ends.at(-1)?.record).toBe("shop/Order/1");
    expect([bench.ends.length, await bench.store.cursor("shop", "orders")]).toEqual([3, "2"]);
  });

  it("reads a record again as long as its stamp is not settled", async () => {
    bench.order(1);
    bench.shop.changes = [{ changed: [changed(1, "a", false)], cursor: "0", more: false }];
    await bench.engine.start();
    await settle();
    await bench.engine.poll();
    await settle();
    expect(bench.ends.map((end) => end.outcome)).toEqual(["delivered", "unchanged"]);
  });

  it("loses nothing when the system is down or the process dies while a page is read", async () => {
    bench.order(1);
    bench.shop.changes = [{ changed: [changed(1, "a")], cursor: "1", more: false }];
    bench.shop.fail("readChanged", "Maintenance");
    await bench.engine.start();
    await settle();
    expect(bench.engine.summary().pausedSystems).toMatchObject([{ system: "shop" }]);
    await bench.crash({ modules: [mappingModule()] });
    await bench.engine.start();
    await bench.clock.advance(31_000);
    await settle();
    expect(bench.ends.map((end) => end.outcome)).toEqual(["delivered"]);
  });

  it("uses one poll at the shortest interval for all flows that watch a resource", async () => {
    const other = mappingModule({
      name: "Other",
      steps: [],
      triggers: [
        {
          event: "change",
          entity: ORDER,
          via: undefined,
          at: undefined,
          hints: [{ by: "poll", everyMilliseconds: 5_000 }],
        },
      ],
    });
    bench.open({ modules: [mappingModule(), other] });
    bench.order(1);
    bench.shop.changes = [{ changed: [changed(1, "a")], cursor: "1", more: false }];
    await bench.engine.start();
    await bench.clock.advance(5_000);
    await settle();
    expect(bench.shop.count("readChanged")).toBe(2);
    expect(bench.ends.map((end) => end.flow).sort()).toEqual(["OrderToCash", "Other"]);
  });
});

describe("hints that point elsewhere", () => {
  it("goes from the right record to the left by cross-reference, and ignores records without one", async () => {
    bench.order(1);
    await bench.engine.start();
    await bench.run(1);
    const sale = String(bench.erp.all("sale")[0]?.id);
    const change = { system: "erp", resource: "sale", origin: "webhook" } as const;
    expect(await bench.engine.acceptChanges([{ ...change, key: [sale] }])).toBe(1);
    expect(await bench.engine.acceptChanges([{ ...change, key: ["4711"] }])).toBe(0);
    await bench.drain();
    expect(bench.ends.map((end) => [end.record, end.outcome])).toEqual([
      ["shop/Order/1", "delivered"],
      ["shop/Order/1", "unchanged"],
    ]);
  });

  it("takes the subject's key out of a field of the changed record, read when the hint has none", async () => {
    const triggers = [{ event: "change", entity: SALE, via: undefined, at: "order_id", hints: [] }] as const;
    bench.open({ modules: [mappingModule({ triggers })] });
    bench.order(1);
    bench.erp.put("sale", { id: 5, order_id: 1 });
    await bench.engine.start();
    const change = { system: "erp", resource: "sale", key: ["5"], origin: "poll" } as const;
    expect(await bench.engine.acceptChanges([change, { ...change, record: { order_id: 2 } }])).toBe(2);
    await bench.drain();
    expect(bench.ends.map((end) => end.record).sort()).toEqual(["shop/Order/1", "shop/Order/2"]);
  });
});

it("finds the left record from the right and ends otherwise when there is none", async () => {
  const steps: readonly StepModule[] = [
    {
      id: "order",
      file: "orders.xmap",
      line: 1,
      step: "find",
      assign: "order",
      binding: ORDER_TO_SALE,
      side: "right",
      record: ({ sale }: { readonly sale: object }) => sale,
      otherwise: () => ({ word: "skip", message: "not an order of the shop" }),
    },
    {
      id: "total",
      file: "orders.xmap",
      line: 2,
      step: "require",
      condition: ({ order }: { readonly order: { readonly total: number } }) => order.total === 0,
      otherwise: ({ order }: { readonly order: { readonly total: number } }) => ({
        word: "hold",
        message: `order of ${order.total}`,
      }),
      shown: () => [],
    },
  ];
  const back = mappingModule({
    name: "Back",
    subject: { name: "sale", entity: SALE },
    where: undefined,
    triggers: [{ event: "change", entity: SALE, via: undefined, at: undefined, hints: [] }],
    steps,
  });
  bench.open({ modules: [mappingModule({ triggers: [] }), back] });
  bench.order(1);
  await bench.engine.start();
  await bench.run(1);
  bench.erp.put("sale", { id: 9 });
  for (const sale of bench.erp.all("sale"))
    await bench.engine.acceptChanges([{ system: "erp", resource: "sale", key: [String(sale.id)], origin: "poll" }]);
  await bench.drain();
  const backs = bench.ends.filter((end) => end.flow === "Back");
  expect(backs.map((end) => [end.outcome, end.problems[0]?.message])).toEqual([
    ["held", "order of 10"],
    ["skipped", "not an order of the shop"],
  ]);
});
