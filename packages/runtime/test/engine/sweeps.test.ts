import type { ChangedRecord, ChangesPage } from "@xmap/contract";
import { settle } from "@xmap/testing";
import { describe, expect, it } from "vitest";
import { nextTime } from "../../src/engine/schedule.ts";
import { Bench } from "../fakes/bench.ts";
import { FLOW, mappingModule, ORDER } from "../fakes/order-mapping.ts";

const DAY = 86_400_000;

function changed(id: number): ChangedRecord {
  return { key: [String(id)], stamp: "same", settled: true, record: { id } };
}

const PAGES: readonly ChangesPage[] = [
  { changed: [changed(1), changed(2)], cursor: "1", more: true },
  { changed: [changed(3)], cursor: "2", more: false },
];

function sweeping(hint: { readonly everyMilliseconds: number | undefined; readonly cron?: string }): Bench {
  const hints = [{ by: "sweep" as const, ...hint }];
  const triggers = [{ event: "change" as const, entity: ORDER, via: undefined, at: undefined, hints }];
  const bench = new Bench({ modules: [mappingModule({ ...FLOW, triggers })] });
  for (const id of [1, 2, 3]) bench.order(id);
  bench.shop.changes = PAGES;
  return bench;
}

describe("a sweep", () => {
  it("hints at every record, page by page, and again after its interval", async () => {
    const bench = sweeping({ everyMilliseconds: DAY });
    await bench.engine.start();
    await bench.clock.advance(1);
    await settle();
    expect(bench.ends.map(({ record, event }) => [record, event.xmaporigin])).toEqual(
      [1, 2, 3].map((id) => [`shop/Order/${id}`, "schedule"]),
    );
    await bench.clock.advance(DAY - 1_000);
    expect(bench.ends.length).toBe(3);
    await bench.clock.advance(1_000);
    expect(bench.ends.map(({ outcome }) => outcome).slice(3)).toEqual(["unchanged", "unchanged", "unchanged"]);
  });

  it("goes on after a crash with the page that it had come to, and does not begin again before its time", async () => {
    const bench = sweeping({ everyMilliseconds: DAY });
    bench.shop.gates.set("readChanged", () =>
      bench.shop.count("readChanged") === 2 ? new Promise(() => {}) : Promise.resolve(),
    );
    await bench.engine.start();
    await bench.clock.advance(1);
    await settle();
    expect(bench.ends.length).toBe(2);
    const triggers = [
      {
        event: "change" as const,
        entity: ORDER,
        via: undefined,
        at: undefined,
        hints: [{ by: "sweep" as const, everyMilliseconds: DAY }],
      },
    ];
    await bench.crash({ modules: [mappingModule({ ...FLOW, triggers })] });
    bench.shop.gates.clear();
    await bench.engine.start();
    await bench.clock.advance(60_000);
    expect(bench.ends.map(({ record }) => record)).toEqual(["shop/Order/1", "shop/Order/2", "shop/Order/3"]);
  });

  it("comes by a cron expression", async () => {
    const bench = sweeping({ everyMilliseconds: undefined, cron: "30 3 * * *" });
    await bench.engine.start();
    await bench.clock.advance(15 * 3_600_000);
    expect(bench.ends.length).toBe(0);
    await bench.clock.advance(3_600_000);
    expect(bench.ends.length).toBe(3);
  });
});

describe("the next time", () => {
  const noon = Date.UTC(2026, 2, 4, 12);
  it.each([
    ["an interval that never began", { everyMilliseconds: 1_000 }, undefined, noon],
    ["an interval", { everyMilliseconds: 1_000 }, noon - 400, noon + 600],
    ["an interval that was missed", { everyMilliseconds: 1_000 }, noon - 5_000, noon - 4_000],
    ["a cron expression", { cron: "0 13 * * *", zone: undefined }, undefined, noon + 3_600_000],
    ["a cron expression in a zone", { cron: "0 14 * * *", zone: "Europe/Berlin" }, undefined, noon + 3_600_000],
  ])("of %s", (_name, schedule, last, expected) => {
    expect(nextTime(schedule, last, noon)).toBe(expected);
  });

  it("of no cron expression is refused with its words", () => {
    expect(() => nextTime({ cron: "every day", zone: undefined }, undefined, noon)).toThrow('"every day" is no cron');
  });
});
