import type { Conversion, Field, Type } from "@xmap/language";
import { arrow, help, list, literal, local } from "../ir/code.ts";
import type { TypeCode } from "../ir/type-code.ts";
import { helperType, union } from "../ir/type-code.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { lookedAt } from "./looked-at.ts";
import type { Lowered } from "./lowered.ts";
import { asList, asSingle, isPresent, primitiveOf, TEXT, withCode } from "./lowered.ts";
import { asAmount } from "./money.ts";
import { createNameScope, declareLocal } from "./names.ts";
import { typeCodeOfLowered } from "./type-of-value.ts";
import type { LoweredValue } from "./value.ts";

/** A value in the form that its target takes. */
export function convertTo(
  source: LoweredValue,
  target: Field,
  conversion: Conversion,
  zone: string,
  scope: ExpressionScope,
): LoweredValue {
  const { value } = source;
  if (value.keeps) return convertUnlessKept(source, target, conversion, zone, scope);
  const shaped = shape(asWanted(value, target.value.type, conversion, scope), target, conversion, scope);
  const converted = convert(shaped, conversion, zone, scope);
  if (converted.code === value.code) return source;
  return { ...source, value: converted, type: typeOf(source, converted) };
}

/** The mark of a field that is left as it is goes through as it is. */
function convertUnlessKept(
  source: LoweredValue,
  target: Field,
  conversion: Conversion,
  zone: string,
  scope: ExpressionScope,
): LoweredValue {
  const parameter = declareLocal(createNameScope(scope.names), "value");
  const given = withCode(source.value, local(parameter), { absent: source.value.absent, keeps: false });
  const made = convertTo({ ...source, value: given }, target, conversion, zone, scope);
  if (made.value.code === given.code) return source;
  const code = help("unlessKept", source.value.code, arrow([{ local: parameter, type: undefined }], made.value.code));
  return { ...made, value: withCode(made.value, code, { keeps: true }), type: union(made.type, helperType("Keep")) };
}

/** A lookup that may keep the field says so in the type of its value only. */
function typeOf(source: LoweredValue, converted: Lowered): TypeCode {
  return converted.code === source.value.code ? source.type : typeCodeOfLowered(converted);
}

/** A value that nothing is known of, looked at by what the target takes; other values as they are. */
function asWanted(value: Lowered, target: Type, conversion: Conversion, scope: ExpressionScope): Lowered {
  const item = value.type.kind === "list" ? value.type.item : value.type;
  if (target.kind === "unknown" || (target.kind === "list" && target.item.kind === "unknown")) return value;
  // What converts also looks at what it is given.
  if (conversion === "toText" || conversion === "toNumber") return value;
  const isMixed = item.kind === "union" && primitiveOf(item) === undefined;
  if (item.kind !== "unknown" && !isMixed) return value;
  if (value.type.kind === "list" && target.kind !== "list")
    return asWanted(asSingle(value, scope.rule), target, conversion, scope);
  return lookedAt(value, target, scope);
}

function shape(value: Lowered, target: Field, conversion: Conversion, scope: ExpressionScope): Lowered {
  if (target.value.type.kind === "list") return asTargetList(value);
  if (conversion === "list") return asTargetList(value);
  if (value.type.kind !== "list") return value;
  if (value.type.sequence) return asSingle(value, scope.rule);
  // A list that was written out for a single target holds at most one value.
  const code = help("single", asList(value).code, literal(scope.rule));
  return { ...withCode(value, code, { absent: true }), null: value.itemNull, type: value.type.item };
}

function asTargetList(value: Lowered): Lowered {
  if (value.type.kind === "list") return asList(value);
  if (isPresent(value))
    return { ...withCode(value, list([value.code])), type: { kind: "list", item: value.type, sequence: true } };
  return asList(value);
}

function convert(value: Lowered, conversion: Conversion, zone: string, scope: ExpressionScope): Lowered {
  const amount = asAmount(value);
  switch (conversion) {
    case "toText": {
      if (primitiveOf(amount.type) === "string") return amount;
      const nothing = amount.absent || amount.null;
      const code = help(nothing ? "string" : "text", amount.null ? nullToAbsent(amount) : amount.code);
      return { ...withCode(amount, code, { absent: nothing, null: false }), type: TEXT };
    }
    case "toNumber": {
      if (primitiveOf(amount.type) === "number") return amount;
      const code = help("number", amount.null ? nullToAbsent(amount) : amount.code, literal(scope.rule));
      return { ...withCode(amount, code, { absent: true, null: false }), type: { kind: "number", integer: false } };
    }
    case "toDay": {
      const code = help("dayIn", amount.code, literal(zone));
      const nothing = amount.absent || amount.null;
      return { ...withCode(amount, code, { absent: nothing, null: false }), type: { kind: "day" } };
    }
    default:
      return amount;
  }
}

function nullToAbsent(value: Lowered) {
  return { kind: "binary", operator: "??", left: value.code, right: literal(undefined) } as const;
}
