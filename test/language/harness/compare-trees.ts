import { isDeepStrictEqual } from "node:util";
import { childrenOf, type Expression, type SyntaxNode } from "@xmap/grammar";

/** Whether two trees say the same, wherever their parts stand in their texts. */
export function isSameTree(left: unknown, right: unknown): boolean {
  return isDeepStrictEqual(withoutSpans(left), withoutSpans(right));
}

function withoutSpans(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSpans);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "span");
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutSpans(inner)]));
}

const STANDALONE: ReadonlySet<string> = new Set([
  "PathExpression",
  "VariableExpression",
  "StringLiteral",
  "BooleanLiteral",
  "NullLiteral",
  "ArrayExpression",
  "ObjectExpression",
  "BlockExpression",
  "NegateExpression",
  "BinaryExpression",
  "ConditionalExpression",
  "AssignmentExpression",
  "CallExpression",
  "LambdaExpression",
  "TransformExpression",
  "SortExpression",
  "GroupExpression",
]);

/** The outermost expressions of a tree. */
export function expressionsOf(root: SyntaxNode): readonly Expression[] {
  if (STANDALONE.has(root.kind)) return [root as Expression];
  return childrenOf(root).flatMap(expressionsOf);
}

/** Whether a part of a tree could not be read. */
export function hasMissingPart(root: SyntaxNode): boolean {
  return root.kind === "MissingExpression" || childrenOf(root).some(hasMissingPart);
}
