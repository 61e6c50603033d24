import { expect, it } from "vitest";
import { hideCardNumbers, withoutCardNumbers } from "../../../src/privacy/card-numbers.ts";

it.each([
  ["4111111111111111", "[card number]"],
  ["4111 1111 1111 1111", "[card number]"],
  ["paid by 4111-1111-1111-1111, thanks", "paid by [card number], thanks"],
  ["4111 1111 1111 1111 12/27", "[card number] 12/27"],
  ["5555555555554444 and 378282246310005", "[card number] and [card number]"],
  ["3782 822463 10005", "[card number]"],
  ["3056 930902 5904", "[card number]"],
  ["2223003122003222", "[card number]"],
  ["6011111111111117", "[card number]"],
  ["3530111333300000", "[card number]"],
  ["6200000000000005", "[card number]"],
  ["6759649826438453", "[card number]"],
  ["4000000000000000006", "[card number]"],
  ["card:4242424242424242.", "card:[card number]."],
])("%s is not kept", (text, kept) => {
  expect(hideCardNumbers(text)).toBe(kept);
});

it.each([
  ["a wrong check digit", "4111111111111112"],
  ["an EAN-13 that begins like a card", "4006381333931"],
  ["an EAN-13 that passes the card's check", "4000000000006"],
  ["an order number", "100000004711"],
  ["a number of another range", "1234567812345670"],
  ["an IBAN in groups", "DE12 5001 0517 5407 3249 31"],
  ["an IBAN without groups", "DE12500105175407324931"],
  ["a longer number", "41111111111111111111111"],
  ["a hash", "a4111111111111111f"],
  ["a fraction", "0.4111111111111111"],
  ["a UUID", "00000000-4111-1111-1111-111111111111"],
  ["a time", "2026-11-21T12:04:09.114Z"],
  ["microseconds", "1763726649114000"],
  ["two telephone numbers", "+49 30 1234567, +49 170 7654321"],
  ["a date and an amount", "2026-11-21 1299.00"],
])("%s is kept: %s", (_what, text) => {
  expect(hideCardNumbers(text)).toBe(text);
});

it("replaces numbers in all places of a value, and answers the same value when there is nothing to replace", () => {
  const value = { note: "4111 1111 1111 1111", lines: [{ account: 5555555555554444, amount: 2 }], empty: null };
  expect(withoutCardNumbers(value)).toEqual({
    note: "[card number]",
    lines: [{ account: "[card number]", amount: 2 }],
    empty: null,
  });
  const clean = { ean: "4006381333931", lines: [{ amount: 2 }], id: 1763726649114000 };
  expect(withoutCardNumbers(clean)).toBe(clean);
});
