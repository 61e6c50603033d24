import { markedSource } from "@xmap/testing";
import { expect, test } from "vitest";
import { fixture } from "../project.ts";
import { binding, file, flow } from "../snippets.ts";
import { openMain, withCursor } from "./workspace.ts";

const ORDERS = fixture("orders.xmap");

function hintsOf(text: string, kind: string): readonly string[] {
  const hints = openMain(text).inlayHints("main.xmap", { start: 0, end: text.length });
  return hints
    .filter((hint) => hint.kind === kind)
    .map(({ offset, label }) => {
      const before = text.slice(0, offset);
      return `${/[\w.]+$/.exec(before)?.[0]}${label}`;
    });
}

test("hints show the types of lets", () => {
  expect(hintsOf(ORDERS, "type")).toEqual([
    "extra: list of OrderSurcharge",
    "vat: list of text",
    'sku: "DISC", "SHIP" or "TAX"',
  ]);
});

test("a type that is not known is said, and a long one is shortened", () => {
  const source = binding(
    'let odd = (/a/(number)).next\n$exists($odd) -> done\nlet long = gift ? "a long text to show" : "another long text to show here, longer than a hint"\n$long -> note',
  );
  const [odd, long] = hintsOf(source, "type");
  expect(odd).toBe("odd: unknown");
  expect(long).toMatch(/^long: "a long text to show" or .*…$/);
});

test("hints show what happens to values on their way", () => {
  expect(hintsOf(ORDERS, "conversion")).toEqual(["due as a day", "fee rounded", "tags as a list", "tax_ids as a list"]);
});

test("hints show how lookups are asked, and in which round", () => {
  const source = binding(
    "items -> lines each by id {\nlet product = sku via ProductId\n$product -> product_id\nprice -> price\namount -> quantity\n$string($product) -> name\n$string($product) -> tax_ids via TaxId\n}",
  );
  expect(hintsOf(source, "lookup")).toEqual(["ProductId batch", "TaxId batch 2"]);
});

test("only the hints of the part that is shown are given", () => {
  const text = binding("let x = number\n$x -> note");
  const at = text.indexOf("let x") + 5;
  expect(openMain(text).inlayHints("main.xmap", { start: at, end: at })).toHaveLength(1);
  expect(openMain(text).inlayHints("main.xmap", { start: 0, end: 10 })).toEqual([]);
});

const tokenCases: readonly (readonly [string, string, string])[] = [
  ["an entity", file("map M: ~~~Order~~~.number { else -> keep }"), "class"],
  ["a system", flow("when ~~~shop~~~ offers tracking { skip }"), "namespace"],
  ["a map's declaration", file("map ~~~M~~~: Order.number { else -> keep }"), "enum declaration"],
  ["a lookup", binding("number -> note via ~~~ProductId~~~"), "interface"],
  ["a binding", binding("$ -> note via ~~~Buyer~~~.name"), "struct"],
  ["a field that is read", binding("~~~number~~~ -> note"), "property"],
  ["a field that is written", binding("number -> ~~~note~~~"), "property modification"],
  ["a field that can only be read", binding("~~~id~~~ -> pieces"), "property readonly"],
  ["a let", binding("let ~~~x~~~ = number\n$x -> note"), "variable declaration"],
  ["a function", binding("~~~$count~~~(items) -> pieces"), "function defaultLibrary"],
  ["a step's name", flow("require ~~~order~~~.gift else skip"), "parameter"],
  ["an operation", flow('s = sync order via ToSale\ncall s.~~~confirm~~~(mode: "safe")'), "method"],
  ["an answer", file('map M: Order.number { else -> ~~~"x"~~~ }'), "enumMember"],
];

test.for(tokenCases)("%s is coloured by what it stands for", ([, source, wanted]) => {
  const { text, spans } = markedSource(source);
  const token = openMain(text)
    .semanticTokens("main.xmap")
    .find(({ span }) => span.start === spans[0]?.start);
  expect(token?.span).toEqual(spans[0]);
  expect([token?.type, ...(token?.modifiers ?? [])].join(" ")).toBe(wanted);
});

test("coloured names stand in order and never overlap", () => {
  const tokens = openMain(ORDERS).semanticTokens("main.xmap");
  expect(tokens.length).toBeGreaterThan(100);
  let end = 0;
  for (const { span } of tokens) {
    expect(span.start).toBeGreaterThanOrEqual(end);
    end = span.end;
    expect(ORDERS.slice(span.start, span.end)).not.toContain("\n");
  }
});

const AT = "~~~~~~";
const signatureCases: readonly (readonly [string, string, string, string | undefined])[] = [
  ["the first parameter", binding(`$substring(${AT}) -> note`), "$substring(text, start, length?)", "text"],
  ["the second parameter", binding(`$substring(number, ${AT}) -> note`), "$substring(text, start, length?)", "start"],
  [
    "an unfinished call",
    binding(`$substring(number, 1, ${AT}\ngift -> done`),
    "$substring(text, start, length?)",
    "length?",
  ],
  ["the inner call", binding(`$sum([$round(1, ${AT})]) -> fee`), "$round(number, precision?)", "precision?"],
  [
    "the outer call after the inner one",
    binding(`$join([$trim(number)], ${AT}) -> note`),
    "$join(texts, separator?)",
    "separator?",
  ],
  ["too many arguments", binding(`$count(items, ${AT}) -> pieces`), "$count(list)", undefined],
  ["commas in a text do not count", binding(`$contains("a,b,c", ${AT}) -> done`), "$contains(text, part)", "part"],
  ["the key of a record", flow(`x = read Sale(${AT}`), "read Sale(id)", "id"],
  ["an operation", flow(`s = sync order via ToSale\ncall s.confirm(${AT})`), "call s.confirm(mode, notify?)", "mode"],
  [
    "a named argument",
    flow(`s = sync order via ToSale\ncall s.confirm(notify: ${AT})`),
    "call s.confirm(mode, notify?)",
    "notify?",
  ],
];

test.for(signatureCases)("the signature at %s", ([, source, label, active]) => {
  const { text, offset } = withCursor(source);
  const help = openMain(text).signatureHelp("main.xmap", offset);
  expect(help?.label).toBe(label);
  expect(help?.parameters[help.active]?.label).toBe(active);
  expect(help?.documentation).not.toBe("");
});

test("outside of brackets there is no signature", () => {
  for (const source of [`$count(items) ${AT}-> pieces`, `(number${AT}) -> note`, `// $count(${AT}`]) {
    const { text, offset } = withCursor(binding(source));
    expect(openMain(text).signatureHelp("main.xmap", offset)).toBeUndefined();
  }
});
