import type { Expression, Literal } from "@xmap/grammar";
import { isSameTree } from "../../../format/means-the-same.ts";
import { itemAmong } from "./expression-place.ts";
import { inserting, type Refactoring, type RefactoringPlace, replacing, sliceOf } from "./refactoring.ts";

interface WrittenArm {
  readonly patterns: readonly Literal[];
  readonly answer: Literal;
}
interface Chain {
  readonly field: Expression;
  readonly arms: readonly WrittenArm[];
  readonly otherwise: Literal;
}

/** Writes a chain of `field = value ? answer : …` as the arms of a `via`. */
export function conditionsToMap(place: RefactoringPlace): readonly Refactoring[] {
  const item = itemAmong(place.nodes)?.item;
  const [source, ...others] =
    item?.kind === "Rule" ? item.sources : item?.kind === "LetItem" ? item.value.expressions : [];
  if (item === undefined || source === undefined || others.length > 0) return [];
  const isTaken =
    item.kind === "Rule"
      ? item.via !== undefined || item.direction === "<->"
      : item.kind === "LetItem" && item.value.via !== undefined;
  if (isTaken || place.within.start < source.span.start || place.within.end > source.span.end) return [];
  const chain = readChain(source);
  if (chain === undefined || !isAlwaysOneValue(place, chain.field)) return [];
  const lines = chain.arms.map(
    ({ patterns, answer }) => `${patterns.map((one) => sliceOf(place, one)).join(", ")} -> ${sliceOf(place, answer)}`,
  );
  const arms = [...lines, `else -> ${sliceOf(place, chain.otherwise)}`];
  const via = arms.length > 3 ? ` via {\n${arms.join("\n")}\n}` : ` via { ${arms.join(", ")} }`;
  const isForward = item.kind === "Rule" && item.direction === "->";
  const changes = [
    replacing(source, sliceOf(place, chain.field)),
    inserting(isForward ? item.target.span.end : source.span.end, via),
  ];
  return [{ title: "Write the conditions as a map", kind: "refactor.rewrite", changes }];
}

/** Without a value a condition is false, but a map has no answer. */
function isAlwaysOneValue({ file }: RefactoringPlace, field: Expression): boolean {
  const value = file.types.get(field);
  if (value === undefined || value.mayBeAbsent || value.mayBeNull) return false;
  return ["text", "enumeration", "boolean", "integer", "number"].includes(value.type.kind);
}

function readChain(expression: Expression): Chain | undefined {
  const inner = withoutParentheses(expression);
  if (inner.kind !== "ConditionalExpression" || inner.otherwise === undefined) return undefined;
  const condition = readCondition(withoutParentheses(inner.condition));
  const answer = withoutParentheses(inner.then);
  if (condition === undefined || !isLiteral(answer)) return undefined;
  const { field, patterns } = condition;
  const otherwise = withoutParentheses(inner.otherwise);
  if (isLiteral(otherwise)) return { field, arms: [{ patterns, answer }], otherwise };
  const rest = readChain(otherwise);
  if (rest === undefined || !isSameTree(rest.field, field)) return undefined;
  return { ...rest, field, arms: [{ patterns, answer }, ...rest.arms] };
}

function readCondition(condition: Expression): { field: Expression; patterns: readonly Literal[] } | undefined {
  if (condition.kind !== "BinaryExpression") return undefined;
  const left = withoutParentheses(condition.left);
  const right = withoutParentheses(condition.right);
  switch (condition.operator) {
    case "=":
      if (isField(left) && isLiteral(right)) return { field: left, patterns: [right] };
      return isField(right) && isLiteral(left) ? { field: right, patterns: [left] } : undefined;
    case "in":
      return isField(left) && right.kind === "ArrayExpression" && right.items.every(isLiteral)
        ? { field: left, patterns: right.items }
        : undefined;
    case "or": {
      const first = readCondition(left);
      const second = readCondition(right);
      if (first === undefined || second === undefined || !isSameTree(first.field, second.field)) return undefined;
      return { field: first.field, patterns: [...first.patterns, ...second.patterns] };
    }
    default:
      return undefined;
  }
}

function withoutParentheses(expression: Expression): Expression {
  const [only, ...others] = expression.kind === "BlockExpression" ? expression.expressions : [];
  return only === undefined || others.length > 0 ? expression : withoutParentheses(only);
}

function isField(expression: Expression): boolean {
  return expression.kind === "PathExpression" || expression.kind === "VariableExpression";
}

function isLiteral(expression: Expression): expression is Literal {
  return ["StringLiteral", "NumberLiteral", "BooleanLiteral", "NullLiteral"].includes(expression.kind);
}
