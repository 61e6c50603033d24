import type { Environment } from "./engine/environment.ts";

/** A line's amounts in its currency; `taxes` keeps each tax before rounding. */
export type LineAmounts = {
  readonly subtotal: number;
  readonly tax: number;
  readonly total: number;
  readonly taxes: ReadonlyMap<number, number>;
};

/** What a line is worked out from; `discount` is in per cent. */
export type PricedLine = {
  readonly unitPrice: number;
  readonly quantity: number;
  readonly discount: number;
  readonly taxes: readonly number[];
};

/** Rounds half away from zero to a number of digits. */
export function roundTo(value: number, digits: number): number {
  const factor = 10 ** digits;
  const rounded = Math.floor(Math.abs(value) * factor * (1 + 2 ** -48) + 0.5) / factor;
  return value < 0 ? -rounded || 0 : rounded;
}

/** The digits of a currency; 2 when there is none. */
export function currencyDigits(environment: Environment, currency: number | undefined): number {
  return currency === undefined ? 2 : environment.number("res.currency", currency, "decimal_places");
}

/** The amounts of one line, each rounded to the currency's digits. */
export function lineAmounts(environment: Environment, line: PricedLine, digits: number): LineAmounts {
  const raw = line.unitPrice * (1 - line.discount / 100) * line.quantity;
  const applied = line.taxes.flatMap((tax) => membersOf(environment, tax));
  const rate = (tax: number): number => environment.number("account.tax", tax, "amount");
  const isFixed = (tax: number): boolean => environment.text("account.tax", tax, "amount_type") === "fixed";
  const included = applied.filter((tax) => environment.flag("account.tax", tax, "price_include") && !isFixed(tax));
  const includedRate = included.reduce((sum, tax) => sum + rate(tax), 0);
  const base = raw / (1 + includedRate / 100);
  const taxes = new Map<number, number>();
  for (const tax of applied) {
    taxes.set(tax, isFixed(tax) ? rate(tax) * line.quantity : (base * rate(tax)) / 100);
  }
  const sum = [...taxes.values()].reduce((total, amount) => total + roundTo(amount, digits), 0);
  const tax = roundTo(sum, digits);
  const allIncluded = included.length > 0 && included.length === applied.length;
  const subtotal = allIncluded ? roundTo(roundTo(raw, digits) - tax, digits) : roundTo(base, digits);
  return { subtotal, tax, total: roundTo(subtotal + tax, digits), taxes };
}

// A group stands for the taxes in it.
function membersOf(environment: Environment, tax: number): readonly number[] {
  return environment.text("account.tax", tax, "amount_type") === "group"
    ? environment.links("account.tax", tax, "children_tax_ids").flatMap((child) => membersOf(environment, child))
    : [tax];
}

/** The sums of a document's lines, its tax rounded by line or once for the document as the company says. */
export function documentAmounts(
  environment: Environment,
  lines: readonly LineAmounts[],
  digits: number,
  company = 1,
): { readonly untaxed: number; readonly tax: number; readonly total: number } {
  const method = environment.text("res.company", company, "tax_calculation_rounding_method");
  const untaxed = roundTo(
    lines.reduce((sum, line) => sum + line.subtotal, 0),
    digits,
  );
  const byTax = new Map<number, number>();
  for (const line of lines) {
    for (const [tax, amount] of line.taxes) {
      byTax.set(tax, (byTax.get(tax) ?? 0) + amount);
    }
  }
  const globally = [...byTax.values()].reduce((sum, amount) => sum + roundTo(amount, digits), 0);
  const byLine = lines.reduce((sum, line) => sum + line.tax, 0);
  const tax = roundTo(method === "round_globally" ? globally : byLine, digits);
  return { untaxed, tax, total: roundTo(untaxed + tax, digits) };
}
