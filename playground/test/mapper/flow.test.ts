import { hasErrors } from "@xmap/diagnostics";
import { parseFile } from "@xmap/grammar";
import { formatSource } from "@xmap/language";
import fc from "fast-check";
import { expect, test } from "vitest";
import { editFlow, flowOf } from "../../src/mapper/flow/edit-flow.ts";
import type { FlowBox, FlowIntent, FlowPicture, FlowStep } from "../../src/mapper/flow/flow-picture.ts";
import { applyChanges } from "../../src/worker/apply-changes.ts";
import { readFolder } from "../support.ts";
import { openProject } from "./picture-support.ts";

const FILES = readFolder("mappings");
const ORDERS = { path: "xcart-odoo/orders.xmap", name: "OrderToCash" };
const STOCK = { path: "xcart-odoo/customers-stock.xmap", name: "StockToShop" };

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
    const pick = fc.record({ kind: fc.nat(4), one: fc.nat(), isOn: fc.boolean() });
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
