import { operatorPower } from "../parser/binding-powers.ts";
import { RESERVED } from "../parser/words.ts";
import type { Expression, ObjectPair, PathStage, PathStep } from "../tree/expressions.ts";

const RESERVED_WORDS: ReadonlySet<string> = new Set(RESERVED);

const PLAIN_NAME =
  /^[A-Za-z_\u0080-\u009f\u00a1-\ufefe\uff00-\uffff][A-Za-z0-9_$\u0080-\u009f\u00a1-\ufefe\uff00-\uffff]*$/;
const WORDS_OF_JSONATA: ReadonlySet<string> = new Set([
  "and",
  "or",
  "in",
  "true",
  "false",
  "null",
  "function",
  "\u03bb",
]);

/** Binds more strongly than any operator. */
const CLOSED = 100;

/** Canonical JSONata text of an expression; what the parser has read is read again as the same tree. */
export function printExpression(expression: Expression): string {
  switch (expression.kind) {
    case "PathExpression":
      return expression.steps.map(printStep).join(".");
    case "VariableExpression":
      return `$${expression.name}`;
    case "StringLiteral":
      return JSON.stringify(expression.value);
    case "NumberLiteral":
      return Object.is(expression.value, -0) ? "-0" : String(expression.value);
    case "BooleanLiteral":
      return String(expression.value);
    case "NullLiteral":
      return "null";
    case "RegexLiteral":
      return `/${expression.pattern}/${expression.flags}`;
    case "ArrayExpression":
      return `[${printList(expression.items)}]`;
    case "RangeExpression":
      return `${printExpression(expression.from)}..${printExpression(expression.to)}`;
    case "ObjectExpression":
      return printPairs(expression.pairs);
    case "BlockExpression":
      return `(${expression.expressions.map(printExpression).join("; ")})`;
    case "NegateExpression":
      return `-${printRight(expression.operand, 70)}`;
    case "BinaryExpression": {
      const { operator, left, right } = expression;
      const power = operatorPower(operator);
      // These two take whatever follows, so that nothing to their right needs parentheses.
      const greedy = operator === "??" || operator === "?:";
      return `${printLeft(left, power)} ${operator} ${greedy ? printExpression(right) : printRight(right, power + 1)}`;
    }
    case "ConditionalExpression": {
      const otherwise = expression.otherwise === undefined ? "" : ` : ${printExpression(expression.otherwise)}`;
      return `${printLeft(expression.condition, 20)} ? ${printExpression(expression.then)}${otherwise}`;
    }
    case "AssignmentExpression":
      return `$${expression.name} := ${printExpression(expression.value)}`;
    case "CallExpression":
      return `${printLeft(expression.callee, 80)}(${printList(expression.arguments)})`;
    case "PlaceholderExpression":
      return "?";
    case "LambdaExpression": {
      const parameters = expression.parameters.map((name) => `$${name}`).join(", ");
      return `function(${parameters})${expression.signature ?? ""}{ ${printExpression(expression.body)} }`;
    }
    case "TransformExpression": {
      const remove = expression.remove === undefined ? "" : `, ${printExpression(expression.remove)}`;
      return `|${printExpression(expression.pattern)}|${printExpression(expression.update)}${remove}|`;
    }
    case "SortExpression": {
      const terms = expression.terms.map((term) => `${term.descending ? ">" : ""}${printExpression(term.expression)}`);
      return `${printLeft(expression.operand, 40)}^(${terms.join(", ")})`;
    }
    case "GroupExpression":
      return `${printLeft(expression.operand, 70)}${printPairs(expression.pairs)}`;
    case "MissingExpression":
      return "";
  }
}

/** Before an operator: what a closing bracket ends is complete, however weakly its beginning binds. */
function printLeft(expression: Expression, minimum: number): string {
  const power = isClosedAtEnd(expression) ? CLOSED : powerOf(expression);
  return power < minimum ? `(${printExpression(expression)})` : printExpression(expression);
}

/** After an operator. */
function printRight(expression: Expression, minimum: number): string {
  return powerOf(expression) < minimum ? `(${printExpression(expression)})` : printExpression(expression);
}

function isClosedAtEnd({ kind }: Expression): boolean {
  return kind === "SortExpression" || kind === "GroupExpression" || kind === "CallExpression";
}

function printList(list: readonly Expression[]): string {
  return list.map(printExpression).join(", ");
}

function printStep(step: PathStep, index: number, steps: readonly PathStep[]): string {
  const isEnd = index === steps.length - 1 && step.stages.length === 0;
  return `${printOperand(step, index, isEnd)}${step.stages.map(printStage).join("")}`;
}

function printOperand({ operand }: PathStep, index: number, isEnd: boolean): string {
  switch (operand.kind) {
    case "NameStep":
      return printName(operand.name);
    case "WildcardStep":
      return "*";
    case "DescendantsStep":
      return "**";
    case "ParentStep":
      return "%";
    case "NegateExpression":
      // Behind a dot the sign takes all further steps for itself.
      return index > 0 && isEnd ? printExpression(operand) : `(${printExpression(operand)})`;
    default:
      return index === 0 ? printLeft(operand, 75) : printRight(operand, 76);
  }
}

function printName(name: string): string {
  const isPlain = PLAIN_NAME.test(name) && !RESERVED_WORDS.has(name) && !WORDS_OF_JSONATA.has(name);
  if (isPlain) return name;
  return /[`\r\n]/.test(name) ? JSON.stringify(name) : `\`${name}\``;
}

function printStage(stage: PathStage): string {
  switch (stage.kind) {
    case "FilterStage":
      return `[${printExpression(stage.condition)}]`;
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
  return `{ ${pairs.map(({ key, value }) => `${printExpression(key)}: ${printExpression(value)}`).join(", ")} }`;
}

/** How strongly an expression holds together, seen from its left. */
function powerOf(expression: Expression): number {
  switch (expression.kind) {
    case "BinaryExpression":
      return operatorPower(expression.operator);
    case "ConditionalExpression":
      return 20;
    case "AssignmentExpression":
      return 10;
    case "RangeExpression":
      return 1;
    case "SortExpression":
      return 40;
    case "GroupExpression":
    case "NegateExpression":
      return 70;
    case "PathExpression":
      return powerOfPath(expression.steps);
    default:
      return CLOSED;
  }
}

function powerOfPath(steps: readonly PathStep[]): number {
  const first = steps[0]?.operand;
  const weakest = first?.kind === "SortExpression" || first?.kind === "GroupExpression" ? powerOf(first) : CLOSED;
  return Math.min(weakest, steps.length > 1 ? 75 : CLOSED);
}
