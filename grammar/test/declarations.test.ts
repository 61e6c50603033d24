import { type Declaration, parseFile } from "@xmap/grammar";
import { describe, expect, it } from "vitest";
import { checkTree, withoutSpans } from "./support/check-tree.ts";

function declarationOf(text: string): Declaration {
  const whole = `xmap 1\n${text}\n`;
  const { file, diagnostics } = parseFile("a.xmap", whole);
  expect(diagnostics.map(({ message }) => message)).toEqual([]);
  checkTree(file, whole.length);
  const [declaration] = file.declarations;
  if (declaration === undefined) throw new Error("nothing was declared");
  return declaration;
}

/** What a text means, briefly: names for identifiers, dots for paths, values for literals. */
function brief(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(brief);
  if (typeof value !== "object" || value === null) return value;
  const node = value as Readonly<Record<string, unknown>>;
  switch (node.kind) {
    case "Identifier":
    case "NameStep":
      return node.name;
    case "TypeReference":
      return (brief(node.names) as string[]).join(".");
    case "FieldPath":
      return [...(node.root === "" ? [] : [node.root]), ...(brief(node.names) as string[])].join(".");
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return node.value;
    case "NullLiteral":
      return null;
    case "Duration":
      return `${node.milliseconds}ms`;
    case "TemplateText":
      return node.text;
    case "WildcardStep":
      return "*";
    case "VariableExpression":
      return `$${node.name}`;
    case "PathExpression":
      return (node.steps as { operand: unknown; stages: unknown[] }[])
        .map(({ operand, stages }) => `${brief(operand)}${"[…]".repeat(stages.length)}`)
        .join(".");
    case "BinaryExpression":
      return [brief(node.left), node.operator, brief(node.right)];
    default:
      return Object.fromEntries(
        Object.entries(node)
          .filter(([key, inner]) => key !== "kind" && inner !== undefined && inner !== false)
          .filter(([, inner]) => !(Array.isArray(inner) && inner.length === 0))
          .map(([key, inner]) => [key, brief(inner)]),
      );
  }
}

function meaningOf(text: string): unknown {
  return brief(withoutSpans(declarationOf(text)));
}

