declare const moneyMark: unique symbol;

/** An exact amount: a whole number of ten-thousandths of the currency's unit (the finest scale that sources use). */
export type Money = number & { readonly [moneyMark]: true };

/** Ten-thousandths in one unit. */
export const MONEY_SCALE = 10_000;

/** The largest amount in units that stays exact. */
export const LARGEST_AMOUNT = Number.MAX_SAFE_INTEGER / MONEY_SCALE;

const CURRENCY_DIGITS: Readonly<Record<string, number>> = {
  BHD: 3,
  BIF: 0,
  CLF: 4,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  IQD: 3,
  ISK: 0,
  JOD: 3,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  PYG: 0,
  RWF: 0,
  TND: 3,
  UGX: 0,
  UYI: 0,
  UYW: 4,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
};

/** Digits after the point of an ISO 4217 currency; 2 for every code that has no digits of its own. */
export function currencyDigits(currency: string): number {
  return Object.hasOwn(CURRENCY_DIGITS, currency) ? (CURRENCY_DIGITS[currency] ?? 2) : 2;
}

/** Exact money from an amount in units; throws a RangeError beyond 900 billion units or when it is no finite number. */
export function toMoney(amount: number): Money {
  if (!Number.isFinite(amount) || Math.abs(amount) > LARGEST_AMOUNT)
    throw new RangeError(`${amount} is not an amount of money that can be held exactly`);
  return roundHalfUp(amount * MONEY_SCALE) as Money;
}

/** The amount in units, rounded half up (away from zero) to the given number of digits. */
export function fromMoney(money: Money, digits: number): number {
  const step = 10 ** (4 - Math.min(4, digits));
  return (roundHalfUp(money / step) * step) / MONEY_SCALE;
}

/** True when both amounts are the same once rounded to the currency's digits. */
export function sameMoney(left: Money, right: Money, digits: number): boolean {
  return fromMoney(left, digits) === fromMoney(right, digits);
}

/** Nearest whole number, halves away from zero; binary noise below a millionth of a step is ignored. */
function roundHalfUp(value: number): number {
  const magnitude = Math.abs(value);
  return Math.sign(value) * Math.floor(magnitude + 0.5 + 1e-6 * Math.min(1, magnitude));
}
