import { expect, test } from "vitest";
import type { CompletionItem, CompletionKind } from "../../src/service/index.ts";
import { binding, file, flow } from "../snippets.ts";
import { COMPLETION_CASES } from "./cases/completion-cases.ts";
import { applyEdits, openMain, withCursor } from "./workspace.ts";

const AT = "~~~~~~";

function completeAt(marked: string, more: Readonly<Record<string, string>> = {}): readonly CompletionItem[] {
  const { text, offset } = withCursor(marked);
  return openMain(text, more).completion("main.xmap", offset);
}

function labels(items: readonly CompletionItem[], ...kinds: readonly CompletionKind[]): readonly string[] {
  return items.filter(({ kind }) => kinds.includes(kind)).map(({ label }) => label);
}

test.for(COMPLETION_CASES)("$what", ({ source, kinds, labels: wanted, first }) => {
  const found = labels(completeAt(source), ...kinds);
  expect(first === true ? found.slice(0, wanted.length) : found).toEqual(wanted);
});

const keywords: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "the top of a file",
    `xmap 1\n${AT}`,
    ["binding", "entity", "flow", "import", "lookup", "map", "policy", "rules", "system", "test"],
  ],
  ["a new rule", binding(`  ${AT}`), ["false", "include", "let", "master", "null", "require", "true"]],
  ["behind a target", binding(`  items -> lines ${AT}`), ["each", "key", "master", "once", "via", "when"]],
  ["behind a modifier", binding(`  number -> note once ${AT}`), ["key", "master", "via", "when"]],
  ["behind an operand", binding(`  gift ${AT}`), ["and", "in", "or"]],
  ["behind a condition", binding(`  require gift ${AT}`), ["and", "else", "in", "or"]],
  ["an outcome", binding(`  require gift else ${AT}`), ["fail", "hold", "reject", "skip", "warn"]],
  ["an arm", file(`map M: Sale.state {\n  ${AT}\n}`), ["else", "false", "null", "true"]],
  [
    "an answer",
    file(`map M: Sale.state {\n  else -> ${AT}\n}`),
    ["fail", "false", "hold", "keep", "null", "reject", "skip", "true", "warn"],
  ],
  ["a lookup's item", file(`lookup L: Tax.name -> Tax.id {\n  ${AT}\n}`), ["cache", "index", "many", "none"]],
  ["an entity's item", file(`entity X = shop.order {\n  ${AT}\n}`), ["key"]],
  ["a policy's item", file(`policy p {\n  ${AT}\n}`), ["alert", "parallel", "rate", "retry", "timeout"]],
  [
    "a step",
    flow(`  ${AT}`),
    [
      "after",
      "call",
      "each",
      "fail",
      "find",
      "hold",
      "notify",
      "on",
      "read",
      "reject",
      "require",
      "skip",
      "sync",
      "warn",
      "when",
      "with",
      "write",
    ],
  ],
  ["what a step gives", flow(`  x = ${AT}`), ["call", "false", "find", "null", "read", "sync", "true"]],
  ["a trigger", file(`flow F for o: Order {\n  on ${AT}\n}`), ["change", "removal"]],
  ["the interval of a poll", file(`flow F for o: Order {\n  on change by poll ${AT}\n}`), ["every"]],
  ["the times of a sweep", file(`flow F for o: Order {\n  on change by webhook, sweep ${AT}\n}`), ["at", "every"]],
  ["how a change is noticed", file(`flow F for o: Order {\n  on change by ${AT}\n}`), ["poll", "sweep", "webhook"]],
  ["an option's value", `xmap 1\nsystem shop = store {\n  url: ${AT}\n}`, ["env", "false", "null", "secret", "true"]],
  ["a test's item", file(`test "x" of ToSale {\n  ${AT}\n}`), ["answers", "expect", "given"]],
  ["behind an import's names", `xmap 1\nimport { A } ${AT}`, ["from"]],
  ["a part of a path", binding(`  billing.${AT} -> note`), []],
  ["a comment", binding(`  // w${AT}`), []],
];

test.for(keywords)("words that can stand at %s", ([, source, wanted]) => {
  expect(labels(completeAt(source), "keyword").toSorted()).toEqual(wanted);
});

test("a field says its type, what the schema says, and that it is required", () => {
  const items = completeAt(file(`binding B: Order -> Sale {\n number -> reference key\n gift -> ${AT}\n}`));
  const partner = items.find(({ label }) => label === "partner_id");
  expect(partner?.detail).toBe("reference to erp.partner (required, searchable)");
  const source = completeAt(binding(`  ${AT} -> note`)).find(({ label }) => label === "total");
  expect(source?.detail).toBe("money in Order.currency");
  expect(source?.documentation).toContain("Order.total: money in Order.currency");
});

