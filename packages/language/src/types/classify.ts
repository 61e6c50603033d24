import type { ListType, Type, ValueType } from "./type.ts";

/** Whether every type that a value can have passes; a union by all of its members. */
function isAll(type: Type, test: (member: Type) => boolean): boolean {
  return type.kind === "union" ? type.members.length > 0 && type.members.every(test) : test(type);
}

/** Text, or a closed set of texts. */
export function isTextLike(type: Type): boolean {
  return isAll(
    type,
    (each) =>
      each.kind === "text" || (each.kind === "enumeration" && each.values.every((value) => typeof value === "string")),
  );
}

/** Numbers of every kind, money and decimals among them. */
export function isNumeric(type: Type): boolean {
  return isAll(type, (each) => {
    if (each.kind === "number" || each.kind === "decimal" || each.kind === "money") return true;
    if (each.kind === "reference") return each.base === "integer";
    return each.kind === "enumeration" && each.values.every((value) => typeof value === "number");
  });
}

export function isBooleanLike(type: Type): boolean {
  return isAll(
    type,
    (each) =>
      each.kind === "boolean" ||
      (each.kind === "enumeration" && each.values.every((value) => typeof value === "boolean")),
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

/** Whether a value in a list may be null, or the value itself. */
export function itemMayBeNull({ type, mayBeNull }: ValueType): boolean {
  return type.kind === "list" ? type.holdsNull === true || (type.sequence && mayBeNull) : mayBeNull;
}

/** Whether a value of this type can turn out to be nothing at all. */
export function canBeNothing(value: ValueType): boolean {
  return value.mayBeAbsent || isSequence(value.type);
}

/** The types that a value can have: a union's members, or the type alone. */
export function membersOf(type: Type): readonly Type[] {
  return type.kind === "union" ? type.members : [type];
}

/** A type that says nothing, or is a union with one that does. */
export function isUnknown(type: Type): boolean {
  return membersOf(type).some((member) => member.kind === "unknown");
}
