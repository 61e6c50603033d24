import type { Expression, TransformExpression } from "@xmap/grammar";
import { itemOf, membersOf } from "../types/classify.ts";
import { present, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { Field, RecordType, Type, ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import { unifyValues } from "../types/unify.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { functionOf } from "./infer-lambda.ts";
import { elementOf } from "./path-state.ts";
import { type Scope, withContext } from "./scope.ts";

/** `| pattern | update, remove |`: a function that copies a value and changes the records that the pattern finds in it. */
export function inferTransform(transform: TransformExpression, scope: Scope, context: ExpressionContext): ValueType {
  return functionOf(1, ([given = UNKNOWN_VALUE]) => changedBy(transform, given, scope, context));
}

function changedBy(
  transform: TransformExpression,
  given: ValueType,
  scope: Scope,
  context: ExpressionContext,
): ValueType {
  const { pattern, update, remove } = transform;
  const inside = withContext(scope, given);
  const found = elementOf(context.infer(pattern, inside));
  requireRecord(pattern, found, context);
  const atFound = withContext(scope, { ...found, mayBeAbsent: false });
  const fields = context.infer(update, atFound);
  requireRecord(update, fields, context);
  const removed = remove === undefined ? [] : namesOf(remove, context.infer(remove, atFound), context);
  const path = namesIn(pattern);
  const isCertain = path !== undefined && fields.type.kind === "record" && removed !== undefined;
  if (!isCertain || fields.type.kind !== "record") return { ...UNKNOWN_VALUE, mayBeAbsent: given.mayBeAbsent };
  const changed = changedAt(given.type, path.names, { fields: fields.type, removed, sometimes: path.filtered });
  return { ...given, type: changed };
}

function requireRecord(expression: Expression, { type }: ValueType, context: ExpressionContext): void {
  const isRecord = membersOf(itemOf(type)).every(({ kind }) => ["record", "map", "unknown"].includes(kind));
  if (isRecord) return;
  const values = { wanted: "A record", found: typeToText(type) };
  context.report({ code: "type-mismatch", span: expression.span, values });
}

/** The names of fields to take out; undefined when they are computed. */
function namesOf(remove: Expression, { type }: ValueType, context: ExpressionContext): readonly string[] | undefined {
  const item = itemOf(type);
  if (item.kind === "enumeration") return item.values.map(String);
  if (item.kind !== "text" && item.kind !== "unknown") {
    const values = { wanted: "Names of fields", found: typeToText(type) };
    context.report({ code: "type-mismatch", span: remove.span, values });
  }
  return undefined;
}

interface PatternPath {
  readonly names: readonly string[];
  /** Only some of the records on the way are changed. */
  readonly filtered: boolean;
}

/** The fields that a pattern goes along; undefined for a pattern that can find anything. */
function namesIn(pattern: Expression): PatternPath | undefined {
  if (pattern.kind === "VariableExpression" && pattern.name === "") return { names: [], filtered: false };
  if (pattern.kind !== "PathExpression") return undefined;
  const names: string[] = [];
  let filtered = false;
  for (const [index, { operand, stages }] of pattern.steps.entries()) {
    if (stages.some(({ kind }) => kind !== "FilterStage")) return undefined;
    filtered ||= stages.length > 0;
    if (index === 0 && operand.kind === "VariableExpression" && operand.name === "") continue;
    if (operand.kind !== "NameStep") return undefined;
    names.push(operand.name);
  }
  return { names, filtered };
}

interface Change {
  readonly fields: RecordType;
  readonly removed: readonly string[];
  readonly sometimes: boolean;
}

function changedAt(type: Type, names: readonly string[], change: Change): Type {
  if (type.kind === "list") return { ...type, item: changedAt(type.item, names, change) };
  if (type.kind !== "record") return type;
  const [name, ...others] = names;
  const fields = new Map<string, Field>(type.fields);
  if (name !== undefined) {
    const field = type.fields.get(name);
    if (field !== undefined)
      fields.set(name, { ...field, value: { ...field.value, type: changedAt(field.value.type, others, change) } });
    return { ...type, fields };
  }
  for (const [key, field] of change.fields.fields) {
    const before = type.fields.get(key);
    const absent: ValueType = { ...present(field.value.type), mayBeAbsent: true };
    const old = before?.value ?? absent;
    const isSure = !change.sometimes && !field.value.mayBeAbsent;
    fields.set(key, {
      ...field,
      value: isSure ? field.value : { ...unifyValues(old, field.value), mayBeAbsent: old.mayBeAbsent },
    });
  }
  for (const key of change.removed) {
    const field = fields.get(key);
    if (field === undefined) continue;
    if (change.sometimes) fields.set(key, { ...field, value: { ...field.value, mayBeAbsent: true } });
    else fields.delete(key);
  }
  return { ...type, name: "Object", fields };
}
