import type { CallExpression, Expression } from "@xmap/grammar";
import type { Type } from "@xmap/language";
import { binary, help, list, literal, method, property } from "../ir/code.ts";
import { lowerProbe, PROBE_FUNCTION } from "../tests/lower-probe.ts";
import { asBoolean, asExists } from "./boolean.ts";
import { lowerCallback } from "./callback.ts";
import { lowerNot, unwrapped } from "./comparison.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { refuse } from "./expression-scope.ts";
import type { Lowered } from "./lowered.ts";
import {
  asList,
  asSingle,
  BOOLEAN,
  isPresent,
  isSequence,
  lowered,
  NUMBER,
  primitiveOf,
  settled,
  TEXT,
  UNKNOWN,
  withCode,
} from "./lowered.ts";
import { asAmount, asScaled, asScaledList, isMoneyLike, moneyResult } from "./money.ts";

type FunctionLowering = (args: readonly Lowered[], scope: ExpressionScope) => Lowered;

const TEXT_LIST: Type = { kind: "list", item: TEXT, sequence: false };
const STREET = recordOfTexts("StreetLines", ["line1", "line2"]);
const STREET_NUMBER = recordOfTexts("StreetNumber", ["street", "number"]);

function recordOfTexts(record: string, names: readonly string[]): Type {
  const fields = new Map(
    names.map((name) => [
      name,
      {
        name,
        value: { type: TEXT, mayBeAbsent: true, mayBeNull: false },
        readOnly: false,
        required: false,
        searchable: false,
        description: undefined,
      },
    ]),
  );
  return { kind: "record", name: record, fields };
}

/** A helper of the runtime over single values; absent where its first value is. */
function helper(name: string, result: Type): FunctionLowering {
  return (args, scope) => {
    const codes = args.map((argument) => asAmount(asSingle(argument, scope.rule)).code);
    return lowered(help(name, ...codes), result, { absent: true });
  };
}

/** The same, where there always is a result. */
function presentHelper(name: string, result: Type): FunctionLowering {
  return (args, scope) => ({ ...helper(name, result)(args, scope), absent: false, ownAbsent: false });
}

/** A method of text where the text is sure to be there, else the helper. */
function textMethod(name: string, methodName: string, result: Type): FunctionLowering {
  return (args, scope) => {
    const sure = args.every((argument) => primitiveOf(argument.type) === "string" && isPresent(argument));
    const [first, ...others] = args;
    if (!sure || first === undefined) return helper(name, result)(args, scope);
    return lowered(method(first.code, methodName, ...others.map((other) => other.code)), result);
  };
}

function ofNumbers(name: string, moneyName: string | undefined): FunctionLowering {
  return ([values], scope) => {
    if (values === undefined) return lowered(literal(undefined), NUMBER, { absent: true });
    const filled =
      values.code.kind === "list" && values.code.items.some((item) => item.kind !== "unary" || item.operator !== "...");
    if (isMoneyLike(values) && moneyName !== undefined)
      return moneyResult([values], help(moneyName, asScaledList(values, scope.names)), moneyName !== "sumMoney");
    // A sequence without values is absent, and so is its sum; a written list sums to 0.
    const argument = isSequence(values) ? unwrapped(settled(values)) : values.code;
    const code = help(name, argument);
    const sure = name === "sum" && values.type.kind === "list" && !values.type.sequence && isPresent(values);
    return sure || (filled && name !== "average")
      ? lowered(binary("??", code, literal(0)), NUMBER)
      : lowered(code, NUMBER, { absent: true });
  };
}

const lists: FunctionLowering = ([values]) => {
  if (values === undefined) return lowered(list([]), { kind: "list", item: UNKNOWN, sequence: true });
  return asList(values);
};

