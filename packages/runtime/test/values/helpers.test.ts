import * as runtime from "@xmap/runtime";
import { amount, type Money, money } from "@xmap/runtime";
import { describe, expect, it } from "vitest";

const cents = (value: number): Money => money(value);

describe("money", () => {
  it.each([
    ["adds exactly", () => amount(runtime.addMoney(cents(0.1), cents(0.2)), "USD"), 0.3],
    ["sums what is there", () => amount(runtime.sumMoney([cents(1.15), undefined, cents(2.2)]), "USD"), 3.35],
    ["sums nothing to 0", () => runtime.sumMoney(undefined), 0],
    ["subtracts below 0", () => amount(runtime.subtractMoney(cents(1), cents(1.5)), "USD"), -0.5],
    ["negates 0 to 0", () => runtime.negateMoney(cents(0)), 0],
    ["has no sum with an absent side", () => runtime.addMoney(cents(1), undefined), undefined],
    ["has the largest", () => amount(runtime.maximumMoney([undefined, cents(-2), cents(-1)]), "USD"), -1],
    ["has the smallest", () => amount(runtime.minimumMoney([cents(3), undefined, cents(2)]), "USD"), 2],
    ["has no largest of nothing", () => runtime.maximumMoney([]), undefined],
    ["multiplies and rounds half up", () => amount(runtime.multiplyMoney(cents(0.0001), 0.5), undefined), 0.0001],
    ["rounds yen to whole ones", () => amount(cents(100.5), "JPY"), 101],
    ["rounds dinars to three digits", () => amount(cents(1.2345), "KWD"), 1.235],
    ["is equal in the currency's digits", () => runtime.equalMoney(cents(1.001), cents(1.004), "EUR"), true],
    ["differs at four digits without a currency", () => runtime.differentMoney(cents(1.001), cents(1.004), null), true],
    ["is not equal to nothing", () => runtime.equalMoney(cents(1), undefined, "EUR"), false],
    ["does not differ from nothing", () => runtime.differentMoney(cents(1), undefined, "EUR"), false],
    ["compares", () => (runtime.compareMoney(cents(1), cents(2)) ?? 0) < 0, true],
    ["does not compare with nothing", () => runtime.compareMoney(undefined, cents(2)), undefined],
    ["takes null as absent", () => money(null), undefined],
  ])("%s", (_name, evaluate, expected) => expect(evaluate()).toBe(expected));

  it("refuses what is no exact amount", () => {
    expect(() => money(Number.NaN)).toThrow(runtime.MappingError);
    expect(() => money(1e15)).toThrow("no amount of money");
    expect(() => runtime.multiplyMoney(cents(1e11), 1000)).toThrow("too large");
  });
});

describe("names, addresses, days", () => {
  it.each([
    ["both names", () => runtime.joinName(" Ann ", "Lee"), "Ann Lee"],
    ["one name", () => runtime.joinName(null, "Lee"), "Lee"],
    ["no name", () => runtime.joinName("", undefined), undefined],
    ["first names", () => runtime.firstName("Ann Mary  Lee"), "Ann Mary"],
    ["last name", () => runtime.lastName("Ann Mary Lee"), "Lee"],
    ["an only name is the first", () => [runtime.firstName("Ann"), runtime.lastName("Ann")].join(), "Ann,"],
    ["a day before midnight there", () => runtime.dayIn("2026-03-04T23:30:00Z", "Europe/Berlin"), "2026-03-05"],
    ["a day behind", () => runtime.dayIn("2026-03-04T02:00:00Z", "America/New_York"), "2026-03-03"],
    ["no day", () => runtime.dayIn(null, "UTC"), undefined],
  ])("%s", (_name, evaluate, expected) => expect(evaluate()).toBe(expected));

  it("splits a street into two lines", () => {
    expect(runtime.street("1 Main St\r\nFloor 2\n\nLeft")).toEqual({ line1: "1 Main St", line2: "Floor 2, Left" });
    expect(runtime.street(null)).toEqual({ line1: undefined, line2: undefined });
  });

  it("says which zone or instant is wrong", () => {
    expect(() => runtime.dayIn("2026-03-04T02:00:00Z", "Mars/Base")).toThrow('"Mars/Base" is no time zone');
    expect(() => runtime.dayIn("soon", "UTC")).toThrow('"soon" is no instant');
  });
});

describe("sequences", () => {
  it.each([
    ["list of nothing", () => runtime.list(undefined), []],
    ["list of null", () => runtime.list(null), []],
    ["list of one", () => runtime.list(0), [0]],
    ["list of a list", () => runtime.list([1, 2]), [1, 2]],
    ["flat", () => runtime.flat<number>([1, undefined, [2, 3]]), [1, 2, 3]],
    ["single of nothing", () => runtime.single([], "r"), undefined],
    ["single of one", () => runtime.single([7], "r"), 7],
    ["a field of a prototype is not there", () => runtime.lookupField({}, "constructor"), undefined],
  ])("%s", (_name, evaluate, expected) => expect(evaluate()).toEqual(expected));

  it.each([
    ["several values", () => runtime.single([1, 2], "A/b"), "one value is needed, but there are 2"],
    ["text that is too long", () => runtime.validateText("😀😀😀", 2, "A/b"), "longer than 2 characters"],
    ["text that is no number", () => runtime.number("1,5", "A/b"), '"1,5" is not a number'],
  ])("names the rule for %s", (_name, evaluate, message) => {
    expect(evaluate).toThrow(expect.objectContaining({ rule: "A/b", message: expect.stringContaining(message) }));
  });
});
