import { settle } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule } from "../fakes/order-mapping.ts";

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  await bench.engine.start();
});

describe("the error cases", () => {
  it("E1: a mandatory field that the ERP misses is a dead letter with field and rule", async () => {
    bench.erp.fail("create", "Invalid", { message: "Missing required field: name" });
    bench.order(1);
    await bench.run(1);
    expect(await bench.waiting()).toMatchObject([
      { outcome: "rejected", step: "sale", failure: { class: "Invalid", message: "Missing required field: name" } },
    ]);
    bench.order(2, { total: -1 });
    await bench.run(2);
    expect((await bench.waiting())[1]).toMatchObject({
      problems: [{ rule: "OrderToSale/total", message: "the total is negative" }],
      stack: [{ name: "OrderToSale/total", file: "orders.xmap", line: 1 }, { name: "OrderToCash/sale" }],
    });
  });

  it("E2: a shop whose rate limit is exceeded is left alone for as long as it says, and nothing is lost", async () => {
    bench.shop.fail("read", "RateLimited");
    for (const id of [1, 2, 3]) {
      bench.order(id);
      await bench.change(id);
    }
    await settle();
    const before = bench.shop.calls.length;
    await bench.clock.advance(999);
    expect(bench.shop.calls.length).toBe(before);
    await bench.drain();
    expect(bench.ends.map(({ outcome, attempts }) => [outcome, attempts])).toEqual(
      [1, 2, 3].map(() => ["delivered", 0]),
    );
  });

  it.each(["shop", "erp"] as const)(
    "E3: an outage of %s ends by itself, within two seconds of its return",
    async (name) => {
      const system = bench[name];
      const method = name === "shop" ? "read" : "lookup";
      system.fail(method, "Maintenance", { times: 1_000 });
      system.fail("identify", "Maintenance", { times: 1_000 });
      bench.order(1);
      await bench.change(1);
      await bench.clock.advance(60_000);
      expect(bench.ends).toEqual([]);
      system.heal();
      await bench.clock.advance(2_000);
      expect(bench.ends).toMatchObject([{ outcome: "delivered", attempts: 0 }]);
    },
  );

  it("E4: an unknown SKU is a dead letter; once the product is there, one retry delivers", async () => {
    bench.order(1, { items: [{ id: 1, sku: "NEW", amount: 1 }] });
    const end = await bench.run(1);
    expect(end).toMatchObject({ outcome: "rejected", problems: [{ message: "SKU NEW is not there" }] });
    bench.erp.put("product", { id: 3, sku: "NEW" });
    const decision = { decision: "retry", from: "failingStep" } as const;
    await bench.engine.operations.decide(decision, { runs: [end?.run ?? ""] }, "person:ada", false);
    await bench.drain();
    expect(bench.ends.at(-1)?.outcome).toBe("delivered");
  });

  it("E5: a customer is found by key, or made first, or the order is held when several fit", async () => {
    bench.erp.put("partner", { id: 7, email: "a@b.c" });
    bench.order(1);
    await bench.run(1);
    bench.order(2, { email: "new@b.c" });
    await bench.run(2);
    bench.erp.put("partner", { id: 8, email: "twice@b.c" });
    bench.erp.put("partner", { id: 9, email: "twice@b.c" });
    bench.order(3, { email: "twice@b.c" });
    await bench.run(3);
    expect(bench.ends.map(({ outcome }) => outcome)).toEqual(["delivered", "delivered", "held"]);
    expect(bench.erp.all("sale").map(({ partner }) => partner)).toEqual([7, expect.any(Number)]);
    expect(bench.ends[2]?.problems[0]?.message).toContain("8, 9");
  });

  it("E6: an amount that does not match is held with both figures", async () => {
    bench.order(1);
    await bench.run(1);
    const [sale] = bench.erp.all("sale");
    if (sale !== undefined) sale.total = 12;
    bench.order(1, { note: "again" });
    await bench.run(1);
    expect(bench.ends.at(-1)).toMatchObject({ outcome: "held", problems: [{ message: "erp says 12, shop 10" }] });
  });

  it("E7: a validation error with fields keeps them", async () => {
    bench.erp.fail("create", "BusinessRule", { message: "InventoryID: 'X' cannot be found in the system." });
    bench.order(1);
    await bench.run(1);
    expect(await bench.waiting()).toMatchObject([{ failure: { message: expect.stringContaining("InventoryID") } }]);
  });

  it("E8: a schema that has changed pauses the flow once instead of failing order by order", async () => {
    bench.erp.fail("create", "SchemaDrift", { times: 1_000, message: "Invalid field 'ref'" });
    for (const id of [1, 2, 3, 4]) {
      bench.order(id);
      await bench.change(id);
    }
    await settle();
    expect(bench.ends).toEqual([]);
    expect(bench.engine.summary().pausedFlows).toMatchObject([{ flow: "OrderToCash", reason: "Invalid field 'ref'" }]);
  });

  it("E9: what the ERP had committed when the answer was lost is found by key and not written twice", async () => {
    bench.erp.fail("create", "Timeout", { times: 2, afterwards: true });
    bench.order(1);
    await bench.run(1);
    expect(bench.erp.all("partner").length).toBe(1);
    expect(bench.erp.all("sale").length).toBe(1);
    expect(bench.ends.at(-1)?.outcome).toBe("delivered");
  });

  it("E10: the same webhook twice or out of order has one result: the newest state", async () => {
    bench.open({ modules: [mappingModule({ triggers: [] })] });
    bench.order(1, { note: "new" });
    await Promise.all([
      bench.change(1, { event: "b" }),
      bench.change(1, { event: "a" }),
      bench.change(1, { event: "b" }),
    ]);
    await bench.engine.start();
    await bench.drain();
    expect(bench.ends.length).toBe(1);
    expect(bench.erp.all("sale")).toMatchObject([{ note: "new" }]);
  });
});
