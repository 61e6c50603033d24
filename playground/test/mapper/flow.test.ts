import { hasErrors } from "@xmap/diagnostics";
import { parseFile } from "@xmap/grammar";
import { formatSource } from "@xmap/language";
import fc from "fast-check";
import { expect, test } from "vitest";
import { editFlow, flowOf } from "../../src/mapper/flow/edit-flow.ts";
import type { FlowBox, FlowIntent, FlowPicture, FlowStep } from "../../src/mapper/flow/flow-picture.ts";
import { movedBox } from "../../src/mapper/flow/moved-box.ts";
import { applyChanges } from "../../src/worker/apply-changes.ts";
import { readFolder } from "../support.ts";
import { openProject } from "./picture-support.ts";

/** Flows as they once were, beside policies that are kept as they are. */
const FILES = new Map([
  ...readFolder("playground/test/fixtures/flows"),
  ["policies.xmap", "xmap 1\n\npolicy careful {\n  timeout 30s\n}\n"],
]);
const ORDERS = { path: "orders.xmap", name: "OrderToCash" };
const STOCK = { path: "customers-stock.xmap", name: "StockToShop" };

function outline(steps: readonly FlowStep[]): readonly unknown[] {
  return steps.map(({ kind, id, steps: inner }) =>
    inner.length === 0 ? `${kind} ${id}` : [`${kind} ${id}`, outline(inner)],
  );
}

function pictureIn(files: ReadonlyMap<string, string>, choice: typeof ORDERS): FlowPicture {
  const picture = flowOf(choice, openProject(files));
  if (picture === undefined) throw new Error(`There is no flow ${choice.name}.`);
  return picture;
}

function edited(files: ReadonlyMap<string, string>, choice: typeof ORDERS, intent: FlowIntent) {
  const answer = editFlow(choice, intent, openProject(files));
  if (answer.kind === "refused") return { answer, files };
  const text = applyChanges(files.get(answer.file) ?? "", answer.changes) ?? "";
  return { answer, files: new Map(files).set(answer.file, text) };
}

test("a flow is its triggers, its policy and its steps, with those in braces inside", () => {
  const picture = pictureIn(FILES, ORDERS);
  expect(picture).toMatchObject({ subject: "order", entity: "Order", policy: "careful", policies: ["careful"] });
  expect(picture.triggers.map(({ text }) => text)).toEqual([
    "on change by webhook, poll every 30s",
    "on change of SaleOrder via OrderToSale by poll every 30s",
  ]);
  expect(outline(picture.steps)).toEqual([
    "value stage",
    "require require",
    ["when when", ["find when / cancelled", "require when / require", "call when / call", "outcome when / outcome"]],
    "sync sale",
    "require require #2",
    ["when when #2", ["call when #2 / call"]],
  ]);
  expect(picture.steps[2]?.text).toBe('when stage = "cancelled"');
});

const CASES: readonly (readonly [says: string, choice: typeof ORDERS, intent: FlowIntent, holds: RegExp])[] = [
  [
    "another text for a step",
    ORDERS,
    { kind: "setText", box: "sale", text: "sale = find order via OrderToSale else skip" },
    /sale = find order via OrderToSale else skip\n/,
  ],
  [
    "another condition before braces",
    ORDERS,
    { kind: "setText", box: "when #2", text: 'when stage = "quotation"' },
    /when stage = "quotation" \{\n {4}call sale\.action_confirm\(\)/,
  ],
  [
    "a step at the end",
    ORDERS,
    { kind: "addStep", into: undefined, text: 'skip "done"' },
    /\n {2}\}\n {2}skip "done"\n\}/,
  ],
  [
    "a step in braces",
    ORDERS,
    { kind: "addStep", into: "when #2", text: 'skip "sold"' },
    /reserves the stock\n {4}skip "sold"\n {2}\}/,
  ],
  [
    "a trigger more",
    ORDERS,
    { kind: "addTrigger", text: "on removal by sweep every 1d" },
    /poll every 30s\n {2}on removal by sweep every 1d\n/,
  ],
  ["no policy any more", ORDERS, { kind: "setPolicy", policy: undefined }, /poll every 30s\n\n {2}stage =/],
  ["another policy", STOCK, { kind: "setPolicy", policy: "hasty" }, /with hasty, at most every 2s {3}\/\/ many moves/],
  [
    "a condition",
    ORDERS,
    { kind: "setWhere", text: "total > 0" },
    /for order: Order where total > 0 \{\n {2}on change/,
  ],
  ["a pace", ORDERS, { kind: "setAtMostEvery", text: "5s" }, /with careful, at most every 5s\n/],
  ["another pace", STOCK, { kind: "setAtMostEvery", text: "1m" }, /with careful, at most every 1m {3}\/\/ many moves/],
  ["no pace any more", STOCK, { kind: "setAtMostEvery", text: "" }, /with careful {3}\/\/ many moves/],
  [
    "another outcome of what is required",
    ORDERS,
    { kind: "setOutcome", box: "require", word: "reject" },
    /else reject "order \{order\.order_number\} has no payment status"/,
  ],
  [
    "a step and its neighbour change places",
    STOCK,
    { kind: "moveBox", box: "sold", by: -1 },
    /sold = read ShopProduct\(id\)\n {2}id = /,
  ],
];

test.each(CASES)("%s", (_, choice, intent, holds) => {
  const { answer, files } = edited(FILES, choice, intent);
  expect(answer).toMatchObject({ kind: "edited" });
  const text = files.get(choice.path) ?? "";
  expect(text).toMatch(holds);
  expect(formatSource(choice.path, text)).toEqual({ text });
});

