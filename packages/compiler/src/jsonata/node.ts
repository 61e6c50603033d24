import type { BinaryOperator } from "@xmap/grammar";

/** The place along a path that a `%` leads to, found while the expression is resolved. */
export interface Slot {
  label: string;
  level: number;
}

export interface FilterStage {
  readonly kind: "filter";
  readonly condition: Node;
}
export interface IndexStage {
  readonly kind: "index";
  readonly variable: string;
}
export type Stage = FilterStage | IndexStage;

export interface Pair {
  readonly key: Node;
  readonly value: Node;
}

export interface Group {
  readonly pairs: readonly Pair[];
  readonly at: number;
}

/** What any node can carry. Set while the tree is built, read only afterwards. */
interface NodeState {
  /** Offset in the expression's text. */
  readonly at: number;
  /** `[]` follows: a sequence of one item stays an array. */
  keepsArray?: boolean;
  /** Filters of a value that is no step of a path. */
  predicates?: FilterStage[];
  /** What follows a step of a path. */
  stages?: Stage[];
  group?: Group;
  /** Part of a path that carries variables. */
  isTuple?: boolean;
  /** `@$name` */
  focus?: string;
  /** `#$name` */
  index?: string;
  /** The parent that a `%` further on asks for. */
  ancestor?: Slot;
  /** An array constructor as a step: it is not flattened. */
  isConstructed?: boolean;
  /** Parents that lie before the start of this node. */
  seeks?: Slot[];
}

export interface PathNode extends NodeState {
  readonly kind: "path";
  readonly steps: Node[];
  keepsList: boolean;
}
export interface CallNode extends NodeState {
  readonly kind: "call";
  readonly callee: Node;
  readonly given: readonly Node[];
  readonly isPartial: boolean;
  /** What the text of an `$eval` says. */
  readonly text?: EvaluatedText;
}
export type EvaluatedText =
  | { readonly kind: "read"; readonly node: Node }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };
export interface LambdaNode extends NodeState {
  readonly kind: "lambda";
  readonly parameters: readonly string[];
  readonly signature: string | undefined;
  readonly body: Node;
}
export interface SortNode extends NodeState {
  readonly kind: "sort";
  readonly terms: readonly { readonly isDescending: boolean; readonly expression: Node }[];
}
export interface BlockNode extends NodeState {
  readonly kind: "block";
  readonly expressions: readonly Node[];
}
export interface BinaryNode extends NodeState {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Node;
  readonly right: Node;
}

interface Leaf<Kind extends string> extends NodeState {
  readonly kind: Kind;
}
interface WithName<Kind extends string> extends NodeState {
  readonly kind: Kind;
  readonly name: string;
}
interface Literal extends NodeState {
  readonly kind: "literal";
  readonly value: string | number | boolean | null;
}
interface Regex extends NodeState {
  readonly kind: "regex";
  readonly pattern: string;
  readonly flags: string;
}

/** An expression as it is evaluated: paths flattened, parents found. */
export type Node =
  | PathNode
  | CallNode
  | LambdaNode
  | SortNode
  | BlockNode
  | BinaryNode
  | Literal
  | Regex
  | Leaf<"wildcard" | "descendants" | "open">
  | WithName<"name" | "variable">
  | (NodeState & { readonly kind: "parent"; readonly slot: Slot })
  | (NodeState & { readonly kind: "range"; readonly from: Node; readonly to: Node })
  | (NodeState & { readonly kind: "negate"; readonly operand: Node })
  | (NodeState & { readonly kind: "array"; readonly items: readonly Node[] })
  | (NodeState & { readonly kind: "object"; readonly pairs: readonly Pair[] })
  | (NodeState & {
      readonly kind: "condition";
      readonly test: Node;
      readonly then: Node;
      readonly otherwise: Node | undefined;
    })
  | (NodeState & {
      readonly kind: "default";
      readonly operator: "??" | "?:";
      readonly value: Node;
      readonly otherwise: Node;
    })
  | (NodeState & { readonly kind: "bind"; readonly name: string; readonly value: Node })
  | (NodeState & { readonly kind: "apply"; readonly left: Node; readonly right: Node })
  | (NodeState & {
      readonly kind: "transform";
      readonly pattern: Node;
      readonly update: Node;
      readonly remove: Node | undefined;
    });

/** The parts of a node that are evaluated in the same frame of variables or a deeper one. */
export function childrenOf(node: Node): readonly Node[] {
  const pairs = (list: readonly Pair[]): Node[] => list.flatMap(({ key, value }) => [key, value]);
  const own = (): readonly (Node | undefined)[] => {
    switch (node.kind) {
      case "path":
        return node.steps;
      case "call":
        return [node.callee, ...node.given, node.text?.kind === "read" ? node.text.node : undefined];
      case "lambda":
        return [node.body];
      case "sort":
        return node.terms.map(({ expression }) => expression);
      case "block":
        return node.expressions;
      case "binary":
      case "apply":
        return [node.left, node.right];
      case "range":
        return [node.from, node.to];
      case "negate":
        return [node.operand];
      case "array":
        return node.items;
      case "object":
        return pairs(node.pairs);
      case "condition":
        return [node.test, node.then, node.otherwise];
      case "default":
        return [node.value, node.otherwise];
      case "bind":
        return [node.value];
      case "transform":
        return [node.pattern, node.update, node.remove];
      default:
        return [];
    }
  };
  const filters = [...(node.predicates ?? []), ...(node.stages ?? [])].flatMap((stage) =>
    stage.kind === "filter" ? [stage.condition] : [],
  );
  return [...own(), ...filters, ...pairs(node.group?.pairs ?? [])].filter((child) => child !== undefined);
}
