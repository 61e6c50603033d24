import type { BinaryExpression, CallExpression, Expression } from "@xmap/grammar";
import { type FactPlace, Facts } from "./facts.ts";
import { isWholeRecord, type Scope } from "./scope.ts";

type Literal = string | number | boolean;

/** The field that an expression is, when it is nothing but a field. */
export function factPlaceOf(expression: Expression, scope: Scope): FactPlace | undefined {
  switch (expression.kind) {
    case "VariableExpression":
      return { root: rootOf(expression.name, scope), names: [] };
    case "BlockExpression": {
      const [only, ...others] = expression.expressions;
      return only === undefined || others.length > 0 ? undefined : factPlaceOf(only, scope);
    }
    case "PathExpression": {
      const [first, ...others] = expression.steps;
      if (first === undefined || expression.steps.some((step) => step.stages.length > 0)) return undefined;
      const names: string[] = [];
      for (const { operand } of others) {
        if (operand.kind !== "NameStep") return undefined;
        names.push(operand.name);
      }
      const { operand } = first;
      if (operand.kind === "NameStep") return { root: rootOf("", scope), names: [operand.name, ...names] };
      if (operand.kind !== "VariableExpression" && operand.kind !== "BlockExpression") return undefined;
      const start = factPlaceOf(operand, scope);
      return start === undefined ? undefined : { root: start.root, names: [...start.names, ...names] };
    }
    default:
      return undefined;
  }
}

function rootOf(variable: string, scope: Scope): string {
  return variable === "" && isWholeRecord(scope) ? "$" : variable;
}

/** The scope where a condition is known to hold, or not to. */
export function assuming(scope: Scope, condition: Expression | undefined, holds = true): Scope {
  if (condition === undefined) return scope;
  const found = factsOf(condition, holds, scope);
  return found === undefined ? scope : { ...scope, facts: (scope.facts ?? new Facts()).and(found) };
}

/** What is sure when a condition holds, or does not. */
export function factsOf(condition: Expression, holds: boolean, scope: Scope): Facts | undefined {
  switch (condition.kind) {
    case "BlockExpression": {
      const [only, ...others] = condition.expressions;
      return only === undefined || others.length > 0 ? undefined : factsOf(only, holds, scope);
    }
    case "PathExpression": {
      const [first, ...others] = condition.steps;
      const isWhole = first !== undefined && others.length === 0 && first.stages.length === 0;
      if (isWhole && first.operand.kind === "BlockExpression") return factsOf(first.operand, holds, scope);
      return holds ? surely(condition, scope) : undefined;
    }
    case "VariableExpression":
      return holds ? surely(condition, scope) : undefined;
    case "CallExpression":
      return ofCall(condition, holds, scope);
    case "BinaryExpression":
      return ofOperator(condition, holds, scope);
    default:
      return undefined;
  }
}

/** It is there and not null. */
function surely(expression: Expression, scope: Scope): Facts | undefined {
  return known(expression, scope, { present: true, notNull: true });
}

function known(expression: Expression, scope: Scope, fact: Parameters<Facts["with"]>[1]): Facts | undefined {
  const place = factPlaceOf(expression, scope);
  return place === undefined ? undefined : new Facts().with(place, fact);
}

function both(left: Facts | undefined, right: Facts | undefined): Facts | undefined {
  return left === undefined ? right : left.and(right);
}

function ofCall({ callee, arguments: given }: CallExpression, holds: boolean, scope: Scope): Facts | undefined {
  const [first, ...others] = given;
  if (callee.kind !== "VariableExpression" || first === undefined || others.length > 0) return undefined;
  switch (callee.name) {
    case "exists":
      return holds ? known(first, scope, { present: true, notNull: false }) : undefined;
    case "not":
      return factsOf(first, !holds, scope);
    case "boolean":
      return factsOf(first, holds, scope);
    default:
      return undefined;
  }
}

function ofOperator(condition: BinaryExpression, holds: boolean, scope: Scope): Facts | undefined {
  const { operator, left, right } = condition;
  switch (operator) {
    case "and":
      return holds ? both(factsOf(left, true, scope), factsOf(right, true, scope)) : undefined;
    case "or":
      return holds ? undefined : both(factsOf(left, false, scope), factsOf(right, false, scope));
    case "=":
      return both(ofEquality(left, right, holds, scope), ofEquality(right, left, holds, scope));
    case "!=":
      return both(ofDifference(left, right, holds, scope), ofDifference(right, left, holds, scope));
    case "<":
    case "<=":
    case ">":
    case ">=":
      return holds ? both(surely(left, scope), surely(right, scope)) : undefined;
    case "in":
      return holds ? ofMembership(left, right, scope) : undefined;
    case "??":
    case "?:":
      return holds && right.kind === "BooleanLiteral" && !right.value ? factsOf(left, true, scope) : undefined;
    default:
      return undefined;
  }
}

function literalOf(expression: Expression): Literal | undefined {
  const isLiteral =
    expression.kind === "StringLiteral" || expression.kind === "NumberLiteral" || expression.kind === "BooleanLiteral";
  return isLiteral ? expression.value : undefined;
}

/** A comparison with an absent value is false, so one that holds says that both sides are there. */
function ofEquality(side: Expression, other: Expression, holds: boolean, scope: Scope): Facts | undefined {
  if (other.kind === "NullLiteral") return known(side, scope, { present: holds, notNull: !holds });
  const value = literalOf(other);
  if (value === undefined) return holds ? known(side, scope, { present: true, notNull: false }) : undefined;
  if (holds) return known(side, scope, { present: true, notNull: true, only: [value] });
  return known(side, scope, { present: false, notNull: false, not: [value] });
}

function ofDifference(side: Expression, other: Expression, holds: boolean, scope: Scope): Facts | undefined {
  if (other.kind === "NullLiteral") return holds ? surely(side, scope) : undefined;
  const value = literalOf(other);
  if (!holds) return undefined;
  const not = value === undefined ? {} : { not: [value] };
  return known(side, scope, { present: true, notNull: false, ...not });
}

function ofMembership(side: Expression, list: Expression, scope: Scope): Facts | undefined {
  const values = list.kind === "ArrayExpression" ? list.items.map(literalOf) : [];
  const only = values.filter((value) => value !== undefined);
  if (only.length === 0 || only.length < values.length) return known(side, scope, { present: true, notNull: false });
  return known(side, scope, { present: true, notNull: true, only });
}
