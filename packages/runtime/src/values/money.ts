import { currencyDigits, fromMoney, type Money, sameMoney, toMoney } from "@xmap/contract";
import { show } from "./input.ts";
import { MappingError } from "./mapping-error.ts";

type Currency = string | null | undefined;
type MaybeMoney = Money | undefined;

const FINEST_DIGITS = 4;

/** Exact money from an amount in units; absent and null have none. */
export function money(value: number): Money;
export function money(value: number | null | undefined): Money | undefined;
export function money(value: number | null | undefined): Money | undefined {
  if (value === undefined || value === null) return undefined;
  try {
    return toMoney(value);
  } catch {
    throw new MappingError("not-an-amount", `${show(value)} is no amount of money`);
  }
}

/** Undefined when a side is absent. */
export function addMoney(left: Money, right: Money): Money;
export function addMoney(left: MaybeMoney, right: MaybeMoney): MaybeMoney;
export function addMoney(left: MaybeMoney, right: MaybeMoney): MaybeMoney {
  return left === undefined || right === undefined ? undefined : exact(left + right);
}

/** Undefined when a side is absent. */
export function subtractMoney(left: Money, right: Money): Money;
export function subtractMoney(left: MaybeMoney, right: MaybeMoney): MaybeMoney;
export function subtractMoney(left: MaybeMoney, right: MaybeMoney): MaybeMoney {
  return left === undefined || right === undefined ? undefined : exact(left - right);
}

/** Undefined for absent money. */
export function negateMoney(value: Money): Money;
export function negateMoney(value: MaybeMoney): MaybeMoney;
export function negateMoney(value: MaybeMoney): MaybeMoney {
  return value === undefined ? undefined : exact(0 - value);
}

/** The sum of the amounts that are there; 0 for none. */
export function sumMoney(amounts: readonly MaybeMoney[] | undefined): Money {
  return exact((amounts ?? []).reduce<number>((total, value) => total + (value ?? 0), 0));
}

/** The largest of the amounts that are there, undefined for none. */
export function maximumMoney(amounts: readonly MaybeMoney[] | undefined): MaybeMoney {
  return (amounts ?? []).reduce(
    (most, value) => (most === undefined || (value ?? most) > most ? value : most),
    undefined,
  );
}

/** The smallest of the amounts that are there, undefined for none. */
export function minimumMoney(amounts: readonly MaybeMoney[] | undefined): MaybeMoney {
  return (amounts ?? []).reduce(
    (least, value) => (least === undefined || (value ?? least) < least ? value : least),
    undefined,
  );
}

/** Money times a number, rounded half up to the finest scale; undefined when a side is absent. */
export function multiplyMoney(left: Money, factor: number): Money;
export function multiplyMoney(left: MaybeMoney, factor: number | null | undefined): MaybeMoney;
export function multiplyMoney(left: MaybeMoney, factor: number | null | undefined): MaybeMoney {
  if (left === undefined || factor === undefined || factor === null) return undefined;
  const product = left * factor;
  return exact(Math.sign(product) * Math.floor(Math.abs(product) + 0.5));
}

/** Whether both are equal once rounded to the currency's digits; false when a side is absent. */
export function equalMoney(left: MaybeMoney, right: MaybeMoney, currency: Currency): boolean {
  return left !== undefined && right !== undefined && sameMoney(left, right, digitsOf(currency));
}

/** Whether both differ once rounded to the currency's digits; false when a side is absent. */
export function differentMoney(left: MaybeMoney, right: MaybeMoney, currency: Currency): boolean {
  return left !== undefined && right !== undefined && !sameMoney(left, right, digitsOf(currency));
}

/** Below 0, 0 or above 0; undefined when a side is absent. */
export function compareMoney(left: MaybeMoney, right: MaybeMoney): number | undefined {
  return left === undefined || right === undefined ? undefined : left - right;
}

/** The amount in units, rounded half up to the currency's digits (four digits without a currency). */
export function amount(value: Money, currency: Currency): number;
export function amount(value: MaybeMoney, currency: Currency): number | undefined;
export function amount(value: MaybeMoney, currency: Currency): number | undefined {
  return value === undefined ? undefined : fromMoney(value, digitsOf(currency));
}

function digitsOf(currency: Currency): number {
  return typeof currency === "string" && currency !== "" ? currencyDigits(currency) : FINEST_DIGITS;
}

function exact(value: number): Money {
  if (!Number.isSafeInteger(value))
    throw new MappingError("not-an-amount", "the amount is too large to be held exactly");
  return (value === 0 ? 0 : value) as Money;
}