describe("declarations", () => {
  const forms: { text: string; meaning: unknown }[] = [
    {
      text: 'system s = demo { url: env("U"), key: secret("K"), n: -1, on: true, off: null }',
      meaning: {
        name: "s",
        connector: "demo",
        options: [
          { name: "url", value: { source: "env", name: "U" } },
          { name: "key", value: { source: "secret", name: "K" } },
          { name: "n", value: -1 },
          { name: "on", value: true },
          { name: "off", value: null },
        ],
      },
    },
    {
      text: "/** A thing.\n * And more. */\nentity A = s.sale.order with notes, lines {\n  key a + b.c\n  total: money in $$.currency\n  price: decimal(4), key: text\n}",
      meaning: {
        name: "A",
        documentation: "A thing.\nAnd more.",
        system: "s",
        resource: "sale.order",
        joins: ["notes", "lines"],
        key: ["a", "b.c"],
        refinements: [
          { path: "total", type: { name: "money", unit: "$$.currency" } },
          { path: "price", type: { name: "decimal", argument: 4 } },
          { path: "key", type: { name: "text" } },
        ],
      },
    },
    { text: "entity A = s.a", meaning: { name: "A", system: "s", resource: "a" } },
    {
      text: 'map M: A.b <-> C.d { "x", 2 <-> "y", else -> hold "no {$}" }',
      meaning: {
        name: "M",
        from: "A.b",
        direction: "<->",
        to: "C.d",
        arms: [
          { patterns: ["x", 2], direction: "<->", answer: "y" },
          { direction: "->", answer: { word: "hold", template: { parts: ["no ", "$"] } } },
        ],
      },
    },
    {
      text: "map M: A.b {\n  null -> keep\n  else -> skip\n}",
      meaning: {
        name: "M",
        from: "A.b",
        direction: "->",
        arms: [
          { patterns: [null], direction: "->", answer: {} },
          { direction: "->", answer: { word: "skip" } },
        ],
      },
    },
    {
      text: 'lookup L: A.b, A.c -> A.d { cache 90m, index every 2h, none -> keep, many -> hold "two" }',
      meaning: {
        name: "L",
        from: ["A.b", "A.c"],
        direction: "->",
        to: "A.d",
        items: [
          { duration: "5400000ms" },
          { every: "7200000ms" },
          { on: "none", answer: {} },
          { on: "many", answer: { word: "hold", template: { parts: ["two"] } } },
        ],
      },
    },
    {
      text: "policy p {\n  retry from 1s to 5m for 1d\n  timeout 60s\n  rate 4 per 1s on shop\n  parallel 8 on erp\n  alert reject, hold to team.ops\n}",
      meaning: {
        name: "p",
        items: [
          { from: "1000ms", to: "300000ms", for: "86400000ms" },
          { duration: "60000ms" },
          { count: 4, per: "1000ms", system: "shop" },
          { count: 8, system: "erp" },
          { words: ["reject", "hold"], channel: "team.ops" },
        ],
      },
    },
    {
      text: 'test "works" of F {\n  given "a.json"\n  answers B -> 7\n  answers L { "x", 1 -> { "a": 1 }, else -> none }\n  expect write order { "a": true }\n}',
      meaning: {
        title: "works",
        of: "F",
        given: "a.json",
        answers: [
          { of: "B", arms: [{ answer: 7 }] },
          {
            of: "L",
            arms: [{ patterns: ["x", 1], answer: { pairs: [{ key: "a", value: 1 }] } }, { answer: {} }],
          },
        ],
        expectation: { written: "order", expected: { pairs: [{ key: "a", value: true }] } },
      },
    },
    {
      text: 'test "calls" of F {\n  expect no call sale.confirm(mode: "safe")\n}',
      meaning: {
        title: "calls",
        of: "F",
        expectation: {
          never: true,
          expected: { target: "sale.confirm", arguments: [{ name: "mode", value: "safe" }] },
        },
      },
    },
    {
      text: 'test "tells" of F {\n  expect notify team.sales "10301"\n}',
      meaning: {
        title: "tells",
        of: "F",
        expectation: { expected: { channel: "team.sales", template: { parts: ["10301"] } } },
      },
    },
  ];

  it.each(forms)("$text", ({ text, meaning }) => {
    expect(meaningOf(text)).toEqual(meaning);
  });

  it("of a file: version, imports with their quotes, comments", () => {
    const { file } = parseFile(
      "a.xmap",
      "xmap 1 // one\nimport { A, B } from \"./b.xmap\"\nimport { C } from './c.xmap'\n",
    );
    expect(file.version?.value).toBe(1);
    expect(file.imports.map(({ names, from }) => [names.map(({ name }) => name), from.value])).toEqual([
      [["A", "B"], "./b.xmap"],
      [["C"], "./c.xmap"],
    ]);
    expect(file.comments.map(({ text }) => text)).toEqual(["// one"]);
  });
});

