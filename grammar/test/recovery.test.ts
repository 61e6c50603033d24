import { positionAt } from "@xmap/diagnostics";
import { parseFile, type RuleItem, type Step, visitNodes } from "@xmap/grammar";
import { describe, expect, it } from "vitest";
import { checkTree } from "./support/check-tree.ts";

/** Half-typed lines; a few hold two mistakes, such as two brackets that are not closed. */
const halfTypedRules: readonly string[] = [
  "street",
  "street -",
  "street ->",
  "street -> city zip",
  "-> street",
  "street <-",
  "street <->",
  "street -> via CountryId",
  "street -> city via",
  "street -> city via {",
  'street -> city via { "a" -> ',
  'street -> city via { "a" -> 1 "b" -> 2 }',
  "street -> city via Country else",
  "street -> city when",
  "street -> city once key ones",
  "street -> city master",
  "street +",
  "street + -> city",
  "$sum(items[x.",
  "$sum(items -> city",
  "$sum(items[x > 1) -> city",
  "[1, 2 -> city",
  "{'a': 1 -> city",
  "(street -> city",
  "street) -> city",
  "street] -> city",
  "street} -> city",
  '"street -> city',
  "'street -> city",
  "`street -> city",
  "street -> city /* remark",
  "street -> ci?ty",
  "street ! -> city",
  "street ~ -> city",
  "street = = 1 -> city",
  "let",
  "let x",
  "let x =",
  "let x = items[",
  "include",
  "include Rules from",
  "require",
  "require total > 0",
  "require total > 0 else",
  "require total > 0 else nothing",
  'requre total > 0 else hold "no"',
  "master",
  "each",
  "items -> lines each",
  "items -> lines each by",
  "items -> lines each by id",
  "items -> lines {",
  "items -> lines each by id {",
  "items - lines each by id {\n    sku -> code\n  }",
  "items -> lines each by id }",
  "1e999 -> city",
  "007 -> city",
  '"\\q" -> city',
  "a.1 -> city",
  "$x -> $y",
  "street -> city -> zip",
  "street, -> city",
  ", street -> city",
  "}",
  ")",
  "key -> ",
];

const before = ["first -> a", "second -> b", "third -> c"];
const after = ["fourth -> d", "fifth -> e", "sixth -> f"];

function fileWith(line: string): string {
  const lines = [...before, line, ...after].map((rule) => `  ${rule}`).join("\n");
  return `xmap 1\nentity A = s.a { key id }\nbinding B: A -> A {\n${lines}\n}\nentity C = s.c { key id }\n`;
}

function targetsOf(items: readonly (RuleItem | { kind: string })[]): string[] {
  return items.flatMap((item) =>
    item.kind === "Rule" && "target" in item ? item.target.names.map(({ name }) => name) : [],
  );
}

describe("a half-typed line in a binding", () => {
  it.each(halfTypedRules)("%s", (line) => {
    const text = fileWith(line);
    const { file, diagnostics } = parseFile("a.xmap", text);
    checkTree(file, text.length);
    const wrong = diagnostics.filter(({ span }) => {
      const place = positionAt(file.source, span.start).line;
      return place < 7 || place > 7 + line.split("\n").length - 1;
    });
    expect(wrong.map(({ message }) => message)).toEqual([]);
    expect([1, 2]).toContain(diagnostics.length);
    expect(file.declarations.map(({ kind }) => kind)).toEqual([
      "EntityDeclaration",
      "BindingDeclaration",
      "EntityDeclaration",
    ]);
    const [, binding] = file.declarations;
    const targets = binding?.kind === "BindingDeclaration" ? targetsOf(binding.items) : [];
    expect(targets.filter((name) => /^[a-f]$/.test(name))).toEqual(["a", "b", "c", "d", "e", "f"]);
  });
});

const halfTypedSteps: readonly string[] = [
  "stage",
  "stage =",
  "stage = order.",
  "stage = order.code via",
  "stage = read Order(",
  "stage = find order via Sale else",
  "stage = find order else skip",
  "stage = sync order",
  "call",
  "call sale",
  "call sale.confirm(",
  "call sale.confirm(post true)",
  "require",
  "require a = b",
  "when",
  "when {",
  "when a = {",
  "when a = b {",
  "when shop offers {",
  "when a = b",
  "each",
  "each x in",
  "each x in list {",
  "write",
  "write order",
  "write order {",
  'write order { "a" -> }',
  "notify team.ops",
  'notify "text"',
  'hold "open {order.number"',
  'hold "bad {order.}"',
  'hold "bad {a b}"',
  "whne a = b { skip }",
  "on change by poll",
  "on change by poll every 30",
  "with careful, at most",
  "order.total",
];

const firstSteps = ["one = a.one", "two = a.two"];
const lastSteps = ["three = a.three", "four = a.four"];

