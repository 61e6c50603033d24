import type { ListType, Type, ValueType } from "./type.ts";

/** Text, or a closed set of texts. */
export function isTextLike(type: Type): boolean {
  return (
    type.kind === "text" || (type.kind === "enumeration" && type.values.every((value) => typeof value === "string"))
  );
}

/** Numbers of every kind, money and decimals among them. */
export function isNumeric(type: Type): boolean {
  if (type.kind === "number" || type.kind === "decimal" || type.kind === "money") return true;
  if (type.kind === "reference") return type.base === "integer";
  return type.kind === "enumeration" && type.values.every((value) => typeof value === "number");
}

export function isBooleanLike(type: Type): boolean {
  return (
    type.kind === "boolean" || (type.kind === "enumeration" && type.values.every((value) => typeof value === "boolean"))
  );
}

/** A list that may be empty and then counts as absent. */
export function isSequence(type: Type): type is ListType {
  return type.kind === "list" && type.sequence;
}

/** The item of a list, or the type itself. */
export function itemOf(type: Type): Type {
  return type.kind === "list" ? type.item : type;
}

/** Whether a value of this type can turn out to be nothing at all. */
export function canBeNothing(value: ValueType): boolean {
  return value.mayBeAbsent || isSequence(value.type);
}