const FUNCTIONS: ReadonlyMap<string, FunctionLowering> = new Map<string, FunctionLowering>([
  [PROBE_FUNCTION, lowerProbe],
  ["uppercase", textMethod("uppercase", "toUpperCase", TEXT)],
  ["lowercase", textMethod("lowercase", "toLowerCase", TEXT)],
  ["contains", textMethod("contains", "includes", BOOLEAN)],
  ["startsWith", textMethod("startsWith", "startsWith", BOOLEAN)],
  ["trim", helper("trim", TEXT)],
  ["length", helper("length", NUMBER)],
  ["substring", helper("substring", TEXT)],
  ["substringBefore", helper("substringBefore", TEXT)],
  ["substringAfter", helper("substringAfter", TEXT)],
  ["replace", helper("replace", TEXT)],
  ["split", helper("split", TEXT_LIST)],
  ["number", helper("number", NUMBER)],
  ["floor", helper("floor", NUMBER)],
  ["ceil", helper("ceil", NUMBER)],
  ["abs", lowerAbsolute],
  ["round", helper("round", NUMBER)],
  ["joinName", helper("joinName", TEXT)],
  ["firstName", helper("firstName", TEXT)],
  ["lastName", helper("lastName", TEXT)],
  ["street", presentHelper("street", STREET)],
  ["string", lowerString],
  ["join", lowerJoin],
  ["sum", ofNumbers("sum", "sumMoney")],
  ["max", ofNumbers("maximum", "maximumMoney")],
  ["min", ofNumbers("minimum", "minimumMoney")],
  ["average", ofNumbers("average", undefined)],
  ["count", lowerCount],
  ["exists", ([value]) => lowered(value === undefined ? literal(false) : asExists(value), BOOLEAN)],
  [
    "not",
    ([value]) =>
      value === undefined ? lowered(literal(undefined), BOOLEAN, { absent: true }) : lowerNot(value, asBoolean(value)),
  ],
  ["boolean", lowerBooleanCast],
  ["distinct", (args, scope) => listHelper("distinct", lists(args, scope))],
  ["reverse", (args, scope) => listHelper("reverse", lists(args, scope))],
  ["append", lowerAppend],
  [
    "keys",
    ([value]) =>
      lowered(binary("??", help("keys", value?.code ?? literal(undefined)), list([])), {
        ...TEXT_LIST,
        kind: "list",
        item: TEXT,
        sequence: true,
      }),
  ],
  ["now", () => lowered(help("now"), { kind: "instant" })],
  ["millis", () => lowered(help("millis"), NUMBER)],
  ["countryCode", helper("countryCode", TEXT)],
  ["countryName", helper("countryName", TEXT)],
  ["currencyDigits", helper("currencyDigits", NUMBER)],
  ["dayIn", helper("dayIn", { kind: "day" })],
  ["formatMoney", helper("formatMoney", TEXT)],
  ["hash", helper("textHash", TEXT)],
  ["houseNumber", presentHelper("houseNumber", STREET_NUMBER)],
  ["initials", helper("initials", TEXT)],
  ["instantOf", helper("instantOf", { kind: "instant" })],
  ["localTime", helper("localTime", TEXT)],
  ["phone", helper("phone", TEXT)],
  ["postalCode", helper("postalCode", TEXT)],
  ["roundMoney", lowerRoundMoney],
  ["slug", helper("slug", TEXT)],
  ["stateCode", helper("stateCode", TEXT)],
  ["stateName", helper("stateName", TEXT)],
  ["titleCase", helper("titleCase", TEXT)],
]);

/** Functions that JSONata itself does not have, as expressions with exact sequences know them. */
export const INTEGRATION_NAMES: ReadonlySet<string> = new Set(
  (
    "countryCode countryName currencyDigits dayIn firstName formatMoney hash houseNumber initials instantOf joinName lastName " +
    "localTime phone postalCode roundMoney slug startsWith stateCode stateName street titleCase"
  ).split(" "),
);

/** Functions that take the context for their first argument, with the count of those that they need. */
const REQUIRED: Readonly<Record<string, number>> = {
  contains: 2,
  pad: 2,
  replace: 3,
  split: 2,
  startsWith: 2,
  substring: 2,
  substringAfter: 2,
  substringBefore: 2,
};

/** Functions whose further arguments change what they do. */
const MOST: Readonly<Record<string, number>> = { string: 1, now: 0 };

