import { bindingPower } from "../parser/build-expression.ts";
import { WORDS } from "../parser/tokens.ts";
import type { Expression, ObjectPair, PathStage, PathStep } from "../tree/expressions.ts";

const PLAIN_NAME = /^[A-Za-z_\u0080-\uFFFF][A-Za-z0-9_\u0080-\uFFFF]*$/;
const RESERVED: ReadonlySet<string> = new Set(WORDS);

/** Canonical JSONata text of an expression; what it prints is read back as the same tree. */
export function printExpression(expression: Expression): string {
  return print(expression, 0);
}

/** `minimum`: how strongly the surroundings bind; weaker expressions go into parentheses that do not change the tree's meaning. */
function print(expression: Expression, minimum: number): string {
  const text = printPlain(expression);
  return powerOf(expression) < minimum ? `(${text})` : text;
}

function printPlain(expression: Expression): string {
  switch (expression.kind) {
    case "PathExpression":
      return expression.steps.map(printStep).join(".");
    case "VariableExpression":
      return `$${expression.name}`;
    case "StringLiteral":
      return JSON.stringify(expression.value);
    case "NumberLiteral":
      return String(expression.value);
    case "BooleanLiteral":
      return String(expression.value);
    case "NullLiteral":
      return "null";
    case "RegexLiteral":
      return `/${expression.pattern}/${expression.flags}`;
    case "ArrayExpression":
      return `[${expression.items.map((item) => print(item, 0)).join(", ")}]`;
    case "RangeExpression":
      return `${print(expression.from, 21)}..${print(expression.to, 21)}`;
    case "ObjectExpression":
      return printPairs(expression.pairs);
    case "BlockExpression":
      return `(${expression.expressions.map((inner) => print(inner, 0)).join("; ")})`;
    case "NegateExpression":
      return `-${print(expression.operand, 70)}`;
    case "BinaryExpression": {
      const power = bindingPower(expression.operator);
      return `${print(expression.left, power)} ${expression.operator} ${print(expression.right, power + 1)}`;
    }
    case "ConditionalExpression": {
      const otherwise = expression.otherwise === undefined ? "" : ` : ${print(expression.otherwise, 0)}`;
      return `${print(expression.condition, 21)} ? ${print(expression.then, 0)}${otherwise}`;
    }
    case "AssignmentExpression":
      return `$${expression.name} := ${print(expression.value, 10)}`;
    case "CallExpression":
      return `${print(expression.callee, 80)}(${expression.arguments.map((argument) => print(argument, 0)).join(", ")})`;
    case "PlaceholderExpression":
      return "?";
    case "LambdaExpression":
      return `function(${expression.parameters.map((name) => `$${name}`).join(", ")}){ ${print(expression.body, 0)} }`;
    case "TransformExpression": {
      const remove = expression.remove === undefined ? "" : `, ${print(expression.remove, 0)}`;
      return `|${print(expression.pattern, 0)}|${print(expression.update, 0)}${remove}|`;
    }
    case "SortExpression": {
      const terms = expression.terms.map((term) => `${term.descending ? ">" : ""}${print(term.expression, 0)}`);
      return `${print(expression.operand, 40)}^(${terms.join(", ")})`;
    }
    case "GroupExpression":
      return `${print(expression.operand, 70)}${printPairs(expression.pairs)}`;
    case "MissingExpression":
      return "";
  }
}

function printStep(step: PathStep): string {
  return `${printOperand(step)}${step.stages.map(printStage).join("")}`;
}

function printOperand({ operand }: PathStep): string {
  switch (operand.kind) {
    case "NameStep":
      return PLAIN_NAME.test(operand.name) && !RESERVED.has(operand.name) ? operand.name : `\`${operand.name}\``;
    case "WildcardStep":
      return "*";
    case "DescendantsStep":
      return "**";
    case "ParentStep":
      return "%";
    default:
      return print(operand, 76);
  }
}

function printStage(stage: PathStage): string {
  switch (stage.kind) {
    case "FilterStage":
      return `[${print(stage.condition, 0)}]`;
    case "KeepListStage":
      return "[]";
    case "IndexStage":
      return `#$${stage.variable}`;
    case "FocusStage":
      return `@$${stage.variable}`;
  }
}

function printPairs(pairs: readonly ObjectPair[]): string {
  if (pairs.length === 0) return "{}";
  return `{ ${pairs.map(({ key, value }) => `${print(key, 0)}: ${print(value, 0)}`).join(", ")} }`;
}

/** How strongly an expression holds together; 100 for what no operator can split. */
function powerOf(expression: Expression): number {
  switch (expression.kind) {
    case "BinaryExpression":
      return expression.operator === "??" || expression.operator === "?:" ? 1 : bindingPower(expression.operator);
    case "ConditionalExpression":
      return 1;
    case "AssignmentExpression":
      return 10;
    case "RangeExpression":
      return 20;
    case "SortExpression":
      return 40;
    case "NegateExpression":
    case "GroupExpression":
      return 70;
    case "PathExpression":
      return expression.steps.length > 1 ? 75 : 80;
    default:
      return 100;
  }
}
