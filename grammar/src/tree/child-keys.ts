import type * as declarations from "./declarations.ts";
import type { Expression, ExpressionPart } from "./expressions.ts";
import type * as steps from "./steps.ts";

/** Every node of a syntax tree. */
export type SyntaxNode =
  | declarations.XmapFile
  | declarations.Import
  | declarations.Comment
  | declarations.Declaration
  | declarations.Identifier
  | declarations.SystemOption
  | declarations.OptionReference
  | declarations.Refinement
  | declarations.FieldType
  | declarations.FieldPath
  | declarations.TypeReference
  | declarations.Arm
  | declarations.KeepAnswer
  | declarations.NoneAnswer
  | declarations.Outcome
  | declarations.LookupItem
  | declarations.Duration
  | declarations.Template
  | declarations.TemplateText
  | declarations.MasterClause
  | declarations.Guard
  | declarations.RuleItem
  | declarations.Value
  | declarations.Via
  | declarations.InlineArms
  | declarations.RuleBody
  | declarations.PolicyItem
  | declarations.Trigger
  | declarations.Hint
  | declarations.TestAnswers
  | declarations.TestArm
  | declarations.Expectation
  | steps.Step
  | steps.Effect
  | steps.CallArgument
  | steps.CapabilityTest
  | Expression
  | ExpressionPart;

type NodeOf<Kind extends SyntaxNode["kind"]> = Extract<SyntaxNode, { kind: Kind }>;
type HoldsNodes<Content> =
  Exclude<Content, undefined> extends infer Present
    ? Present extends SyntaxNode | readonly SyntaxNode[]
      ? true
      : false
    : false;
/** The properties of a node that hold nodes. */
type ChildKey<Node> = { [Key in keyof Node]-?: false extends HoldsNodes<Node[Key]> ? never : Key }[keyof Node] & string;

/** The properties that hold a node's children, in the order of the text; a kind or key that is missing does not compile. */
export const CHILD_KEYS: { readonly [Kind in SyntaxNode["kind"]]: readonly ChildKey<NodeOf<Kind>>[] } = {
  XmapFile: ["version", "imports", "declarations", "comments"],
  Import: ["names", "from"],
  Comment: [],
  Identifier: [],
  SystemDeclaration: ["name", "connector", "options"],
  SystemOption: ["name", "value"],
  OptionReference: ["name"],
  EntityDeclaration: ["name", "system", "resource", "joins", "key", "refinements"],
  Refinement: ["path", "type"],
  FieldType: ["name", "argument", "unit"],
  FieldPath: ["names"],
  TypeReference: ["names"],
  MapDeclaration: ["name", "from", "to", "arms"],
  Arm: ["patterns", "answer"],
  KeepAnswer: [],
  NoneAnswer: [],
  LookupDeclaration: ["name", "from", "to", "items"],
  CacheItem: ["duration"],
  IndexItem: ["every"],
  MissItem: ["answer"],
  Duration: [],
  Outcome: ["template"],
  Template: ["parts"],
  TemplateText: [],
  RulesDeclaration: ["name", "from", "to", "items"],
  BindingDeclaration: ["name", "was", "from", "to", "items"],
  MasterClause: ["system"],
  Guard: ["condition", "outcome"],
  LetItem: ["name", "value"],
  IncludeItem: ["rules", "from"],
  Value: ["expressions", "via"],
  Via: ["target", "otherwise"],
  InlineArms: ["arms"],
  Rule: ["sources", "target", "body", "via", "condition", "master"],
  RuleBody: ["by", "items"],
  PolicyDeclaration: ["name", "items"],
  RetryItem: ["from", "to", "for"],
  TimeoutItem: ["duration"],
  RateItem: ["count", "per", "system"],
  ParallelItem: ["count", "system"],
  AlertItem: ["channel"],
  FlowDeclaration: ["name", "subject", "entity", "where", "triggers", "after", "policy", "atMostEvery", "steps"],
  Trigger: ["of", "at", "via", "hints"],
  Hint: ["every", "at"],
  TestDeclaration: ["title", "of", "given", "answers", "expectation"],
  TestAnswers: ["of", "invocation", "arms"],
  TestArm: ["patterns", "answer"],
  Expectation: ["written", "expected"],
  EffectStep: ["name", "effect"],
  ReadEffect: ["entity", "key"],
  FindEffect: ["record", "binding", "outcome"],
  SyncEffect: ["record", "binding"],
  CallEffect: ["target", "arguments"],
  CallArgument: ["name", "value"],
  ValueStep: ["name", "value"],
  WriteStep: ["target", "items"],
  RequireStep: ["condition", "outcome"],
  WhenStep: ["capability", "condition", "steps"],
  CapabilityTest: ["system", "capability"],
  EachStep: ["name", "list", "steps"],
  NotifyStep: ["channel", "template"],
  OutcomeStep: ["outcome"],
  PathExpression: ["steps"],
  PathStep: ["operand", "stages"],
  NameStep: [],
  WildcardStep: [],
  DescendantsStep: [],
  ParentStep: [],
  FilterStage: ["condition"],
  KeepListStage: [],
  IndexStage: [],
  FocusStage: [],
  VariableExpression: [],
  StringLiteral: [],
  NumberLiteral: [],
  BooleanLiteral: [],
  NullLiteral: [],
  RegexLiteral: [],
  ArrayExpression: ["items"],
  RangeExpression: ["from", "to"],
  ObjectExpression: ["pairs"],
  ObjectPair: ["key", "value"],
  BlockExpression: ["expressions"],
  NegateExpression: ["operand"],
  BinaryExpression: ["left", "right"],
  ConditionalExpression: ["condition", "then", "otherwise"],
  AssignmentExpression: ["value"],
  CallExpression: ["callee", "arguments"],
  PlaceholderExpression: [],
  LambdaExpression: ["body"],
  TransformExpression: ["pattern", "update", "remove"],
  SortExpression: ["operand", "terms"],
  SortTerm: ["expression"],
  GroupExpression: ["operand", "pairs"],
  MissingExpression: [],
};

type Holder = Readonly<Record<string, SyntaxNode | readonly SyntaxNode[] | undefined>>;

/** A node's children, in the order of the text. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = [];
  addChildren(node, children);
  return children;
}

function addChildren(node: SyntaxNode, children: SyntaxNode[]): void {
  const keys: readonly string[] = CHILD_KEYS[node.kind];
  const holder = node as unknown as Holder;
  for (const key of keys) {
    const held = holder[key];
    if (held === undefined) continue;
    if (isNode(held)) children.push(held);
    else for (const child of held) children.push(child);
  }
}

function isNode(held: SyntaxNode | readonly SyntaxNode[]): held is SyntaxNode {
  return !Array.isArray(held);
}

/** Calls back for a node and everything below it, parents first; answering false leaves a node's children out. */
export function visitNodes(node: SyntaxNode, visit: (node: SyntaxNode) => unknown): void {
  const pending: SyntaxNode[] = [node];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (visit(next) === false) continue;
    const first = pending.length;
    addChildren(next, pending);
    reverseFrom(pending, first);
  }
}

/** Turns round what stands behind an index, so that the first of it is taken first. */
function reverseFrom(nodes: SyntaxNode[], first: number): void {
  for (let low = first, high = nodes.length - 1; low < high; low += 1, high -= 1) {
    const [left, right] = [nodes[low], nodes[high]];
    if (left === undefined || right === undefined) return;
    nodes[low] = right;
    nodes[high] = left;
  }
}
