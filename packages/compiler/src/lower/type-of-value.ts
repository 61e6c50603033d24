import type { Type, ValueType } from "@xmap/language";
import type { TypeCode } from "../ir/type-code.ts";
import { helperType, keyword, NULL_TYPE, UNDEFINED_TYPE, union } from "../ir/type-code.ts";
import type { Lowered } from "./lowered.ts";

/** A type in TypeScript; `record` names the interface of a record. */
export function typeCodeOf(type: Type, record: () => TypeCode = () => keyword("object")): TypeCode {
  switch (type.kind) {
    case "text":
    case "instant":
    case "day":
      return keyword("string");
    case "number":
    case "decimal":
    case "money":
      return keyword("number");
    case "boolean":
      return keyword("boolean");
    case "null":
      return NULL_TYPE;
    case "enumeration":
      if (type.values.length === 0) return keyword("string");
      return union(...type.values.map((value): TypeCode => ({ kind: "literal", value })));
    case "reference":
      return keyword(type.base === "integer" ? "number" : "string");
    case "list":
      return { kind: "list", item: typeCodeOf(type.item, record) };
    case "record":
      return record();
    case "map":
      return helperType("DataRecord");
    case "union":
      return type.members.length === 0
        ? UNDEFINED_TYPE
        : union(...type.members.map((member) => typeCodeOf(member, record)));
    case "function":
    case "unknown":
      return helperType("Value");
  }
}

/** The TypeScript type that a lowered value's code has. */
export function typeCodeOfLowered(value: Lowered): TypeCode {
  const plain = value.scaled ? scaledType(value.type) : typeCodeOf(value.type);
  const items: TypeCode =
    plain.kind === "list" && value.itemNull ? { kind: "list", item: union(plain.item, NULL_TYPE) } : plain;
  return withNothing(items, value.absent, value.null);
}

/** The type with what may stand instead of a value. */
export function withNothing(type: TypeCode, absent: boolean, isNull: boolean): TypeCode {
  return union(type, ...(isNull ? [NULL_TYPE] : []), ...(absent ? [UNDEFINED_TYPE] : []));
}

export function valueTypeCode(value: ValueType, record?: () => TypeCode): TypeCode {
  return withNothing(typeCodeOf(value.type, record), value.mayBeAbsent, value.mayBeNull);
}

function scaledType(type: Type): TypeCode {
  return type.kind === "list" ? { kind: "list", item: helperType("Money") } : helperType("Money");
}
