import { operatorPower } from "../parser/binding-powers.ts";
import type { Expression, ObjectPair, PathStage, PathStep } from "../tree/expressions.ts";
import { printName } from "./print-name.ts";

/** Binds more strongly than any operator. */
const CLOSED = 100;

/** Canonical JSONata text of an expression; what the parser has read is read again as the same tree. */
export function printExpression(expression: Expression): string {
  return new ExpressionPrinter(JSON.stringify).print(expression);
}

/** Prints expressions with the quotes of its texts as they are wanted where it stands. */
export class ExpressionPrinter {
  readonly #quote: (text: string) => string;

  constructor(quote: (text: string) => string) {
    this.#quote = quote;
  }

  print(expression: Expression): string {
    switch (expression.kind) {
      case "PathExpression":
        return expression.steps.map((step, index, steps) => this.#printStep(step, index, steps)).join(".");
      case "VariableExpression":
        return `$${expression.name}`;
      case "StringLiteral":
        return this.#quote(expression.value);
      case "NumberLiteral":
        return Object.is(expression.value, -0) ? "-0" : String(expression.value);
      case "BooleanLiteral":
        return String(expression.value);
      case "NullLiteral":
        return "null";
      case "RegexLiteral":
        return `/${expression.pattern}/${expression.flags}`;
      case "ArrayExpression":
        return `[${this.#printList(expression.items)}]`;
      case "RangeExpression":
        return `${this.print(expression.from)}..${this.print(expression.to)}`;
      case "ObjectExpression":
        return this.#printPairs(expression.pairs);
      case "BlockExpression":
        return `(${expression.expressions.map((one) => this.print(one)).join("; ")})`;
      case "NegateExpression":
        return `-${this.#printRight(expression.operand, 70)}`;
      case "BinaryExpression": {
        const { operator, left, right } = expression;
        const power = operatorPower(operator);
        // These two take whatever follows, so that nothing to their right needs parentheses.
        const greedy = operator === "??" || operator === "?:";
        return `${this.#printLeft(left, power)} ${operator} ${greedy ? this.print(right) : this.#printRight(right, power + 1)}`;
      }
      case "ConditionalExpression": {
        const otherwise = expression.otherwise === undefined ? "" : ` : ${this.print(expression.otherwise)}`;
        return `${this.#printLeft(expression.condition, 20)} ? ${this.print(expression.then)}${otherwise}`;
      }
      case "AssignmentExpression":
        return `$${expression.name} := ${this.print(expression.value)}`;
      case "CallExpression":
        return `${this.#printLeft(expression.callee, 80)}(${this.#printList(expression.arguments)})`;
      case "PlaceholderExpression":
        return "?";
      case "LambdaExpression": {
        const parameters = expression.parameters.map((name) => `$${name}`).join(", ");
        return `function(${parameters})${expression.signature ?? ""}{ ${this.print(expression.body)} }`;
      }
      case "TransformExpression": {
        const remove = expression.remove === undefined ? "" : `, ${this.print(expression.remove)}`;
        return `|${this.print(expression.pattern)}|${this.print(expression.update)}${remove}|`;
      }
      case "SortExpression": {
        const terms = expression.terms.map((term) => `${term.descending ? ">" : ""}${this.print(term.expression)}`);
        return `${this.#printLeft(expression.operand, 40)}^(${terms.join(", ")})`;
      }
      case "GroupExpression":
        return `${this.#printLeft(expression.operand, 70)}${this.#printPairs(expression.pairs)}`;
      case "MissingExpression":
        return "";
    }
  }

  /** Before an operator: what a closing bracket ends is complete, however weakly its beginning binds. */
  #printLeft(expression: Expression, minimum: number): string {
    const power = isClosedAtEnd(expression) ? CLOSED : powerOf(expression);
    return power < minimum ? `(${this.print(expression)})` : this.print(expression);
  }

  /** After an operator. */
  #printRight(expression: Expression, minimum: number): string {
    return powerOf(expression) < minimum ? `(${this.print(expression)})` : this.print(expression);
  }

  #printList(list: readonly Expression[]): string {
    return list.map((one) => this.print(one)).join(", ");
  }

  #printStep(step: PathStep, index: number, steps: readonly PathStep[]): string {
    const isEnd = index === steps.length - 1 && step.stages.length === 0;
    return `${this.#printOperand(step, index, isEnd)}${step.stages.map((one) => this.#printStage(one)).join("")}`;
  }

  #printOperand({ operand }: PathStep, index: number, isEnd: boolean): string {
    switch (operand.kind) {
      case "NameStep":
        return printName(operand.name, this.#quote);
      case "WildcardStep":
        return "*";
      case "DescendantsStep":
        return "**";
      case "ParentStep":
        return "%";
      case "NegateExpression":
        // Behind a dot the sign takes all further steps for itself.
        return index > 0 && isEnd ? this.print(operand) : `(${this.print(operand)})`;
      default:
        return index === 0 ? this.#printLeft(operand, 75) : this.#printRight(operand, 76);
    }
  }

  #printStage(stage: PathStage): string {
    switch (stage.kind) {
      case "FilterStage":
        return `[${this.print(stage.condition)}]`;
      case "KeepListStage":
        return "[]";
      case "IndexStage":
        return `#$${stage.variable}`;
      case "FocusStage":
        return `@$${stage.variable}`;
    }
  }

  #printPairs(pairs: readonly ObjectPair[]): string {
    if (pairs.length === 0) return "{}";
    return `{ ${pairs.map(({ key, value }) => `${this.print(key)}: ${this.print(value)}`).join(", ")} }`;
  }
}

function isClosedAtEnd({ kind }: Expression): boolean {
  return kind === "SortExpression" || kind === "GroupExpression" || kind === "CallExpression";
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
