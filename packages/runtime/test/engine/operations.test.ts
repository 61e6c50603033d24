import { findBrokenLink } from "@xmap/contract";
import { settle } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { FLOW, mappingModule } from "../fakes/order-mapping.ts";

const PERSON = "person:ada";
let bench: Bench;
beforeEach(() => {
  bench = new Bench();
});

/** An order that is held because it has no e-mail address. */
async function heldOrder(id: number): Promise<string> {
  bench.order(id, { email: null });
  const end = await bench.run(id);
  return end?.run ?? "";
}

async function deadOrder(id: number): Promise<string> {
  bench.erp.fail("create", "BusinessRule", { message: `order "${id}" may not be booked` });
  bench.order(id);
  const end = await bench.run(id);
  return end?.run ?? "";
}

describe("what waits", () => {
  it("is listed, filtered and grouped by cause", async () => {
    await bench.engine.start();
    await heldOrder(1);
    await deadOrder(2);
    await deadOrder(3);
    const { operations } = bench.engine;
    expect((await operations.list({})).map(({ record }) => record)).toEqual([
      "shop/Order/1",
      "shop/Order/2",
      "shop/Order/3",
    ]);
    expect((await operations.list({ outcomes: ["held"] })).map(({ record }) => record)).toEqual(["shop/Order/1"]);
    expect((await operations.list({ record: "shop/Order/3" })).length).toBe(1);
    expect((await operations.list({ flow: "Nobody" })).length).toBe(0);
    const groups = await operations.groups({});
    expect(groups.map(({ count, outcome, step }) => [count, outcome, step])).toEqual([
      [2, "rejected", "sale"],
      [1, "held", "sale"],
    ]);
    expect((await operations.list({ group: groups[0]?.group ?? "" })).length).toBe(2);
    expect(await operations.status()).toMatchObject({ waiting: 3, pending: 0, running: true });
  });

  it("shows input, the system's words, done steps and the places in the mapping", async () => {
    await bench.engine.start();
    bench.erp.fail("operate", "BusinessRule", { message: "the period is closed" });
    bench.order(1, { stage: "paid" });
    const end = await bench.run(1);
    const details = await bench.engine.operations.show(end?.run ?? "");
    expect(details).toMatchObject({
      outcome: "rejected",
      step: "confirm",
      failure: { class: "BusinessRule", message: "the period is closed" },
      input: { id: 1, stage: "paid" },
      edited: false,
      stack: [{ name: "OrderToCash/confirm", file: "orders.xmap" }, { name: "OrderToCash/paid" }],
    });
    expect(details?.done).toEqual(expect.arrayContaining(["subject", "sale"]));
    expect(await bench.engine.operations.show("nobody")).toBeUndefined();
  });
});

