import { type DeclaredAnswers, type DeclaredTest, describeResult, runBindingTest } from "@xmap/runtime/testing";
import { expect, it } from "vitest";
import { BUYER, ORDER_TO_SALE, PRODUCT_ID } from "../fakes/order-mapping.ts";

const GIVEN = {
  id: 7,
  email: "ann@example.org",
  stage: "paid",
  note: null,
  total: 24,
  items: [
    { id: 1, sku: "TSH", amount: 2 },
    { id: 2, sku: "MUG", amount: 1 },
  ],
};
const ANSWERS: readonly DeclaredAnswers[] = [
  { of: BUYER, arms: [{ answer: 70 }] },
  {
    of: PRODUCT_ID,
    arms: [
      { key: ["TSH"], answer: 41 },
      { key: ["MUG"], answer: 42 },
    ],
  },
];

function testOf(expect: DeclaredTest["expect"], more: Partial<DeclaredTest> = {}): DeclaredTest {
  return { place: "orders.xmap:9", given: GIVEN, answers: ANSWERS, expect, ...more };
}

function run(expect: DeclaredTest["expect"], more: Partial<DeclaredTest> = {}) {
  return runBindingTest(ORDER_TO_SALE, testOf(expect, more));
}

it("only the named fields are compared, lines by position", async () => {
  const lines = [{ product: 41 }, { product: 42, amount: 1 }];
  expect(await run({ fields: { ref: "7", partner: 70, note: null, lines } })).toMatchObject({ passed: true });
});

it("a field with another value is told with its rule", async () => {
  const result = await run({ fields: { total: 25 } });
  expect(result).toMatchObject({ passed: false, differences: [{ path: "total", expected: "25", got: "24" }] });
  expect(describeResult(result)).toBe("total\n  expected  25\n  got       24\n  by        orders.xmap:1  total");
});

it("a field without a value is told, one that is expected as null is not", async () => {
  expect(await run({ fields: { note: "gift" } })).toMatchObject({ differences: [{ got: "null" }] });
  expect(await run({ fields: { absent: 1 } })).toMatchObject({ differences: [{ got: "no value" }] });
  expect(await run({ fields: { absent: null } })).toMatchObject({ passed: true });
});

it("a line too few or too many is a difference", async () => {
  const { differences } = await run({ fields: { lines: [{ product: 41 }] } });
  expect(differences).toMatchObject([
    { path: "lines", expected: "1 line", got: '2 lines, with {"product":42,"amount":1}' },
  ]);
  expect(await run({ fields: { lines: [] } })).toMatchObject({ passed: false });
});

it("a line's field is told at its position", async () => {
  const { differences } = await run({ fields: { lines: [{ product: 41 }, { product: 43 }] } });
  expect(differences).toMatchObject([{ path: "lines[1].product", expected: "43", got: "42" }]);
});

it("what is asked and not answered fails the test by its name", async () => {
  const result = await run({ fields: { ref: "7" } }, { answers: ANSWERS.slice(1) });
  expect(result).toMatchObject({ passed: false, unanswered: ["Buyer of Order 7"] });
  const partly = [{ of: PRODUCT_ID, arms: [{ key: ["TSH"], answer: 41 }] }, ...ANSWERS.slice(0, 1)];
  expect(await run({ fields: { ref: "7" } }, { answers: partly })).toMatchObject({
    unanswered: ['ProductId of "MUG"'],
  });
});

it("an arm without a key answers what no other one names", async () => {
  const answers: readonly DeclaredAnswers[] = [
    { of: BUYER, arms: [{ answer: 70 }] },
    { of: PRODUCT_ID, arms: [{ answer: 1 }, { key: ["MUG"], answer: 42 }] },
  ];
  expect(await run({ fields: { lines: [{ product: 1 }, { product: 42 }] } }, { answers })).toMatchObject({
    passed: true,
  });
});

it("nothing found comes to the lookup's own outcome", async () => {
  const answers: readonly DeclaredAnswers[] = [{ of: PRODUCT_ID, arms: [{}] }];
  const expected = { outcome: "reject", message: "SKU MUG is not there" } as const;
  expect(await run(expected, { answers })).toMatchObject({ passed: true });
  const other = await run({ outcome: "reject", message: "SKU MUG is gone" }, { answers });
  expect(other).toMatchObject({ passed: false, remark: 'expected reject "SKU MUG is gone"' });
  expect(other.problems.map(({ message }) => message)).toContain("SKU MUG is not there");
});

it("an outcome that is expected and does not come fails", async () => {
  expect(await run({ outcome: "hold" })).toMatchObject({
    passed: false,
    remark: "expected hold, and nothing stood in the way",
  });
});

it("the worst outcome is the one that counts", async () => {
  const answers: readonly DeclaredAnswers[] = [ANSWERS[0] as DeclaredAnswers, { of: PRODUCT_ID, arms: [{}] }];
  const given = { ...GIVEN, total: 13 };
  expect(await run({ outcome: "warn" }, { answers, given })).toMatchObject({ passed: false });
});

it("fields are not compared when something is said against the record, be it a warning", async () => {
  const given = { ...GIVEN, total: 13 };
  const result = await run({ fields: { total: 13 } }, { given });
  expect(result).toMatchObject({ passed: false, problems: [{ word: "warn", at: { id: "OrderToSale/total" } }] });
  expect(await run({ outcome: "warn", message: "the total is unlucky" }, { given })).toMatchObject({ passed: true });
});

it("a mapping that throws comes to reject", async () => {
  const given = { ...GIVEN, total: -1 };
  expect(await run({ outcome: "reject", message: "the total is negative" }, { given })).toMatchObject({ passed: true });
});

it("a binding may be answered by a whole record", async () => {
  const answers: readonly DeclaredAnswers[] = [
    { of: BUYER, arms: [{ answer: { id: 71, email: "x@example.org" } }] },
    ANSWERS[1] as DeclaredAnswers,
  ];
  expect(await run({ fields: { partner: 71 } }, { answers })).toMatchObject({ passed: true });
});
