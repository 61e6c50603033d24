import type { Expression, LambdaExpression } from "@xmap/grammar";
import type { LanguageReport } from "../diagnostics/language-report.ts";
import { ABSENT_VALUE, present, UNKNOWN_OR_NOTHING, UNKNOWN_VALUE } from "../types/make-type.ts";
import type { FunctionType, Type, ValueType } from "../types/type.ts";
import { typeToText } from "../types/type-to-text.ts";
import { unifyValues } from "../types/unify.ts";
import type { ExpressionContext } from "./expression-context.ts";
import { type Scope, withFrame } from "./scope.ts";

/** What a function gives while its own type is being found out. */
export const PENDING: ValueType = { type: { kind: "unknown", pending: true }, mayBeAbsent: false, mayBeNull: false };

/** A function is looked at so often at most, for arguments of as many different types. */
const MOST_LOOKS = 100;

/** Looks within looks at one function, which calls itself with other types. */
const MOST_WITHIN = 3;

const looks = new WeakMap<ExpressionContext["types"], WeakMap<Expression, number>>();

/** Counts the looks at a function, however it is reached; false when there were enough. */
function mayLook(lambda: LambdaExpression, { types }: ExpressionContext): boolean {
  const counts = looks.get(types) ?? new WeakMap<Expression, number>();
  looks.set(types, counts);
  const count = (counts.get(lambda) ?? 0) + 1;
  counts.set(lambda, count);
  return count <= MOST_LOOKS;
}

/**
 * `function($a){ … }`: what it gives follows from what it is applied to, so its body is looked at for each
 * application; first with nothing known of the parameters, so that one that is never applied is checked as well.
 * @param isApplied it certainly will be
 */
export function inferLambda(
  lambda: LambdaExpression,
  scope: Scope,
  context: ExpressionContext,
  isApplied = false,
): ValueType {
  checkSignature(lambda, context);
  const said = new Set<string>();
  const known: { readonly given: readonly ValueType[]; readonly value: ValueType }[] = [];
  const active: (readonly ValueType[])[] = [];
  const look = (given: readonly ValueType[], isFirst: boolean): ValueType => {
    const inner = lookingAgain(context, (report) => {
      if (isFirst && report.code === "unknown-value") return;
      const key = `${report.code} ${report.span.start} ${report.span.end}`;
      if (said.has(key)) return;
      said.add(key);
      context.report(report);
    });
    const variables = lambda.parameters.map(
      (parameter, index) => [parameter, given[index] ?? (isFirst ? UNKNOWN_VALUE : ABSENT_VALUE)] as const,
    );
    return inner.infer(lambda.body, withFrame({ ...scope, ancestors: [] }, variables), inner);
  };
  const apply = (given: readonly ValueType[]): ValueType => {
    const found = known.find((each) => areSame(each.given, given));
    if (found !== undefined) return found.value;
    if (active.length >= MOST_WITHIN || active.some((each) => areSame(each, given))) return PENDING;
    if (!mayLook(lambda, context)) return UNKNOWN_OR_NOTHING;
    active.push(given);
    const value = look(given, false);
    active.pop();
    if (active.length === 0) known.push({ given, value });
    return value;
  };
  if (!isApplied && mayLook(lambda, context)) look([], true);
  return present({ kind: "function", parameters: lambda.parameters.length, apply });
}

/** Types without parts are compared by their words, others by identity. */
function isSameType(left: Type, right: Type): boolean {
  if (left === right) return true;
  if (left.kind === "list" && right.kind === "list")
    return left.sequence === right.sequence && isSameType(left.item, right.item);
  const hasParts = left.kind === "record" || left.kind === "map" || left.kind === "union" || left.kind === "function";
  return left.kind === right.kind && !hasParts && typeToText(left) === typeToText(right);
}

function areSame(left: readonly ValueType[], right: readonly ValueType[]): boolean {
  return left.length === right.length && left.every((value, index) => isSameValue(value, right[index]));
}

function isSameValue(left: ValueType, right: ValueType | undefined): boolean {
  if (right === undefined || left.mayBeAbsent !== right.mayBeAbsent || left.mayBeNull !== right.mayBeNull) return false;
  return isSameType(left.type, right.type);
}

/** The context for one more look: types are those of all looks together. */
function lookingAgain(context: ExpressionContext, report: (report: LanguageReport) => void): ExpressionContext {
  const inner: ExpressionContext = {
    ...context,
    report,
    infer: (expression, scope, using = inner) => {
      const before = context.types.get(expression);
      const value = context.infer(expression, scope, using);
      if (before !== undefined && before !== value) context.types.set(expression, unifyLooks(before, value));
      return value;
    },
  };
  return inner;
}

/** What was unknown in the first look has become known. */
function unifyLooks(before: ValueType, value: ValueType): ValueType {
  if (before.type.kind === "unknown" || before.type.kind === "function") return value;
  return unifyValues(before, value);
}

/** `<n-n:n>`: only lists and functions take a type in angle brackets, and none stands in a choice. */
function checkSignature({ signature, span }: LambdaExpression, context: ExpressionContext): void {
  if (signature === undefined) return;
  const [, wrong] = /([^af<>\s])<(?!$)/.exec(signature.slice(1)) ?? [];
  const isNested = /\([^)]*</.test(signature);
  if (wrong === undefined && !isNested) return;
  context.report({ code: "bad-signature", span, values: { signature } });
}

/** The function's type as a value. */
export function functionOf(parameters: number, apply: FunctionType["apply"]): ValueType {
  return present({ kind: "function", parameters, apply });
}
