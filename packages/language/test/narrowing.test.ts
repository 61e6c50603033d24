import { expect, test } from "vitest";
import { checkMain } from "./project.ts";
import { binding, flow } from "./snippets.ts";

function errorsOf(source: string): readonly string[] {
  return checkMain(source)
    .diagnostics.filter(({ severity }) => severity === "error")
    .map(({ code }) => code);
}

/** Rules of a binding that are right only where a condition has been asked for before. */
const SURE: readonly (readonly [string, string])[] = [
  ["a guard", 'require email != null else reject "no e-mail"\n$uppercase(email) -> note'],
  ["a guard behind a guard", "require email != null else skip\nrequire $length(email) > 3 else skip\nnumber -> note"],
  [
    "a guard of two",
    "require email != null and billing.first != null else skip\n$uppercase(email & billing.first) -> note",
  ],
  ["the records around a field", "require payment.label != null else skip\npayment.code & payment.label -> note"],
  ["a guard, in a nested block", "require email != null else skip\nbilling -> $ {\n $uppercase($$.email) -> note\n}"],
  ["when", "$uppercase(email) -> note when email != null"],
  ["a choice", 'email != null ? $uppercase(email) : "none" -> note'],
  [
    "the other way of a choice",
    'email = null ? "none" : (email ?: "x") -> note\npoints = null ? 0 : points + 1 -> fee',
  ],
  ["and", 'email != null and $contains(email, "@") -> done'],
  ["or", 'email = null or $contains(email, "@") -> done'],
  ["a field that exists", "$exists(attempts) ? attempts + 1 : 0 -> fee"],
  ["a field that counts as true", "attempts ? attempts + 1 : 0 -> fee"],
  ["a comparison", "attempts > 1 ? attempts * 2 : 0 -> fee"],
  ["no negation of a negation", "$not($not(attempts > 1)) ? attempts * 2 : 0 -> fee"],
  ["an equality", 'shipping.code = "A" ? $length(shipping.code) : 0 -> fee'],
  ["a list of values", 'shipping.code in ["A", "B"] ? $length(shipping.code) : 0 -> fee'],
  ["a let", "let a = attempts\n$a > 1 ? $a + 1 : 0 -> fee"],
  ["a closed set, less one", 'surcharges[0].(type != "tax" ? type) -> tags'],
];

test.for(SURE)("%s makes sure of a value", ([, rules]) => {
  expect(errorsOf(binding(rules))).toEqual([]);
});

const UNSURE: readonly (readonly [string, string, string])[] = [
  ["a guard that only warns", 'require email != null else warn "x"\n$uppercase(email) -> note', "wrong-argument-type"],
  [
    "a guard of one of two",
    "require email != null or gift else skip\n$uppercase(email) -> note",
    "wrong-argument-type",
  ],
  ["the negation", "email = null ? $uppercase(email) : number -> note", "wrong-argument-type"],
  ["another field", "require number != null else skip\n$uppercase(email) -> note", "wrong-argument-type"],
  ["another record's field", "require billing.first != null else skip\n1 + points -> fee", "absent-in-arithmetic"],
  ["a field that exists and may be null", "$exists(email) ? $uppercase(email) : number -> note", "wrong-argument-type"],
  ["a choice behind its end", "email != null ? 1 : 0 -> fee\n$uppercase(email) -> note", "wrong-argument-type"],
  ["a comparison that fails", "attempts > 1 ? 0 : attempts + 1 -> fee", "absent-in-arithmetic"],
];

test.for(UNSURE)("%s does not make sure of it", ([, rules, code]) => {
  expect(errorsOf(binding(rules))).toEqual([code]);
});

test("a flow's guard holds for the steps behind it", () => {
  const rest = 'notify team.ops "{$uppercase(order.email)}"';
  expect(errorsOf(flow(`require order.email != null else skip\n${rest}`))).toEqual([]);
  expect(errorsOf(flow(`require order.gift else skip\n${rest}`))).toEqual(["wrong-argument-type"]);
});

test("a flow's condition holds inside it", () => {
  const rest = 'notify team.ops "{$uppercase(order.email)}"';
  expect(errorsOf(flow(`when order.email != null {\n${rest}\n}`))).toEqual([]);
  expect(errorsOf(flow(`when order.email != null {\n}\n${rest}`))).toContain("wrong-argument-type");
});

test("what is sure of a record is no longer when a step has changed it", () => {
  const steps = (between: string) =>
    `sale = sync order via ToSale\nrequire sale.note != null else skip\n${between}\nnotify team.ops "{$uppercase(sale.note)}"`;
  expect(errorsOf(flow(steps("")))).toEqual([]);
  expect(errorsOf(flow(steps('call sale.confirm(mode: "safe")')))).toEqual(["wrong-argument-type"]);
});
