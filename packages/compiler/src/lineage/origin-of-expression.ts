import type { BinaryExpression, BlockExpression, Expression, ObjectPair, TransformExpression } from "@xmap/grammar";
import {
  anyOf,
  chosenBy,
  computedFrom,
  elementsOf,
  literalOrigin,
  NOTHING,
  type Origin,
  type OriginScope,
  sourcesOf,
} from "./origin.ts";
import { originOfCall } from "./origin-of-call.ts";
import { originOfPath } from "./origin-of-path.ts";

/** What an expression's value is made from, for every kind of expression; nothing is evaluated. */
export function originOf(expression: Expression, scope: OriginScope): Origin {
  switch (expression.kind) {
    case "PathExpression":
      return originOfPath(expression, scope);
    case "VariableExpression":
      return originOfVariable(expression.name, scope);
    case "StringLiteral":
    case "NumberLiteral":
    case "BooleanLiteral":
      return literalOrigin(expression.value);
    case "NullLiteral":
      return literalOrigin(null);
    case "ArrayExpression":
      return anyOf(...expression.items.map((item) => elementsOf(originOf(item, scope))));
    case "RangeExpression":
      return computedFrom(originOf(expression.from, scope), originOf(expression.to, scope));
    case "ObjectExpression":
      return originOfObject(expression.pairs, scope);
    case "GroupExpression": {
      const context = elementsOf(originOf(expression.operand, scope));
      return chosenBy(originOfObject(expression.pairs, { ...scope, context }), selectionOf(context));
    }
    case "BlockExpression":
      return originOfBlock(expression, scope);
    case "NegateExpression":
      return computedFrom(originOf(expression.operand, scope));
    case "BinaryExpression":
      return originOfBinary(expression, scope);
    case "ConditionalExpression": {
      const otherwise = expression.otherwise === undefined ? NOTHING : originOf(expression.otherwise, scope);
      return chosenBy(anyOf(originOf(expression.then, scope), otherwise), originOf(expression.condition, scope));
    }
    case "AssignmentExpression":
      return originOf(expression.value, scope);
    case "CallExpression":
      return originOfCall(expression, scope);
    case "LambdaExpression":
      return { ...NOTHING, closure: { lambda: expression, scope } };
    case "TransformExpression":
      return originOfTransform(expression, scope.context, scope);
    case "SortExpression": {
      const operand = originOf(expression.operand, scope);
      const context = elementsOf(operand);
      const terms = expression.terms.map((term) => originOf(term.expression, { ...scope, context }));
      return chosenBy(operand, ...terms);
    }
    case "RegexLiteral":
    case "PlaceholderExpression":
    case "MissingExpression":
      return NOTHING;
  }
}

function originOfVariable(name: string, scope: OriginScope): Origin {
  if (name === "") return scope.context;
  return name === "$" ? scope.root : (scope.variables.get(name) ?? NOTHING);
}

function originOfObject(pairs: readonly ObjectPair[], scope: OriginScope): Origin {
  const members = new Map<string, Origin>();
  const keys: Origin[] = [];
  for (const { key, value } of pairs) {
    const made = originOf(value, scope);
    if (key.kind === "StringLiteral") members.set(key.value, made);
    else keys.push(originOf(key, scope), made);
  }
  return { ...computedFrom(...keys), members };
}

function originOfBlock(block: BlockExpression, scope: OriginScope): Origin {
  let inside = scope;
  let value: Origin = NOTHING;
  for (const expression of block.expressions) {
    value = originOf(expression, inside);
    if (expression.kind !== "AssignmentExpression") continue;
    inside = { ...inside, variables: new Map(inside.variables).set(expression.name, value) };
  }
  return value;
}

function originOfBinary(expression: BinaryExpression, scope: OriginScope): Origin {
  const { operator, left, right } = expression;
  switch (operator) {
    case "??":
    case "?:":
      return anyOf(originOf(left, scope), originOf(right, scope));
    case "~>": {
      if (right.kind === "TransformExpression") return originOfTransform(right, originOf(left, scope), scope);
      if (right.kind === "CallExpression")
        return originOfCall({ ...right, arguments: [left, ...right.arguments] }, scope);
      const call = { kind: "CallExpression", callee: right, arguments: [left], span: expression.span } as const;
      return originOfCall(call, scope);
    }
    default:
      return computedFrom(originOf(left, scope), originOf(right, scope));
  }
}

/** The record itself, with what is laid over parts of it. */
function originOfTransform({ pattern, update }: TransformExpression, record: Origin, scope: OriginScope): Origin {
  const context = elementsOf(originOf(pattern, { ...scope, context: record }));
  return { ...record, made: [...record.made, ...sourcesOf(originOf(update, { ...scope, context }))] };
}

/** What a value was chosen by, without the value. */
function selectionOf(origin: Origin): Origin {
  return { ...NOTHING, made: origin.made, via: origin.via };
}
