import { expect, it } from "vitest";
import { inOrder } from "../../src/streaming/in-order.ts";

async function* numbers(count: number, asked: number[] = []): AsyncGenerator<number> {
  for (let number = 1; number <= count; number += 1) {
    asked.push(number);
    yield number;
  }
}

it("results are taken in the order of the items, whichever is ready first", async () => {
  const release: (() => void)[] = [];
  const taken: number[] = [];
  const work = (item: number) => new Promise<number>((resolve) => release.push(() => resolve(item)));
  const done = inOrder(numbers(3), 5, work, async (item) => {
    taken.push(item);
  });
  await expect.poll(() => release.length).toBe(3);
  release[2]?.();
  release[1]?.();
  await Promise.resolve();
  expect(taken).toEqual([]);
  release[0]?.();
  await done;
  expect(taken).toEqual([1, 2, 3]);
});

it("the source is not asked for more than may be under way", async () => {
  const asked: number[] = [];
  const release: (() => void)[] = [];
  const take = () => new Promise<void>((resolve) => release.push(resolve));
  const done = inOrder(numbers(6, asked), 2, (item) => Promise.resolve(item), take);
  await expect.poll(() => release.length).toBe(1);
  expect(asked).toEqual([1, 2]);
  release[0]?.();
  await expect.poll(() => release.length).toBe(2);
  expect(asked).toEqual([1, 2, 3]);
  for (let next = 1; next < 6; next += 1) {
    await expect.poll(() => release.length).toBeGreaterThan(next);
    release[next]?.();
  }
  await done;
  expect(asked).toEqual([1, 2, 3, 4, 5, 6]);
});

it.for(["work", "take"] as const)("an error of %s ends it, after what was under way", async (where) => {
  const taken: number[] = [];
  const work = (item: number) =>
    where === "work" && item === 2 ? Promise.reject(new Error("no")) : Promise.resolve(item);
  const take = async (item: number) => {
    if (where === "take" && item === 2) throw new Error("no");
    taken.push(item);
  };
  await expect(inOrder(numbers(9), 3, work, take)).rejects.toThrow("no");
  expect(taken).toEqual([1]);
});
