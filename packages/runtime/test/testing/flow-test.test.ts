import type { StepModule } from "@xmap/runtime";
import { type DeclaredAnswers, type DeclaredTest, describeResult, runFlowTest } from "@xmap/runtime/testing";
import { expect, it } from "vitest";
import { BUYER, FLOW, ORDER, ORDER_TO_SALE, PRODUCT_ID, SALE, STEPS } from "../fakes/order-mapping.ts";

const GIVEN = {
  id: 7,
  email: "ann@example.org",
  stage: "new",
  note: null,
  total: 24,
  items: [{ id: 1, sku: "TSH", amount: 2 }],
};
const MAPPED: readonly DeclaredAnswers[] = [
  { of: BUYER, arms: [{ answer: 70 }] },
  { of: PRODUCT_ID, arms: [{ key: ["TSH"], answer: 41 }] },
];

function run(expect: DeclaredTest["expect"], answers: readonly DeclaredAnswers[], given: object = {}, flow = FLOW) {
  return runFlowTest(flow, { place: "orders.xmap:9", given: { ...GIVEN, ...given }, answers, expect });
}

it("a sync creates what is not there, and the test sees what was sent", async () => {
  const fields = { ref: "7", partner: 70, created: "for 7", lines: [{ product: 41, amount: 2 }] };
  expect(await run({ written: "sale", fields }, MAPPED)).toMatchObject({ passed: true });
});

it("a sync changes what is there and leaves alone what is written once", async () => {
  const answers = [...MAPPED, { of: SALE, arms: [{ key: [5], answer: { id: 5, ref: "7", total: 20, lines: [] } }] }];
  expect(await run({ written: "sale", fields: { total: 24, created: null, ref: null } }, answers)).toMatchObject({
    passed: true,
  });
});

it("a lookup that the synced mapping asks must be answered", async () => {
  expect(await run({ written: "sale", fields: { ref: "7" } }, MAPPED.slice(0, 1))).toMatchObject({
    passed: false,
    unanswered: ['ProductId of "TSH"'],
  });
});

it("an answered binding stands in for find and sync", async () => {
  const bound = (answer: object) => [{ of: ORDER_TO_SALE, arms: [{ answer: answer as never }] }];
  expect(await run({ outcome: "hold", message: "erp says 25, shop 24" }, bound({ id: 5, total: 25 }))).toMatchObject({
    passed: true,
  });
  const cancelled = { stage: "cancelled" };
  expect(await run({ outcome: "skip", message: "cancelled" }, bound({ id: 5 }), cancelled)).toMatchObject({
    passed: true,
  });
  const none = [{ of: ORDER_TO_SALE, arms: [{}] }];
  expect(await run({ outcome: "skip", message: "never sold" }, none, cancelled)).toMatchObject({ passed: true });
});

it("a binding may be answered by the key of a record that the test gives", async () => {
  const key = { of: ORDER_TO_SALE, arms: [{ key: [7], answer: 5 }] };
  const record = { of: SALE, arms: [{ key: [5], answer: { id: 5, total: 24, state: "draft" } }] };
  const expected = { written: "order", fields: { note: "sale 5 is draft" } };
  expect(await run(expected, [key, record], { stage: "paid" })).toMatchObject({ passed: true });
  expect(await run(expected, [key], { stage: "paid" })).toMatchObject({
    passed: false,
    unanswered: ["Sale 5, which OrderToSale answers,"],
  });
});

it("what was not written is expected as null, and told when it is expected otherwise", async () => {
  const answers = [{ of: ORDER_TO_SALE, arms: [{ answer: { id: 5, total: 24 } }] }];
  expect(await run({ written: "order", fields: { note: null } }, answers)).toMatchObject({ passed: true });
  expect(await run({ written: "order", fields: { note: "x" } }, answers)).toMatchObject({
    passed: false,
    remark: "nothing was written to order",
  });
});

