import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  await bench.engine.start();
});

describe("sync", () => {
  it("creates the record with its lines and its reference once, and does nothing when nothing changed", async () => {
    bench.order(1, {
      items: [
        { id: 1, sku: "A", amount: 2 },
        { id: 2, sku: "B", amount: 1 },
      ],
    });
    expect((await bench.run(1))?.outcome).toBe("delivered");
    const [sale] = bench.erp.all("sale");
    expect(sale).toMatchObject({
      ref: "1",
      total: 10,
      created: "for 1",
      lines: [
        { product: 1, amount: 2 },
        { product: 2, amount: 1 },
      ],
    });
    expect(sale?.partner).toBe(bench.erp.all("partner")[0]?.id);

    expect((await bench.run(1))?.outcome).toBe("unchanged");
    expect(bench.erp.count("create")).toBe(2);
    expect(bench.erp.count("update")).toBe(0);
  });

  it("sends only what changed, leaves the target's own edits, and writes `once` fields never again", async () => {
    bench.order(1, { note: "first" });
    await bench.run(1);
    const [sale] = bench.erp.all("sale");
    if (sale !== undefined) Object.assign(sale, { partner: 77, created: "by hand" });
    bench.order(1, { note: "second" });
    expect((await bench.run(1))?.outcome).toBe("delivered");
    expect(bench.erp.calls.filter((call) => call.method === "update")).toEqual([
      { method: "update", detail: { values: { note: "second" }, lines: {} } },
    ]);
    expect(sale).toMatchObject({ partner: 77, created: "by hand" });
  });

  it("clears only what it has sent itself", async () => {
    bench.order(1, { note: "ours" });
    await bench.run(1);
    bench.order(1, { note: null });
    await bench.run(1);
    const [sale] = bench.erp.all("sale");
    expect(sale?.note).toBeNull();
    if (sale !== undefined) sale.note = "theirs";
    bench.order(1, { note: null, total: 11 });
    await bench.run(1);
    expect(sale).toMatchObject({ note: "theirs", total: 11 });
  });

  it("adds, changes and removes its own lines one by one and leaves others", async () => {
    bench.order(1, {
      items: [
        { id: 1, sku: "A", amount: 2 },
        { id: 2, sku: "B", amount: 1 },
      ],
    });
    await bench.run(1);
    const [sale] = bench.erp.all("sale");
    const [first] = (sale?.lines ?? []) as { id: number }[];
    if (sale !== undefined) sale.lines = [...(sale.lines as []), { id: 999, product: 9, amount: 9 }];
    bench.order(1, {
      items: [
        { id: 1, sku: "A", amount: 5 },
        { id: 3, sku: "B", amount: 4 },
      ],
    });
    await bench.run(1);
    expect(sale?.lines).toEqual([
      { id: first?.id, product: 1, amount: 5 },
      { id: 999, product: 9, amount: 9 },
      { id: expect.any(Number), product: 2, amount: 4 },
    ]);
  });

  it("links a record that is found by key without making its equal lines anew, and holds several", async () => {
    bench.order(1);
    bench.erp.put("sale", { id: 7, ref: "1", lines: [{ id: 70, product: 1, amount: 2 }] });
    expect((await bench.run(1))?.outcome).toBe("delivered");
    expect(bench.erp.all("sale")).toHaveLength(1);
    expect(bench.erp.records("sale").get("7")?.lines).toEqual([{ id: 70, product: 1, amount: 2 }]);

    bench.order(2);
    bench.erp.put("sale", { id: 8, ref: "2" });
    bench.erp.put("sale", { id: 9, ref: "2" });
    const end = await bench.run(2);
    expect(end?.outcome).toBe("held");
    expect(end?.problems[0]?.message).toBe("several Sale records fit by ref: 8, 9");
  });

  it("holds an order whose sale was deleted and never makes it again silently", async () => {
    bench.order(1);
    await bench.run(1);
    bench.erp.records("sale").clear();
    const end = await bench.run(1);
    expect(end?.outcome).toBe("held");
    expect(end?.problems[0]?.message).toContain("was deleted in erp");
    expect((await bench.store.crossReference("OrderToSale", "shop/Order/1"))?.state).toBe("broken");
    await bench.run(1);
    expect(bench.erp.all("sale")).toEqual([]);
  });

  it("goes on with the one record that has the key after a merge", async () => {
    bench.order(1);
    await bench.run(1);
    const [sale] = bench.erp.all("sale");
    bench.erp.records("sale").clear();
    bench.erp.put("sale", { ...sale, id: 77, note: "kept" });
    bench.order(1, { note: "ring twice" });
    expect((await bench.run(1))?.outcome).toBe("delivered");
    expect(bench.erp.all("sale")).toMatchObject([{ id: 77, note: "ring twice" }]);
    const reference = await bench.store.crossReference("OrderToSale", "shop/Order/1");
    expect(reference).toMatchObject({ state: "confirmed", right: { key: ["77"] } });
  });

  it("holds when the linked record is another one now and names the one that has the key", async () => {
    bench.order(1);
    await bench.run(1);
    const [sale] = bench.erp.all("sale");
    bench.erp.put("sale", { ...sale, id: 77 });
    bench.erp.put("sale", { ...sale, ref: "somebody else's" } as never);
    const end = await bench.run(1);
    expect(end?.outcome).toBe("held");
    expect(end?.problems[0]?.message).toContain(", but Sale 77 has its");
  });

  it("finds a record again whose create was answered by nothing, and lines whose update was", async () => {
    bench.order(1);
    bench.erp.fail("create", "Timeout", { times: 2, afterwards: true });
    expect((await bench.run(1))?.outcome).toBe("delivered");
    expect(bench.erp.all("partner")).toHaveLength(1);
    expect(bench.erp.all("sale")).toHaveLength(1);

    bench.order(1, {
      items: [
        { id: 1, sku: "A", amount: 2 },
        { id: 2, sku: "B", amount: 1 },
      ],
    });
    bench.erp.fail("update", "Timeout", { afterwards: true });
    await bench.run(1);
    expect(bench.erp.all("sale")[0]?.lines).toHaveLength(2);
    const snapshot = await bench.store.snapshot("OrderToSale", "shop/Order/1");
    expect(Object.keys(snapshot?.lines.lines ?? {})).toEqual(["items/1", "items/2"]);
  });
});

