import { Failure } from "@xmap/contract";
import { expect, test } from "vitest";
import { AlertBench } from "./alert-bench.ts";

test("3,000 dead letters of three causes are three messages with counts, then one a window for each that goes on", async () => {
  const bench = await new AlertBench({ groupMinutes: 10 }).start();
  const storm = (causes: readonly string[], count: number): void => {
    for (let run = 0; run < count; run += 1) {
      for (const message of causes) bench.end("rejected", { problems: [{ word: "reject", rule: message, message }] });
    }
  };
  storm(["no SKU", "no country", "no tax"], 1_000);
  await bench.pass(10);
  expect(bench.titles).toEqual(Array(3).fill("OrderToCash: 1,000 records rejected"));

  for (let minute = 0; minute < 9; minute += 1) {
    storm(["no SKU"], 10);
    await bench.pass(60);
  }
  expect(bench.titles).toHaveLength(3);
  await bench.pass(120);
  expect(bench.titles.slice(3)).toEqual(["OrderToCash: 90 more records rejected (1,090 in all)"]);
  expect(bench.team.messages[3]?.event).toMatchObject({ data: { state: "repeated", count: 90, total: 1_090 } });

  await bench.pass(1_200);
  storm(["no SKU"], 1);
  await bench.pass(10);
  expect(bench.titles.slice(4)).toEqual(["OrderToCash: 1 record rejected"]);
});

test("one cause is one message though records, numbers and places in lists differ", async () => {
  const bench = await new AlertBench({}).start();
  for (let id = 0; id < 100; id += 1) {
    const parts = { class: "Invalid", system: "erp", operation: "sale.order.create" } as const;
    const { details } = new Failure({ ...parts, message: `order "A${id}" has ${id} lines`, status: 422 });
    const problem = { word: "fail", rule: "sale", message: details.message } as const;
    bench.end("rejected", { failure: details, problems: [problem] });
  }
  await bench.pass(10);
  expect(bench.titles).toEqual(["OrderToCash: 100 records rejected"]);
  expect(bench.lastText).toContain('order "A99" has 99 lines (Invalid in erp, sale.order.create, status 422)');
});

test("more causes than anybody can read share one message", async () => {
  const bench = await new AlertBench({}).start();
  for (let cause = 0; cause < 200; cause += 1) {
    const rule = `rule-${String.fromCharCode(97 + (cause % 26))}${"x".repeat(Math.floor(cause / 26))}`;
    bench.end("held", { problems: [{ word: "hold", rule, message: rule }] });
  }
  await bench.pass(10);
  expect(bench.titles).toHaveLength(51);
  expect(bench.titles.at(-1)).toBe("150 records of many other causes");
});

test("with groupMinutes 0 every incident is a message of its own, at once", async () => {
  const bench = await new AlertBench({ groupMinutes: 0 }).start();
  bench.end("dead");
  await bench.pass(0);
  bench.end("dead");
  await bench.pass(0);
  expect(bench.titles).toEqual(Array(2).fill("OrderToCash: 1 record given up after all retries"));
});

test.each(["crashed", "stopped"] as const)("what is counted and not told is told after xmap %s", async (how) => {
  const bench = await new AlertBench({}).start();
  bench.end("dead");
  await bench.pass(2);
  await bench.restart(how, 10);
  await bench.pass(10);
  expect(bench.titles).toEqual(["OrderToCash: 1 record given up after all retries"]);
  await bench.restart(how, 10);
  bench.end("dead");
  await bench.pass(700);
  expect(bench.titles.slice(1)).toEqual(["OrderToCash: 1 more record given up after all retries (2 in all)"]);
});

test("a storm is saved about once a second, not once a record", async () => {
  const bench = await new AlertBench({}).start();
  for (let second = 0; second < 10; second += 1) {
    for (let run = 0; run < 500; run += 1) bench.end("dead");
    await bench.pass(1);
  }
  expect(bench.memory.saves).toBeLessThan(20);
});
