import type { Type, ValueType } from "@xmap/language";
import { type Code, cast } from "../ir/code.ts";
import { keyword } from "../ir/type-code.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { type Lowered, lowered } from "./lowered.ts";
import { asAmount } from "./money.ts";
import { checkedCode, isWrittenOut, widened } from "./shape-code.ts";

/** A value as one of a type, which it must prove to be at run time; null and no value stay what they are. */
export function lookedAt(value: Lowered, type: Type, scope: ExpressionScope): Lowered {
  const wanted = type.kind === "enumeration" ? type : widened(type);
  const isList = wanted.kind === "list";
  const form: Type = isList ? { ...wanted, sequence: true } : wanted;
  const given: ValueType = { type: form, mayBeAbsent: true, mayBeNull: !isList };
  const code = checkedCode(asAmount(value).code, given, scope.rule, value.described ?? scope.rule);
  return lowered(code, form, {
    absent: !isList,
    null: !isList,
    loose: wanted.kind === "map" || (wanted.kind === "record" && !isWrittenOut(wanted)),
  });
}

/** A record as the argument of a function whose parameter has an interface. */
export function asArgument(value: Lowered, scope: ExpressionScope): Code {
  const isOpen = value.type.kind === "unknown" || value.type.kind === "union";
  const record = isOpen ? lookedAt(value, { kind: "map", value: ANYTHING }, scope) : value;
  // What it reads of the record, it takes as it is.
  return record.loose ? cast(record.code, keyword("never")) : record.code;
}

const ANYTHING: ValueType = { type: { kind: "unknown" }, mayBeAbsent: true, mayBeNull: true };

/** The same for a value that nothing is known of; others as they are. */
export function knownAs(value: Lowered, type: Type, scope: ExpressionScope): Lowered {
  const isOpen = value.type.kind === "unknown" || value.type.kind === "union";
  return isOpen && type.kind !== "unknown" ? lookedAt(value, type, scope) : value;
}
