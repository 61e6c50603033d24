import { expect, test } from "vitest";
import { AlertBench } from "./alert-bench.ts";

const RULE = { share: 0.2, minutes: 15, atLeast: 20 };

async function open(): Promise<AlertBench> {
  return new AlertBench({ outcomes: [], errorRate: RULE }).start();
}

function ends(bench: AlertBench, delivered: number, rejected: number): void {
  for (let run = 0; run < delivered; run += 1) bench.end("delivered");
  for (let run = 0; run < rejected; run += 1) bench.end("rejected");
}

test("is told once while it lasts and taken back when the share is below", async () => {
  const bench = await open();
  ends(bench, 16, 4);
  await bench.pass(30);
  ends(bench, 8, 12);
  await bench.pass(300);
  expect(bench.titles).toEqual(["OrderToCash: many records need a person"]);
  expect(bench.lastText).toContain("4 of 20 runs (20 %) in the last 15 minutes needed a person");
  ends(bench, 60, 0);
  await bench.pass(30);
  expect(bench.titles.slice(1)).toEqual(["OrderToCash: few records need a person again"]);
});

test("looks at the window only: what is older is forgotten", async () => {
  const bench = await open();
  ends(bench, 100, 0);
  await bench.pass(16 * 60);
  ends(bench, 15, 5);
  await bench.pass(30);
  expect(bench.titles).toHaveLength(1);
  await bench.pass(16 * 60);
  expect(bench.titles.slice(1)).toEqual(["OrderToCash: few records need a person again"]);
});

test("spreads over the window, minute by minute", async () => {
  const bench = await open();
  for (let minute = 0; minute < 10; minute += 1) {
    ends(bench, 1, 1);
    await bench.pass(60);
  }
  expect(bench.titles).toEqual(["OrderToCash: many records need a person"]);
});

test("counts on after a crash", async () => {
  const bench = await open();
  ends(bench, 10, 5);
  await bench.pass(40);
  await bench.restart("crashed", 5);
  ends(bench, 5, 0);
  await bench.pass(40);
  expect(bench.titles).toEqual(["OrderToCash: many records need a person"]);
});

test("does not count runs that were overtaken or thrown away", async () => {
  const bench = await open();
  ends(bench, 0, 19);
  for (let run = 0; run < 50; run += 1) {
    bench.end("superseded");
    bench.end("discarded");
  }
  await bench.pass(30);
  expect(bench.titles).toEqual([]);
});
