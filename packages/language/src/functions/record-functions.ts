import { fieldOf as pathField } from "../expressions/field-of.ts";
import { valuesOf } from "../expressions/infer-wildcard.ts";
import { canBeNothing, itemOf, membersOf } from "../types/classify.ts";
import {
  ABSENT_VALUE,
  enumeration,
  fieldOf,
  mapOf,
  NEVER,
  optional,
  present,
  recordOf,
  sequenceOf,
  TEXT,
  UNKNOWN_OR_NOTHING,
} from "../types/make-type.ts";
import type { Field, RecordType, Type, ValueType } from "../types/type.ts";
import { unifyTypes, unifyValues } from "../types/unify.ts";
import { evaluatedText } from "./evaluated-text.ts";
import type { Argument, CallPlace, FunctionSignature, Parameter } from "./function-signature.ts";
import { collected, functionOfArgument, liftedOver } from "./results.ts";

const record: Parameter = { name: "record", takes: "record", orContext: true };

/** Records of so many fields at most are told apart by them. */
const MOST_PARTS = 8;

/** Applies a function to the value and the name of each field. */
function appliedToFields(given: readonly Argument[], { context }: CallPlace): ValueType {
  const [first, second] = given;
  const callee = functionOfArgument(second);
  const { type } = first?.value ?? UNKNOWN_OR_NOTHING;
  if (callee === undefined) return UNKNOWN_OR_NOTHING;
  if (type.kind === "record") {
    const names = present(enumeration([...type.fields.keys()]));
    const results = [...type.fields.values()].map(({ value }) =>
      callee.apply([{ ...value, mayBeAbsent: false }, names, first?.value ?? UNKNOWN_OR_NOTHING]),
    );
    // Every field is read.
    valuesOf(type, context);
    return results.length === 0 ? ABSENT_VALUE : results.reduce(unifyValues);
  }
  const values = valuesOf(type, context) ?? UNKNOWN_OR_NOTHING;
  return callee.apply([values, present(TEXT), first?.value ?? UNKNOWN_OR_NOTHING]);
}

/** The record with fields that may all be missing; absent when none is left. */
function sifted(given: readonly Argument[], place: CallPlace): ValueType {
  appliedToFields(given, place);
  const { type } = given[0]?.value ?? UNKNOWN_OR_NOTHING;
  return optional(membersOf(type).map(withOptionalFields).reduce(unifyTypes, NEVER));
}

/** A list of records with one field each. */
function spread([first]: readonly Argument[], { context }: CallPlace): ValueType {
  if (first === undefined) return UNKNOWN_OR_NOTHING;
  const parts = membersOf(itemOf(first.value.type)).map((type): Type => {
    if (type.kind !== "record") return type;
    const values = valuesOf(type, context);
    if (values === undefined) return recordOf("Object", {});
    if (type.fields.size > MOST_PARTS) {
      return mapOf([...type.fields.values()].map(({ value }) => value).reduce(unifyValues));
    }
    return [...type.fields.values()]
      .map(({ name, value }): Type => recordOf("Object", { [name]: { ...value, mayBeAbsent: false } }))
      .reduce(unifyTypes);
  });
  const item = parts.length === 0 ? itemOf(first.value.type) : parts.reduce(unifyTypes);
  return sequenceOf(item, false);
}

/** Records one over the other. */
function merged([first]: readonly Argument[], place: CallPlace): ValueType {
  if (first === undefined) return UNKNOWN_OR_NOTHING;
  const { expression, value } = first;
  const items =
    expression.kind === "ArrayExpression"
      ? expression.items.map((item): ValueType => place.context.types.get(item) ?? UNKNOWN_OR_NOTHING)
      : [value];
  let all: Type | undefined;
  for (const item of items) {
    // None, one or several of a list.
    const isSure = item.type.kind !== "list" && !item.mayBeAbsent;
    const next = itemOf(item.type);
    all = all === undefined ? (isSure ? next : withOptionalFields(next)) : laidOver(all, next, isSure);
  }
  return { type: all ?? recordOf("Object", {}), mayBeAbsent: canBeNothing(value), mayBeNull: false };
}

function withOptionalFields(type: Type): Type {
  if (type.kind !== "record") return type;
  const fields = [...type.fields.values()].map((field): readonly [string, Field] => [
    field.name,
    { ...field, value: { ...field.value, mayBeAbsent: true } },
  ]);
  return { kind: "record", name: "Object", fields: new Map(fields) };
}

