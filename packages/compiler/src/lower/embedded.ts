import type { Expression } from "@xmap/grammar";
import type { Type, ValueType } from "@xmap/language";
import { CompileError } from "../compile-error.ts";
import { type Code, type EmbeddedCode, literal, method, type ObjectMember, object } from "../ir/code.ts";
import { embedExpression } from "../jsonata/embed-expression.ts";
import { SyntaxProblem } from "../jsonata/syntax-problem.ts";
import { JSONATA } from "../runtime-names.ts";
import { unwrapped } from "./comparison.ts";
import { type ExpressionScope, refuse } from "./expression-scope.ts";
import { INTEGRATION_NAMES } from "./functions.ts";
import { asUnkept, isSequence, type Lowered, lowered } from "./lowered.ts";
import { markMentioned } from "./mentioned-fields.ts";
import { asAmount } from "./money.ts";
import { currencyOf } from "./path.ts";
import { isWrittenOut, shapeOf, widened } from "./shape-code.ts";
import { shortText } from "./source-text.ts";

/** An expression with JSONata's exact sequences, what it gives looked at by its type. */
export function lowerEmbedded(expression: Expression, scope: ExpressionScope): Lowered {
  const inferred = scope.typeOf(expression);
  if (inferred.type.kind === "function" || PARTS.has(expression.kind))
    return refuse(scope, expression.span, "only a value can be computed by itself");
  const value: ValueType = { ...inferred, type: widened(inferred.type) };
  const variables = variablesIn(expression, scope);
  const sources = [scope.context, scope.root, ...scope.contextFields.values(), ...variables.values()];
  markMentioned(expression, sources, inferred.type);
  const place = [literal(scope.rule), literal(shortText(expression.span, scope.source))];
  const body = bodyOf(expression, new Set(variables.keys()), scope);
  const code = method(
    { kind: "helper", name: JSONATA },
    "compute",
    ...place,
    shapeOf(value),
    given(expression, scope, variables),
    body,
  );
  const isList = value.type.kind === "list" && value.type.sequence;
  const isNothing = value.type.kind === "union" && value.type.members.length === 0;
  return lowered(code, isNothing ? { kind: "unknown" } : value.type, {
    absent: !isList && (value.mayBeAbsent || value.type.kind === "unknown" || isNothing),
    null: !isList && value.mayBeNull,
    itemNull: value.type.kind === "list" && (value.type.holdsNull === true || (isList && value.mayBeNull)),
    currency: currencyOf(value.type, wholeRecord(value.type, scope), expression, scope),
    loose: isLoose(value.type),
  });
}

/** What is no expression by itself. */
const PARTS: ReadonlySet<Expression["kind"]> = new Set([
  "MissingExpression",
  "PlaceholderExpression",
  "RangeExpression",
]);

/** The record that an amount's currency is looked for in. */
function wholeRecord(type: Type, { root }: ExpressionScope): Lowered | undefined {
  const item = type.kind === "list" ? type.item : type;
  return item.kind === "money" && root.type.kind === "record" && root.type.name === item.entity ? root : undefined;
}

/** Whether the type of records in a value is known to the compiler only. */
function isLoose(type: Type): boolean {
  const item = type.kind === "list" ? type.item : type;
  return item.kind === "map" || (item.kind === "record" && !isWrittenOut(item));
}

/** What the expression is computed from: `$$`, `$` and the variables that it mentions. */
function given(expression: Expression, scope: ExpressionScope, variables: ReadonlyMap<string, Lowered>): Code {
  const fields = sequencesIn(expression, scope);
  const root = plainCode(scope.root);
  const members: ObjectMember[] = [
    { name: "root", value: fields.length === 0 ? root : object([{ spread: root }, ...fields]) },
  ];
  if (scope.context.code !== scope.root.code) members.push({ name: "context", value: plainCode(scope.context) });
  if (variables.size > 0) {
    const fields = [...variables].map(([name, value]) => ({ name, value: plainCode(value) }));
    members.push({ name: "variables", value: object(fields) });
  }
  return object(members);
}

/** The names of a flow that hold sequences and are mentioned. */
function sequencesIn(expression: Expression, scope: ExpressionScope): readonly ObjectMember[] {
  const text = scope.source.text.slice(expression.span.start, expression.span.end);
  return [...scope.contextFields]
    .filter(([name, value]) => isSequence(value) && text.includes(name))
    .map(([name, value]) => ({ name, value: plainCode(value) }));
}

/** A value as JSONata has it: amounts in units, a sequence of one as its value. */
function plainCode(value: Lowered): Code {
  return isSequence(value) ? unwrapped(value) : asAmount(value).code;
}

function variablesIn(expression: Expression, scope: ExpressionScope): ReadonlyMap<string, Lowered> {
  const found = new Map<string, Lowered>();
  const text = scope.source.text.slice(expression.span.start, expression.span.end);
  for (const [name, value] of scope.variables) if (text.includes(`$${name}`)) found.set(name, asUnkept(value));
  return found;
}

function bodyOf(expression: Expression, bound: ReadonlySet<string>, scope: ExpressionScope): EmbeddedCode {
  const options = { namespace: JSONATA, bound, functions: INTEGRATION_NAMES };
  try {
    const typed = embedExpression(expression, { ...options, typed: true });
    return { kind: "embedded", lines: { typed, plain: embedExpression(expression, { ...options, typed: false }) } };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    throw new CompileError(`${error.message} (${error.code})`, expression.span, scope.source);
  }
}
