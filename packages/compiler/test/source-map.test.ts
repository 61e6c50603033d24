import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { SourceMap } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import type { CompileOptions, GeneratedFile } from "../src/index.ts";
import { compile, createOutputFolder, fixture } from "./compile.ts";

const ORDERS = "shop/orders.xmap";
const SOURCES = {
  "systems.xmap": fixture("systems.xmap"),
  [ORDERS]: fixture("orders.xmap").replaceAll('"./systems.xmap"', '"../systems.xmap"'),
};
const output = createOutputFolder();
afterAll(() => output.remove());

/** Line and column from 1 of the first such text, or of the mark `¦` in it. */
function placeOf(text: string, wanted: string): { readonly line: number; readonly column: number } {
  const start = text.indexOf(wanted.replace("¦", ""));
  if (start < 0) throw new Error(`there is no ${wanted}`);
  const before = text.slice(0, start + Math.max(0, wanted.indexOf("¦"))).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

function compiled(options: Partial<CompileOptions> = {}): GeneratedFile & { readonly map: SourceMap } {
  const file = compile(SOURCES, undefined, { sourceMap: {}, ...options }).find(
    ({ sourceFile }) => sourceFile === ORDERS,
  );
  if (file?.sourceMap === undefined) throw new Error("there is no source map");
  return { ...file, map: new SourceMap(JSON.parse(file.sourceMap)) };
}

const PLACES = [
  ["a rule", "name: ¦item.name", "name   -> name", "PurchaseToSale/lines/name"],
  ["a made-up text", "reference: ¦`S", '"S" & number', "PurchaseToSale/reference"],
  ["a let", "const extra = ", "let extra =", "PurchaseToSale/$extra"],
  ["a guard", "if (purchase.email === null)", "email != null", "Buyer/require/1"],
  ["an arm", 'return "quotation"', '"quotation"', undefined],
  ["a binding's function", "function mapBuyer", "binding Buyer", "Buyer"],
  ["a question before the mapping", "ask.lookupEach(TaxId", "$vat   -> tax_ids", "PurchaseToSale/lines/tax_ids"],
  ["an included set", "postal(purchase.billing", "billing\n", undefined],
  ["a shared value", "const subTotalPlusTotalOfExtra", "total = $max(", "PurchaseToSale/require/2"],
  ["a later operand", "sumMoney(extra.map((extraValue) => money(", "$sum([$extra.value])", undefined],
] as const;

it.each(PLACES)("%s has its place in the source map", (_what, generated, written, name) => {
  const { text, map } = compiled();
  const { line, column } = placeOf(text, generated);
  const { line: originalLine, column: originalColumn } = placeOf(SOURCES[ORDERS], written);
  const found = { fileName: "orders.xmap", lineNumber: originalLine, columnNumber: originalColumn };
  expect(map.findOrigin(line, column)).toEqual(name === undefined ? found : { ...found, name });
});

it("a step of a flow has its place in the source map of TypeScript and of JavaScript", () => {
  for (const [target, generated] of [
    ["ts", "condition: ¦(state: PurchaseToCashState) => state.stage"],
    ["js", "condition: ¦(state) => state.stage"],
  ] as const) {
    const { text, map } = compiled({ target });
    const { line, column } = placeOf(text, generated);
    const written = placeOf(SOURCES[ORDERS], 'when stage = "cancelled"');
    expect(map.findOrigin(line, column)).toMatchObject({ lineNumber: written.line, columnNumber: written.column });
  }
});

it("code that no line of the source stands for has no place", () => {
  const { text, map } = compiled();
  const { line, column } = placeOf(text, 'key: ¦["reference"]');
  expect(map.findOrigin(line, column)).toEqual({});
});

it("the map holds the source's text, or points to the sources' folder when that is known", () => {
  expect(compiled().map.payload).toMatchObject({ sources: ["orders.xmap"], sourcesContent: [SOURCES[ORDERS]] });
  const { payload } = compiled({ sourceMap: { sourceRoot: "../mappings" } }).map;
  expect(payload.sources).toEqual(["../../mappings/shop/orders.xmap"]);
  expect(payload).not.toHaveProperty("sourcesContent", [SOURCES[ORDERS]]);
});

it.each(["ts", "js"] as const)(
  "a rule that fails in Node has its line of the mapping in the stack (%s)",
  async (target) => {
    const folder = join(output.path, target);
    for (const { path, text, sourceMap = "" } of compile(SOURCES, undefined, {
      target,
      sourceMap: { sourceRoot: "../mappings" },
    })) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
      writeFileSync(join(folder, `${path}.map`), sourceMap);
    }
    const script = join(folder, "run.mjs");
    writeFileSync(
      script,
      `import { PurchaseToSale } from "./shop/orders.${target}";
     const purchase = { extras: [], items: [], payment: undefined };
     try { PurchaseToSale.map(purchase, { reference() {} }, { problem() {} }); } catch (error) { console.log(error.stack); }`,
    );
    const { stdout } = await promisify(execFile)("node", ["--enable-source-maps", "--conditions=@xmap/source", script]);
    const { line } = placeOf(SOURCES[ORDERS], "payment.code   ");
    expect(stdout).toContain(join(output.path, "mappings", `shop/orders.xmap:${line}:3`));
    expect(stdout).toMatch(/at (Object\.)?PurchaseToSale /);
  },
);
