import fc from "fast-check";
import { expect, test } from "vitest";
import { checkProject } from "../src/check-project.ts";
import type { CheckedBlock, CheckedItem, CheckedStep } from "../src/program.ts";
import { fixture, hostOf } from "./project.ts";

const ORDERS = fixture("orders.xmap");

function checkOrders(text: string) {
  return checkProject(["orders.xmap"], hostOf({ "orders.xmap": text }), { isWhole: false });
}

function ordersFile() {
  const { program, diagnostics } = checkOrders(ORDERS);
  expect(diagnostics).toEqual([]);
  const file = program?.files.at(-1);
  if (program === undefined || file === undefined) throw new Error("the fixture does not check");
  return { program, file };
}

function describeItem(item: CheckedItem): string[] {
  if (item.kind === "include") return [`include ${item.rules.name}`];
  if (item.kind === "rule")
    return [
      [item.id, item.conversion, item.value.via?.kind, item.value.each ? "each" : undefined].filter(Boolean).join(" "),
    ];
  const head = item.kind === "lines" ? `${item.id} lines of ${item.origin} by ${item.by.join()}` : `${item.id} nested`;
  return [head, ...describeBlock(item.block).map((line) => `  ${line}`)];
}

function describeBlock(block: CheckedBlock): string[] {
  const lets = block.lets.map((entry) => `let ${entry.name}`);
  return [`$ is ${block.context.name}: ${block.context.type.name}`, ...lets, ...block.items.flatMap(describeItem)];
}

function describeSteps(steps: readonly CheckedStep[]): string[] {
  return steps.flatMap((step) => [
    `${step.kind} ${step.id}`,
    ...(step.kind === "when" || step.kind === "each" ? describeSteps(step.steps).map((line) => `  ${line}`) : []),
  ]);
}

test("a whole file: rules with their conversions", () => {
  const { file } = ordersFile();
  expect(file.bindings.map((binding) => describeBlock(binding.block))).toEqual([
    ["$ is order: Order", "Buyer/email none", "Buyer/name none", "include Postal"],
    [
      "$ is order: Order",
      "let extra",
      "let vat",
      "OrderToSale/reference none",
      "OrderToSale/partner_id none binding",
      "OrderToSale/date none",
      "OrderToSale/due toDay",
      "OrderToSale/fee toAmount",
      "OrderToSale/state none arms",
      "OrderToSale/tags list",
      "OrderToSale/note none",
      "OrderToSale/lines lines of items by id",
      "  $ is item: OrderItem",
      "  OrderToSale/lines/product_id none lookup",
      "  OrderToSale/lines/name none",
      "  OrderToSale/lines/quantity none",
      "  OrderToSale/lines/price none",
      "  OrderToSale/lines/tax_ids list lookup each",
      "OrderToSale/lines/2 lines of extra by id",
      "  $ is extra: OrderSurcharge",
      "  let sku",
      "  OrderToSale/lines/2/product_id none lookup",
      "  OrderToSale/lines/2/name none",
      "  OrderToSale/lines/2/quantity none",
      "  OrderToSale/lines/2/price none",
    ],
  ]);
  expect(file.bindings[1]?.guards.map((guard) => guard.id)).toEqual(["OrderToSale/require/1", "OrderToSale/require/2"]);
});

test("a whole file: steps with stable ids, entities and sides", () => {
  const { file } = ordersFile();
  const [flow] = file.flows;
  expect(describeSteps(flow?.steps ?? [])).toEqual([
    "value stage",
    'when when stage = "cancelled"',
    "  find old",
    '  require when stage = "cancelled"/require $not(old.state in ["sale"])',
    '  outcome when stage = "cancelled"/skip',
    "sync sale",
    "require require sale.total = order.total",
    'when when stage = "sale"',
    '  call when stage = "sale"/call sale.confirm',
    "  read again",
    '  write when stage = "sale"/write order',
    "when when shop offers tracking and order.gift",
    "  notify when shop offers tracking and order.gift/notify team.sales",
  ]);
  expect(flow?.triggers.map((trigger) => [trigger.entity.name, trigger.via?.name])).toEqual([
    ["Order", undefined],
    ["Sale", "OrderToSale"],
  ]);
  expect(file.imports).toEqual(["systems.xmap"]);
});

test("ids do not change with blanks and line ends", () => {
  const spread = ORDERS.replace('when stage = "sale"', 'when  stage   ="sale"').replace(
    "require sale.total = order.total",
    "require sale.total\n=order.total",
  );
  const steps = (text: string) => describeSteps(checkOrders(text).program?.files.at(-1)?.flows[0]?.steps ?? []);
  expect(steps(spread.replace("total\n=", "total ="))).toEqual(steps(ORDERS));
});

test("every expression of a checked file has a type", () => {
  const { program, file } = ordersFile();
  const guard = file.bindings[1]?.guards[1]?.condition;
  expect(guard?.kind).toBe("BinaryExpression");
  if (guard?.kind !== "BinaryExpression") return;
  expect(program.typeOf(guard.left).type).toEqual({ kind: "money", entity: "Order", currency: "currency" });
  expect(program.typeOf(guard.right).type).toEqual({ kind: "money", entity: "Order", currency: "currency" });
});

test("whatever the input, nothing is thrown and every place lies in its file", () => {
  const fragment = fc.constantFrom(
    "",
    "\n",
    "{",
    "}",
    "->",
    "via",
    "$",
    '"',
    "each by id {",
    "[0]",
    ".x",
    "(",
    "via Buyer",
    "Order",
    "??",
  );
  const edit = fc.record({
    at: fc.nat(ORDERS.length),
    remove: fc.nat(30),
    insert: fc.oneof(fragment, fc.string({ maxLength: 6 })),
  });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
      const text = edits.reduce(
        (before, { at, remove, insert }) => before.slice(0, at) + insert + before.slice(at + remove),
        ORDERS,
      );
      const { diagnostics, files } = checkOrders(text);
      for (const { file, span } of diagnostics) {
        const length = files.find((parsed) => parsed.source.path === file)?.source.text.length ?? -1;
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(length);
      }
    }),
    { numRuns: 150 },
  );
});