function laidOver(below: Type, above: Type, isSure: boolean): Type {
  if (below.kind === "map" && above.kind === "map") return mapOf(unifyValues(below.value, above.value));
  if (below.kind !== "record" || above.kind !== "record") return unifyTypes(below, above);
  const fields = new Map(below.fields);
  for (const { name, value } of above.fields.values()) {
    const before = fields.get(name)?.value;
    const isCertain = isSure && !value.mayBeAbsent;
    const either = before === undefined ? { ...value, mayBeAbsent: true } : unifyValues(before, value);
    fields.set(name, fieldOf(name, isCertain ? value : { ...either, mayBeAbsent: before?.mayBeAbsent ?? true }));
  }
  const result: RecordType = { kind: "record", name: "Object", fields };
  return result;
}

/** A field whose name is known, one of several, or any. */
function lookedUp([first, second]: readonly Argument[], { scope, context }: CallPlace): ValueType {
  if (first === undefined || second === undefined) return UNKNOWN_OR_NOTHING;
  const { type } = second.value;
  const item = itemOf(first.value.type);
  if (type.kind === "enumeration" && item.kind === "record") {
    const found = type.values.map((name) =>
      pathField({ ...first.value, type: item }, String(name), second.expression.span, scope, context),
    );
    const value = found.length === 0 ? UNKNOWN_OR_NOTHING : found.reduce(unifyValues);
    if (first.value.type.kind !== "list") return value;
    return value.type.kind === "unknown" ? UNKNOWN_OR_NOTHING : sequenceOf(itemOf(value.type), value.mayBeNull);
  }
  const values = valuesOf(item, context);
  if (values === undefined) return UNKNOWN_OR_NOTHING;
  if (first.value.type.kind !== "list" && !holdsList(item)) return { ...values, mayBeAbsent: true };
  return values.type.kind === "unknown" ? UNKNOWN_OR_NOTHING : sequenceOf(values.type, values.mayBeNull);
}

function holdsList(type: Type): boolean {
  if (type.kind === "record") return [...type.fields.values()].some(({ value }) => value.type.kind === "list");
  return type.kind === "map" && type.value.type.kind === "list";
}

const TYPE_NAMES = enumeration(["null", "number", "string", "boolean", "array", "object", "function"]);

export const RECORD_FUNCTIONS: readonly FunctionSignature[] = [
  {
    name: "each",
    documentation: "What a function makes of each field; it is given the value and the name.",
    parameters: [record, { name: "function", takes: "function" }],
    result: (given, place) => collected(appliedToFields(given, place)),
  },
  {
    name: "sift",
    documentation: "The record with the fields for which a function says true; it is given the value and the name.",
    parameters: [record, { name: "function", takes: "function" }],
    result: sifted,
  },
  {
    name: "spread",
    documentation: "A record for each field, with this field alone.",
    parameters: [{ name: "record", takes: "any", orContext: true }],
    result: spread,
  },
  {
    name: "merge",
    documentation: "One record of several; later ones win.",
    parameters: [{ name: "records", takes: "records" }],
    result: merged,
  },
  {
    name: "lookup",
    documentation: "The field of a record whose name is computed.",
    parameters: [
      { name: "record", takes: "records", orContext: true, nullable: true },
      { name: "name", takes: "text" },
    ],
    result: lookedUp,
  },
  {
    name: "clone",
    documentation: "A copy of a record or list.",
    parameters: [{ name: "value", takes: "any", orContext: true }],
    result: ([first]) => first?.value ?? UNKNOWN_OR_NOTHING,
  },
  {
    name: "type",
    documentation: 'The kind of a value: "null", "number", "string", "boolean", "array", "object" or "function".',
    parameters: [{ name: "value", takes: "any", nullable: true }],
    result: liftedOver(TYPE_NAMES),
  },
  {
    name: "error",
    documentation: "Fails with a message.",
    parameters: [{ name: "message", takes: "text", optional: true }],
    result: () => present(NEVER),
  },
  {
    name: "assert",
    documentation: "Fails with a message when a condition does not hold.",
    parameters: [
      { name: "condition", takes: "any" },
      { name: "message", takes: "text", optional: true },
    ],
    result: () => ABSENT_VALUE,
  },
  {
    name: "eval",
    documentation: "The value of an expression that is given as text; text that is computed only in flows.",
    parameters: [
      { name: "text", takes: "text" },
      { name: "context", takes: "any", optional: true },
    ],
    result: evaluatedText,
  },
];
