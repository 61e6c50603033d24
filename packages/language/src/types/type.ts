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
  | UnknownType;

export interface TextType {
  readonly kind: "text";
  readonly maxLength?: number;
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
}
export interface RecordType {
  readonly kind: "record";
  /** A name for people and for the generated interface: `Order`, `OrderItem`. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, Field>;
}
/** Not known; said so in messages, never silently trusted. */
export interface UnknownType {
  readonly kind: "unknown";
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
  readonly description: string | undefined;
}