/** `$name(…)`; `given` are arguments that come before the written ones (`~>`). */
export function lowerCall(
  expression: CallExpression,
  scope: ExpressionScope,
  given: readonly Expression[] = [],
): Lowered {
  const { callee } = expression;
  const name = callee.kind === "VariableExpression" && !scope.variables.has(callee.name) ? callee.name : "";
  const callback = lowerCallback(name, [...given, ...expression.arguments], scope);
  if (callback !== undefined) return callback;
  const lowering = FUNCTIONS.get(name);
  if (lowering === undefined)
    return refuse(scope, callee.span, name === "" ? "only named functions are compiled" : `$${name} is not compiled`);
  const written = [...given, ...expression.arguments].map((argument) => scope.lower(argument, scope));
  if (written.length > 0 && written.length < (REQUIRED[name] ?? 0))
    return refuse(scope, expression.span, `$ stands for the first argument of $${name}`);
  if (written.length > (MOST[name] ?? written.length))
    return refuse(scope, expression.span, `$${name} has more arguments than types tell of`);
  const args = written.length === 0 ? [scope.context] : written;
  return lowering(args, scope);
}

function listHelper(name: string, value: Lowered): Lowered {
  return withCode(value, help(name, value.code), { absent: false });
}

function lowerAppend([left, right]: readonly Lowered[]): Lowered {
  if (left === undefined || right === undefined)
    return lowered(list([]), { kind: "list", item: UNKNOWN, sequence: true });
  const [first, second] = [asList(left), asList(right)];
  const alike =
    first.type.kind === "list" &&
    second.type.kind === "list" &&
    primitiveOf(first.type.item) === primitiveOf(second.type.item);
  const code = list([
    { kind: "unary", operator: "...", operand: first.code },
    { kind: "unary", operator: "...", operand: second.code },
  ]);
  const joined = {
    ...withCode(first, code),
    origins: [...first.origins, ...second.origins],
    itemNull: first.itemNull || second.itemNull,
  };
  return alike ? joined : { ...joined, type: { kind: "list", item: UNKNOWN, sequence: true } };
}

function lowerCount([value]: readonly Lowered[]): Lowered {
  if (value === undefined) return lowered(literal(0), NUMBER);
  if (value.type.kind === "list" && !value.null) {
    if (!value.absent) return lowered(property(value.code, "length"), NUMBER);
    return lowered(binary("??", property(value.code, "length", true), literal(0)), NUMBER);
  }
  return lowered(help("count", value.code), NUMBER);
}

function lowerString([value]: readonly Lowered[]): Lowered {
  if (value === undefined) return lowered(literal(undefined), TEXT, { absent: true });
  if (primitiveOf(value.type) === "string" && isPresent(value)) return { ...value, type: TEXT };
  if (!value.absent && !isSequence(value)) return lowered(help("text", asAmount(value).code), TEXT);
  return lowered(help("string", isSequence(value) ? unwrapped(settled(value)) : asAmount(value).code), TEXT, {
    absent: true,
  });
}

function lowerJoin([values, separator]: readonly Lowered[], scope: ExpressionScope): Lowered {
  if (values === undefined) return lowered(literal(undefined), TEXT, { absent: true });
  const argument = isSequence(values) ? unwrapped(settled(values)) : values.code;
  const codes = separator === undefined ? [argument] : [argument, asSingle(separator, scope.rule).code];
  return lowered(help("join", ...codes), TEXT, { absent: true });
}

function lowerBooleanCast([value]: readonly Lowered[]): Lowered {
  if (value === undefined) return lowered(literal(undefined), BOOLEAN, { absent: true });
  if (!value.absent && !isSequence(value)) return lowered(asBoolean(value), BOOLEAN);
  return lowered(help("boolean", isSequence(value) ? unwrapped(settled(value)) : value.code), BOOLEAN, {
    absent: true,
  });
}

/** A rounded amount stays money in its currency. */
function lowerRoundMoney(args: readonly Lowered[], scope: ExpressionScope): Lowered {
  const rounded = helper("roundMoney", NUMBER)(args, scope);
  const [amount] = args;
  return amount === undefined || amount.type.kind !== "money"
    ? rounded
    : { ...rounded, type: amount.type, currency: amount.currency };
}

function lowerAbsolute(args: readonly Lowered[], scope: ExpressionScope): Lowered {
  const [value] = args;
  if (value === undefined || !isMoneyLike(value)) return helper("abs", NUMBER)(args, scope);
  const single = asSingle(value, scope.rule);
  const scaled = asScaled(single);
  const pair = list([scaled, help("negateMoney", scaled)]);
  return moneyResult([single], help("maximumMoney", pair), true);
}