describe("a dead letter", () => {
  it("is retried from the step that failed, without repeating what is done", async () => {
    await bench.engine.start();
    bench.erp.fail("operate", "BusinessRule", { message: "the period is closed" });
    bench.order(1, { stage: "paid" });
    const end = await bench.run(1);
    const reads = bench.shop.count("read");
    const filter = { runs: [end?.run ?? ""] };
    const decision = { decision: "retry", from: "failingStep" } as const;
    const planned = await bench.engine.operations.decide(decision, filter, PERSON, true);
    expect(planned).toMatchObject([{ record: "shop/Order/1", result: "retried" }]);
    expect((await bench.waiting()).length).toBe(1);
    await bench.engine.operations.decide(decision, filter, PERSON, false);
    await bench.drain();
    expect(bench.ends.at(-1)).toMatchObject({ outcome: "delivered", event: { xmaporigin: "replay" } });
    expect(bench.shop.calls.slice(reads).filter(({ detail }) => detail === "1").length).toBe(
      bench.shop.count("read") - reads,
    );
    expect(bench.erp.count("create")).toBe(2);
    expect(await bench.waiting()).toEqual([]);
    expect(bench.engine.summary()).toMatchObject({
      waiting: 0,
      outcomes: { rejected: 0, superseded: 1, delivered: 1 },
    });
  });

  it("is retried from the beginning with the newest record", async () => {
    await bench.engine.start();
    const run = await deadOrder(1);
    bench.order(1, { note: "changed meanwhile" });
    await bench.engine.operations.decide({ decision: "retry", from: "beginning" }, { runs: [run] }, PERSON, false);
    await bench.drain();
    expect(bench.ends.at(-1)?.outcome).toBe("delivered");
    expect(bench.erp.all("sale")).toMatchObject([{ ref: "1" }]);
  });

  it("is retried with what a person has corrected", async () => {
    await bench.engine.start();
    const run = await heldOrder(1);
    const before = await bench.engine.operations.show(run);
    await bench.engine.operations.edit(run, { ...(before?.input as object), email: "mended@b.c" }, PERSON);
    expect(await bench.engine.operations.show(run)).toMatchObject({ edited: true, input: { email: "mended@b.c" } });
    await bench.engine.operations.decide({ decision: "retry", from: "failingStep" }, { runs: [run] }, PERSON, false);
    await bench.drain();
    expect(bench.ends.at(-1)?.outcome).toBe("delivered");
    expect(bench.erp.all("partner")).toMatchObject([{ email: "mended@b.c" }]);
    await expect(bench.engine.operations.edit("nobody", {}, PERSON)).rejects.toThrow(
      'nothing waits under the run "nobody"',
    );
  });

  it("is discarded with a reason and stays so over a restart", async () => {
    await bench.engine.start();
    const run = await deadOrder(1);
    const decision = { decision: "discard", reason: "a test order" } as const;
    expect(await bench.engine.operations.decide(decision, { runs: [run] }, PERSON, false)).toMatchObject([
      { result: "discarded" },
    ]);
    await bench.crash();
    await bench.engine.start();
    expect(await bench.waiting()).toEqual([]);
    expect(bench.engine.summary().outcomes).toMatchObject({ rejected: 0, discarded: 1 });
  });

  it("closes by itself when the same record succeeds later", async () => {
    await bench.engine.start();
    await deadOrder(1);
    await bench.run(1);
    expect(await bench.waiting()).toEqual([]);
    expect(bench.engine.summary()).toMatchObject({ waiting: 0, outcomes: { rejected: 0, superseded: 1 } });
  });

  it("is decided upon in bulk, by its cause", async () => {
    await bench.engine.start();
    for (const id of [1, 2, 3]) await deadOrder(id);
    await heldOrder(4);
    const [group] = await bench.engine.operations.groups({ outcomes: ["rejected"] });
    const decision = { decision: "retry", from: "beginning" } as const;
    const reports = await bench.engine.operations.decide(decision, { group: group?.group ?? "" }, PERSON, false);
    await bench.drain();
    expect(reports.length).toBe(3);
    expect(bench.engine.summary()).toMatchObject({ waiting: 1, outcomes: { delivered: 3, superseded: 3, held: 1 } });
  });

  it("is retried on the store of an engine that is not running, and runs when it starts", async () => {
    await bench.engine.start();
    const run = await deadOrder(1);
    await bench.engine.stop();
    await bench.crash();
    await bench.offlineOperations().decide({ decision: "retry", from: "beginning" }, { runs: [run] }, PERSON, false);
    expect(await bench.offlineOperations().status()).toMatchObject({ running: false, pending: 1, waiting: 0 });
    await bench.engine.start();
    await bench.drain();
    expect(bench.ends.at(-1)?.outcome).toBe("delivered");
  });
});

