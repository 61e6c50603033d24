import { isNumeric, isTextLike } from "./classify.ts";
import { enumeration, NUMBER, TEXT, UNKNOWN } from "./make-type.ts";
import type { NumberType, Type, ValueType } from "./type.ts";

function unifyNumbers(left: Type, right: Type): Type {
  if (left.kind === "money") return left;
  if (right.kind === "money") return right;
  if (left.kind === "decimal" && right.kind === "decimal") return left.digits >= right.digits ? left : right;
  if (left.kind === "decimal") return left;
  if (right.kind === "decimal") return right;
  if (left.kind === "number" && right.kind === "number") {
    const both: NumberType = { kind: "number", integer: left.integer && right.integer };
    return both;
  }
  return NUMBER;
}

/** The smallest type that holds the values of both; unknown when they have nothing in common. */
export function unifyTypes(left: Type, right: Type): Type {
  if (left === right || right.kind === "null") return left;
  if (left.kind === "null") return right;
  if (left.kind === "unknown" || right.kind === "unknown") return UNKNOWN;
  if (left.kind === "enumeration" && right.kind === "enumeration")
    return enumeration([...left.values, ...right.values]);
  if (isTextLike(left) && isTextLike(right)) return TEXT;
  if (left.kind === "reference" && right.kind === "reference")
    return left.system === right.system && left.resource === right.resource ? left : UNKNOWN;
  if (isNumeric(left) && isNumeric(right)) return unifyNumbers(left, right);
  if (left.kind === "list" && right.kind === "list")
    return { kind: "list", item: unifyTypes(left.item, right.item), sequence: left.sequence || right.sequence };
  return left.kind === right.kind && left.kind !== "record" ? left : UNKNOWN;
}

/** `unifyTypes` with what may be missing in either. */
export function unifyValues(left: ValueType, right: ValueType): ValueType {
  return {
    type: unifyTypes(left.type, right.type),
    mayBeAbsent: left.mayBeAbsent || right.mayBeAbsent,
    mayBeNull: left.mayBeNull || right.mayBeNull,
  };
}
