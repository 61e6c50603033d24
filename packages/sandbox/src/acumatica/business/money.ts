import { type Row, rounded, textOf } from "../record/row.ts";

/** Decimals of the currencies that do not have two. */
const DIGITS: { readonly [currency: string]: number } = { JPY: 0, KRW: 0, KWD: 3, BHD: 3, OMR: 3 };

/** How many decimals amounts of a document have, by its currency. */
export function moneyDigits(document: Row): number {
  return DIGITS[textOf(document, "CurrencyID") || textOf(document, "Currency")] ?? 2;
}

/** An amount of a document, with the decimals of its currency. */
export function roundedMoney(value: number, document: Row): number {
  return rounded(value, moneyDigits(document));
}
