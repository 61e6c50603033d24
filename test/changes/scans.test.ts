import fc from "fast-check";
import { expect, it } from "vitest";
import { SCAN_PAGES, SCANNED_SOURCES, type ScannedSource } from "./scanned-sources.ts";
import { type Watcher, watch } from "./watcher.ts";

const PAGE_SIZE = 100;

/** A scanned source, what watches it, and how often each record was written and told. */
class Scanned {
  readonly #source: ScannedSource;
  readonly #watcher: Watcher;
  readonly #writes = new Map<string, number>();
  readonly #told = new Map<string, number>();
  /** Records that were written after they were told last. */
  readonly #due = new Set<string>();

  constructor(source: ScannedSource) {
    this.#source = source;
    this.#watcher = watch(source);
  }

  add(count: number): void {
    for (let index = 0; index < count; index += 1) this.#wrote(this.#source.add());
  }

  change(places: readonly number[]): void {
    for (const key of this.#at(places)) {
      this.#source.change(key);
      this.#wrote(key);
    }
  }

  remove(places: readonly number[]): void {
    for (const key of this.#at(places)) {
      this.#source.remove(key);
      this.#due.delete(key);
    }
  }

  /** Polls once: nothing is told that was told as it is. */
  async poll(): Promise<number> {
    const taken = await this.#watcher.poll();
    for (const key of taken) {
      expect(this.#due.has(key) || !this.#source.keys().includes(key), `${key} is told again`).toBe(true);
      this.#due.delete(key);
      this.#told.set(key, (this.#told.get(key) ?? 0) + 1);
    }
    return taken.length;
  }

  /** As many polls as a whole scan may take from wherever it stands, in steps of at least 75 rows a page. */
  async scanWhole(): Promise<void> {
    const polls = Math.ceil((this.#source.keys().length + PAGE_SIZE) / (75 * SCAN_PAGES)) * 2 + 1;
    for (let poll = 0; poll < polls; poll += 1) await this.poll();
  }

  expectAllTold(): void {
    expect([...this.#due]).toEqual([]);
    for (const [key, told] of this.#told) expect(told).toBeLessThanOrEqual(this.#writes.get(key) ?? 0);
  }

  async close(): Promise<void> {
    await this.#watcher.close();
    await this.#source.close();
  }

  #wrote(key: string): void {
    this.#writes.set(key, (this.#writes.get(key) ?? 0) + 1);
    this.#due.add(key);
  }

  #at(places: readonly number[]): readonly string[] {
    const keys = this.#source.keys();
    return [...new Set(places.flatMap((place) => keys[place % Math.max(1, keys.length)] ?? []))];
  }
}

type Deed =
  | { readonly do: "add"; readonly count: number }
  | { readonly do: "change" | "remove"; readonly places: readonly number[] }
  | { readonly do: "poll" };

const places = fc.array(fc.nat(1_000), { minLength: 1, maxLength: 12 });
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant("add" as const), count: fc.integer({ min: 1, max: 150 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("change" as const), places }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("remove" as const), places }) },
  { weight: 4, arbitrary: fc.constant({ do: "poll" } as const) },
);

async function perform(scanned: Scanned, one: Deed): Promise<void> {
  if (one.do === "add") scanned.add(one.count);
  else if (one.do === "poll") await scanned.poll();
  else scanned[one.do](one.places);
}

it.each(Object.entries(SCANNED_SOURCES))(
  "%s: whatever joins, changes or leaves during a scan, after a whole one everything new is told once, nothing twice",
  async (_name, open) => {
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 20 }), async (deeds) => {
        const scanned = new Scanned(await open());
        try {
          scanned.add(230);
          for (const one of deeds) await perform(scanned, one);
          await scanned.scanWhole();
          scanned.expectAllTold();
          await scanned.scanWhole();
          scanned.expectAllTold();
        } finally {
          await scanned.close();
        }
      }),
      { numRuns: 10 },
    );
  },
);

it("the first scan is whole at once, later ones keep to their pages and go on where the last poll ended", async () => {
  const open = SCANNED_SOURCES["X-Cart's products"];
  if (open === undefined) throw new Error("the source is gone");
  const scanned = new Scanned(await open());
  try {
    scanned.add(950);
    expect(await scanned.poll()).toBe(950);
    scanned.change(Array.from({ length: 950 }, (_place, index) => index));
    const told: number[] = [];
    for (let poll = 0; poll < 7; poll += 1) told.push(await scanned.poll());
    expect(Math.max(...told)).toBeLessThanOrEqual(SCAN_PAGES * PAGE_SIZE);
    expect(told.reduce((sum, count) => sum + count)).toBe(950);
  } finally {
    await scanned.close();
  }
});
