import { markedSource } from "@xmap/testing";
import { expect, test } from "vitest";
import { binding, file, flow } from "../snippets.ts";
import { applyEdits, openMain, withCursor } from "./workspace.ts";

function renamed(source: string, newName: string, more: Readonly<Record<string, string>> = {}) {
  const { text, offset } = withCursor(source);
  const workspace = openMain(text, more);
  const result = workspace.rename("main.xmap", offset, newName);
  if (result.kind === "refused") return { ...result, after: text };
  return { ...result, after: applyEdits(text, result.edits) };
}

const renames: readonly {
  readonly what: string;
  readonly source: string;
  readonly to: string;
  readonly after: string;
}[] = [
  {
    what: "a let with its uses",
    source: "let ~~~x~~~ = number\n$x & $x -> note",
    to: "order_name",
    after: "let order_name = number\n$order_name & $order_name -> note",
  },
  {
    what: "a let from one of its uses",
    source: "let x = number\n~~~$x~~~ -> note",
    to: "y",
    after: "let y = number\n$y -> note",
  },
  {
    what: "a let of a block only there",
    source: "let x = number\n$x -> note\nitems -> lines each by id {\nlet ~~~x~~~ = name\n$x -> name\n}",
    to: "y",
    after: "let x = number\n$x -> note\nitems -> lines each by id {\nlet y = name\n$y -> name\n}",
  },
];

test.for(renames)("$what", ({ source, to, after }) => {
  expect(renamed(binding(source), to).after).toBe(binding(after));
});

test("a step's name is changed in expressions, calls, writes and templates", () => {
  const steps = (name: string) =>
    `${name} = sync order via ToSale\nrequire ${name}.done else hold "{${name}.id}"\ncall ${name}.confirm(mode: "safe")\nwrite ${name} { order.number -> note }`;
  const marked = flow(steps("sale").replace("sale =", "~~~sale~~~ ="));
  expect(renamed(marked, "sold").after).toBe(flow(steps("sold")));
});

const FLOW = flow('sale = sync order via ToSale\ncall sale.confirm(mode: "safe")\nwrite sale { order.number -> note }');
const TESTS = `xmap 1
import { Run } from "./main.xmap"
test "writes" of Run {
  given "order.json"
  expect write sale { note: "1" }
}
test "calls" of Run {
  given "order.json"
  expect no call sale.confirm()
}
`;

test("a step's name is changed in the tests of its flow, also when one of these is asked", () => {
  const [inFlow, inTests] = ["main.xmap", "main.tests.xmap"];
  const [first, last] = [FLOW.indexOf("sale ="), TESTS.lastIndexOf("sale.")];
  for (const [asked, offset] of [[inFlow, first] as const, [inTests, last] as const]) {
    const result = openMain(FLOW, { [inTests]: TESTS }).rename(asked, offset, "sold");
    expect(result.kind).toBe("renamed");
    if (result.kind !== "renamed") return;
    expect(applyEdits(FLOW, result.edits)).toBe(FLOW.replaceAll("sale", "sold"));
    expect(applyEdits(TESTS, result.edits, inTests)).toBe(TESTS.replaceAll("sale", "sold"));
  }
});

test("a test leads to the step of its flow, and says what it is", () => {
  const workspace = openMain(FLOW, { "main.tests.xmap": TESTS });
  const offset = TESTS.indexOf("sale {");
  const start = FLOW.indexOf("sale =");
  expect(workspace.definition("main.tests.xmap", offset)).toEqual([
    { file: "main.xmap", span: { start, end: start + 4 } },
  ]);
  expect(workspace.hover("main.tests.xmap", offset)?.markdown).toContain("sync order via ToSale");
});

test("a declaration is changed in every file, with its imports", () => {
  const other =
    'xmap 1\nimport { Stage, Order, Sale } from "./main.xmap"\nbinding B: Order -> Sale {\n number -> note via Stage\n}\n';
  const { text, offset } = withCursor(file("map ~~~Stage~~~: Order.number {\n  else -> keep\n}"));
  const result = openMain(text, { "other.xmap": other }).rename("main.xmap", offset, "Phase");
  expect(result.kind).toBe("renamed");
  if (result.kind !== "renamed") return;
  expect(applyEdits(text, result.edits)).toBe(text.replace("Stage", "Phase"));
  expect(applyEdits(other, result.edits, "other.xmap")).toBe(other.replaceAll("Stage", "Phase"));
  expect(result.warning).toBeUndefined();
});

