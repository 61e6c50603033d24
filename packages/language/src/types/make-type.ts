import type {
  EnumerationType,
  Field,
  ListType,
  MapType,
  NumberType,
  RecordType,
  TextType,
  Type,
  UnionType,
  UnknownType,
  ValueType,
} from "./type.ts";

export const TEXT: TextType = { kind: "text" };
export const INTEGER: NumberType = { kind: "number", integer: true };
export const NUMBER: NumberType = { kind: "number", integer: false };
export const BOOLEAN: Type = { kind: "boolean" };
export const NULL: Type = { kind: "null" };
export const INSTANT: Type = { kind: "instant" };
export const DAY: Type = { kind: "day" };
export const UNKNOWN: UnknownType = { kind: "unknown" };
/** What gives no value at all: it adds nothing to the types that it is unified with. */
export const NEVER: UnionType = { kind: "union", members: [] };

/** A value that is always there. */
export function present(type: Type): ValueType {
  return { type, mayBeAbsent: false, mayBeNull: false };
}

/** A value that may be missing. */
export function optional(type: Type): ValueType {
  return { type, mayBeAbsent: true, mayBeNull: false };
}

/** A value of which nothing is known; it raises no further errors. */
export const UNKNOWN_VALUE: ValueType = present(UNKNOWN);

/** A value of which nothing is known, not even whether it is there. */
export const UNKNOWN_OR_NOTHING: ValueType = { type: UNKNOWN, mayBeAbsent: true, mayBeNull: false };

/** Surely no value. */
export const ABSENT_VALUE: ValueType = { type: NEVER, mayBeAbsent: true, mayBeNull: false };

/** The value `null` itself. */
export const NULL_VALUE: ValueType = { type: NULL, mayBeAbsent: false, mayBeNull: true };

/** The closed set of one or more values. */
export function enumeration(values: readonly (string | number | boolean)[]): EnumerationType {
  return { kind: "enumeration", values: [...new Set(values)] };
}

/** A list as a schema or brackets make it. */
export function listOf(item: Type, holdsNull = false): ListType {
  return { kind: "list", item, sequence: false, ...(holdsNull ? { holdsNull: true } : {}) };
}

/**
 * What a path over a list makes: none is absent and one stands for itself, so it is never absent apart from being empty;
 * `itemMayBeNull` says whether a value in it may be null.
 */
export function sequenceOf(item: Type, itemMayBeNull: boolean): ValueType {
  return { type: { kind: "list", item, sequence: true }, mayBeAbsent: false, mayBeNull: itemMayBeNull };
}

/** A record by the types of its fields. */
export function recordOf(name: string, fields: Readonly<Record<string, ValueType>>): RecordType {
  return {
    kind: "record",
    name,
    fields: new Map(Object.entries(fields).map(([field, value]) => [field, fieldOf(field, value)])),
  };
}

/** A field that nothing more is known of. */
export function fieldOf(name: string, value: ValueType): Field {
  return { name, value, readOnly: false, required: false, searchable: false, description: undefined };
}

/** A record with computed field names. */
export function mapOf(value: ValueType): MapType {
  return { kind: "map", value: { ...value, mayBeAbsent: false } };
}