test("functions come with their signature and documentation", () => {
  const item = completeAt(binding(`  $su${AT} -> note`)).find(({ label }) => label === "$substring");
  expect(item).toMatchObject({ kind: "function", detail: "$substring(text, start, length?)", isSnippet: true });
  expect(item?.documentation).toContain("The part of the text");
  expect(item?.insertText).toBe(`\\$substring(\${1:text})`);
});

test("a function's name before brackets is only a name", () => {
  const item = completeAt(binding(`  $su${AT}(number) -> note`)).find(({ label }) => label === "$substring");
  expect(item).toMatchObject({ insertText: "$substring", isSnippet: false });
});

test("a function of no parameters and a let of no type do not trouble the list", () => {
  const found = completeAt(binding(`  let odd = nothing\n  $${AT} -> note`)).find(({ label }) => label === "$odd");
  expect(found?.detail).toBe("unknown");
});

test("accepting an item replaces the whole word", () => {
  const { text, offset } = withCursor(binding(`  nu${AT}mb -> note`));
  const item = openMain(text)
    .completion("main.xmap", offset)
    .find(({ label }) => label === "number");
  expect(item).toBeDefined();
  if (item === undefined) return;
  const edit = { file: "main.xmap", span: item.replace, newText: item.insertText };
  expect(applyEdits(text, [edit])).toBe(binding("  number -> note"));
});

test("a resource with dots replaces all that is typed of it", () => {
  const { text, offset } = withCursor(file(`entity X = shop.or${AT}`));
  const item = openMain(text)
    .completion("main.xmap", offset)
    .find(({ label }) => label === "order");
  expect(text.slice(item?.replace.start, item?.replace.end)).toBe("or");
});

const TABLES =
  'xmap 1\nimport { Order } from "./systems.xmap"\nmap Region: Order.number {\n  else -> "x"\n}\nmap Other: Order.number {\n  else -> "x"\n}\n';

test("a name of another file comes with the import that it needs", () => {
  const { text, offset } = withCursor(binding(`  number -> note via Re${AT}`));
  const workspace = openMain(text, { "maps/tables.xmap": TABLES });
  const item = workspace.completion("main.xmap", offset).find(({ label }) => label === "Region");
  expect(item).toMatchObject({ kind: "map", detail: "map of maps/tables.xmap" });
  const after = applyEdits(text, item?.edits ?? []);
  expect(after).toContain('from "./systems.xmap"\nimport { Region } from "./maps/tables.xmap"\n');
});

test("an import that is there already grows", () => {
  const source = 'xmap 1\nimport { Order, Sale } from "./systems.xmap"\nimport { Other } from "./maps/tables.xmap"\n';
  const { text, offset } = withCursor(
    `${source}binding B: Order -> Sale {\n number -> note via Re${AT}\n number -> note via Other\n}\n`,
  );
  const item = openMain(text, { "maps/tables.xmap": TABLES })
    .completion("main.xmap", offset)
    .find(({ label }) => label === "Region");
  expect(applyEdits(text, item?.edits ?? [])).toContain('import { Other, Region } from "./maps/tables.xmap"');
});

test("what imports this file is not offered, since that would be a circle", () => {
  const other = 'xmap 1\nimport { Mine } from "./main.xmap"\nmap Theirs: Mine.number {\n  else -> "x"\n}\n';
  const source = file(`entity Mine = shop.order { key id }\nbinding B: Order -> Sale {\n number -> note via ${AT}\n}`);
  expect(labels(completeAt(source, { "other.xmap": other }), "map")).toEqual([]);
});

test("fields named like words of the language are put in backticks", () => {
  const marked =
    'xmap 1\nimport { Sale } from "./systems.xmap"\nbinding B: Sale -> Sale {\n ({"when": 1}).~~~~~~ -> fee\n}';
  expect(completeAt(marked).find(({ label }) => label === "when")?.insertText).toBe("`when`");
});

test("values of a closed set come with what people call them", () => {
  const found = completeAt(binding(`  number -> state via { else -> "${AT}" }`)).filter(({ kind }) => kind === "value");
  expect(found.map(({ label, detail }) => [label, detail])).toEqual([
    ["cancel", undefined],
    ["draft", "Quotation"],
    ["sale", "Sales Order"],
  ]);
});
