import { Failure } from "@xmap/contract";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { JsonObject } from "../../src/shared/json-shape.ts";
import { pageSizeFor, type ReadPage, readSteadily, readWindow } from "../../src/xcart/windows.ts";

/** Pages of a list as a shop gives them: at most 100 rows, status 500 when one of them cannot be shown. */
function pagesOf(ids: () => readonly number[], broken: ReadonlySet<number> = new Set()): ReadPage {
  return async (page, size) => {
    const clamped = Math.min(size, 100);
    const rows = ids().slice((page - 1) * clamped, page * clamped);
    if (rows.some((id) => broken.has(id)))
      throw new Failure({ class: "Transient", status: 500, system: "shop", operation: "list", message: "broken" });
    return { rows: rows.map((id): JsonObject => ({ id })), serverTime: 0 };
  };
}

const idOf = (row: JsonObject): number => Number(row.id);

test("a list is told whole while rows leave and join between its pages", async () => {
  const deed = fc.record({ removals: fc.array(fc.nat(2_000), { maxLength: 120 }), additions: fc.nat(40) });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 600 }),
      fc.integer({ min: 1, max: 130 }),
      fc.array(deed, { maxLength: 12 }),
      async (count, limit, deeds) => {
        let ids = Array.from({ length: count }, (_id, index) => index * 3 + 1);
        let next = count * 3 + 1;
        const atFirst = new Set(ids);
        const told = new Set<number>();
        const queue = [...deeds];
        let cursor: string | undefined;
        for (;;) {
          const page = await readSteadily(
            pagesOf(() => ids),
            idOf,
            cursor,
            limit,
          );
          expect(page.rows.length).toBeLessThanOrEqual(limit);
          for (const row of page.rows) told.add(idOf(row));
          if (page.next === undefined) break;
          cursor = page.next;
          const { removals = [], additions = 0 } = queue.shift() ?? {};
          const leaving = new Set(removals.map((place) => ids[place % Math.max(1, ids.length)]));
          ids = ids.filter((id) => !leaving.has(id));
          for (let added = 0; added < additions; added += 1) {
            ids.push(next);
            next += 3;
          }
        }
        const missed = ids.filter((id) => atFirst.has(id) && !told.has(id));
        expect(missed).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

test("rows that cannot be shown leave holes in their places, and the others are told", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 250 }),
      fc.array(fc.nat(250), { maxLength: 6 }),
      fc.integer({ min: 2, max: 120 }),
      async (count, places, limit) => {
        const ids = Array.from({ length: count }, (_id, index) => index + 1);
        const broken = new Set(places.map((place) => (place % count) + 1));
        const size = pageSizeFor(limit);
        const shown: number[] = [];
        for (let page = 1; ; page += 1) {
          const start = (page - 1) * size;
          const here = ids.slice(start, start + size);
          const readable = here.filter((id) => !broken.has(id));
          if (readable.length === 0 && here.length === size) return;
          const window = await readWindow(
            pagesOf(() => ids, broken),
            page,
            size,
          );
          expect(window.rows.map(idOf)).toEqual(readable);
          const holes = here.flatMap((id, place) =>
            broken.has(id) ? [here.slice(0, place).filter((before) => !broken.has(before)).length] : [],
          );
          expect(window.holes).toEqual(holes);
          expect(window.full).toBe(here.length === size);
          shown.push(...window.rows.map(idOf));
          if (!window.full) break;
        }
        expect(shown).toEqual(ids.filter((id) => !broken.has(id)));
      },
    ),
    { numRuns: 200 },
  );
});

test("a failure of a whole page is no matter of a row", async () => {
  const broken = new Set(Array.from({ length: 100 }, (_id, index) => index + 1));
  await expect(
    readWindow(
      pagesOf(() => [...broken], broken),
      1,
      100,
    ),
  ).rejects.toThrow("broken");
});

test("a list in another order is told whole as long as nobody changes it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { maxLength: 400 }),
      fc.integer({ min: 1, max: 120 }),
      async (ids, limit) => {
        const told = new Set<number>();
        let cursor: string | undefined;
        do {
          const page = await readSteadily(
            pagesOf(() => ids),
            idOf,
            cursor,
            limit,
          );
          for (const row of page.rows) told.add(idOf(row));
          cursor = page.next;
        } while (cursor !== undefined);
        expect(ids.filter((id) => !told.has(id))).toEqual([]);
      },
    ),
    { numRuns: 200 },
  );
});

test("a list of 2,000 rows takes hardly more pages than rows over 100", async () => {
  let pages = 0;
  let cursor: string | undefined;
  const read = pagesOf(() => Array.from({ length: 2_000 }, (_id, index) => index + 1));
  do {
    const page = await readSteadily(read, idOf, cursor, 100);
    pages += 1;
    cursor = page.next;
  } while (cursor !== undefined);
  expect(pages).toBeLessThanOrEqual(24);
});
