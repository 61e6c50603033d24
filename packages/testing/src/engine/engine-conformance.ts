import {
  type Clock,
  createEvent,
  type Engine,
  type EventOrigin,
  type MappingModule,
  type Random,
  type Sessions,
} from "@xmap/contract";
import { beforeEach, describe, expect, it } from "vitest";
import { BILLING_MODULE } from "./conformance-mapping.ts";
import { FakeClock, settle } from "./fake-clock.ts";
import { FakeSystem } from "./fake-system.ts";

/** What an engine is opened with. */
export interface EngineUnderTest {
  readonly modules: readonly MappingModule[];
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly random: Random;
  readonly installation: string;
}

/** An engine and its store, as a suite needs them. */
export interface ConformanceEngine {
  readonly engine: Engine;
  /** Gives the engine up as a crash would, and opens another one on what it has made durable. */
  crash(): Promise<ConformanceEngine>;
  close(): Promise<void>;
}

const RANDOM: Random = {
  fraction: () => 0.5,
  bytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
};
const PERSON = "person:ada";

/** The two systems and the engine between them, with time that stands still until it is told to go on. */
class Stage {
  readonly clock = new FakeClock();
  readonly shop = new FakeSystem("shop");
  readonly erp = new FakeSystem("erp");
  #opened: ConformanceEngine | undefined;
  #events = 0;

  async open(opener: (parts: EngineUnderTest) => Promise<ConformanceEngine>): Promise<void> {
    const { clock, shop, erp } = this;
    const parts = { modules: [BILLING_MODULE], sessions: { shop, erp }, clock, random: RANDOM, installation: "test" };
    this.#opened = await opener(parts);
  }

