import { isNumeric, isTextLike, membersOf } from "./classify.ts";
import { enumeration, fieldOf, NEVER, NUMBER, TEXT, UNKNOWN } from "./make-type.ts";
import type { Field, NumberType, RecordType, Type, ValueType } from "./type.ts";

/** More types than these are not told apart any longer. */
const MOST_MEMBERS = 24;

function unifyNumbers(left: Type, right: Type): Type {
  if (left.kind === "money" && right.kind === "money" && !isSameMoney(left, right)) return NUMBER;
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

function isSameMoney(left: Type & { kind: "money" }, right: Type & { kind: "money" }): boolean {
  return left.entity === right.entity && left.currency === right.currency;
}

/** The one type for both, when there is a smaller one than a union. */
function joined(left: Type, right: Type): Type | undefined {
  if (left === right) return left;
  if (left.kind === "enumeration" && right.kind === "enumeration") {
    const kinds = new Set([...left.values, ...right.values].map((value) => typeof value));
    return kinds.size <= 1 ? enumeration([...left.values, ...right.values]) : undefined;
  }
  if (isTextLike(left) && isTextLike(right)) return TEXT;
  if (left.kind === "reference" && right.kind === "reference")
    return left.system === right.system && left.resource === right.resource ? left : undefined;
  if (isNumeric(left) && isNumeric(right)) return unifyNumbers(left, right);
  if (left.kind === "list" && right.kind === "list")
    return {
      kind: "list",
      item: unifyTypes(left.item, right.item),
      sequence: left.sequence || right.sequence,
      ...(left.holdsNull === true || right.holdsNull === true ? { holdsNull: true } : {}),
    };
  if (left.kind === "map" && right.kind === "map") return { kind: "map", value: unifyValues(left.value, right.value) };
  if (left.kind === "record" && right.kind === "record")
    return isSameShape(left, right) ? unifyRecords(left, right) : undefined;
  if (left.kind === "boolean" || left.kind === "instant" || left.kind === "day")
    return left.kind === right.kind ? left : undefined;
  return undefined;
}

/** Two constructed records with the same field names are one record. */
function isSameShape(left: RecordType, right: RecordType): boolean {
  if (left.name !== right.name || left.fields.size !== right.fields.size) return false;
  return [...left.fields.keys()].every((name) => right.fields.has(name));
}

function unifyRecords(left: RecordType, right: RecordType): RecordType {
  const fields = new Map<string, Field>();
  for (const [name, field] of left.fields) {
    const other = right.fields.get(name);
    const same = other === undefined || other === field;
    fields.set(
      name,
      same ? field : { ...fieldOf(name, unifyValues(field.value, other.value)), description: field.description },
    );
  }
  return { ...left, fields };
}

/** A type that is still being found out adds nothing: what a function gives follows from its other ways. */
function isPending(type: Type): boolean {
  return type.kind === "unknown" && type.pending === true;
}

/** The smallest type that holds the values of both: a union where they have nothing in common. */
export function unifyTypes(left: Type, right: Type): Type {
  if (left === right || right.kind === "null") return left;
  if (left.kind === "null") return right;
  if (isPending(left)) return right;
  if (isPending(right)) return left;
  if (left.kind === "unknown") return right.kind === "union" && right.members.length === 0 ? left : UNKNOWN;
  if (right.kind === "unknown") return left.kind === "union" && left.members.length === 0 ? right : UNKNOWN;
  let members = [...membersOf(left)];
  for (let next of membersOf(right)) {
    const others: Type[] = [];
    for (const member of members) {
      const one = joined(member, next);
      if (one === undefined) others.push(member);
      else next = one;
    }
    members = [...others, next];
  }
  const [only] = members;
  if (members.length > MOST_MEMBERS) return UNKNOWN;
  if (only === undefined) return NEVER;
  return members.length === 1 ? only : { kind: "union", members };
}

/** `unifyTypes` with what may be missing in either. */
export function unifyValues(left: ValueType, right: ValueType): ValueType {
  return {
    type: unifyTypes(left.type, right.type),
    mayBeAbsent: left.mayBeAbsent || right.mayBeAbsent,
    mayBeNull: left.mayBeNull || right.mayBeNull,
  };
}
