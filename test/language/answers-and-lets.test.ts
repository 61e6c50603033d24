import type { FlowModule, LookupModule, MappingModule, StepModule } from "@xmap/contract";
import { KEEP } from "@xmap/contract";
import { afterAll, beforeAll, expect, it } from "vitest";
import { compile, createOutputFolder, fixture } from "../../packages/compiler/test/compile.ts";
import { typeErrors } from "../../packages/compiler/test/type-errors.ts";
import { AnswerBook, BookAnswers, Questions } from "../../packages/runtime/src/engine/answer-book.ts";

const TEXT = `xmap 1

import { Purchase, Article, Contact } from "./systems.xmap"

lookup Kept: Article.sku -> Article.id { none -> hold "SKU {$} is unknown", many -> keep }
lookup Cleared: Article.sku -> Article.kind { none -> hold "SKU {$} is unknown", many -> null }
lookup Chosen: Article.sku -> Article.kind { none -> hold "SKU {$} is unknown", many -> "several" }

binding Buyer: Purchase -> Contact {
  email    -> email   key
  "n"      -> name
  number   -> street  via Cleared
  currency -> kind    via Chosen
}

binding Keeping: Purchase -> Contact {
  let found = number via Kept
  let label = currency via { "EUR" -> "euro", else -> keep }

  email  -> email  key
  ($exists($label) ? $label : "none") & $string($found ?? 0) -> name
  number                           -> street  via Kept
  $label                           -> kind
}

flow Note for purchase: Purchase {
  on change by webhook

  contact = find purchase via Buyer else skip "not known"
  first = purchase.number via Kept
  write contact {
    let mark = purchase.number & "/" & purchase.currency
    let kind = purchase.number via Chosen
    $mark & " " & $kind & " " & $string(first) -> street
    $mark -> name  when purchase.gift
  }
  write contact {
    let mark = "again"
    $mark -> street
  }
}
`;

const output = createOutputFolder();
afterAll(() => output.remove());
let mapping: MappingModule;
beforeAll(async () => {
  output.write(compile({ "systems.xmap": fixture("systems.xmap"), "note.xmap": TEXT }));
  mapping = await output.load("note.ts");
});

const PURCHASE = { id: 1, number: "1001", currency: "EUR", gift: true, email: "a@b.c", shipping_status: null };

/** What the writes of a flow come to, with these hits for every lookup. */
function written(hits: readonly string[]) {
  const flow: FlowModule | undefined = mapping.flows.Note;
  const steps: readonly StepModule[] = flow?.steps ?? [];
  const book = new AnswerBook();
  const answers = new BookAnswers(book);
  const drafts = steps.flatMap((step) => {
    if (step.step !== "write") return [];
    const state = { purchase: PURCHASE, contact: {}, first: 7 };
    for (const ask of step.lookups as readonly ((...args: unknown[]) => void)[]) {
      const questions = new Questions();
      ask(state, questions, answers);
      for (const { lookup, key } of questions.lookups.values()) book.putHits(lookup, key, hits);
    }
    return [(step.map as (...args: unknown[]) => object)(state, answers, answers)];
  });
  return { drafts, problems: answers.problems };
}

function answerOf(name: string, ...hits: readonly string[]) {
  const lookup: LookupModule = Reflect.get(mapping, name);
  const book = new AnswerBook();
  book.putHits(lookup, ["A"], hits);
  return new BookAnswers(book).lookup(lookup, "rule", "A");
}

it("a lookup that finds several keeps, clears or answers as it says", () => {
  expect(answerOf("Kept", "1", "2")).toBe(KEEP);
  expect(answerOf("Cleared", "1", "2")).toBeNull();
  expect(answerOf("Chosen", "1", "2")).toBe("several");
  expect(answerOf("Chosen", "1")).toBe("1");
});

/** A draft of `Keeping` where the lookup finds these. */
function kept(currency: string, ...hits: readonly string[]): object {
  const binding = mapping.bindings.Keeping;
  if (binding === undefined) throw new Error("no binding Keeping");
  const record = { ...PURCHASE, currency };
  const book = new AnswerBook();
  const answers = new BookAnswers(book);
  for (const ask of binding.lookups as readonly ((...args: unknown[]) => void)[]) {
    const questions = new Questions();
    ask(record, questions, answers);
    for (const { lookup, key } of questions.lookups.values()) book.putHits(lookup, key, hits);
  }
  return (binding.map as (...args: unknown[]) => object)(record, answers, answers);
}

it("what is kept is left as it is, also where the value would have been converted", () => {
  expect(kept("USD", "1", "2")).toMatchObject({ street: KEEP, kind: KEEP });
});

it("in an expression, what is kept is no value", () => {
  expect(kept("USD", "1", "2")).toMatchObject({ name: "none0" });
});

it("what is found is converted and computed with as ever", () => {
  expect(kept("EUR", "7")).toMatchObject({ street: "7", kind: "euro", name: "euro7" });
});

it("a let names a value for the rules of a write, also what a lookup answers", () => {
  expect(written(["book"])).toEqual({
    drafts: [{ street: "1001/EUR book 7", name: "1001/EUR" }, { street: "again" }],
    problems: [],
  });
});

it("a let whose lookup finds nothing tells it once, under its own name", () => {
  expect(written([]).problems).toEqual([{ word: "hold", rule: "Note_contact/$kind", message: "SKU 1001 is unknown" }]);
});

it("what is generated passes the strict type check", () => {
  expect(typeErrors(output.path)).toBe("");
});
