import type { LetItem } from "@xmap/grammar";
import { describe, expect, test } from "vitest";
import { typeToText } from "../src/types/type-to-text.ts";
import { checkMain } from "./project.ts";
import { binding } from "./snippets.ts";

/** The type of an expression over an order; several values are one `let`. */
function typeOf(value: string): string {
  const { program, diagnostics } = checkMain(binding(`let value = ${value}\n$exists($value) -> done`));
  expect(diagnostics.filter((found) => found.severity === "error")).toEqual([]);
  const block = program?.files.at(-1)?.bindings.at(-1)?.block;
  const found = block?.lets[0];
  const declaration: LetItem | undefined = found?.declaration;
  expect(declaration?.name.name).toBe("value");
  return found === undefined ? "none" : typeToText(found.value.value);
}

describe("the type of an expression follows from the schemas", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["number", "text"],
    ["email", "text or nothing"],
    ["shipping.code", "text of at most 4 letters or nothing"],
    ["$.number", "text"],
    ["$$", "Order"],
    ["placed", "instant"],
    ["gift", "boolean"],
    ["attempts", "whole number or nothing"],
    ["billing", "OrderBilling or nothing"],
    ["items", "list of OrderItem"],
    ["items.sku", "list of text or nothing"],
    ["items.codes", "list of text"],
    ["items[0]", "OrderItem or nothing"],
    ["items[-1].price", "decimal with 4 digits or nothing"],
    ["items[amount > 1]", "list of OrderItem"],
    ["items.name[0]", "list of text"],
    ["(items.name)[0]", "text or nothing"],
    ["items[]", "list of OrderItem"],
    ["surcharges[0].type", '"tax", "discount" or "shipping" or nothing'],
    ["items.(amount * price)", "list of decimal with 4 digits"],
    ["total", "money in Order.currency"],
    ["total + sub_total", "money in Order.currency"],
    ["total * 2", "money in Order.currency"],
    ["total / pieces", "money in Order.currency"],
    ["total - $sum([surcharges.value])", "money in Order.currency"],
    ["$sum(surcharges.value)", "money in Order.currency or nothing"],
    ["$max([total, 0])", "money in Order.currency"],
    ["$max(items.amount)", "whole number or nothing"],
    ["-pieces", "whole number"],
    ["pieces + 1", "whole number"],
    ["pieces / 2", "number"],
    ["pieces * weight", "number"],
    ["items[0].price ?? 0", "decimal with 4 digits"],
    ["attempts ?? 0", "whole number"],
    ["points ?? 0", "whole number or nothing"],
    ["points ?: 0", "whole number"],
    ["email ?: number", "text"],
    ['gift ? "yes" : "no"', '"yes" or "no"'],
    ["gift ? number", "text or nothing"],
    ['"a" & pieces', "text"],
    ['number in ["a", "b"]', "boolean"],
    ["attempts < 3", "boolean or nothing"],
    ["pieces < 3 and gift", "boolean"],
    ['[1, 2, "x"]', 'list of (whole number or "x")'],
    ["[1 .. pieces]", "list of whole number"],
    ["[items.name, number]", "list of text"],
    ['{ "a": number }.a', "text"],
    ["($x := pieces; $x + 1)", "whole number"],
    ["$count(items)", "whole number"],
    ["$round(weight)", "whole number"],
    ["$round(weight, 2)", "number"],
    ['$split(number, "-")', "list of text"],
    ["$distinct(items.name)", "list of text"],
    ["$not(attempts)", "boolean or nothing"],
    ["$joinName(billing.first, billing.last)", "text or nothing"],
    ["$street(number).line1", "text"],
    ["null", "nothing"],
    ['surcharges[0].type via { "tax" -> "T", else -> null }', '"T" or nothing'],
    ["number via ProductId", "reference to erp.product"],
    ["items.sku via ProductId", "list of reference to erp.product"],
    ["email via TaxId", "reference to erp.tax or nothing"],
    ["number, number via CountryId", "reference to erp.country or nothing"],
    ["$ via Buyer", "reference to erp.partner"],
    ["$ via Buyer.name", "text"],
  ];
  test.for(cases)("%s: %s", ([expression, wanted]) => {
    expect(typeOf(expression)).toBe(wanted);
  });
});