test("after a rename the project has the same findings", () => {
  const { text, offset } = withCursor(
    flow(
      "~~~sale~~~ = sync order via ToSale\nrequire sale.done else hold\nwhen sale.done {\nold = find order via ToSale else skip\n}",
    ),
  );
  const workspace = openMain(text);
  const before = workspace.diagnostics("main.xmap").length;
  const result = workspace.rename("main.xmap", offset, "sold");
  workspace.setText("main.xmap", result.kind === "renamed" ? applyEdits(text, result.edits) : "");
  expect(workspace.diagnostics("main.xmap").length).toBe(before);
});

test("names that the store keeps warn of what is lost", () => {
  const result = renamed(binding("").replace("binding ToSale", "binding ~~~ToSale~~~"), "OrderToSale");
  expect(result.kind === "renamed" ? result.warning : "").toContain("stored under `ToSale`");
});

const refusals: readonly {
  readonly what: string;
  readonly source: string;
  readonly to: string;
  readonly reason: string;
}[] = [
  {
    what: "a name that the file has",
    source: file("map ~~~A~~~: Order.number { else -> keep }\nmap B: Order.number { else -> keep }"),
    to: "B",
    reason: "`B` is the name of a map in main.xmap already.",
  },
  {
    what: "a name that the file imports",
    source: file("map ~~~A~~~: Order.number { else -> keep }"),
    to: "Order",
    reason: "`Order` is the name of an entity in main.xmap already.",
  },
  {
    what: "a let that another is called like",
    source: binding("let ~~~a~~~ = number\nlet b = number\n$a & $b -> note"),
    to: "b",
    reason: "There is a `let` `b` here already.",
  },
  {
    what: "a let that would hide an outer one",
    source: binding(
      "let outer = number\nitems -> lines each by id {\nlet ~~~inner~~~ = name\n$inner & $outer -> name\n}",
    ),
    to: "outer",
    reason: "There is a `let` `outer` here already.",
  },
  {
    what: "a let that an inner one would hide",
    source: binding(
      "let ~~~outer~~~ = number\nitems -> lines each by id {\nlet inner = name\n$inner & $outer -> name\n}",
    ),
    to: "inner",
    reason: "There is a `let` `inner` here already.",
  },
  {
    what: "a step's name that another step has",
    source: flow("~~~a~~~ = order.number\nb = order.number"),
    to: "b",
    reason: "There is a name of the flow `b` here already.",
  },
  {
    what: "a field",
    source: binding("~~~number~~~ -> note"),
    to: "x",
    reason: "The name comes from the system's own schema.",
  },
  {
    what: "a function",
    source: binding("~~~$count~~~(items) -> pieces"),
    to: "x",
    reason: "Functions belong to the language.",
  },
  {
    what: "an operation",
    source: flow('s = sync order via ToSale\ncall s.~~~confirm~~~(mode: "safe")'),
    to: "x",
    reason: "The name comes from the connector's description.",
  },
  { what: "a system", source: flow("when ~~~shop~~~ offers tracking { skip }"), to: "store", reason: "schemas/shop" },
  {
    what: "what is no name",
    source: binding("let ~~~a~~~ = number\n$a -> note"),
    to: "two words",
    reason: "`two words` is no name",
  },
  { what: "a place without a name", source: binding("number ~~~->~~~ note"), to: "x", reason: "no name here" },
];

test.for(refusals)("is refused: $what", ({ source, to, reason }) => {
  const result = renamed(source, to);
  expect(result).toMatchObject({ kind: "refused", reason: expect.stringContaining(reason) });
});

test("an entity that another file has is refused, since such names are unique over all files", () => {
  const other = 'xmap 1\nimport { shop } from "./systems.xmap"\nentity Ware = shop.order { key id }\n';
  const result = renamed(file("entity ~~~Thing~~~ = shop.order { key id }"), "Ware", { "other.xmap": other });
  expect(result).toMatchObject({ kind: "refused", reason: expect.stringContaining("unique over all files") });
});

test("what a rename would change is shown without its mark", () => {
  const { text, spans } = markedSource(binding("let x = number\n$~~~x~~~ -> note"));
  const [span] = spans;
  expect(openMain(text).prepareRename("main.xmap", span?.start ?? 0)).toEqual({ kind: "possible", span, name: "x" });
});
