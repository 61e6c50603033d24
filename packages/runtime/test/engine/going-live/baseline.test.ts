import type { BaselineFinding, BaselineReport } from "@xmap/runtime/node";
import { linkingBindings } from "@xmap/runtime/node";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";
import { mappingModule, ORDER_TO_SALE, type Order } from "../../fakes/order-mapping.ts";

const MODULE = mappingModule({ triggers: [] });

let bench: Bench;
let findings: BaselineFinding[];
beforeEach(() => {
  bench = new Bench();
  findings = [];
});

async function match(link: boolean, ours = false): Promise<readonly BaselineReport[]> {
  const reports: BaselineReport[] = [];
  const onFinding = (finding: BaselineFinding): number => findings.push(finding);
  for (const linking of linkingBindings([MODULE]))
    reports.push(await bench.engine.goingLive.match(linking, { link, ours, actor: "person:ada", onFinding }));
  return reports;
}

function sale(id: number, ref: string): void {
  bench.erp.put("sale", { id, ref, partner: 1, note: null, total: 10, lines: [] });
}

it("matches by key in one call for a hundred, and reports what does not match, without writing anything", async () => {
  for (let id = 1; id <= 150; id += 1) bench.order(id, { email: `${id}@b.c` });
  for (let id = 1; id <= 140; id += 1) sale(id + 1_000, String(id));
  sale(2_000, "7");
  sale(2_001, "stranger");
  const [, report] = await match(false);
  expect(report).toEqual({
    binding: "OrderToSale",
    records: 150,
    linked: 0,
    matched: 139,
    unmatchedLeft: 10,
    unmatchedRight: 3,
    ambiguous: 1,
    leftOut: 0,
  });
  expect(findings.filter(({ kind }) => kind === "ambiguous")).toEqual([
    {
      binding: "OrderToSale",
      kind: "ambiguous",
      record: "shop/Order/7",
      candidates: ["erp/Sale/1007", "erp/Sale/2000"],
      reason: 'several Sale records have ref "7"',
    },
  ]);
  expect(bench.erp.count("lookup")).toBe(4);
  expect(bench.shop.count("list")).toBe(4);
  expect([bench.erp.count("create"), bench.erp.count("update"), bench.erp.count("search")]).toEqual([0, 0, 0]);
  expect((await bench.store.storedNames()).links.size).toBe(0);
});

it("links one to one when it is asked to, and only what is not linked yet", async () => {
  for (const id of [1, 2]) bench.order(id);
  sale(11, "1");
  const [, first] = await match(true);
  expect(first).toMatchObject({ matched: 1, unmatchedLeft: 1, linked: 0 });
  expect(await bench.store.crossReference("OrderToSale", "shop/Order/1")).toMatchObject({
    state: "confirmed",
    right: { key: ["11"] },
    run: "person:ada",
  });
  expect((await bench.store.audit()).map(({ operation, actor }) => [operation, actor])).toEqual([
    ["link", "person:ada"],
  ]);
  const [, second] = await match(true);
  expect(second).toMatchObject({ matched: 0, unmatchedLeft: 1, linked: 1 });
});

it("a right record that is another one's is ambiguous, but left records may share one that is only referred to", async () => {
  bench.erp.put("partner", { id: 50, email: "a@b.c" });
  for (const id of [1, 2]) bench.order(id);
  const [buyers] = await match(true);
  expect(buyers).toMatchObject({ binding: "Buyer", matched: 2, ambiguous: 0, unmatchedRight: 0 });
  bench.shop.put("orders", { id: 3, email: null, stage: "new", note: null, total: 1, items: [] });
  const [again] = await match(true);
  expect(again).toMatchObject({ linked: 2, unmatchedLeft: 1 });
  expect(findings.find(({ record }) => record === "shop/Order/3")?.reason).toBe("order 3 has no e-mail address");
  sale(11, "1");
  await bench.engine.operations.linkRecords({ link: "OrderToSale", left: "shop/Order/9" }, "erp/Sale/11", "person:ada");
  const [, sales] = await match(true);
  expect(sales).toMatchObject({ matched: 0, ambiguous: 1, unmatchedRight: 0 });
  expect(findings.find(({ kind }) => kind === "ambiguous")?.reason).toBe("erp/Sale/11 belongs to shop/Order/9 already");
});

it("left records with the key of one right record are all ambiguous", async () => {
  const byNote = { ...ORDER_TO_SALE, lookups: [], lines: [], map: ({ note }: Order) => ({ ref: note }) };
  for (const id of [1, 2, 3]) bench.order(id, { note: id === 3 ? "own" : "shared" });
  sale(11, "shared");
  sale(12, "own");
  const options = {
    link: true,
    ours: false,
    actor: "person:ada",
    onFinding: (one: BaselineFinding) => findings.push(one),
  };
  const report = await bench.engine.goingLive.match({ binding: byNote, cardinality: "one" }, options);
  expect(report).toMatchObject({ matched: 1, ambiguous: 2, unmatchedRight: 0 });
  expect(findings.filter(({ kind }) => kind === "ambiguous").map(({ record, reason }) => [record, reason])).toEqual([
    ["shop/Order/1", "shop/Order/2 has the same key"],
    ["shop/Order/2", "shop/Order/1 has the same key"],
  ]);
  expect((await bench.store.storedNames()).links).toEqual(new Map([["OrderToSale", 1]]));
});

it("after the store was lost and linked anew, a run creates nothing twice and sends only what differs", async () => {
  await bench.engine.start();
  for (const id of [1, 2, 3]) bench.order(id, { email: `${id}@b.c`, stage: "paid" });
  for (const id of [1, 2, 3, 1, 2, 3]) await bench.run(id);
  const sales = structuredClone(bench.erp.all("sale"));
  expect(sales.map(({ state }) => state)).toEqual(["confirm", "confirm", "confirm"]);

  const other = new Bench();
  for (const [name, records] of bench.erp.resources)
    for (const one of records.values()) other.erp.put(name, one as never);
  for (const one of bench.shop.all("orders")) other.shop.put("orders", one as never);
  // One of its lines was changed in the shop since.
  other.shop.put("orders", { ...other.shop.all("orders")[0], items: [{ id: 1, sku: "B", amount: 5 }] } as never);
  bench = other;
  const [, report] = await match(true, true);
  expect(report).toMatchObject({ matched: 3, unmatchedLeft: 0, unmatchedRight: 0 });
  await bench.engine.start();
  for (const id of [1, 2, 3]) await bench.run(id);
  expect(bench.ends.map(({ outcome }) => outcome)).toEqual(["delivered", "unchanged", "unchanged"]);
  expect([bench.erp.count("create"), bench.erp.count("operate")]).toEqual([0, 0]);
  expect(bench.erp.all("sale")).toHaveLength(3);
  expect(bench.erp.all("sale")[0]?.lines).toMatchObject([{ product: 2, amount: 5 }]);
  expect(bench.erp.all("sale").slice(1)).toEqual(sales.slice(1));
});
