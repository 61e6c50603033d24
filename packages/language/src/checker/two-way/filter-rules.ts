import type { Expression, FieldPath, Literal, Rule } from "@xmap/grammar";
import type { CheckContext } from "../check-context.ts";
import { fieldOfExpression } from "./field-of-expression.ts";

interface Wanted {
  readonly path: FieldPath;
  readonly value: Literal;
}

/** What a new record needs to meet a filter, a key rule for each field; reports a filter that cannot be met so. */
export function filterRules(filter: Expression, context: CheckContext): readonly Rule[] {
  const wanted = wantedBy(filter);
  if (wanted !== undefined) return wanted.map(ruleOf);
  const help = 'ask for boolean fields or for equality with a literal: `list[kind = "invoice"]`';
  context.report({ code: "unsettable-filter", span: filter.span, values: {}, help });
  return [];
}

function ruleOf({ path, value }: Wanted): Rule {
  return {
    kind: "Rule",
    direction: "->",
    sources: [value],
    target: path,
    body: undefined,
    via: undefined,
    condition: undefined,
    once: false,
    key: true,
    master: undefined,
    span: path.span,
  };
}

function wantedBy(filter: Expression): readonly Wanted[] | undefined {
  switch (filter.kind) {
    case "BlockExpression": {
      const [only, second] = filter.expressions;
      return only === undefined || second !== undefined ? undefined : wantedBy(only);
    }
    case "BinaryExpression": {
      if (filter.operator === "and") {
        const [left, right] = [wantedBy(filter.left), wantedBy(filter.right)];
        return left === undefined || right === undefined ? undefined : [...left, ...right];
      }
      return filter.operator === "="
        ? (equality(filter.left, filter.right) ?? equality(filter.right, filter.left))
        : undefined;
    }
    case "CallExpression": {
      const [argument, second] = filter.arguments;
      const isNot = filter.callee.kind === "VariableExpression" && filter.callee.name === "not";
      return isNot && argument !== undefined && second === undefined ? booleanField(argument, false) : undefined;
    }
    default:
      return booleanField(filter, true);
  }
}

function booleanField(expression: Expression, value: boolean): readonly Wanted[] | undefined {
  return equality(expression, { kind: "BooleanLiteral", value, span: expression.span });
}

function equality(field: Expression, value: Expression): readonly Wanted[] | undefined {
  const found = fieldOfExpression(field);
  if (found === undefined || found.filter !== undefined || found.path.root !== "") return undefined;
  return isLiteral(value) ? [{ path: found.path, value }] : undefined;
}

function isLiteral(value: Expression): value is Literal {
  return (
    value.kind === "StringLiteral" ||
    value.kind === "NumberLiteral" ||
    value.kind === "BooleanLiteral" ||
    value.kind === "NullLiteral"
  );
}