describe("a hold", () => {
  const limited = mappingModule({
    triggers: [],
    steps: [
      {
        id: "limit",
        file: "orders.xmap",
        line: 7,
        step: "require",
        condition: ({ order }: { order: { total: number } }) => order.total < 100,
        otherwise: ({ order }: { order: { total: number } }) => ({ word: "hold", message: `${order.total} is a lot` }),
        shown: ({ order }: { order: { total: number } }) => [order.total],
      },
      ...FLOW.steps,
    ],
  });

  it("is released for the values that it showed, and for no others", async () => {
    bench.open({ modules: [limited] });
    await bench.engine.start();
    bench.order(1, { total: 500 });
    const end = await bench.run(1);
    expect(end).toMatchObject({ outcome: "held", step: "limit" });
    await bench.engine.operations.decide({ decision: "release" }, { runs: [end?.run ?? ""] }, PERSON, false);
    await bench.drain();
    expect(bench.ends.at(-1)?.outcome).toBe("delivered");
    await bench.run(1);
    expect(bench.ends.at(-1)?.outcome).toBe("unchanged");
    bench.order(1, { total: 900 });
    await bench.run(1);
    expect(bench.ends.at(-1)).toMatchObject({ outcome: "held", problems: [{ message: "900 is a lot" }] });
  });

  it("is rejected by a person", async () => {
    await bench.engine.start();
    const run = await heldOrder(1);
    const decision = { decision: "reject", reason: "not a customer" } as const;
    const reports = await bench.engine.operations.decide(decision, { runs: [run] }, PERSON, false);
    expect(reports).toMatchObject([{ result: "rejected" }]);
    expect(bench.engine.summary().outcomes).toMatchObject({ held: 0, discarded: 1 });
  });

  it("is what release is for: a dead letter refuses it", async () => {
    await bench.engine.start();
    const run = await deadOrder(1);
    const reports = await bench.engine.operations.decide({ decision: "release" }, { runs: [run] }, PERSON, false);
    expect(reports).toMatchObject([{ result: "refused", reason: "it is a dead letter: retry or discard it" }]);
    expect((await bench.waiting()).length).toBe(1);
  });
});

describe("a trigger by hand", () => {
  it("starts the flow for a record", async () => {
    await bench.engine.start();
    bench.order(1);
    await bench.engine.operations.trigger("OrderToCash", ["1"], PERSON);
    await bench.drain();
    expect(bench.ends).toMatchObject([
      { record: "shop/Order/1", outcome: "delivered", event: { xmaporigin: "manual" } },
    ]);
  });

  it.each([
    ["Nobody", ["1"], 'there is no flow "Nobody"; there are: OrderToCash'],
    ["OrderToCash", ["1", "2"], "Order has the key id; 2 values were given"],
  ])("refuses %s %j", async (flow, key, message) => {
    await expect(bench.engine.operations.trigger(flow, key, PERSON)).rejects.toThrow(message);
  });
});

describe("a pause by hand", () => {
  it.each([
    ["flow", { flow: "OrderToCash" }, "OrderToCash"],
    ["system", { system: "erp" }, "erp"],
  ] as const)("of a %s lets nothing through until it is resumed, over restarts", async (kind, target, name) => {
    await bench.engine.start();
    await bench.engine.operations.pause(target, "stocktaking", PERSON);
    bench.order(1);
    await bench.change(1);
    await bench.clock.advance(3_600_000);
    await bench.crash();
    await bench.engine.start();
    bench.order(2);
    await bench.change(2);
    await bench.clock.advance(3_600_000);
    expect(bench.ends).toEqual([]);
    expect(bench.erp.all("sale")).toEqual([]);
    expect(await bench.engine.operations.paused()).toMatchObject([
      { kind, name, reason: "stocktaking", actor: PERSON },
    ]);
    await bench.engine.operations.resume(target, PERSON);
    await settle();
    await bench.drain();
    expect(bench.ends.map(({ record, outcome, attempts }) => [record, outcome, attempts])).toEqual([
      ["shop/Order/1", "delivered", 0],
      ["shop/Order/2", "delivered", 0],
    ]);
    expect(await bench.engine.operations.paused()).toEqual([]);
  });

  it("and every decision stand in the audit log under the person's name", async () => {
    await bench.engine.start();
    const run = await heldOrder(1);
    const dead = await deadOrder(2);
    const { operations } = bench.engine;
    await operations.edit(run, { id: 1 }, PERSON);
    await operations.decide({ decision: "reject", reason: "no" }, { runs: [run] }, PERSON, false);
    await operations.decide({ decision: "retry", from: "beginning" }, { runs: [dead] }, PERSON, false);
    await operations.pause({ system: "erp" }, "stocktaking", PERSON);
    await operations.resume({ system: "erp" }, PERSON);
    const audit = await bench.store.audit();
    expect(audit.filter(({ actor }) => actor === PERSON).map(({ operation, target }) => [operation, target])).toEqual([
      ["edit", "shop/Order/1"],
      ["reject", "shop/Order/1"],
      ["retry", "shop/Order/2"],
      ["pause system", "erp"],
      ["resume system", "erp"],
    ]);
    expect(findBrokenLink(audit, "")).toBeUndefined();
    await expect(operations.pause({ system: "nobody" }, "", PERSON)).rejects.toThrow('there is no system "nobody"');
  });

  it("of an unknown flow is refused", async () => {
    await expect(bench.engine.operations.pause({ flow: "Nobody" }, "", PERSON)).rejects.toThrow("there is no flow");
  });
});