describe("rules", () => {
  const forms: [string, unknown][] = [
    ["a -> b", { direction: "->", sources: ["a"], target: "b" }],
    ["a, b.c -> d.e", { direction: "->", sources: ["a", "b.c"], target: "d.e" }],
    ["$ -> $.x", { direction: "->", sources: ["$"], target: "$.x" }],
    ["$$.a -> b", { direction: "->", sources: ["$$.a"], target: "b" }],
    ["a <- b, c", { direction: "<-", sources: ["b", "c"], target: "a" }],
    ["$.a <- b", { direction: "<-", sources: ["b"], target: "$.a" }],
    ["a[b] <-> $", { direction: "<->", sources: ["a[…]"], target: "$" }],
    [
      "a -> b via M when c = 1 once key master s",
      {
        direction: "->",
        sources: ["a"],
        target: "b",
        via: { target: "M" },
        condition: ["c", "=", 1],
        once: true,
        key: true,
        master: "s",
      },
    ],
    ["a -> b key once", { direction: "->", sources: ["a"], target: "b", once: true, key: true }],
    [
      'a -> b via B.c else "x"',
      { direction: "->", sources: ["a"], target: "b", via: { target: "B.c", otherwise: "x" } },
    ],
    [
      "a -> b via L\n    else keep",
      { direction: "->", sources: ["a"], target: "b", via: { target: "L", otherwise: {} } },
    ],
    [
      'a <-> b via { "E" <-> true } else "D"',
      {
        direction: "<->",
        sources: ["a"],
        target: "b",
        via: { target: { arms: [{ patterns: ["E"], direction: "<->", answer: true }] }, otherwise: "D" },
      },
    ],
    [
      "a -> b { c -> d }",
      {
        direction: "->",
        sources: ["a"],
        target: "b",
        body: { items: [{ direction: "->", sources: ["c"], target: "d" }] },
      },
    ],
    ["a -> b each by c, d.e {\n  }", { direction: "->", sources: ["a"], target: "b", body: { by: ["c", "d.e"] } }],
    ["let x = a, b via M", { name: "x", value: { expressions: ["a", "b"], via: { target: "M" } } }],
    ["include R", { rules: "R" }],
    ["include R from a.b", { rules: "R", from: "a.b" }],
    ["master s", { system: "s" }],
    ["require a else skip", { condition: "a", outcome: { word: "skip" } }],
    ["require -> a\n    else fail", { direction: "->", condition: "a", outcome: { word: "fail" } }],
    ["require <- a else warn", { direction: "<-", condition: "a", outcome: { word: "warn" } }],
    ["a <- b < -1", { direction: "<-", sources: [["b", "<", -1]], target: "a" }],
    ["$f(a <-1) -> b", { direction: "->", sources: [{ callee: "$f", arguments: [["a", "<", -1]] }], target: "b" }],
    ["`key` -> `via`", { direction: "->", sources: ["key"], target: "via" }],
    ["key -> a", { direction: "->", sources: ["key"], target: "a" }],
    ["when.each -> a.by", { direction: "->", sources: ["when.each"], target: "a.by" }],
    ["let -> include.key", { direction: "->", sources: ["let"], target: "include.key" }],
    ["require.a -> b", { direction: "->", sources: ["require.a"], target: "b" }],
    ["to -> for", { direction: "->", sources: ["to"], target: "for" }],
    ["a +\n    b -> c", { direction: "->", sources: [["a", "+", "b"]], target: "c" }],
    ["items.* -> c", { direction: "->", sources: ["items.*"], target: "c" }],
  ];

  it.each(forms)("%s", (text, meaning) => {
    const binding = meaningOf(`binding B was O: A <-> C {\n  ${text}\n}`);
    expect(binding).toEqual({ name: "B", was: "O", from: "A", to: "C", direction: "<->", items: [meaning] });
  });

  it("share their form with write steps and `rules`", () => {
    expect(meaningOf("rules R: A -> B.c {\n  a -> b\n\n  include S\n}")).toEqual({
      name: "R",
      from: "A",
      direction: "->",
      to: "B.c",
      items: [{ direction: "->", sources: ["a"], target: "b" }, { rules: "S" }],
    });
  });
});

