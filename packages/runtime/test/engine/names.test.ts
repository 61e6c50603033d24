import { beforeEach, describe, expect, it } from "vitest";
import { checkNames, VanishedNamesError } from "../../src/engine/check-names.ts";
import { Bench } from "../fakes/bench.ts";
import { BUYER, FLOW, mappingModule, ORDER_TO_SALE } from "../fakes/order-mapping.ts";

let bench: Bench;
beforeEach(async () => {
  bench = new Bench();
  await bench.engine.start();
  bench.order(1);
  await bench.run(1);
  bench.order(2, { email: null });
  await bench.run(2);
});

const forget = (...names: string[]) => ({ names, by: "person:ada", clock: bench.clock });
const RENAMED = { ...ORDER_TO_SALE, name: "OrderToOdoo", link: "OrderToOdoo" };

describe("names that the store knows", () => {
  it("are handed over from what a binding was called before", async () => {
    const bindings = { Buyer: BUYER, OrderToOdoo: { ...RENAMED, was: "OrderToSale" } };
    await checkNames(bench.store, [{ ...mappingModule(), bindings }], forget());
    const steps = FLOW.steps.map((step) => (step.step === "sync" ? { ...step, binding: RENAMED } : step));
    await bench.crash({ modules: [mappingModule({ ...FLOW, triggers: [], steps: steps as typeof FLOW.steps })] });
    await bench.engine.start();
    expect((await bench.run(1))?.outcome).toBe("unchanged");
    expect(bench.erp.all("sale")).toHaveLength(1);
    expect(await bench.store.snapshot("OrderToOdoo", "shop/Order/1")).toMatchObject({ link: "OrderToOdoo" });
    expect(await bench.engine.operations.links({ link: "OrderToSale" })).toEqual([]);
  });

  it("are not lost in silence: the start is refused with how many records hang on them", async () => {
    const module = { ...mappingModule({ ...FLOW, name: "OrderToBank" }), bindings: { Buyer: BUYER } };
    const refused = checkNames(bench.store, [module], forget());
    await expect(refused).rejects.toBeInstanceOf(VanishedNamesError);
    await expect(refused).rejects.toMatchObject({
      vanished: [
        { kind: "link", name: "OrderToSale", count: 1 },
        { kind: "flow", name: "OrderToCash", count: 1 },
      ],
    });
    await expect(refused).rejects.toThrow("write: binding NewName was OrderToSale");
  });

  it("of systems are missed as well, and forgotten when a person says so", async () => {
    const elsewhere = { ...ORDER_TO_SALE, right: { ...ORDER_TO_SALE.right, system: "books" } };
    const buyer = { ...BUYER, right: { ...BUYER.right, system: "books" } };
    const module = { ...mappingModule(), bindings: { Buyer: buyer, OrderToSale: elsewhere } };
    const refused = checkNames(bench.store, [module], forget());
    await expect(refused).rejects.toMatchObject({ vanished: [{ kind: "system", name: "erp", count: 2 }] });
    await expect(refused).rejects.toThrow("Give the system its name back");
    await checkNames(bench.store, [module], forget("erp"));
    expect(await bench.engine.operations.links({})).toEqual([]);
    expect(await bench.store.snapshot("OrderToSale", "shop/Order/1")).toBeUndefined();
  });

  it("are forgotten when a person says so, with what waits under them", async () => {
    const module = { ...mappingModule({ ...FLOW, name: "OrderToBank" }), bindings: { Buyer: BUYER } };
    await checkNames(bench.store, [module], forget("OrderToSale", "OrderToCash"));
    expect(await bench.engine.operations.links({ link: "OrderToSale" })).toEqual([]);
    expect(await bench.waiting()).toEqual([]);
    expect((await bench.engine.operations.status()).outcomes).toMatchObject({ discarded: 1 });
  });
});
