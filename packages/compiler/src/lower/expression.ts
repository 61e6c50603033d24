import type { BinaryExpression, Expression, Template } from "@xmap/grammar";
import { CompileError } from "../compile-error.ts";
import { at, binary, type Code, literal, type SourcePlace } from "../ir/code.ts";
import { lowerArithmetic, lowerNegate } from "./arithmetic.ts";
import { asBoolean } from "./boolean.ts";
import { lowerEquality, lowerMembership, lowerOrdering } from "./comparison.ts";
import {
  lowerAlternative,
  lowerArray,
  lowerConcatenation,
  lowerConditional,
  lowerObject,
  mergeTexts,
  textPart,
} from "./construct.ts";
import { lowerEmbedded } from "./embedded.ts";
import { needsExactness } from "./exact-parts.ts";
import type { ExpressionScope } from "./expression-scope.ts";
import { refuse } from "./expression-scope.ts";
import { lowerCall } from "./functions.ts";
import type { Lowered } from "./lowered.ts";
import { asUnkept, BOOLEAN, isSequence, lowered, NUMBER, TEXT } from "./lowered.ts";
import { asAmount } from "./money.ts";
import { lowerPath } from "./path.ts";
import { lowerSort } from "./sort.ts";
import { shortText } from "./source-text.ts";

/**
 * A JSONata expression in TypeScript: by its types where they say all, else with JSONata's exact sequences.
 * Throws a CompileError for a function, which only the expression around it can use.
 */
export function lowerExpression(expression: Expression, scope: ExpressionScope): Lowered {
  const value = described(
    needsExactness(expression) ? lowerEmbedded(expression, scope) : lowerByTypes(expression, scope),
    expression,
    scope,
  );
  return PLACED.has(value.code.kind) ? withPlace(value, { offset: expression.span.start }) : value;
}

/** A value that nothing is known of is named by its text when it does not fit. */
function described(value: Lowered, { span }: Expression, scope: ExpressionScope): Lowered {
  const item = value.type.kind === "list" ? value.type.item : value.type;
  if (item.kind !== "unknown" && item.kind !== "union") return value;
  return { ...value, described: shortText(span, scope.source) };
}

/** Codes at which something can fail. */
const PLACED: ReadonlySet<Code["kind"]> = new Set(["call", "conditional", "text"]);

function withPlace(value: Lowered, place: SourcePlace): Lowered {
  return value.code.place === undefined ? { ...value, code: at(place, value.code) } : value;
}

function lowerByTypes(expression: Expression, scope: ExpressionScope): Lowered {
  try {
    return lowerBare(expression, scope);
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    // Types do not say enough about a part of it.
    return lowerEmbedded(expression, scope);
  }
}

function lowerBare(expression: Expression, scope: ExpressionScope): Lowered {
  switch (expression.kind) {
    case "PathExpression":
      return lowerPath(expression, scope);
    case "VariableExpression":
      return lowerVariable(expression.name, expression, scope);
    case "StringLiteral":
      return lowered(literal(expression.value), TEXT);
    case "NumberLiteral":
      return lowered(literal(expression.value), NUMBER);
    case "BooleanLiteral":
      return lowered(literal(expression.value), BOOLEAN);
    case "NullLiteral":
      return lowered(literal(null), { kind: "null" }, { null: true });
    case "ArrayExpression":
      return lowerArray(expression, scope);
    case "ObjectExpression":
      return lowerObject(expression, scope);
    case "BlockExpression": {
      const [only, ...others] = expression.expressions;
      if (only === undefined || others.length > 0)
        return refuse(scope, expression.span, "several expressions in parentheses are not compiled; use `let`");
      return lowerExpression(only, scope);
    }
    case "NegateExpression":
      return lowerNegate(expression, scope);
    case "BinaryExpression":
      return lowerBinary(expression, scope);
    case "ConditionalExpression":
      return lowerConditional(expression, scope);
    case "CallExpression":
      return lowerCall(expression, scope);
    case "SortExpression":
      return lowerSort(expression, scope);
    case "RegexLiteral":
    case "RangeExpression":
    case "AssignmentExpression":
    case "PlaceholderExpression":
    case "LambdaExpression":
    case "TransformExpression":
    case "GroupExpression":
    case "MissingExpression":
      return refuse(scope, expression.span, "this form of expression is not compiled");
  }
}

function lowerVariable(name: string, expression: Expression, scope: ExpressionScope): Lowered {
  if (name === "") return scope.context;
  if (name === "$") return scope.root;
  return asUnkept(scope.variables.get(name) ?? refuse(scope, expression.span, `$${name} is not defined`));
}

function lowerBinary(expression: BinaryExpression, scope: ExpressionScope): Lowered {
  const { operator } = expression;
  switch (operator) {
    case "+":
    case "-":
    case "*":
    case "/":
    case "%":
      return lowerArithmetic(operator, expression, scope);
    case "&":
      return lowerConcatenation(concatenated(expression), scope);
    case "=":
    case "!=":
      return lowerEquality(operator, lowerExpression(expression.left, scope), lowerExpression(expression.right, scope));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return lowerOrdering(
        operator,
        lowerExpression(expression.left, scope),
        lowerExpression(expression.right, scope),
        scope,
      );
    case "in":
      return lowerMembership(expression, scope);
    case "and":
    case "or": {
      const left = asBoolean(lowerExpression(expression.left, scope));
      const right = asBoolean(lowerExpression(expression.right, scope));
      return lowered(binary(operator === "and" ? "&&" : "||", left, right), BOOLEAN);
    }
    case "~>":
      if (expression.right.kind === "CallExpression") return lowerCall(expression.right, scope, [expression.left]);
      return lowerCall(
        { kind: "CallExpression", span: expression.right.span, callee: expression.right, arguments: [] },
        scope,
        [expression.left],
      );
    case "??":
    case "?:":
      return lowerAlternative(expression, scope);
  }
}

function concatenated(expression: Expression): readonly Expression[] {
  if (expression.kind !== "BinaryExpression" || expression.operator !== "&") return [expression];
  return [...concatenated(expression.left), ...concatenated(expression.right)];
}

/** A message with its values in place. */
export function lowerTemplate(template: Template, scope: ExpressionScope): Code {
  const parts = template.parts.map((part) => {
    if (part.kind === "TemplateText") return part.text;
    const value = lowerExpression(part, scope);
    return textPart(isSequence(value) ? value : asAmount(value));
  });
  const merged = mergeTexts(parts);
  const [first = ""] = merged;
  return merged.length <= 1 && typeof first === "string" ? literal(first) : { kind: "text", parts: merged };
}