describe("flows", () => {
  const forms: [string, unknown][] = [
    ["x = a.b via M", { name: "x", value: { expressions: ["a.b"], via: { target: "M" } } }],
    ["x = read A(b, 1)", { name: "x", effect: { entity: "A", key: ["b", 1] } }],
    ["read A.b(c)", { effect: { entity: "A.b", key: ["c"] } }],
    ["x = find a via B else skip", { name: "x", effect: { record: "a", binding: "B", outcome: { word: "skip" } } }],
    ["sync a.b via B", { effect: { record: "a.b", binding: "B" } }],
    [
      "x = call a.run(b: 1, for: c)",
      {
        name: "x",
        effect: {
          target: "a.run",
          arguments: [
            { name: "b", value: 1 },
            { name: "for", value: "c" },
          ],
        },
      },
    ],
    ["call a.run()", { effect: { target: "a.run" } }],
    ["x = call.b", { name: "x", value: { expressions: ["call.b"] } }],
    ["read = a", { name: "read", value: { expressions: ["a"] } }],
    ["when = a", { name: "when", value: { expressions: ["a"] } }],
    ['require a\n    else hold "x"', { condition: "a", outcome: { word: "hold", template: { parts: ["x"] } } }],
    ["when a { skip }", { condition: "a", steps: [{ outcome: { word: "skip" } }] }],
    ["when s offers c { }", { capability: { system: "s", capability: "c" } }],
    ["when s offers c and a { }", { capability: { system: "s", capability: "c" }, condition: "a" }],
    ["each x in a.b[c] { warn }", { name: "x", list: "a.b[…]", steps: [{ outcome: { word: "warn" } }] }],
    ["write a { b -> c }", { target: "a", items: [{ direction: "->", sources: ["b"], target: "c" }] }],
    ['notify t.x "n {a.b}"', { channel: "t.x", template: { parts: ["n ", "a.b"] } }],
    ['reject "{{a} {b}{c}"', { outcome: { word: "reject", template: { parts: ["{a} ", "b", "c"] } } }],
  ];

  it.each(forms)("%s", (text, meaning) => {
    const flow = meaningOf(`flow F for a: A {\n  on change by webhook\n  ${text}\n}`) as { steps: unknown };
    expect(flow.steps).toEqual([meaning]);
  });

  it("say when they run", () => {
    const text = [
      "flow F for a: A where b = 1 {",
      "  on change by webhook, poll every 30s, sweep every 1d, sweep at '30 3 * * *'",
      "  on removal by poll every 1h",
      "  on change of C via D by webhook",
      "  on change of C at d.e by webhook",
      "  after G, H",
      "  with p, at most every 2s",
      "}",
    ];
    expect(meaningOf(text.join("\n"))).toEqual({
      name: "F",
      subject: "a",
      entity: "A",
      where: ["b", "=", 1],
      triggers: [
        {
          event: "change",
          hints: [
            { by: "webhook" },
            { by: "poll", every: "30000ms" },
            { by: "sweep", every: "86400000ms" },
            { by: "sweep", at: "30 3 * * *" },
          ],
        },
        { event: "removal", hints: [{ by: "poll", every: "3600000ms" }] },
        { event: "change", of: "C", via: "D", hints: [{ by: "webhook" }] },
        { event: "change", of: "C", at: "d.e", hints: [{ by: "webhook" }] },
      ],
      after: ["G", "H"],
      policy: "p",
      atMostEvery: "2000ms",
    });
  });
});

describe("templates", () => {
  it("have exact places inside", () => {
    const text = 'xmap 1\nflow F for a: A {\n  on change by webhook\n  hold "x {a.b} y {$c}"\n}\n';
    const { file } = parseFile("a.xmap", text);
    const [flow] = file.declarations;
    const [step] = flow?.kind === "FlowDeclaration" ? flow.steps : [];
    const parts = step?.kind === "OutcomeStep" ? (step.outcome.template?.parts ?? []) : [];
    expect(parts.map(({ span }) => text.slice(span.start, span.end))).toEqual(["x ", "a.b", " y ", "$c"]);
  });
});

describe("lines", () => {
  it.each([
    ["an operator at the line's end goes on", "a &\n    b -> c", 1],
    ["an arrow at the line's end goes on", "a ->\n    c", 1],
    ["a comma at the line's end goes on", "a,\n    b -> c", 1],
    ["open brackets go on", "$f(\n    a,\n    b\n  ) -> c", 1],
    ["`else` goes on", "require a\n  else skip", 1],
    ["a wildcard at the line's end does not", "$f(a) -> b\n  a.* -> c", 2],
    ["a sign at a line's start begins a rule", "a -> b\n  -a -> c", 2],
    ["a bracket at a line's start begins a rule", "a -> b\n  [a] -> c\n  (a) -> d\n  {'a': b} -> e", 4],
    ["comments and blank lines are nothing", "a -> b // x\n\n  // y\n  /* z */ c -> d", 2],
  ])("%s", (_name, text, count) => {
    const declaration = declarationOf(`binding B: A -> C {\n  ${text}\n}`);
    expect(declaration.kind === "BindingDeclaration" ? declaration.items.length : 0).toBe(count);
  });
});