describe("references", () => {
  it("makes one partner for two first orders of one customer at once, and never updates it", async () => {
    bench.order(1, { email: "new@b.c" });
    bench.order(2, { email: "new@b.c" });
    await Promise.all([bench.change(1), bench.change(2)]);
    await bench.drain();
    expect(bench.erp.all("partner")).toHaveLength(1);
    expect(bench.erp.all("sale")).toHaveLength(2);
    expect(bench.erp.count("update")).toBe(0);
  });

  it("uses a known partner as it is", async () => {
    bench.erp.put("partner", { id: 5, email: "a@b.c", name: "Known" });
    bench.order(1);
    await bench.run(1);
    expect(bench.erp.all("sale")[0]?.partner).toBe(5);
    expect(bench.erp.all("partner")).toEqual([{ id: 5, email: "a@b.c", name: "Known" }]);
  });

  it("searches again when the key has changed since the link was made", async () => {
    bench.order(1);
    await bench.run(1);
    bench.order(1, { email: "other@b.c" });
    await bench.run(1);
    expect(bench.erp.all("partner").map((partner) => partner.email)).toEqual(["a@b.c", "other@b.c"]);
    expect(bench.erp.all("sale")[0]?.partner).toBe(bench.erp.all("partner")[1]?.id);
  });
});

