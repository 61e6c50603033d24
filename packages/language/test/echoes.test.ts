import { expect, test } from "vitest";
import { checkProject } from "../src/check-project.ts";
import { SYSTEMS, worldOf } from "./errors/world.ts";

const HEAD = 'xmap 1\nimport { Order, Sale, Buyer } from "./systems.xmap"\n';
const binding = (rule: string): string =>
  `binding Sales: Order -> Sale {\n  number -> reference key\n  $ -> partner_id via Buyer\n  ${rule}\n}\n`;
const toSale = (trigger = "on change by webhook"): string =>
  `flow ToSale for order: Order {\n  ${trigger}\n  sync order via Sales\n}\n`;
const toShop = (value: string): string =>
  `flow ToShop for sale: Sale {\n  on change by poll every 30s\n  order = find sale via Sales else skip "not sold"\n  write order { $substring(${value}, 0, 4) -> shipping.code }\n}\n`;

function echoes(...parts: readonly string[]): readonly string[] {
  const files = new Map([
    ["systems.xmap", SYSTEMS],
    ["main.xmap", HEAD + parts.join("")],
  ]);
  const { diagnostics } = checkProject(["main.xmap"], worldOf(files));
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return diagnostics.filter(({ code }) => code === "echo-cycle").map(({ message }) => message);
}

const GROWING = '(sale.note ?: "") & "x"';

test("a value that two flows lengthen in turn is reported once", () => {
  expect(echoes(binding("shipping.code -> note"), toSale(), toShop(GROWING))).toHaveLength(1);
});

test("the growth may be in the binding, and behind a let", () => {
  const rule = 'let mark = "#" & (shipping.code ?: "")\n  $mark -> note';
  expect(echoes(binding(rule), toSale(), toShop('sale.note ?: ""'))).toHaveLength(1);
});

test.for([
  ["values that are copied come to rest", binding("shipping.code -> note"), toSale(), toShop('sale.note ?: ""')],
  ["a rule that is written once ends the circle", binding("shipping.code -> note once"), toSale(), toShop(GROWING)],
  ["another field is no circle", binding("email -> note"), toSale(), toShop(GROWING)],
  [
    "a map answers with what it has",
    binding('shipping.code -> note via { "a" -> "b", else -> keep }'),
    toSale(),
    toShop('sale.note ?: ""'),
  ],
  [
    "a flow that follows something else does not answer",
    binding("shipping.code -> note"),
    toSale("on change of Sale via Sales by poll every 30s"),
    toShop(GROWING),
  ],
] as const)("%s", ([, ...parts]) => {
  expect(echoes(...parts)).toEqual([]);
});
