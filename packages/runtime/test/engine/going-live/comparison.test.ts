import type { ComparisonReport, RecordDifference } from "@xmap/runtime/node";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";
import { mappingModule, ORDER_TO_SALE } from "../../fakes/order-mapping.ts";

let bench: Bench;
let differences: RecordDifference[];
beforeEach(async () => {
  bench = new Bench({ modules: [mappingModule({ triggers: [] })] });
  await bench.engine.start();
  for (const id of [1, 2, 3]) {
    bench.order(id, { email: `${id}@b.c`, note: `note ${id}` });
    await bench.run(id);
  }
});

async function compare(period: { since?: number; until?: number } = {}): Promise<ComparisonReport> {
  differences = [];
  const figures = [{ name: "total", left: "total", right: "total", currency: "currency" }];
  const onDifference = (one: RecordDifference): void => void differences.push(one);
  return bench.engine.goingLive.compare(ORDER_TO_SALE, { ...period, figures, onDifference });
}

async function repairAll(): Promise<readonly boolean[]> {
  const { goingLive } = bench.engine;
  for (const one of differences) await goingLive.repair("OrderToCash", ORDER_TO_SALE, one);
  await bench.drain();
  return Promise.all(differences.map(({ record }) => goingLive.isRepaired("OrderToCash", ORDER_TO_SALE, record)));
}

function sale(ref: string): Record<string, unknown> {
  const found = bench.erp.all("sale").find((one) => one.ref === ref);
  if (found === undefined) throw new Error(`no sale ${ref}`);
  return found;
}

it("what is in step is equal, and nothing is written", async () => {
  const before = [bench.erp.count("create"), bench.erp.count("update"), bench.shop.count("update")];
  expect(await compare()).toEqual({
    binding: "OrderToSale",
    records: 3,
    equal: 3,
    different: 0,
    unmatched: 0,
    figures: [{ name: "total", currency: "", left: 30, right: 30 }],
  });
  expect([bench.erp.count("create"), bench.erp.count("update"), bench.shop.count("update")]).toEqual(before);
});

it("tells what was changed in the right system from what did not arrive and what was never sent", async () => {
  sale("1").note = "typed by hand";
  bench.order(2, { email: "2@b.c", note: "unheard of" });
  bench.order(4, { email: "4@b.c" });
  expect(await compare()).toMatchObject({ records: 4, equal: 1, different: 3, unmatched: 1 });
  expect(differences).toMatchObject([
    {
      record: "shop/Order/1",
      cause: "fields",
      fields: [{ field: "note", cause: "drift", wanted: "note 1", found: "typed by hand" }],
    },
    {
      record: "shop/Order/2",
      cause: "fields",
      fields: [{ field: "note", cause: "lost", wanted: "unheard of", found: "note 2" }],
    },
    { record: "shop/Order/4", cause: "neverSent", right: undefined },
  ]);
  expect(await repairAll()).toEqual([true, true, true]);
  expect(await compare()).toMatchObject({ records: 4, equal: 4, different: 0 });
  expect((await bench.store.state()).metrics["repaired.OrderToCash"]).toBe(3);
});

it("lines that somebody has changed or removed are noticed and sent once more", async () => {
  const lines = sale("1").lines as { amount: number }[];
  const [line] = lines;
  if (line !== undefined) line.amount = 99;
  sale("2").lines = [];
  await compare();
  expect(differences.map(({ record, fields }) => [record, fields.map(({ field, cause }) => [field, cause])])).toEqual([
    ["shop/Order/1", [["lines", "drift"]]],
    ["shop/Order/2", [["lines", "drift"]]],
  ]);
  expect(await repairAll()).toEqual([true, true]);
  expect([sale("1").lines, sale("2").lines]).toMatchObject([[{ amount: 2 }], [{ amount: 2 }]]);
});

it("says what waits for a person, what is gone on either side, and repairs neither by itself", async () => {
  bench.order(5, { email: null });
  await bench.run(5);
  bench.erp.records("sale").delete(String(sale("1").id));
  bench.shop.records("orders").delete("2");
  expect(await compare()).toMatchObject({ records: 3, different: 3, unmatched: 2 });
  expect(differences).toMatchObject([
    { record: "shop/Order/1", cause: "missingRight" },
    { record: "shop/Order/5", cause: "held", reason: "order 5 has no e-mail address" },
    { record: "shop/Order/2", cause: "missingLeft", right: `erp/Sale/${String(sale("2").id)}` },
  ]);
  expect(await bench.engine.goingLive.repair("OrderToCash", ORDER_TO_SALE, differences[2] as RecordDifference)).toBe(
    false,
  );
  await bench.engine.goingLive.repair("OrderToCash", ORDER_TO_SALE, differences[0] as RecordDifference);
  await bench.drain();
  expect(bench.ends.at(-1)).toMatchObject({ outcome: "held", record: "shop/Order/1" });
  expect(bench.erp.all("sale")).toHaveLength(2);
});

it("compares the records of a period only", async () => {
  const changed = (id: number, stamp: string) => ({ key: [String(id)], stamp, settled: true, record: { id } });
  bench.shop.changes = [
    {
      changed: [
        changed(1, "2026-01-01T00:00:00Z"),
        changed(2, "2026-01-02T00:00:00Z"),
        changed(3, "2026-01-03T00:00:00Z"),
      ],
      cursor: "1",
      more: false,
    },
  ];
  const report = await compare({ since: Date.UTC(2026, 0, 2), until: Date.UTC(2026, 0, 3) });
  expect(report).toMatchObject({ records: 1, equal: 1, figures: [{ left: 10, right: 10 }] });
});
