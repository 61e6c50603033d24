import type { ObjectExpression, ObjectPair } from "@xmap/grammar";
import { isTextLike, isUnknown } from "../types/classify.ts";
import { mapOf, present, recordOf, sequenceOf, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import { unifyValues } from "../types/unify.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { elementOf, type PathState } from "./path-state.ts";
import { type Scope, withContext } from "./scope.ts";
import { reportUnknown } from "./unknown-value.ts";

/** `{ key: value }`: a record where every name is written, else a map. */
export function inferObject({ pairs }: ObjectExpression, scope: Scope, context: ExpressionContext): ValueType {
  return ofPairs(pairs, scope, scope, context);
}

/** `list{ key: value }`: a field for each key, its value over all items with this key. */
export function inferGroupOf(pairs: readonly ObjectPair[], operand: PathState, context: ExpressionContext): ValueType {
  const { value, scope, ancestors } = operand;
  const item: ValueType = { ...elementOf(value), mayBeAbsent: false };
  const ofItem = withContext(scope, item, ancestors);
  const group = value.type.kind === "list" ? sequenceOf(item.type, item.mayBeNull) : value;
  return ofPairs(pairs, ofItem, withContext(scope, group, ancestors), context);
}

function ofPairs(
  pairs: readonly ObjectPair[],
  keyScope: Scope,
  valueScope: Scope,
  context: ExpressionContext,
): ValueType {
  const fields: Record<string, ValueType> = {};
  const computed: ValueType[] = [];
  for (const { key, value } of pairs) {
    const name = context.infer(key, keyScope);
    const found = context.infer(value, valueScope);
    if (key.kind === "StringLiteral") {
      Object.defineProperty(fields, key.value, { value: found, enumerable: true, configurable: true });
    } else if (key.kind !== "MissingExpression") {
      computed.push(found);
      checkName(key, name, context);
    }
  }
  if (computed.length === 0) return present(recordOf("Object", fields));
  return present(mapOf([...computed, ...Object.values(fields)].reduce(unifyValues, computed[0] ?? UNKNOWN_VALUE)));
}

/** A computed field name is one text. */
function checkName(key: ObjectPair["key"], name: ValueType, context: ExpressionContext): void {
  if (isUnknown(name.type)) {
    reportUnknown(key, name, "the name of a field", "text", context);
    return;
  }
  const isText = isTextLike(name.type) || name.type.kind === "instant" || name.type.kind === "day";
  const isKey = name.type.kind === "reference" && name.type.base === "text";
  if ((isText || isKey) && !name.mayBeNull) return;
  context.report({
    code: "type-mismatch",
    span: key.span,
    values: { wanted: "Text for the name of a field", found: typeToText(name) },
    help: name.type.kind === "list" || isText ? undefined : `say it as text: \`$string(${context.textOf(key.span)})\``,
  });
}