it("a run that is held has not written what was expected", async () => {
  const answers = [{ of: ORDER_TO_SALE, arms: [{ answer: { id: 5, total: 25 } }] }];
  expect(await run({ written: "order", fields: { note: null } }, answers)).toMatchObject({
    passed: false,
    problems: [{ word: "hold" }],
  });
});

it("a record that the flow does not concern is skipped", async () => {
  expect(await run({ outcome: "skip" }, [], { stage: "draft" })).toMatchObject({ passed: true });
});

it("a record that is read is given by its entity; a missing one holds as it does in truth", async () => {
  const read: StepModule = {
    id: "read",
    step: "read",
    assign: "sale",
    entity: SALE,
    key: () => [5],
    file: "f.xmap",
    line: 1,
  };
  const told: StepModule = {
    id: "told",
    step: "outcome",
    outcome: ({ sale }: { sale: { total: number } }) => ({ word: "skip", message: `total ${sale.total}` }),
    file: "f.xmap",
    line: 2,
  };
  const flow = { ...FLOW, steps: [read, told] };
  const given = [{ of: SALE, arms: [{ key: [5], answer: { id: 5, total: 9 } }] }];
  expect(await run({ outcome: "skip", message: "total 9" }, given, {}, flow)).toMatchObject({ passed: true });
  const none = [{ of: SALE, arms: [{}] }];
  expect(await run({ outcome: "hold", message: "Sale 5 is not in erp" }, none, {}, flow)).toMatchObject({
    passed: true,
  });
  expect(await run({ outcome: "skip" }, [], {}, flow)).toMatchObject({ passed: false, unanswered: ["sale 5 of erp"] });
});

it("a system offers what the flow asks for", async () => {
  const [first] = STEPS;
  if (first === undefined) throw new TypeError("the flow has steps");
  const inside: StepModule = {
    id: "in",
    step: "outcome",
    outcome: () => ({ word: "skip", message: "offered" }),
    file: "f",
    line: 1,
  };
  const when: StepModule = {
    id: "when",
    step: "when",
    capability: { system: "shop", name: "tracking" },
    condition: undefined,
    steps: [inside],
    file: "f",
    line: 1,
  };
  expect(await run({ outcome: "skip", message: "offered" }, [], {}, { ...FLOW, steps: [when] })).toMatchObject({
    passed: true,
  });
});

it("the subject is what the test gives, whatever the entity answers", async () => {
  const answers = [
    { of: ORDER, arms: [{ answer: { ...GIVEN, stage: "draft" } }] },
    { of: ORDER_TO_SALE, arms: [{ answer: { id: 5, total: 1 } }] },
  ];
  expect(await run({ outcome: "hold" }, answers)).toMatchObject({ passed: true });
});

const NOTIFY: StepModule = {
  id: "tell",
  step: "notify",
  channel: "team.sales",
  text: ({ order }: { order: { id: number } }) => `order ${order.id}`,
  file: "f.xmap",
  line: 9,
};

it("a flow that notifies can be tested, and what it did is told when it fails", async () => {
  const flow = { ...FLOW, steps: [...STEPS, NOTIFY] };
  const bound = [{ of: ORDER_TO_SALE, arms: [{ answer: { id: 5, total: 24, state: "draft" } }] }];
  const result = await run({ outcome: "hold" }, bound, { stage: "paid" }, flow);
  expect(result.passed).toBe(false);
  expect(result.effects).toMatchObject([
    { kind: "call", operation: "confirm", resource: "sale", key: "5", arguments: {} },
    { kind: "update", resource: "orders", key: "7" },
    { kind: "notify", channel: "team.sales", text: "order 7" },
  ]);
  expect(describeResult(result)).toContain(
    'what the flow did:\n  call confirm on sale 5 of erp {}\n  update orders 7 of shop {"note":"sale 5 is draft"}\n  notify team.sales "order 7"',
  );
});
