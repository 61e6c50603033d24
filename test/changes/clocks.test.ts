// @module-tag long

import fc from "fast-check";
import { expect, it, onTestFinished } from "vitest";
import { type ClockedSource, SOURCES } from "./clocked-sources.ts";
import { type Watcher, watch } from "./watcher.ts";

/** A stamp is settled when no other change can get it any more, with two seconds to spare. */
const SETTLED_AFTER = 3_000;

/** A source, what watches it, and the model of which change must be told when. */
class Watched {
  readonly #source: ClockedSource;
  readonly #watcher: Watcher;
  readonly #clock: TestClock;
  /** The settled stamp that was told last, by record. */
  readonly #told = new Map<string, string>();
  readonly #changedAt = new Map<string, number>();

  constructor(source: ClockedSource, clock: TestClock) {
    this.#source = source;
    this.#watcher = watch(source);
    this.#clock = clock;
  }

  write(count: number): void {
    const keys = [...this.#source.stamps().keys()];
    for (let index = 0; index < count; index += 1) {
      const key = index % 3 === 0 ? keys[(index * 7 + count) % Math.max(1, keys.length)] : undefined;
      if (key === undefined) this.#changedAt.set(this.#source.add(), this.#clock.now);
      else this.#change(key);
    }
  }

  /** A transaction that began so long ago becomes visible now; it cannot have changed what was changed meanwhile. */
  commitLate(seconds: number, count: number): void {
    const began = this.#clock.now - seconds * 1_000;
    const keys = [...this.#source.stamps().keys()].filter((key) => (this.#changedAt.get(key) ?? 0) < began);
    this.#clock.at(began, () => {
      for (const key of keys.slice(0, count)) this.#change(key);
      this.#source.add();
    });
  }

  /** Polls, and compares what was told with the stamps: everything new once, nothing that was told before. */
  async poll(): Promise<void> {
    const taken = await this.#watcher.poll();
    const due = [...this.#source.stamps()].filter(([key, stamp]) => this.#told.get(key) !== stamp);
    expect(new Set(taken)).toEqual(new Set(due.map(([key]) => key)));
    const settled = due.filter(([, stamp]) => this.#clock.now >= Date.parse(stamp) + SETTLED_AFTER);
    for (const [key, stamp] of settled) {
      expect(taken.filter((one) => one === key)).toHaveLength(1);
      this.#told.set(key, stamp);
    }
  }

  async close(): Promise<void> {
    await this.#watcher.close();
    await this.#source.close();
  }

  #change(key: string): void {
    this.#source.change(key);
    this.#changedAt.set(key, this.#clock.now);
  }
}

class TestClock {
  now = Date.UTC(2026, 2, 4, 12);
  readonly read = (): Date => new Date(this.now);

  /** Does what another process did under an earlier time. */
  at(time: number, work: () => void): void {
    const now = this.now;
    this.now = time;
    work();
    this.now = now;
  }
}

type Deed =
  | { readonly do: "wait"; readonly milliseconds: number }
  | { readonly do: "write"; readonly count: number }
  | { readonly do: "commitLate"; readonly seconds: number; readonly count: number }
  | { readonly do: "poll" };

const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant("wait" as const), milliseconds: fc.nat(40_000) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("write" as const), count: fc.integer({ min: 1, max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("write" as const), count: fc.integer({ min: 90, max: 230 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant("commitLate" as const),
      seconds: fc.integer({ min: 1, max: 90 }),
      count: fc.nat(5),
    }),
  },
  { weight: 4, arbitrary: fc.constant({ do: "poll" } as const) },
);

async function perform(watched: Watched, clock: TestClock, one: Deed): Promise<void> {
  switch (one.do) {
    case "wait":
      clock.now += one.milliseconds;
      return;
    case "write":
      return watched.write(one.count);
    case "commitLate":
      return watched.commitLate(one.seconds, one.count);
    case "poll":
      return watched.poll();
  }
}

/** Once all stamps are settled and told, nothing is told again. */
async function comeToRest(watched: Watched, clock: TestClock): Promise<void> {
  clock.now += SETTLED_AFTER;
  await watched.poll();
  await watched.poll();
}

it.each(Object.entries(SOURCES))(
  "S14 by %s: a change that is committed 90 s late with its old stamp, and 500 rows in one second: none missed, none twice",
  async (_name, open) => {
    const clock = new TestClock();
    const watched = new Watched(await open(clock.read), clock);
    onTestFinished(() => watched.close());
    watched.write(20);
    await watched.poll();
    clock.now += 60_000;
    watched.write(500);
    clock.now += 85_000;
    watched.write(2);
    clock.now += 5_000;
    await watched.poll();
    watched.commitLate(90, 3);
    await watched.poll();
    await comeToRest(watched, clock);
  },
);

it.each(Object.entries(SOURCES))("by %s: whatever is written, late or in bursts, is told once", async (_name, open) => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 25 }), async (deeds) => {
      const clock = new TestClock();
      const watched = new Watched(await open(clock.read), clock);
      try {
        for (const one of deeds) await perform(watched, clock, one);
        await comeToRest(watched, clock);
      } finally {
        await watched.close();
      }
    }),
    { numRuns: 12 },
  );
});
