import { currencyDigits as digitsOf, fromMoney, toMoney } from "@xmap/contract";
import { givenText } from "./given-text.ts";
import { type Input, requireNumber, show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

/** An ISO 4217 code in capitals; a MappingError for what has not its form. */
function codeOf(currency: Input, operation: string): string | undefined {
  const code = givenText(currency, operation)?.toUpperCase();
  if (code !== undefined && !/^[A-Z]{3}$/.test(code))
    throw new MappingError("unknown-currency", `${show(currency)} is no currency's code`);
  return code;
}

/** `$currencyDigits`: how many digits an amount of the currency has after the point. */
export function currencyDigits(currency: Input): number | undefined {
  const code = codeOf(currency, "$currencyDigits");
  return code === undefined ? undefined : digitsOf(code);
}

/** `$roundMoney`: the amount with the currency's digits, halves away from zero. */
export function roundMoney(amount: Input, currency: Input): number | undefined {
  const given = amount === null ? undefined : requireNumber(amount, "$roundMoney");
  const code = codeOf(currency, "$roundMoney");
  return given === undefined || code === undefined ? undefined : fromMoney(toMoney(given), digitsOf(code));
}

/** `$formatMoney`: the amount as people of a language write it: `$formatMoney(1234.5, "EUR", "de")` is "1.234,50 €". */
export function formatMoney(amount: Input, currency: Input, language: Input = "en"): string | undefined {
  const given = amount === null ? undefined : requireNumber(amount, "$formatMoney");
  const code = codeOf(currency, "$formatMoney");
  if (given === undefined || code === undefined) return undefined;
  const locale = givenText(language, "$formatMoney") ?? "en";
  const digits = digitsOf(code);
  try {
    const options = {
      style: "currency",
      currency: code,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    return new Intl.NumberFormat(locale, options).format(given);
  } catch {
    throw new MappingError("unknown-language", `${show(language)} is no language`);
  }
}
