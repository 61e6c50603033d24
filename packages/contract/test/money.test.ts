import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  currencyDigits,
  fromMoney,
  LARGEST_AMOUNT,
  MONEY_SCALE,
  type Money,
  sameMoney,
  toMoney,
} from "../src/index.ts";

const total = (amounts: readonly Money[]) => amounts.reduce((sum, amount) => sum + amount, 0) as Money;

describe("money", () => {
  test.each([
    ["USD", 2],
    ["JPY", 0],
    ["KWD", 3],
    ["CLF", 4],
    ["XXX", 2],
    ["toString", 2],
  ])("%s has %i digits", (currency, digits) => expect(currencyDigits(currency)).toBe(digits));

  test.each([
    [1.005, "USD", 1.01],
    [-1.005, "USD", -1.01],
    [1.0049, "USD", 1],
    [2.675, "EUR", 2.68],
    [0.5, "JPY", 1],
    [-0.5, "JPY", -1],
    [1234.4999, "JPY", 1234],
    [1.2345, "KWD", 1.235],
    [1.2344, "KWD", 1.234],
    [1.23456, "CLF", 1.2346],
    [0.1 + 0.2, "USD", 0.3],
    [127.4, "USD", 127.4],
  ])("%d %s rounds to %d", (amount, currency, rounded) => {
    expect(fromMoney(toMoney(amount), currencyDigits(currency))).toBe(rounded);
  });

  test("sums of 10,000 amounts with four decimals are exact", () => {
    const amounts = Array.from({ length: 10_000 }, (_, index) => (index * 7_919) % 1_000_003);
    const exact = amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
    expect(BigInt(total(amounts.map((amount) => toMoney(amount / MONEY_SCALE))))).toBe(exact);
  });

  test("every amount of four decimals survives, and rounding keeps signs apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), fc.integer({ min: 0, max: 4 }), (units, digits) => {
        const money = toMoney(units / MONEY_SCALE);
        expect(money + 0).toBe(units);
        expect(fromMoney(money, 4)).toBe(units / MONEY_SCALE);
        expect(fromMoney(toMoney(-units / MONEY_SCALE), digits) + fromMoney(money, digits)).toBe(0);
      }),
    );
  });

  test("amounts are the same when their rounded digits are", () => {
    expect(sameMoney(toMoney(10.004), toMoney(10), 2)).toBe(true);
    expect(sameMoney(toMoney(10.005), toMoney(10), 2)).toBe(false);
  });

  test.each([Number.NaN, Number.POSITIVE_INFINITY, LARGEST_AMOUNT * 2])("%d is refused", (amount) => {
    expect(() => toMoney(amount)).toThrow(RangeError);
  });
});
