import type { BindingModule, Report } from "@xmap/contract";
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

const PAID = [{ of: ORDER_TO_SALE, arms: [{ answer: { id: 5, total: 24, state: "draft" } }] }];
const NOT_PAID = [{ of: ORDER_TO_SALE, arms: [{ answer: { id: 5, total: 25, state: "draft" } }] }];
const TELLING = { ...FLOW, steps: [...STEPS, NOTIFY] };
const CONFIRMED = { called: "sale", operation: "confirm", arguments: {}, never: false };
const TOLD = { notified: "team.sales", text: "order 7", never: false };

it.each([
  ["a call is seen", CONFIRMED, PAID, { passed: true }],
  ["a call that must not be", { ...CONFIRMED, never: true }, PAID, { remark: "sale.confirm was called" }],
  [
    "other arguments",
    { ...CONFIRMED, arguments: { mode: "safe" } },
    PAID,
    { remark: "sale.confirm was called with other arguments", differences: [{ path: "mode" }] },
  ],
  ["no call with these arguments", { ...CONFIRMED, arguments: { mode: "safe" }, never: true }, PAID, { passed: true }],
  ["a call of another operation", { ...CONFIRMED, operation: "ship" }, PAID, { remark: "sale.ship was not called" }],
  ["a run that is held", CONFIRMED, NOT_PAID, { passed: false, problems: [{ word: "hold" }] }],
  ["a run that is held proves no absence", { ...CONFIRMED, never: true }, NOT_PAID, { passed: false }],
  ["a message is seen", TOLD, PAID, { passed: true }],
  ["a message that must not be", { ...TOLD, never: true }, PAID, { remark: "team.sales was told of it" }],
  ["another text", { ...TOLD, text: "order 8" }, PAID, { remark: "team.sales was told something else" }],
  ["no message of this text", { ...TOLD, text: "order 8", never: true }, PAID, { passed: true }],
  ["another channel", { ...TOLD, notified: "team" }, PAID, { remark: "team was told nothing" }],
])("what a flow calls and tells: %s", async (_, expected, answers, result) => {
  expect(await run(expected, answers, { stage: "paid" }, TELLING)).toMatchObject(result);
});

const RISK: StepModule = {
  file: "orders.xmap",
  line: 1,
  id: "risk",
  step: "invoke",
  assign: "risk",
  system: "erp",
  invocation: "score",
  idempotent: "findFirst",
  arguments: ({ order }: { readonly order: { readonly total: number } }) => ({ total: order.total }),
};
const RATED: StepModule = {
  file: "orders.xmap",
  line: 2,
  id: "rated",
  step: "require",
  condition: ({ risk }: { readonly risk: number }) => risk < 0.5,
  otherwise: ({ risk }: { readonly risk: number }) => ({ word: "hold", message: `rated ${risk}` }),
  shown: () => [],
};
const RATING = { ...FLOW, steps: [RISK, RATED] };

it("a call of a system is answered by its arguments, and shown among what the flow did", async () => {
  const of = { system: "erp", invocation: "score", parameters: ["total"] };
  const answers = [{ of, arms: [{ key: [24], answer: 0.9 }, { answer: 0.1 }] }];
  const held = await run({ outcome: "hold", message: "rated 0.9" }, answers, {}, RATING);
  expect(held).toMatchObject({ passed: true });
  const other = await run({ outcome: "hold" }, answers, { total: 25 }, RATING);
  expect(other.passed).toBe(false);
  expect(describeResult(other)).toContain('call erp.score {"total":25}');
});

it.each([
  ["what asks lookups", { lookups: [() => ([] as unknown as string).trim()] }],
  ["the mapping", { lookups: [], map: () => ([] as unknown as string).trim() as never }],
])("a value of a wrong type is said, not what %s made of it", async (_, broken) => {
  const binding: BindingModule = {
    ...ORDER_TO_SALE,
    ...broken,
    validate: (_record: never, report: Report) => report.problem("reject", "OrderToSale/ref", "email must be text"),
  };
  const steps = STEPS.map((step) => (step.step === "sync" ? { ...step, binding } : step));
  const said = { outcome: "reject", message: "email must be text" } as const;
  expect(await run(said, MAPPED, {}, { ...FLOW, steps })).toMatchObject({ passed: true });
  const result = await run({ outcome: "skip" }, MAPPED, {}, { ...FLOW, steps });
  expect(result.problems.map(({ message }) => message)).toEqual(["email must be text"]);
});

it("a call is seen in a run that is held after it", async () => {
  const held: StepModule = {
    id: "late",
    step: "outcome",
    outcome: () => ({ word: "hold", message: "later" }),
    file: "f.xmap",
    line: 10,
  };
  const flow = { ...FLOW, steps: [...STEPS, held] };
  expect(await run(CONFIRMED, PAID, { stage: "paid" }, flow)).toMatchObject({ passed: true });
  const written = { written: "order", fields: { note: "sale 5 is draft" } };
  expect(await run(written, PAID, { stage: "paid" }, flow)).toMatchObject({ passed: false });
});

it("a call of a system is expected with its arguments", async () => {
  const of = { system: "erp", invocation: "score", parameters: ["total"] };
  const answers = [{ of, arms: [{ answer: 0.1 }] }];
  const expected = { called: "erp", operation: "score", arguments: { total: 24 }, never: false };
  expect(await run(expected, answers, {}, RATING)).toMatchObject({ passed: true });
  expect(await run({ ...expected, never: true }, answers, {}, RATING)).toMatchObject({
    remark: "erp.score was called",
  });
});

it("a call of a system that the test does not answer is named", async () => {
  const result = await run({ outcome: "hold" }, [], {}, RATING);
  expect(result).toMatchObject({ passed: false, unanswered: ['erp.score of {"total":24}'] });
});