  get engine(): Engine {
    if (this.#opened === undefined) throw new Error("the engine is not open");
    return this.#opened.engine;
  }

  async crash(): Promise<void> {
    this.#opened = await this.#opened?.crash();
  }

  async close(): Promise<void> {
    await this.#opened?.close();
  }

  invoice(id: number, fields: { readonly total?: number; readonly customer?: string | null } = {}): void {
    this.shop.put("invoices", { id, number: `INV-${id}`, total: 10, customer: "ada", ...fields });
  }

  async change(id: number, event?: string, origin: EventOrigin = "webhook"): Promise<void> {
    this.#events += 1;
    const record = { system: "shop", entity: "Invoice", key: [String(id)] };
    const at = new Date(this.clock.now());
    const envelope = createEvent({ id: event ?? `e${this.#events}`, installation: "test", record, at, origin });
    await this.engine.accept([{ flow: "Billing", event: envelope }]);
  }

  /** Lets time pass as timers ask for it, until nothing is pending. */
  async drain(): Promise<void> {
    let idle = false;
    void this.engine.idle().then(() => {
      idle = true;
    });
    for (let turn = 0; turn < 300 && !idle; turn += 1) {
      await settle();
      if (!idle) await this.clock.advance(this.clock.untilNext() ?? 0);
    }
    expect(idle, "the engine became idle").toBe(true);
  }

  bills(): readonly unknown[] {
    return this.erp.all("bills").map(({ ref, total, state }) => [ref, total, state ?? null]);
  }
}

/** What every engine must do, whatever it rests on. `opener` gives a fresh store each time. */
export function describeEngineConformance(
  name: string,
  opener: (parts: EngineUnderTest) => Promise<ConformanceEngine>,
): void {
  describe(`the engine on ${name}`, () => {
    let stage: Stage;
    beforeEach(async () => {
      stage = new Stage();
      await stage.open(opener);
      return () => stage.close();
    });

    describe("acceptance", () => {
      it("keeps what it has accepted over a crash before anything ran", async () => {
        for (const id of [1, 2, 3]) {
          stage.invoice(id);
          await stage.change(id);
        }
        await stage.crash();
        await stage.engine.start();
        await stage.drain();
        expect(stage.bills()).toEqual([1, 2, 3].map((id) => [`INV-${id}`, 10, "posted"]));
      });

      it("takes an event in once, also after a crash and after its run has ended", async () => {
        await stage.engine.start();
        stage.invoice(1);
        await stage.change(1, "same");
        await stage.drain();
        await stage.change(1, "same");
        await stage.crash();
        await stage.engine.start();
        await stage.change(1, "same");
        await stage.drain();
        const { outcomes } = stage.engine.summary();
        expect([outcomes.delivered, outcomes.unchanged]).toEqual([1, 0]);
      });

      it("refuses events of flows that it does not know", async () => {
        const record = { system: "shop", entity: "Invoice", key: ["1"] };
        const event = createEvent({ id: "x", installation: "test", record, at: new Date(0), origin: "webhook" });
        await expect(stage.engine.accept([{ flow: "Nobody", event }])).rejects.toThrow('there is no flow "Nobody"');
      });
    });

    describe("order", () => {
      it("runs one record at a time and ends with its newest state", async () => {
        await stage.engine.start();
        let underWay = 0;
        let most = 0;
        stage.erp.gates.set("search", async () => {
          underWay += 1;
          most = Math.max(most, underWay);
          await settle(5);
          underWay -= 1;
        });
        for (let total = 1; total <= 8; total += 1) {
          stage.invoice(1, { total });
          await stage.change(1);
          await settle(2);
        }
        await stage.drain();
        expect(most).toBe(1);
        expect(stage.bills()).toEqual([["INV-1", 8, "posted"]]);
      });

      it("lets no record wait for another one that fails again and again", async () => {
        await stage.engine.start();
        stage.erp.fail("create", "Transient", { times: 1 });
        stage.invoice(1);
        await stage.change(1);
        await settle();
        stage.invoice(2);
        await stage.change(2);
        await settle();
        expect(stage.bills()).toEqual([["INV-2", 10, "posted"]]);
        await stage.drain();
        expect(stage.bills().length).toBe(2);
      });
    });

    describe("effects", () => {
      it.each([
        ["create", "after"],
        ["create", "before"],
        ["operate", "after"],
        ["operate", "before"],
      ] as const)("%s is done once though its answer is lost %s the work", async (method, when) => {
        await stage.engine.start();
        stage.erp.fail(method, "Timeout", { afterwards: when === "after" });
        stage.invoice(1);
        await stage.change(1);
        await stage.drain();
        expect(stage.bills()).toEqual([["INV-1", 10, "posted"]]);
      });

      it.each(["create", "operate", "read", "search"] as const)(
        "go on after a crash in the middle of %s, and nothing is there twice",
        async (method) => {
          await stage.engine.start();
          stage.erp.gates.set(method, () => new Promise(() => {}));
          stage.invoice(1);
          await stage.change(1);
          await settle();
          stage.erp.gates.clear();
          await stage.crash();
          await stage.engine.start();
          await stage.drain();
          expect(stage.bills()).toEqual([["INV-1", 10, "posted"]]);
        },
      );

      it("are not repeated when nothing has changed", async () => {
        await stage.engine.start();
        stage.invoice(1);
        await stage.change(1);
        await stage.drain();
        const writes = (): number => stage.erp.count("create") + stage.erp.count("update") + stage.erp.count("operate");
        const before = writes();
        await stage.change(1);
        await stage.drain();
        expect(writes()).toBe(before);
        expect(stage.engine.summary().outcomes.unchanged).toBe(1);
      });
    });

    describe("failures", () => {
      it("that pass by are tried again with growing delays, over a crash too", async () => {
        await stage.engine.start();
        stage.erp.fail("create", "Transient", { times: 3 });
        stage.invoice(1);
        await stage.change(1);
        await settle();
        await stage.crash();
        await stage.engine.start();
        await stage.drain();
        expect(stage.bills()).toEqual([["INV-1", 10, "posted"]]);
      });

      it("that do not pass end as a dead letter with the system's words, and newer states supersede it", async () => {
        await stage.engine.start();
        stage.erp.fail("create", "Invalid", { message: "total must not be 13" });
        stage.invoice(1, { total: 13 });
        await stage.change(1);
        await stage.drain();
        expect(await stage.engine.operations.list({})).toMatchObject([
          { record: "shop/Invoice/1", outcome: "rejected", step: "bill", failure: { message: "total must not be 13" } },
        ]);
        stage.invoice(1, { total: 14 });
        await stage.change(1);
        await stage.drain();
        expect(await stage.engine.operations.list({})).toEqual([]);
        expect(stage.engine.summary().outcomes).toMatchObject({ rejected: 0, superseded: 1, delivered: 1 });
      });

      it("of a system as a whole use up no attempt and make no dead letter, however long they last", async () => {
        await stage.engine.start();
        stage.erp.fail("search", "Maintenance", { times: 10_000 });
        stage.erp.fail("identify", "Maintenance", { times: 10_000 });
        for (const id of [1, 2, 3]) {
          stage.invoice(id);
          await stage.change(id);
        }
        await stage.clock.advance(600_000);
        expect(stage.engine.summary()).toMatchObject({ pending: 3, retries: 0, pausedSystems: [{ system: "erp" }] });
        stage.erp.heal();
        await stage.clock.advance(2_000);
        expect(stage.bills().length).toBe(3);
      });
    });

    describe("people", () => {
      it("release a hold for the values that it showed", async () => {
        await stage.engine.start();
        stage.invoice(1, { customer: null });
        await stage.change(1);
        await stage.drain();
        const held = await stage.engine.operations.list({ outcomes: ["held"] });
        expect(held).toMatchObject([{ problems: [{ message: "invoice INV-1 has no customer" }] }]);
        const runs = held.map(({ run }) => run);
        await stage.engine.operations.decide({ decision: "release" }, { runs }, PERSON, false);
        await stage.drain();
        expect(stage.bills()).toEqual([["INV-1", 10, "posted"]]);
        stage.invoice(1, { customer: null, total: 99 });
        await stage.change(1);
        await stage.drain();
        expect((await stage.engine.operations.list({ outcomes: ["held"] })).length).toBe(1);
      });

      it("retry a dead letter from the step that failed", async () => {
        await stage.engine.start();
        stage.erp.fail("operate", "BusinessRule");
        stage.invoice(1);
        await stage.change(1);
        await stage.drain();
        const decision = { decision: "retry", from: "failingStep" } as const;
        await stage.engine.operations.decide(decision, {}, PERSON, false);
        await stage.drain();
        expect(stage.bills()).toEqual([["INV-1", 10, "posted"]]);
        expect(stage.erp.count("create")).toBe(1);
      });

      it("pause a flow and resume it, over a crash", async () => {
        await stage.engine.start();
        await stage.engine.operations.pause({ flow: "Billing" }, "stocktaking", PERSON);
        stage.invoice(1);
        await stage.change(1);
        await settle();
        await stage.crash();
        await stage.engine.start();
        await stage.clock.advance(60_000);
        expect(stage.bills()).toEqual([]);
        await stage.engine.operations.resume({ flow: "Billing" }, PERSON);
        await stage.drain();
        expect(stage.bills().length).toBe(1);
      });
    });
  });
}