describe("lookups and outcomes", () => {
  it("asks once for all keys and never again for a hit, but again for a miss", async () => {
    bench.order(1, {
      items: [
        { id: 1, sku: "A", amount: 1 },
        { id: 2, sku: "B", amount: 1 },
        { id: 3, sku: "A", amount: 1 },
      ],
    });
    await bench.run(1);
    expect(bench.erp.calls.filter((call) => call.method === "lookup").map((call) => call.detail)).toEqual([
      [["A"], ["B"]],
    ]);
    bench.order(2, {
      items: [
        { id: 1, sku: "A", amount: 1 },
        { id: 2, sku: "GHOST", amount: 1 },
      ],
    });
    await bench.run(2);
    bench.erp.put("product", { id: 3, sku: "GHOST" });
    expect((await bench.run(2))?.outcome).toBe("delivered");
    expect(bench.erp.count("lookup")).toBe(3);
  });

  it.each([
    [
      "all unknown SKUs in one report",
      {
        items: [
          { id: 1, sku: "X", amount: 1 },
          { id: 2, sku: "Y", amount: 1 },
        ],
      },
      "rejected",
      ["SKU X is not there", "SKU Y is not there"],
    ],
    ["a hold of the reference without a second problem", { email: null }, "held", ["order 1 has no e-mail address"]],
    [
      "the worst of several",
      { email: null, items: [{ id: 1, sku: "X", amount: 1 }] },
      "rejected",
      ["order 1 has no e-mail address", "SKU X is not there"],
    ],
    ["a value that the mapping cannot work with", { total: -1 }, "rejected", ["the total is negative"]],
    ["a condition on what was read back", { stage: "draft" }, "skipped", []],
    ["a warning, which stops nothing", { total: 13 }, "delivered", []],
    ["a cancelled order that was never sold", { stage: "cancelled" }, "skipped", ["never sold"]],
  ])("%s", async (_name, fields, outcome, messages) => {
    bench.order(1, fields);
    const end = await bench.run(1);
    expect(end?.outcome).toBe(outcome);
    expect(end?.problems.map((problem) => problem.message)).toEqual(messages);
    expect(bench.engine.summary().outcomes[outcome as "held"]).toBe(1);
  });

  it("closes a hold when a newer run of the record ends", async () => {
    bench.order(1, { email: null });
    await bench.run(1);
    expect(await bench.waiting()).toMatchObject([{ flow: "OrderToCash", record: "shop/Order/1", outcome: "held" }]);
    bench.order(1);
    await bench.run(1);
    expect(await bench.waiting()).toEqual([]);
    expect(bench.engine.summary().outcomes).toMatchObject({ delivered: 1, held: 0, superseded: 1 });
    await bench.crash();
    await bench.engine.start();
    expect(await bench.waiting()).toEqual([]);
    expect(bench.engine.summary().outcomes).toMatchObject({ delivered: 1, held: 0, superseded: 1 });
  });
});

describe("call, write and find", () => {
  it("confirms and writes back once", async () => {
    bench.order(1, { stage: "paid" });
    await bench.run(1);
    await bench.run(1);
    expect(bench.erp.count("operate")).toBe(1);
    expect(bench.shop.count("update")).toBe(1);
    expect(bench.shop.all("orders")[0]?.note).toMatch(/^sale \d+ is confirm$/);
  });

  it.each(["Timeout", "BusinessRule", "Conflict"] as const)(
    "looks whether an operation is done after %s",
    async (kind) => {
      bench.order(1, { stage: "paid" });
      bench.erp.fail("operate", kind, { afterwards: true });
      expect((await bench.run(1))?.outcome).toBe("delivered");
      expect(bench.erp.count("operate")).toBe(1);
    },
  );

  it("rejects what a business rule forbids, with the system's words", async () => {
    bench.order(1, { stage: "paid" });
    bench.erp.fail("operate", "BusinessRule", { message: "the period is closed" });
    const end = await bench.run(1);
    expect(end).toMatchObject({ outcome: "rejected", step: "confirm", failure: { class: "BusinessRule" } });
    expect((await bench.waiting())[0]?.problems[0]?.message).toBe("the period is closed");
  });

  it("cancels what it has sold, by link and by key", async () => {
    bench.order(1);
    await bench.run(1);
    bench.order(1, { stage: "cancelled" });
    expect((await bench.run(1))?.outcome).toBe("delivered");
    expect(bench.erp.all("sale")[0]?.state).toBe("cancel");
    bench.erp.put("sale", { id: 7, ref: "2", state: "new" });
    bench.order(2, { stage: "cancelled" });
    await bench.run(2);
    expect(bench.erp.records("sale").get("7")?.state).toBe("cancel");
  });

  it("writes nothing when it only reads, and says what it would", async () => {
    bench.open({ readsOnly: true });
    await bench.engine.start();
    bench.order(1);
    const end = await bench.run(1);
    expect(end?.outcome).toBe("skipped");
    expect(end?.problems[0]?.message).toBe("would create Partner for Order 1");
    expect(bench.erp.count("create") + bench.erp.count("update") + bench.erp.count("operate")).toBe(0);
  });
});