describe("links", () => {
  const name = { link: "OrderToSale", left: "shop/Order/1" };

  it("are listed by link, record and state, and shown with what was sent", async () => {
    await bench.engine.start();
    bench.order(1);
    bench.order(2);
    await bench.run(1);
    await bench.run(2);
    const { operations } = bench.engine;
    expect((await operations.links({ link: "OrderToSale" })).map(({ left }) => left.key)).toEqual([["1"], ["2"]]);
    expect(await operations.links({ record: "shop/Order/2", link: "OrderToSale" })).toHaveLength(1);
    expect(await operations.links({ states: ["broken"] })).toEqual([]);
    expect(await operations.links({ limit: 1 })).toHaveLength(1);
    const details = await operations.showLink(name);
    expect(details).toMatchObject({ reference: { state: "confirmed" }, snapshot: { sent: { ref: "1" } } });
    expect(await operations.showLink({ ...name, left: "shop/Order/9" })).toBeUndefined();
  });

  it("that a person makes are used by the next run, and stand in the audit log", async () => {
    await bench.engine.start();
    bench.erp.put("sale", { id: 500, ref: "by hand", note: null, lines: [] });
    bench.order(1, { note: "hello" });
    await bench.engine.operations.linkRecords(name, "erp/Sale/500", PERSON);
    expect((await bench.run(1))?.outcome).toBe("delivered");
    expect(bench.erp.all("sale")).toMatchObject([{ id: 500, ref: "1", note: "hello" }]);
    const audited = await bench.store.audit();
    expect(audited[0]).toMatchObject({ actor: PERSON, operation: "link", target: "shop/Order/1 erp/Sale/500" });
  });

  it("are refused for a record that belongs to another one, and for another kind of record", async () => {
    await bench.engine.start();
    bench.order(1);
    await bench.run(1);
    const { operations } = bench.engine;
    const [known] = await operations.links(name);
    const right = `erp/Sale/${known?.right?.key[0]}`;
    const other = { ...name, left: "shop/Order/2" };
    await expect(operations.linkRecords(other, right, PERSON)).rejects.toThrow("belongs to shop/Order/1 already");
    await expect(operations.linkRecords(other, "erp/Partner/1", PERSON)).rejects.toThrow(
      "are erp/Sale, not erp/Partner",
    );
    await expect(operations.linkRecords(other, "Sale 1", PERSON)).rejects.toThrow("not a record reference");
  });

  it("that are forgotten are found again by key", async () => {
    await bench.engine.start();
    bench.order(1);
    await bench.run(1);
    const { operations } = bench.engine;
    await operations.unlinkRecords(name, PERSON);
    expect(await operations.links(name)).toEqual([]);
    await expect(operations.unlinkRecords(name, PERSON)).rejects.toThrow("shop/Order/1 is not linked by OrderToSale");
    expect((await bench.run(1))?.outcome).toBe("unchanged");
    expect(bench.erp.all("sale")).toHaveLength(1);
    expect(await operations.links(name)).toHaveLength(1);
  });
});