test("a policy that was taken away can be set again", () => {
  const { files } = edited(FILES, ORDERS, { kind: "setPolicy", policy: undefined });
  const { files: again } = edited(files, ORDERS, { kind: "setPolicy", policy: "careful" });
  expect(pictureIn(again, ORDERS).policy).toBe("careful");
});

test("a condition is changed and taken away, in parentheses or over several lines", () => {
  const { files } = edited(FILES, ORDERS, { kind: "setWhere", text: "(total > 0 or\n  total < 0) and\n  id > 1" });
  expect(pictureIn(files, ORDERS).where).toMatch(/^\(total > 0/);
  const { files: other } = edited(files, ORDERS, { kind: "setWhere", text: "id > 2" });
  expect(pictureIn(other, ORDERS).where).toBe("id > 2");
  const { files: none } = edited(files, ORDERS, { kind: "setWhere", text: " " });
  expect(none.get(ORDERS.path)).toBe(FILES.get(ORDERS.path));
});

test.each<[string, typeof ORDERS, FlowIntent, RegExp]>([
  ["a condition with an end of its own", ORDERS, { kind: "setWhere", text: "total > 0 {" }, /never closed/],
  ["half a pace", ORDERS, { kind: "setAtMostEvery", text: "5" }, /5/],
  ["no policy where a pace stands behind it", STOCK, { kind: "setPolicy", policy: undefined }, /empty that first/],
])("%s is refused", (_, choice, intent, reason) => {
  expect(edited(FILES, choice, intent).answer).toMatchObject({
    kind: "refused",
    reason: expect.stringMatching(reason),
  });
});

test("a pace without a policy is refused", () => {
  const { files } = edited(FILES, ORDERS, { kind: "setPolicy", policy: undefined });
  const { answer } = edited(files, ORDERS, { kind: "setAtMostEvery", text: "5s" });
  expect(answer).toMatchObject({ kind: "refused", reason: "This stands behind a policy: choose one first." });
});

test("a step without a name is found again where it was moved to", () => {
  const before = pictureIn(FILES, ORDERS);
  const { files } = edited(FILES, ORDERS, { kind: "moveBox", box: "require #2", by: 1 });
  const after = pictureIn(files, ORDERS);
  expect(movedBox({ before, box: "require #2", by: 1 }, after)).toBe("require #2");
  const { files: up } = edited(files, ORDERS, { kind: "moveBox", box: "when", by: -1 });
  expect(movedBox({ before: after, box: "when", by: -1 }, pictureIn(up, ORDERS))).toBe("when");
  const { files: first } = edited(FILES, ORDERS, { kind: "moveBox", box: "when / call", by: -1 });
  expect(movedBox({ before, box: "when / call", by: -1 }, pictureIn(first, ORDERS))).toBe("when / call");
  const two = edited(FILES, ORDERS, { kind: "addStep", into: undefined, text: 'when stage = "x" { skip "x" }' }).files;
  const three = edited(two, ORDERS, { kind: "moveBox", box: "when #3", by: -1 }).files;
  expect(movedBox({ before: pictureIn(two, ORDERS), box: "when #3", by: -1 }, pictureIn(three, ORDERS))).toBe(
    "when #2",
  );
});

test("half a step is refused with the parser's words", () => {
  const { answer } = edited(FILES, ORDERS, { kind: "setText", box: "sale", text: "sale = sync order via" });
  expect(answer).toMatchObject({ kind: "refused", reason: expect.stringContaining("xpected") });
});

function boxesOf({ triggers, steps }: FlowPicture): readonly FlowBox[] {
  const all = (some: readonly FlowStep[]): readonly FlowBox[] => some.flatMap((step) => [step, ...all(step.steps)]);
  return [...triggers, ...all(steps)];
}

function comments(path: string, text: string): readonly string[] {
  return parseFile(path, text)
    .file.comments.map((comment) => comment.text.replace(/\s+/g, " "))
    .sort();
}

test.each([ORDERS, STOCK])(
  "any sequence of visual edits of $name parses, is in canonical form and keeps its comments",
  (choice) => {
    const pick = fc.record({ kind: fc.nat(7), one: fc.nat(), isOn: fc.boolean() });
    fc.assert(
      fc.property(fc.array(pick, { minLength: 1, maxLength: 5 }), (choices) => {
        let files: ReadonlyMap<string, string> = FILES;
        for (const { kind, one, isOn } of choices) {
          const boxes = boxesOf(pictureIn(files, choice));
          const box = boxes[one % Math.max(1, boxes.length)]?.id ?? "";
          const intents: readonly FlowIntent[] = [
            { kind: "removeBox", box },
            { kind: "moveBox", box, by: isOn ? 1 : -1 },
            { kind: "addStep", into: isOn ? undefined : box, text: 'require 1 = 1 else skip "never"' },
            { kind: "setPolicy", policy: isOn ? "careful" : undefined },
            { kind: "addTrigger", text: "on change by poll every 1m" },
            { kind: "setOutcome", box, word: isOn ? "hold" : "reject" },
            { kind: "setWhere", text: isOn ? "1 = 1" : "" },
            { kind: "setAtMostEvery", text: isOn ? "7s" : "" },
          ];
          const intent = intents[kind];
          if (intent === undefined) continue;
          const { answer, files: after } = edited(files, choice, intent);
          if (answer.kind === "refused") continue;
          const [old, text] = [files.get(choice.path) ?? "", after.get(choice.path) ?? ""];
          expect(hasErrors(parseFile(choice.path, text).diagnostics), text).toBe(false);
          expect(formatSource(choice.path, text), JSON.stringify(intent)).toEqual({ text });
          expect(comments(choice.path, text)).toEqual(comments(choice.path, old));
          if (intent.kind === "setPolicy") expect(pictureIn(after, choice).policy).toBe(intent.policy);
          files = after;
        }
      }),
      { numRuns: 15 },
    );
  },
);
