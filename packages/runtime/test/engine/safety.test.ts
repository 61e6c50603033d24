import type { FlowModule } from "@xmap/runtime";
import { USUAL_FUSE, USUAL_PING_PONG } from "@xmap/runtime/node";
import { settle } from "@xmap/testing";
import { describe, expect, it } from "vitest";
import { Bench } from "../fakes/bench.ts";
import { customerModule } from "../fakes/customer-mapping.ts";
import { FLOW, mappingModule } from "../fakes/order-mapping.ts";

const SAFETY = { fuse: USUAL_FUSE, pingPong: USUAL_PING_PONG, maximumWrites: {} };
const COUNT = 60;

async function sold(safety: object = SAFETY): Promise<Bench> {
  const bench = new Bench({ modules: [mappingModule({ ...FLOW, triggers: [] })], safety: { ...SAFETY, ...safety } });
  await bench.engine.start();
  for (let id = 1; id <= COUNT; id += 1) {
    bench.order(id, { note: `note ${id}` });
    await bench.change(id);
  }
  await bench.drain();
  bench.ends.length = 0;
  return bench;
}

const notes = (bench: Bench): number => bench.erp.all("sale").filter(({ note }) => note != null).length;

async function emptyAll(bench: Bench, ids: readonly number[]): Promise<void> {
  for (const id of ids) {
    bench.order(id, { note: null });
    await bench.change(id);
  }
  await bench.drain();
  await settle();
}

const ids = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

describe("the fuse", () => {
  it("lets not one write out when a source suddenly answers nothing for all records, and says why", async () => {
    const bench = await sold();
    const writes = bench.erp.count("update");
    await emptyAll(bench, ids(COUNT));
    expect([bench.erp.count("update") - writes, notes(bench)]).toEqual([0, COUNT]);
    expect(bench.ends).toEqual([]);
    const [pause] = await bench.engine.operations.paused();
    expect(pause).toMatchObject({ kind: "flow", name: "OrderToCash", actor: "fuse" });
    expect(pause?.reason).toMatch(/^note would be emptied in \d+ of \d+ Sale records/);
    expect(await bench.engine.operations.status()).toMatchObject({ pending: COUNT, waiting: 0 });
  });

  it("stays blown over a restart", async () => {
    const bench = await sold();
    await emptyAll(bench, ids(COUNT));
    await bench.engine.stop();
    await bench.crash({ modules: [mappingModule({ ...FLOW, triggers: [] })], safety: SAFETY });
    await bench.engine.start();
    await bench.clock.advance(3_600_000);
    expect(notes(bench)).toBe(COUNT);
  });

  it("lets the change through when a person allows it", async () => {
    const bench = await sold();
    await emptyAll(bench, ids(COUNT));
    await bench.engine.operations.resume({ flow: "OrderToCash" }, "person:ada", 3_600_000);
    await bench.drain();
    expect(notes(bench)).toBe(0);
  });

  it("writes what the mended source says once the flow is resumed", async () => {
    const bench = await sold();
    await emptyAll(bench, ids(COUNT));
    for (const id of ids(COUNT)) bench.order(id, { note: `note ${id}` });
    await bench.engine.operations.resume({ flow: "OrderToCash" }, "person:ada");
    await bench.drain();
    expect(notes(bench)).toBe(COUNT);
    expect(new Set(bench.ends.map(({ outcome }) => outcome))).toEqual(new Set(["unchanged"]));
  });

  it("lets a few records among many be emptied", async () => {
    const bench = await sold();
    await emptyAll(bench, ids(7));
    expect(notes(bench)).toBe(COUNT - 7);
    expect(await bench.engine.operations.paused()).toEqual([]);
  });

  it("is off where the settings say so", async () => {
    const bench = await sold({ fuse: undefined });
    await emptyAll(bench, ids(COUNT));
    expect(notes(bench)).toBe(0);
  });
});

describe("a field that goes back and forth", () => {
  it("holds its record with the values, and a release begins a new count", async () => {
    const bench = new Bench({ modules: [customerModule("shop")], safety: SAFETY });
    await bench.engine.start();
    bench.shop.put("profiles", { id: 1, login: "a@x.com", name: "Ada", phone: null, staff: false, language: null });
    const changed = async (): Promise<void> => {
      await bench.engine.acceptChanges([{ system: "shop", resource: "profiles", key: ["1"], origin: "poll" }]);
      await bench.drain();
      await bench.clock.advance(10_000);
    };
    await changed();
    const writes: number[] = [];
    for (let round = 0; round < 12; round += 1) {
      const [partner] = bench.erp.all("partner");
      // Somebody writes other names on both sides; the shop wins each time.
      bench.erp.put("partner", { ...partner, name: "SHOUTED" } as never);
      bench.shop.put("profiles", {
        ...bench.shop.all("profiles")[0],
        name: round % 2 === 0 ? "Ada" : "Ada L.",
      } as never);
      await changed();
      writes.push(bench.erp.count("update"));
    }
    const held = bench.ends.filter(({ outcome }) => outcome === "held");
    expect(held.length).toBeGreaterThan(0);
    expect(held[0]?.problems[0]?.message).toMatch(/^name of erp\/Partner\/\d+ is written again and again/);
    expect(bench.erp.count("update")).toBeLessThan(12);
  });

  it("is no matter when the values are new ones, or far apart", async () => {
    const bench = await sold({ fuse: undefined });
    for (let round = 0; round < 12; round += 1) {
      bench.order(1, { note: `round ${round}` });
      await bench.run(1);
    }
    for (let round = 0; round < 12; round += 1) {
      bench.order(1, { note: round % 2 === 0 ? "a" : "b" });
      await bench.run(1);
      await bench.clock.advance(300_000);
    }
    expect(bench.ends.every(({ outcome }) => outcome === "delivered")).toBe(true);
  });
});

it("no window sees more writes than the settings allow, and reads go on", async () => {
  const flow: Partial<FlowModule> = { ...FLOW, triggers: [] };
  const maximumWrites = { erp: { count: 20, perMilliseconds: 60_000 } };
  const bench = new Bench({ modules: [mappingModule(flow)], safety: { ...SAFETY, maximumWrites } });
  await bench.engine.start();
  const times: number[] = [];
  const note = async (): Promise<void> => {
    times.push(bench.clock.now());
  };
  bench.erp.gates.set("create", note);
  bench.erp.gates.set("update", note);
  for (let id = 1; id <= 30; id += 1) {
    bench.order(id, { email: `${id}@x.com` });
    await bench.change(id);
  }
  await bench.drain();
  expect(times).toHaveLength(60);
  for (const begin of times)
    expect(times.filter((at) => at >= begin && at < begin + 60_000).length).toBeLessThanOrEqual(20);
});
