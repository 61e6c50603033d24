import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { median, percentile, slope } from "./harness/statistics.ts";
import { figuresTable } from "./report.ts";
import type { StoredSale } from "./runtime/processes/kept-sales.ts";
import { SECRET, type Target, World } from "./runtime/world.ts";

const ORDERS = 300;
const PLAN = { first: 0, orders: ORDERS, milliseconds: 60_000 };

let world: World;
beforeAll(async () => {
  world = await World.start();
});
afterAll(() => world.close());

/** Sends the first orders and answers the sales that the sink has then. */
async function delivered(target: Target): Promise<readonly StoredSale[]> {
  await world.resetSink({ keeps: ORDERS });
  await world.send(target.url, PLAN);
  const progress = await world.complete(target, ORDERS);
  await world.settle(target);
  expect(progress).toMatchObject({ orders: ORDERS, repeats: 0 });
  const sales = await world.sink.ask("sales", undefined);
  return sales.toSorted((left, right) => Number(left.reference) - Number(right.reference));
}

it("the hand-written server and the engine deliver each order once and with equal content", async () => {
  const byHand = await delivered(await world.startBare());
  const ours = await world.startOurs("equal");
  expect(await delivered(ours)).toEqual(byHand);
  expect(byHand).toHaveLength(ORDERS);
  expect(byHand.every(({ lines }) => lines.length >= 3)).toBe(true);
  expect(await ours.process.ask("idle", undefined)).toMatchObject({ delivered: ORDERS });
  await world.endOurs(ours);
});

it("the engine delivers an order once that is pushed twice under one event", async () => {
  const ours = await world.startOurs("twice");
  await delivered(ours);
  await world.send(ours.url, PLAN);
  await world.settle(ours);
  expect(await world.sink.ask("progress", undefined)).toMatchObject({ orders: ORDERS, repeats: 0 });
  await world.endOurs(ours);
});

it("the engine delivers what waited in its store when it started", async () => {
  await world.fillStore("waiting", ORDERS);
  await world.resetSink();
  const ours = await world.startOurs("waiting");
  await world.settle(ours);
  expect(await world.sink.ask("progress", undefined)).toMatchObject({ orders: ORDERS, repeats: 0 });
  await world.endOurs(ours);
});

it("the hand-written server and the engine refuse an order with a forged signature", async () => {
  const targets = [await world.startBare(), await world.startOurs("forged")];
  const seconds = String(Math.floor(SYSTEM_CLOCK.now() / 1_000));
  const headers = { "webhook-id": "event", "webhook-timestamp": seconds, "webhook-signature": `v1,${SECRET}` };
  for (const { url } of targets) {
    const response = await fetch(url, { method: "POST", headers, body: "{}" });
    expect(response.status).toBe(401);
  }
});

it("ten steps of a run have ten effects each", async () => {
  const steps = await world.startSteps(8);
  expect(await steps.ask("run", { records: 20 })).toMatchObject({ effects: 200 });
});

it.each([
  { what: "median of an odd count", value: median([9, 1, 5]), expected: 5 },
  { what: "median of an even count", value: median([4, 1, 2, 9]), expected: 3 },
  { what: "99th percentile by nearest rank", value: percentile([...Array(200).keys()], 0.99), expected: 197 },
  {
    what: "slope of a line",
    value: slope([
      { x: 1, y: 5 },
      { x: 2, y: 7 },
      { x: 4, y: 11 },
    ]),
    expected: 2,
  },
])("$what", ({ value, expected }) => {
  expect(value).toBeCloseTo(expected, 10);
});

it("the table says which aims are met", () => {
  const table = figuresTable({ fast: 2, slow: 9, counted: 1_234.5 }, { fast: { atLeast: 3 }, slow: { atMost: 10 } });
  expect(table.split("\n").map((line) => line.replaceAll(/ {2,}/g, " | "))).toEqual([
    "figure | value | aim",
    "fast | 2.00 | >= 3.00 | missed",
    "slow | 9.00 | <= 10.0 | met",
    "counted | 1,235",
  ]);
});
