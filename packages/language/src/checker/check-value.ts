import type { Span } from "@xmap/diagnostics";
import type { Expression, Via } from "@xmap/grammar";
import { areComparable } from "../expressions/infer-comparison.ts";
import type { Scope } from "../expressions/scope.ts";
import { nounOf, reportUnknown } from "../expressions/unknown-value.ts";
import type { BindingSymbol, CheckedValue, LookupSymbol, MapSymbol, ResolvedVia } from "../program.ts";
import { itemOf } from "../types/classify.ts";
import { present, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { Type, ValueType } from "../types/type.ts";
import { asSentenceStart, typeToText } from "../types/type-to-text.ts";
import type { CheckContext } from "./check-context.ts";
import { checkArms } from "./check-map.ts";
import { checkAnswer, withOtherwise } from "./check-outcome.ts";
import { fieldThroughBinding } from "./field-through-binding.ts";
import { reportFunction } from "./function-as-value.ts";
import { resolveName } from "./resolve-name.ts";

interface Given {
  readonly expressions: readonly Expression[];
  readonly values: readonly ValueType[];
  readonly via: Via;
  readonly scope: Scope;
}

interface Translated {
  readonly via: ResolvedVia | undefined;
  /** For one source value. */
  readonly result: ValueType;
}

const UNTRANSLATED: Translated = { via: undefined, result: UNKNOWN_VALUE };

function reportCount(name: string, wanted: string, found: number, span: Span, context: CheckContext): void {
  context.report({ code: "wrong-argument-count", wording: "columns", span, values: { name, wanted, found } });
}

function checkFits(source: Type, wanted: Type, span: Span, context: CheckContext): void {
  if (areComparable(itemOf(source), wanted)) return;
  context.report({
    code: "type-mismatch",
    span,
    values: { wanted: asSentenceStart(typeToText(wanted)), found: typeToText(itemOf(source)) },
  });
}

/** A binding is asked for one record at a time. */
function reportList(expression: Expression | undefined, value: ValueType, context: CheckContext): void {
  if (expression === undefined) return;
  context.report({
    code: "type-mismatch",
    span: expression.span,
    values: { wanted: "One record", found: typeToText(value) },
    help: "take one of them: `[0]`; a flow goes through them all with `each`",
  });
}

/** No value before the arrow, no answer. */
function asMissing(result: ValueType, sources: readonly ValueType[]): ValueType {
  const missing = sources.some((source) => source.mayBeAbsent || source.mayBeNull);
  return missing ? { ...result, mayBeAbsent: true } : result;
}

function throughMap(map: MapSymbol, given: Given, context: CheckContext): Translated {
  const [source] = given.values;
  const [expression] = given.expressions;
  const { via, scope } = given;
  if (given.values.length !== 1) reportCount(map.name, "one value", given.values.length, via.span, context);
  if (source !== undefined && expression !== undefined)
    checkFits(source.type, map.input.type, expression.span, context);
  const inside: Scope = { ...scope, context: present(map.input.type) };
  const otherwise = via.otherwise === undefined ? undefined : checkAnswer(via.otherwise, inside, context);
  const result = withOtherwise(asMissing(map.answer, given.values), otherwise);
  return { via: { kind: "map", map, otherwise: via.otherwise }, result };
}

function throughLookup(lookup: LookupSymbol, given: Given, context: CheckContext): Translated {
  const { via, scope } = given;
  const wanted = lookup.columns.length;
  if (given.values.length !== wanted) {
    const columns = lookup.columns.map((column) => column.path).join(", ");
    reportCount(lookup.name, columns, given.values.length, via.target.span, context);
  }
  for (const [index, column] of lookup.columns.entries()) {
    const source = given.values[index];
    const expression = given.expressions[index];
    if (source === undefined || expression === undefined) continue;
    checkFits(source.type, itemOf(column.value.type), expression.span, context);
    reportUnknown(expression, source, `the column \`${column.path}\``, nounOf(column.value.type), context);
  }
  const inside: Scope = { ...scope, context: present(itemOf(given.values[0]?.type ?? UNKNOWN_VALUE.type)) };
  const missed = [via.otherwise ?? lookup.none, lookup.many];
  const otherwise = via.otherwise === undefined ? undefined : checkAnswer(via.otherwise, inside, context);
  let result = withOtherwise(asMissing({ ...lookup.result.value, mayBeAbsent: false }, given.values), otherwise);
  if (missed.some((answer) => answer?.kind === "KeepAnswer")) result = { ...result, mayBeAbsent: true };
  if (missed.some((answer) => answer?.kind === "NullLiteral")) result = { ...result, mayBeNull: true };
  return { via: { kind: "lookup", lookup, otherwise: via.otherwise }, result };
}

function throughBinding(
  binding: BindingSymbol,
  given: Given,
  field: string | undefined,
  result: ValueType,
  context: CheckContext,
): Translated {
  const { via } = given;
  const [source] = given.values;
  const [expression] = given.expressions;
  if (given.values.length !== 1) reportCount(binding.name, "one record", given.values.length, via.span, context);
  if (via.otherwise !== undefined)
    context.report({
      code: "unreachable-arm",
      wording: "afterBinding",
      span: via.otherwise.span,
      values: { binding: binding.name },
      help: "leave the `else` out",
    });
  if (source === undefined || expression === undefined) return UNTRANSLATED;
  const record = itemOf(source.type);
  const entity = record.kind === "record" ? context.project.entities.get(record) : undefined;
  if (entity !== binding.left && record.kind !== "unknown")
    context.report({
      code: "type-mismatch",
      wording: "binding",
      span: expression.span,
      values: { binding: binding.name, wanted: binding.left.name, found: typeToText(source) },
      help: binding.left.type === given.scope.root.type ? "write `$$` for the whole record" : undefined,
    });
  return { via: { kind: "binding", binding, field }, result: asMissing(result, given.values) };
}

function translate(given: Given, context: CheckContext): Translated {
  const { target } = given.via;
  if (target.kind === "InlineArms") {
    const [source] = given.values;
    if (given.values.length !== 1) reportCount("via", "one value", given.values.length, given.via.span, context);
    const input = source ?? UNKNOWN_VALUE;
    const { otherwise } = given.via;
    const last = target.arms.at(-1);
    const span = last?.span ?? target.span;
    const answer = checkArms(target.arms, input, given.scope, span, otherwise !== undefined, context);
    const inside: Scope = { ...given.scope, context: present(itemOf(input.type)) };
    const other = otherwise === undefined ? undefined : checkAnswer(otherwise, inside, context);
    const result = withOtherwise(asMissing(answer, given.values), other);
    return { via: { kind: "arms", arms: target.arms, otherwise }, result };
  }
  const [name, ...fieldNames] = target.names;
  if (name === undefined) return UNTRANSLATED;
  const symbol = resolveName(context, name, ["map", "lookup", "binding"]);
  if (symbol === undefined) return UNTRANSLATED;
  if (symbol.kind === "binding") {
    const through = fieldThroughBinding(symbol, fieldNames, context);
    return throughBinding(symbol, given, through.field, through.result, context);
  }
  const [further] = fieldNames;
  if (further !== undefined)
    context.report({
      code: "unknown-field",
      wording: "scalar",
      span: further.span,
      values: { name: further.name, type: `the ${symbol.kind} ${symbol.name}` },
    });
  return symbol.kind === "map" ? throughMap(symbol, given, context) : throughLookup(symbol, given, context);
}

/** Expressions with an optional `via`: what they give, one by one for a list. */
export function checkValue(
  expressions: readonly Expression[],
  via: Via | undefined,
  scope: Scope,
  context: CheckContext,
): CheckedValue {
  const values = expressions.map((expression) => context.infer(expression, scope));
  for (const [index, expression] of expressions.entries())
    reportFunction(expression, values[index] ?? UNKNOWN_VALUE, context);
  const [first] = values;
  if (via === undefined) {
    const second = expressions[1];
    if (second !== undefined)
      context.report({ code: "wrong-argument-count", wording: "plain", span: second.span, values: {} });
    return { expressions, via: undefined, each: false, value: first ?? UNKNOWN_VALUE };
  }
  const each = first?.type.kind === "list";
  for (const [index, value] of values.entries()) {
    const expression = expressions[index];
    if (index === 0 || value.type.kind !== "list" || expression === undefined) continue;
    context.report({
      code: "type-mismatch",
      span: expression.span,
      values: { wanted: "One value", found: typeToText(value) },
      help: "only the first column can be a list",
    });
  }
  const inner = each && first !== undefined ? [{ ...first, type: itemOf(first.type), mayBeAbsent: false }] : values;
  const sources = each ? [...inner, ...values.slice(1)] : values;
  const translated = translate({ expressions, values: sources, via, scope }, context);
  if (each && translated.via?.kind === "binding") reportList(expressions[0], first, context);
  const value: ValueType = each
    ? {
        type: { kind: "list", item: translated.result.type, sequence: true },
        mayBeAbsent: false,
        mayBeNull: translated.result.mayBeNull,
      }
    : translated.result;
  return { expressions, via: translated.via, each, value };
}
