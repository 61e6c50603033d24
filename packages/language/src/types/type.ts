import type { EntitySchema } from "@xmap/contract";

/** The static type of a value, without whether it may be absent or null. */
export type Type =
  | TextType
  | NumberType
  | DecimalType
  | MoneyType
  | BooleanType
  | NullType
  | InstantType
  | DayType
  | EnumerationType
  | ReferenceType
  | ListType
  | RecordType
  | MapType
  | UnionType
  | FunctionType
  | UnknownType;

export interface TextType {
  readonly kind: "text";
  readonly maxLength?: number;
  /** A regular expression of ECMAScript that it matches somewhere. */
  readonly pattern?: string;
}
export interface NumberType {
  readonly kind: "number";
  readonly integer: boolean;
}
/** Exact digits after the point, such as a unit price. */
export interface DecimalType {
  readonly kind: "decimal";
  readonly digits: number;
}
/** An amount whose currency stands in a field: the dotted path from the whole record of `entity`. */
export interface MoneyType {
  readonly kind: "money";
  readonly entity: string;
  readonly currency: string;
}
export interface BooleanType {
  readonly kind: "boolean";
}
/** The type of the literal `null`. */
export interface NullType {
  readonly kind: "null";
}
/** A point in time, UTC. */
export interface InstantType {
  readonly kind: "instant";
}
export interface DayType {
  readonly kind: "day";
}
/** A closed set of values; `open` when unknown ones can arrive all the same. */
export interface EnumerationType {
  readonly kind: "enumeration";
  readonly values: readonly (string | number | boolean)[];
  /** What values are called by people, by the value's text. */
  readonly labels?: Readonly<Record<string, string>>;
}
/** The key of a record of another resource of a system. */
export interface ReferenceType {
  readonly kind: "reference";
  readonly system: string;
  readonly resource: string;
  readonly base: "integer" | "text";
}
/** `sequence`: made by a path, so one value stands for itself and none is absent, as JSONata has it. */
export interface ListType {
  readonly kind: "list";
  readonly item: Type;
  readonly sequence: boolean;
  /** Values of an array may be null; those of a sequence are when the whole says so. */
  readonly holdsNull?: true;
}
export interface RecordType {
  readonly kind: "record";
  /** A name for people and for the generated interface: `Order`, `OrderItem`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}
/** A record whose field names are known only when it is there: what `additionalProperties` and computed names make. */
export interface MapType {
  readonly kind: "map";
  /** Each of its values. */
  readonly value: ValueType;
}
/** One of several types that have no smaller one in common; without members it is the type of what never gives a value. */
export interface UnionType {
  readonly kind: "union";
  readonly members: readonly Type[];
}
/** A function of the expression language: one's own, a built-in one as a value, one that is applied in part. */
export interface FunctionType {
  readonly kind: "function";
  /** How many arguments it is handed by a function that calls back. */
  readonly parameters: number;
  /** What it gives for such arguments; undefined stands for one that is not given. */
  readonly apply: (given: readonly ValueType[]) => ValueType;
}
/** Not known; said so in messages, never silently trusted. */
export interface UnknownType {
  readonly kind: "unknown";
  /** Only not yet known: a function that calls itself, while its own type is being found out. */
  readonly pending?: true;
}

/** A type with what JSON can do to it. */
export interface ValueType {
  readonly type: Type;
  readonly mayBeAbsent: boolean;
  readonly mayBeNull: boolean;
}

/** A field of a record type. */
export interface Field {
  readonly name: string;
  readonly value: ValueType;
  readonly readOnly: boolean;
  /** A new record needs it and the system does not fill it in. */
  readonly required: boolean;
  readonly searchable: boolean;
  /** What its schema says beyond the type; values that are written are checked by it. */
  readonly schema?: EntitySchema;
  readonly description: string | undefined;
}