describe("a half-typed line in a flow", () => {
  it.each(halfTypedSteps)("%s", (line) => {
    const lines = [...firstSteps, line, ...lastSteps].map((step) => `  ${step}`).join("\n");
    const text = `xmap 1\nflow F for a: A {\n  on change by webhook\n${lines}\n}\nentity C = s.c { key id }\n`;
    const { file, diagnostics } = parseFile("a.xmap", text);
    checkTree(file, text.length);
    expect([...new Set(diagnostics.map(({ span }) => positionAt(file.source, span.start).line))]).toEqual([6]);
    expect([1, 2]).toContain(diagnostics.length);
    expect(file.declarations.map(({ kind }) => kind)).toEqual(["FlowDeclaration", "EntityDeclaration"]);
    const names: string[] = [];
    visitNodes(file, (node) => {
      if (isStep(node) && node.kind === "ValueStep") names.push(node.name.name);
    });
    expect(names).toEqual(expect.arrayContaining(["one", "two", "three", "four"]));
  });
});

function isStep(node: { kind: string }): node is Step {
  return node.kind.endsWith("Step");
}

const brokenHeads: readonly string[] = [
  "binding B A -> A {",
  "binding B: A - A {",
  "binding B: -> A {",
  "binding: A -> A {",
  "bindng B: A -> A {",
  "binding B: A -> {",
  "binding B: A -> A extra {",
];

describe("a mistake in a declaration's first line", () => {
  it.each(brokenHeads)("%s", (head) => {
    const text = `xmap 1\nentity A = s.a { key id }\n${head}\n  a -> \n  b -> c\n  d -> \n}\nentity C = s.c { key id }\n`;
    const { file, diagnostics } = parseFile("a.xmap", text);
    expect(diagnostics.map(({ span }) => positionAt(file.source, span.start).line)).toEqual([3, 4, 6]);
    expect(file.declarations.filter(({ kind }) => kind === "EntityDeclaration").length).toBe(2);
    expect(file.imports).toEqual([]);
  });

  it("still declares the name when only the word is misspelt", () => {
    const { file, diagnostics } = parseFile("a.xmap", "xmap 1\npolcy careful {\n  timeout 5s\n}\n");
    expect(diagnostics.map(({ help }) => help)).toEqual(["did you mean `policy`?"]);
    expect(file.declarations.map((declaration) => "name" in declaration && declaration.name.name)).toEqual(["careful"]);
  });
});

describe("a forgotten or superfluous brace", () => {
  const nested = [
    "binding B: A -> A {",
    "  items -> lines each by id {",
    "    one -> a",
    "    two -> b",
    "  }",
    "  three -> c",
    "}",
    "entity C = s.c { key id }",
  ];

  it.each([
    { name: "the inner block is not closed", drop: 4, add: undefined, line: 3 },
    { name: "the outer block is not closed", drop: 6, add: undefined, line: 2 },
    { name: "one too many inside", drop: undefined, add: 5, line: 7 },
    { name: "one too many at the end", drop: undefined, add: 7, line: 9 },
  ])("$name", ({ drop, add, line }) => {
    const lines = nested.filter((_, index) => index !== drop);
    if (add !== undefined) lines.splice(add, 0, add === 5 ? "    }" : "}");
    const text = `xmap 1\n${lines.join("\n")}\n`;
    const { file, diagnostics } = parseFile("a.xmap", text);
    expect(diagnostics.map(({ span }) => positionAt(file.source, span.start).line)).toEqual([line]);
    const [binding] = file.declarations;
    const targets: string[] = [];
    if (binding !== undefined) {
      visitNodes(binding, (node) => {
        if (node.kind === "Rule") targets.push(node.target.names[0]?.name ?? "");
      });
    }
    expect(targets).toEqual(["lines", "a", "b", "c"]);
    expect(file.declarations.length).toBe(2);
  });
});

describe("every mistake of a file is told", () => {
  it("each on its own line", () => {
    const text = [
      "xmap 1",
      "system s = x { url: , key: secret(1) }",
      "map M: A.b { 1 -> , else hold }",
      "lookup L: A.b -> A.c { cache soon, none -> }",
      "policy p {",
      "  retry from 1s to for 5m",
      "  timeout",
      "}",
      "flow F for a A {",
      "  on change",
      "  x = ",
      "}",
      'test "t" of F {',
      "  given",
      "  answers X ->",
      "  expect",
      "}",
    ].join("\n");
    const { file, diagnostics } = parseFile("a.xmap", text);
    const lines = new Set(diagnostics.map(({ span }) => positionAt(file.source, span.start).line));
    expect([...lines]).toEqual([2, 3, 4, 6, 7, 9, 10, 11, 14, 15, 16]);
    expect(diagnostics.length).toBe(14);
  });
});
