import { type BindingDeclaration, childrenOf, type Expression, type SyntaxNode, visitNodes } from "@xmap/grammar";

/** A rule, or what may stand between rules. */
export type BlockItem = BindingDeclaration["items"][number];

/** A node whose braces hold rules. */
type BlockNode = Extract<SyntaxNode, { kind: "BindingDeclaration" | "RulesDeclaration" | "RuleBody" | "WriteStep" }>;

const BLOCKS: ReadonlySet<string> = new Set(["BindingDeclaration", "RulesDeclaration", "RuleBody", "WriteStep"]);

/** An item of a block, with the block. */
export interface ItemPlace {
  readonly block: BlockNode;
  readonly item: BlockItem;
}

/** The innermost item of a block among nodes, the outermost of which comes first. */
export function itemAmong(nodes: readonly SyntaxNode[]): ItemPlace | undefined {
  for (let at = nodes.length - 1; at > 0; at -= 1) {
    const block = nodes[at - 1];
    const item = nodes[at];
    if (block === undefined || !isBlock(block)) continue;
    const found = block.items.find((one) => one === item);
    if (found !== undefined) return { block, item: found };
  }
  return undefined;
}

function isBlock(node: SyntaxNode): node is BlockNode {
  return BLOCKS.has(node.kind);
}

const STANDALONE: ReadonlySet<string> = new Set([
  "PathExpression",
  "VariableExpression",
  "StringLiteral",
  "NumberLiteral",
  "BooleanLiteral",
  "NullLiteral",
  "RegexLiteral",
  "ArrayExpression",
  "ObjectExpression",
  "BlockExpression",
  "NegateExpression",
  "BinaryExpression",
  "ConditionalExpression",
  "CallExpression",
  "TransformExpression",
  "SortExpression",
  "GroupExpression",
]);

/** An expression that has a value by itself: no function, no assignment, no open place. */
export function isValueExpression(node: SyntaxNode): node is Expression {
  return STANDALONE.has(node.kind);
}

/** The children of a node in which names mean what they mean around it. */
export function childrenInSameContext(node: SyntaxNode): readonly SyntaxNode[] {
  switch (node.kind) {
    case "Rule":
      return node.condition === undefined ? node.sources : [...node.sources, node.condition];
    case "Guard":
    case "RequireStep":
      return [node.condition];
    case "LetItem":
    case "ValueStep":
      return node.value.expressions;
    case "EffectStep":
      return childrenInSameContext(node.effect);
    case "ReadEffect":
      return node.key;
    case "CallEffect":
      return node.arguments.map(({ value }) => value);
    case "WhenStep":
      return node.condition === undefined ? [] : [node.condition];
    case "EachStep":
      return [node.list];
    case "IncludeItem":
      return node.from === undefined ? [] : [node.from];
    case "BinaryExpression":
      return node.operator === "~>" ? [node.left] : [node.left, node.right];
    case "PathExpression": {
      const first = node.steps[0]?.operand;
      return first !== undefined && isValueExpression(first) ? [first] : [];
    }
    case "CallExpression":
      return node.arguments;
    case "SortExpression":
    case "GroupExpression":
      return [node.operand];
    case "ArrayExpression":
    case "RangeExpression":
    case "ObjectExpression":
    case "ObjectPair":
    case "BlockExpression":
    case "NegateExpression":
    case "ConditionalExpression":
    case "AssignmentExpression":
      return childrenOf(node);
    default:
      return [];
  }
}

/** Calls back for the expressions below a node in which names mean what they mean around it, with what holds them. */
export function visitSameContext(node: SyntaxNode, visit: (found: Expression, holder: SyntaxNode) => unknown): void {
  for (const child of childrenInSameContext(node)) {
    if (isValueExpression(child) && visit(child, node) === false) continue;
    visitSameContext(child, visit);
  }
}

/** Names of variables that an expression gives itself. */
export function variablesGivenIn(expression: SyntaxNode): ReadonlySet<string> {
  const names = new Set<string>();
  visitNodes(expression, (node) => {
    if (node.kind === "AssignmentExpression") names.add(node.name);
    else if (node.kind === "IndexStage" || node.kind === "FocusStage") names.add(node.variable);
    else if (node.kind === "LambdaExpression") for (const name of node.parameters) names.add(name);
  });
  return names;
}

/** Variables with a name that an expression takes from around it; functions among them. */
export function variablesTakenBy(
  expression: SyntaxNode,
): readonly Extract<SyntaxNode, { kind: "VariableExpression" }>[] {
  const given = variablesGivenIn(expression);
  const taken: Extract<SyntaxNode, { kind: "VariableExpression" }>[] = [];
  visitNodes(expression, (node) => {
    if (node.kind === "VariableExpression" && node.name !== "" && node.name !== "$" && !given.has(node.name))
      taken.push(node);
  });
  return taken;
}

/** An expression that gives the same value wherever it stands. */
export function isIndependent(expression: SyntaxNode): boolean {
  let independent = true;
  visitNodes(expression, (node) => {
    if (node.kind === "PathExpression") independent &&= node.steps[0]?.operand.kind === "VariableExpression";
    else if (node.kind === "VariableExpression") independent &&= node.name === "$";
    else if (node.kind === "CallExpression") independent = false;
    return independent;
  });
  return independent;
}

/** A field's name or a literal: nothing that a name would make clearer. */
export function isPlain(expression: SyntaxNode): boolean {
  if (expression.kind === "VariableExpression" || expression.kind.endsWith("Literal")) return true;
  return (
    expression.kind === "PathExpression" &&
    expression.steps.every((step) => step.operand.kind === "NameStep" && step.stages.length === 0)
  );
}
