import type { ConnectorSession, DataRecord } from "@xmap/contract";
import { settle } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { mappingModule, ORDER_TO_SALE } from "../fakes/order-mapping.ts";

const ORDER_CHANGE = { system: "shop", resource: "orders", key: ["1"], origin: "webhook" } as const;
let bench: Bench;
beforeEach(() => {
  bench = new Bench({ modules: [mappingModule()] });
  bench.shop.changes = [{ changed: [], cursor: "0", more: false }];
});

function content(total: number): DataRecord {
  return { id: 1, email: "a@b.c", stage: "new", note: null, total, items: [{ id: 1, sku: "A", amount: 2 }] };
}

describe("a record that was pushed whole", () => {
  it("is taken as it came and not read again, the newest one wins", async () => {
    await bench.engine.acceptChanges([{ ...ORDER_CHANGE, event: "a", content: content(10) }]);
    await bench.engine.acceptChanges([{ ...ORDER_CHANGE, event: "b", content: content(20) }]);
    await bench.engine.start();
    await settle();
    expect(bench.shop.count("read")).toBe(0);
    expect(bench.erp.all("sale")).toMatchObject([{ total: 20 }]);
    expect(bench.ends.length).toBe(1);
  });

  it("is there after a crash, and a newer one that came meanwhile is not mixed with results of the older one", async () => {
    await bench.engine.acceptChanges([{ ...ORDER_CHANGE, event: "a", content: content(10) }]);
    await bench.engine.start();
    bench.erp.gates.set("search", () => new Promise(() => {}));
    await settle();
    await bench.crash({ modules: [mappingModule()] });
    bench.erp.gates.clear();
    await bench.engine.acceptChanges([{ ...ORDER_CHANGE, event: "b", content: content(30) }]);
    await bench.engine.start();
    await settle();
    await bench.drain();
    expect(bench.erp.all("sale")).toMatchObject([{ total: 30 }]);
    expect(bench.shop.count("read")).toBe(0);
  });
});

describe("a system that finds and creates by itself", () => {
  const binding = { ...ORDER_TO_SALE, once: [] };
  const steps = [
    {
      id: "sale",
      file: "orders.xmap",
      line: 3,
      step: "sync",
      assign: "sale",
      binding,
      record: ({ order }: { order: object }) => order,
    },
  ] as const;

  function withUpsert(): void {
    const erp: ConnectorSession = Object.assign(bench.erp, {
      upsert: (request: Parameters<NonNullable<ConnectorSession["upsert"]>>[0]) => bench.erp.upsertByKey(request),
    });
    bench.open({ modules: [mappingModule({ steps })], sessions: { shop: bench.shop, erp } });
  }

  it("is asked once: no search, no claim, no reading back; link, base and audit are kept", async () => {
    withUpsert();
    await bench.engine.start();
    await bench.engine.acceptChanges([{ ...ORDER_CHANGE, event: "a", content: content(10) }]);
    await settle();
    expect(
      bench.erp.calls.filter(({ method }) => ["upsert", "search", "read"].includes(method)).map(({ method }) => method),
    ).toEqual(["search", "upsert"]);
    expect(await bench.store.crossReference("OrderToSale", "shop/Order/1")).toMatchObject({ state: "confirmed" });
    expect((await bench.store.snapshot("OrderToSale", "shop/Order/1"))?.sent).toMatchObject({ total: 10 });
    expect((await bench.store.audit()).map(({ operation }) => operation)).toEqual(["create", "upsert"]);
    expect(bench.ends.at(-1)?.outcome).toBe("delivered");
  });

  it("writes nothing twice when the answer was lost, and only what changed afterwards", async () => {
    withUpsert();
    bench.erp.fail("upsert", "Timeout", { afterwards: true });
    await bench.engine.start();
    await bench.engine.acceptChanges([{ ...ORDER_CHANGE, event: "a", content: content(10) }]);
    await bench.drain();
    await bench.engine.acceptChanges([{ ...ORDER_CHANGE, event: "b", content: content(15) }]);
    await bench.drain();
    expect(bench.erp.all("sale")).toMatchObject([{ total: 15 }]);
    const update = bench.erp.calls.findLast(({ method }) => method === "update");
    expect(update?.detail).toMatchObject({ values: { total: 15 } });
  });
});
