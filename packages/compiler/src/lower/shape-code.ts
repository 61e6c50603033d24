import type { Type, ValueType } from "@xmap/language";
import { type Code, help, literal, method, object, property } from "../ir/code.ts";

/** Records of so many fields at most are written out. */
const MOST_FIELDS = 24;
/** The name of records that an expression has made. */
const CONSTRUCTED = "Object";
const SHAPE: Code = { kind: "helper", name: "shape" };

/** What a value must be at run time, as the runtime looks at it. */
export function shapeOf(value: ValueType): Code {
  const isSequence = value.type.kind === "list" && value.type.sequence;
  if (value.type.kind === "list" && isSequence)
    return method(SHAPE, "items", withNull(bareShape(value.type.item), value.mayBeNull));
  if (value.type.kind === "null")
    return value.mayBeAbsent ? method(SHAPE, "maybe", named("nullValue")) : named("nullValue");
  if (value.type.kind === "unknown") return named("anything");
  const plain = withNull(bareShape(value.type), value.mayBeNull);
  return value.mayBeAbsent && !isNothing(value.type) ? method(SHAPE, "maybe", plain) : plain;
}

function named(name: string): Code {
  return property(SHAPE, name);
}

function withNull(shape: Code, mayBeNull: boolean): Code {
  return mayBeNull ? method(SHAPE, "orNull", shape) : shape;
}

function isNothing(type: Type): boolean {
  return type.kind === "union" && type.members.length === 0;
}

function bareShape(type: Type): Code {
  switch (type.kind) {
    case "text":
    case "instant":
    case "day":
      return named("text");
    case "number":
    case "decimal":
    case "money":
      return named("number");
    case "boolean":
      return named("boolean");
    case "null":
      return named("nullValue");
    case "enumeration":
      return method(SHAPE, "oneOf", ...type.values.map((value) => literal(value)));
    case "reference":
      return named(type.base === "integer" ? "number" : "text");
    case "list": {
      const item = withNull(bareShape(type.item), type.holdsNull === true);
      return method(SHAPE, type.sequence ? "items" : "list", item);
    }
    case "record":
      return isWrittenOut(type) ? recordShape(type) : named("anyRecord");
    case "map":
      return named("anyRecord");
    case "union":
      if (type.members.length === 0) return named("nothing");
      return method(SHAPE, "either", ...type.members.map(bareShape));
    case "function":
    case "unknown":
      return named("anything");
  }
}

/** Whether the type of the record stands in its shape; other records are looked into field by field. */
export function isWrittenOut(type: Type): boolean {
  return type.kind === "record" && type.name === CONSTRUCTED && type.fields.size <= MOST_FIELDS;
}

function recordShape(type: Type & { kind: "record" }): Code {
  const fields = [...type.fields.values()].map(({ name, value }) => ({ name, value: shapeOf(value) }));
  return method(SHAPE, "record", object(fields));
}

/** `checked(value, shape, rule, path)` */
export function checkedCode(value: Code, type: ValueType, rule: string, path: string): Code {
  return help("checked", value, shapeOf(type), literal(rule), literal(path));
}

/** The type without closed sets: a value that no schema promises is not held against one. */
export function widened(type: Type): Type {
  switch (type.kind) {
    case "enumeration": {
      const kinds = new Set(type.values.map((value) => typeof value));
      if (kinds.size > 1) return { kind: "union", members: [...kinds].map(ofKind) };
      const [only] = kinds;
      return ofKind(only);
    }
    case "list":
      return { ...type, item: widened(type.item) };
    case "union":
      return unionOf(type.members.map(widened));
    case "record": {
      if (!isWrittenOut(type)) return type;
      const fields = [...type.fields].map(
        ([name, field]) => [name, { ...field, value: { ...field.value, type: widened(field.value.type) } }] as const,
      );
      return { ...type, fields: new Map(fields) };
    }
    default:
      return type;
  }
}

function ofKind(kind: string | undefined): Type {
  if (kind === "number") return { kind: "number", integer: false };
  return kind === "boolean" ? { kind: "boolean" } : { kind: "text" };
}

/** One member for each form that a value can have in JSON. */
function unionOf(members: readonly Type[]): Type {
  const distinct = new Map<string, Type>();
  for (const member of members) {
    const key = member.kind === "record" || member.kind === "list" ? `${member.kind} ${distinct.size}` : member.kind;
    distinct.set(key, member);
  }
  const all = [...distinct.values()];
  const [only] = all;
  return all.length === 1 && only !== undefined ? only : { kind: "union", members: all };
}
