import type { DataRecord, Value } from "@xmap/contract";
import { type TrialSource, tryFlow } from "@xmap/runtime/testing";
import { expect, it } from "vitest";
import { FLOW } from "../fakes/order-mapping.ts";

const ORDER: DataRecord = {
  id: 7,
  email: "ann@example.org",
  stage: "new",
  note: null,
  total: 24,
  items: [{ id: 1, sku: "TSH", amount: 2 }],
};

/** What is known: sales by key, and what the binding answers when it is asked to find. */
function source(sales: Readonly<Record<string, Value>>, found?: Value): TrialSource {
  return {
    lookup: (_lookup, [sku]) => (sku === "TSH" ? [41] : undefined),
    refersBy: ({ name }) => name === "Buyer",
    bound: ({ name }) => (name === "Buyer" ? 70 : found),
    records: ({ resource }) => (resource === "sale" ? sales : {}),
  };
}

/** Each step with what it looked at and did, in short. */
async function shortTrial(order: DataRecord, answers: TrialSource) {
  const { outcome, steps, unanswered, problems } = await tryFlow(FLOW, order, answers);
  const shown = steps.map(({ step, kind, condition, stopped, effects }) =>
    [kind, step, condition, stopped, ...effects.map((effect) => effect.kind)].filter((each) => each !== undefined),
  );
  return { outcome, shown, unanswered, problems: problems.map(({ message }) => message) };
}

it("a record that is new is made, and the steps after it see it", async () => {
  expect(await shortTrial(ORDER, source({}))).toEqual({
    outcome: "delivered",
    shown: [
      ["when", "cancelled", false],
      ["sync", "sale", "create"],
      ["require", "total", true],
      ["when", "paid", false],
    ],
    unanswered: [],
    problems: [],
  });
});

it("what a branch does belongs to its own steps", async () => {
  const sale = { id: 5, ref: "7", total: 24, state: "draft", lines: [] };
  const { outcome, shown } = await shortTrial({ ...ORDER, stage: "paid" }, source({ "5": sale }));
  expect(outcome).toBe("delivered");
  expect(shown.slice(3)).toEqual([
    ["when", "paid", true],
    ["call", "confirm", "call"],
    ["write", expect.any(String), "update"],
  ]);
});

it("a find is answered, and what it comes to ends the run", async () => {
  const cancelled = { ...ORDER, stage: "cancelled" };
  expect(await shortTrial(cancelled, source({}, null))).toMatchObject({
    outcome: "skipped",
    shown: [
      ["when", "cancelled", true, "skip"],
      ["find", "sold", "skip"],
    ],
    problems: ["never sold"],
  });
});

it("questions without an answer are told", async () => {
  const order = { ...ORDER, items: [{ id: 1, sku: "NEW", amount: 1 }] };
  expect((await shortTrial(order, source({}))).unanswered).toEqual(['ProductId("NEW")']);
});

it("a record without a key cannot be tried", async () => {
  await expect(tryFlow(FLOW, { stage: "new" }, source({}))).rejects.toThrow(/has no key/);
});
