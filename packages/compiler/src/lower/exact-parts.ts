import { childrenOf, type Expression, type SyntaxNode } from "@xmap/grammar";

/** Parts of an expression that only hold together when it is compiled as one. */
interface ExactParts {
  /** `%`, `@$name` and `#$name`: what they mean is decided by the whole path. */
  readonly followsPath: boolean;
  /** `$name := …` outside of a block of its own: what stands beside it sees the variable. */
  readonly assigns: boolean;
}

const known = new WeakMap<SyntaxNode, ExactParts>();

/** Whether an expression is compiled as one, with JSONata's exact sequences. */
export function needsExactness(expression: Expression): boolean {
  const { followsPath, assigns } = partsOf(expression);
  if (assigns) return true;
  const isPath =
    expression.kind === "PathExpression" ||
    expression.kind === "SortExpression" ||
    expression.kind === "GroupExpression";
  return isPath && followsPath;
}

function partsOf(node: SyntaxNode): ExactParts {
  const found = known.get(node);
  if (found !== undefined) return found;
  const parts = childrenOf(node).map(partsOf);
  const isOwn = node.kind === "ParentStep" || node.kind === "FocusStage" || node.kind === "IndexStage";
  const isClosed = node.kind === "BlockExpression" || node.kind === "LambdaExpression";
  const made: ExactParts = {
    followsPath: isOwn || parts.some(({ followsPath }) => followsPath),
    assigns: node.kind === "AssignmentExpression" || (!isClosed && parts.some(({ assigns }) => assigns)),
  };
  known.set(node, made);
  return made;
}
