import { expect, test } from "vitest";
import type { DocumentSymbol } from "../../src/service/index.ts";
import { fixture } from "../project.ts";
import { binding, file } from "../snippets.ts";
import { openMain } from "./workspace.ts";

const ORDERS = fixture("orders.xmap");

function lines(symbols: readonly DocumentSymbol[], indentation = ""): readonly string[] {
  return symbols.flatMap(({ kind, name, children }) => [
    `${indentation}${kind} ${name}`,
    ...lines(children, `${indentation}  `),
  ]);
}

test("a file's outline has its declarations with rules, steps and arms", () => {
  const symbols = openMain(ORDERS).documentSymbols("main.xmap");
  const shown = lines(symbols);
  expect(shown.slice(0, 8)).toEqual([
    "map Stage",
    '  arm "Q", "A"',
    '  arm "P"',
    '  arm "D"',
    "  arm else",
    "rules Postal",
    "  rule street",
    "  rule country_id",
  ]);
  expect(shown).toContain("  let $extra");
  expect(shown).toContain("    rule product_id");
  expect(shown).toContain("  step sale");
  expect(shown).toContain('    step call sale.confirm(mode: "safe")');
  expect(shown.at(-1)).toBe("test an order becomes a sale");
});

test("every entry lies in its parent and holds its name", () => {
  const check = (symbols: readonly DocumentSymbol[], start: number, end: number): void => {
    for (const { span, nameSpan, children } of symbols) {
      expect(span.start).toBeGreaterThanOrEqual(start);
      expect(span.end).toBeLessThanOrEqual(end);
      expect(nameSpan.start).toBeGreaterThanOrEqual(span.start);
      expect(nameSpan.end).toBeLessThanOrEqual(span.end);
      check(children, span.start, span.end);
    }
  };
  const systems = openMain(ORDERS);
  check(systems.documentSymbols("main.xmap"), 0, ORDERS.length);
  check(systems.documentSymbols("systems.xmap"), 0, fixture("systems.xmap").length);
});

test("declarations of all files are found by letters in their order", () => {
  const workspace = openMain(ORDERS);
  const found = (query: string) => workspace.workspaceSymbols(query).map(({ name, file: path }) => `${path} ${name}`);
  expect(found("ordersale")).toEqual(["main.xmap OrderToSale"]);
  expect(found("pid")).toEqual(["systems.xmap ProductId"]);
  expect(found("or")[0]).toBe("systems.xmap Order");
  expect(found("")).toHaveLength(6 + 13);
  expect(found("zzz")).toEqual([]);
});

test("blocks, imports and comments of several lines fold", () => {
  const imports = 'import { Order } from "./systems.xmap"\nimport { Sale } from "./systems.xmap"';
  const lines = "items -> lines each by id {\n    sku -> name\n  }";
  const block = `binding B: Order -> Sale {\n  ${lines}\n}`;
  const text = `xmap 1\n${imports}\n\n// one\n// two\n${block}\nmap M: Sale.state { else -> "x" }\n// alone\n`;
  const ranges = openMain(text).foldingRanges("main.xmap");
  expect(ranges.map(({ span, kind }) => [kind, text.slice(span.start, span.end)])).toEqual([
    ["imports", imports],
    ["comment", "// one\n// two"],
    ["block", block],
    ["block", lines],
  ]);
});

test("paths of imports, schemas, connectors and tests' records are links", () => {
  const source = `xmap 1\nimport { Order } from "../shared/orders.xmap"\nsystem shop = store { url: "u" }\nentity Thing = shop.order { key id }\ntest "x" of B {\n  given "records/a.json"\n}\n`;
  const links = openMain("xmap 1\n", { "maps/main.xmap": source }).documentLinks("maps/main.xmap");
  expect(links.map(({ span, target }) => `${source.slice(span.start, span.end)} ${target}`)).toEqual([
    '"../shared/orders.xmap" shared/orders.xmap',
    "store schemas/shop/connector.json",
    "order schemas/shop/order.json",
    '"records/a.json" maps/records/a.json',
  ]);
});

test("what is not there is no link", () => {
  const source = 'xmap 1\nimport { A } from "../../outside.xmap"\nentity Thing = shop.nothing { key id }\n';
  expect(openMain(source).documentLinks("main.xmap")).toEqual([]);
});

test("lenses say how often a name is used, how many rules there are, and what a flow does", () => {
  const workspace = openMain(ORDERS);
  const text = ORDERS;
  const shown = workspace
    .codeLenses("main.xmap")
    .map(({ span, title }) => `${text.slice(span.start, span.end)}: ${title}`);
  expect(shown).toEqual([
    "Stage: used once",
    "Postal: 2 rules",
    "Postal: used once",
    "Buyer: 4 rules",
    "Buyer: used 2 times",
    "OrderToSale: 17 rules",
    "OrderToSale: used 4 times",
    "careful: used once",
    "OrderToCash: 2 reads, 2 writes, 1 call, 1 message",
    '"an order becomes a sale": run test',
  ]);
});

test("a lens leads to the uses in all files, or runs a test", () => {
  const source = file("map Stage: Order.number {\n  else -> keep\n}");
  const other =
    'xmap 1\nimport { Stage, Order, Sale } from "./main.xmap"\nbinding B: Order -> Sale {\n number -> note via Stage\n}\n';
  const [lens] = openMain(source, { "other.xmap": other }).codeLenses("main.xmap");
  const references = lens?.action.kind === "showReferences" ? lens.action.references : [];
  expect(references.map((reference) => reference.file)).toEqual(["other.xmap"]);
  const withTest = openMain(binding("").concat('test "good" of ToSale {\n}')).codeLenses("main.xmap").at(-1);
  expect(withTest?.action).toEqual({ kind: "runTest", file: "main.xmap", test: "good" });
});
