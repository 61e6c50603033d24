import { itemOf } from "../types/classify.ts";
import { ABSENT_VALUE, present, sequenceOf, UNKNOWN_OR_NOTHING } from "../types/make-type.ts";
import type { RecordType, Type, ValueType } from "../types/type.ts";
import { unifyValues } from "../types/unify.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { noteRead } from "./field-of.ts";

/** One value of whatever a field holds: an item of a list. */
function flatValue(value: ValueType): ValueType {
  return { ...value, type: itemOf(value.type), mayBeAbsent: false };
}

/** The values of a record's fields, unified; undefined when it has none. */
export function valuesOf(type: Type, context: ExpressionContext): ValueType | undefined {
  switch (type.kind) {
    case "record": {
      const values = [...type.fields].map(([name, field]) => {
        noteRead(type, name, field.value.type, context);
        return flatValue(field.value);
      });
      return values.length === 0 ? undefined : values.reduce(unifyValues);
    }
    case "map":
      return flatValue(type.value);
    case "list":
      return valuesOf(type.item, context);
    case "union": {
      const values = type.members.map((member) => valuesOf(member, context)).filter((value) => value !== undefined);
      return values.length === 0 ? undefined : values.reduce(unifyValues);
    }
    case "unknown":
      return UNKNOWN_OR_NOTHING;
    default:
      return undefined;
  }
}

/** `*`: the values of all fields, lists laid flat. */
export function inferWildcard(element: ValueType, context: ExpressionContext): ValueType {
  const values = valuesOf(element.type, context);
  if (values === undefined) return ABSENT_VALUE;
  return values.type.kind === "unknown" ? UNKNOWN_OR_NOTHING : sequenceOf(values.type, values.mayBeNull);
}

/** `**`: the value itself and everything in it. */
export function inferDescendants(element: ValueType, context: ExpressionContext): ValueType {
  const types = new Set<Type>();
  const plain: ValueType[] = [];
  let mayBeNull = false;
  const visit = (value: ValueType): void => {
    const { type } = value;
    mayBeNull ||= value.mayBeNull;
    if (type.kind === "list") visit(present(type.item));
    else if (type.kind === "union") for (const member of type.members) visit(present(member));
    else if (type.kind === "record" || type.kind === "map") {
      if (types.has(type)) return;
      types.add(type);
      if (type.kind === "map") visit(type.value);
      else for (const field of type.fields.values()) visit(noted(type, field.name, field.value, context));
    } else plain.push(present(type));
  };
  visit(element);
  if (plain.some(({ type }) => type.kind === "unknown")) return UNKNOWN_OR_NOTHING;
  const scalars = plain.length === 0 ? [] : [plain.reduce(unifyValues).type];
  const members = [...types, ...scalars.flatMap((type) => (type.kind === "union" ? type.members : [type]))];
  const [only] = members;
  if (only === undefined) return ABSENT_VALUE;
  return sequenceOf(members.length === 1 ? only : { kind: "union", members }, mayBeNull);
}

function noted(record: RecordType, name: string, value: ValueType, context: ExpressionContext): ValueType {
  noteRead(record, name, value.type, context);
  return value;
}
