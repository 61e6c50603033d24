import type { Span } from "@xmap/diagnostics";

/** A JSONata expression as written. Spans are offsets in the file, comments and blanks not included. */
export type Expression =
  | PathExpression
  | VariableExpression
  | StringLiteral
  | NumberLiteral
  | BooleanLiteral
  | NullLiteral
  | RegexLiteral
  | ArrayExpression
  | RangeExpression
  | ObjectExpression
  | BlockExpression
  | NegateExpression
  | BinaryExpression
  | ConditionalExpression
  | AssignmentExpression
  | CallExpression
  | PlaceholderExpression
  | LambdaExpression
  | TransformExpression
  | SortExpression
  | GroupExpression
  | MissingExpression;

interface Node {
  readonly span: Span;
}

/** `items[amount > 1].sku`: steps joined by dots. A bare field name is a path of one step. */
export interface PathExpression extends Node {
  readonly kind: "PathExpression";
  readonly steps: readonly PathStep[];
}

/** One step of a path with what follows it in brackets. */
export interface PathStep extends Node {
  readonly kind: "PathStep";
  readonly operand: NameStep | WildcardStep | DescendantsStep | ParentStep | Expression;
  readonly stages: readonly PathStage[];
}

/** A field's name, plain or in backticks. */
export interface NameStep extends Node {
  readonly kind: "NameStep";
  readonly name: string;
}
/** `*` */
export interface WildcardStep extends Node {
  readonly kind: "WildcardStep";
}
/** `**` */
export interface DescendantsStep extends Node {
  readonly kind: "DescendantsStep";
}
/** `%` */
export interface ParentStep extends Node {
  readonly kind: "ParentStep";
}

export type PathStage = FilterStage | KeepListStage | IndexStage | FocusStage;
/** `[condition or position]` */
export interface FilterStage extends Node {
  readonly kind: "FilterStage";
  readonly condition: Expression;
}
/** `[]`: one value stays a list. */
export interface KeepListStage extends Node {
  readonly kind: "KeepListStage";
}
/** `#$position` */
export interface IndexStage extends Node {
  readonly kind: "IndexStage";
  readonly variable: string;
}
/** `@$item` */
export interface FocusStage extends Node {
  readonly kind: "FocusStage";
  readonly variable: string;
}

/** `$name`; `$` (the context) has the name "", `$$` (the whole record) the name "$". */
export interface VariableExpression extends Node {
  readonly kind: "VariableExpression";
  readonly name: string;
}

export interface StringLiteral extends Node {
  readonly kind: "StringLiteral";
  readonly value: string;
}
export interface NumberLiteral extends Node {
  readonly kind: "NumberLiteral";
  readonly value: number;
}
export interface BooleanLiteral extends Node {
  readonly kind: "BooleanLiteral";
  readonly value: boolean;
}
export interface NullLiteral extends Node {
  readonly kind: "NullLiteral";
}
export interface RegexLiteral extends Node {
  readonly kind: "RegexLiteral";
  readonly pattern: string;
  readonly flags: string;
}

export interface ArrayExpression extends Node {
  readonly kind: "ArrayExpression";
  readonly items: readonly Expression[];
}
/** `from .. to`, inside an array only. */
export interface RangeExpression extends Node {
  readonly kind: "RangeExpression";
  readonly from: Expression;
  readonly to: Expression;
}
export interface ObjectExpression extends Node {
  readonly kind: "ObjectExpression";
  readonly pairs: readonly ObjectPair[];
}
export interface ObjectPair extends Node {
  readonly kind: "ObjectPair";
  readonly key: Expression;
  readonly value: Expression;
}
/** `( first; second )`: the value is the last one's. */
export interface BlockExpression extends Node {
  readonly kind: "BlockExpression";
  readonly expressions: readonly Expression[];
}

/** Unary minus. */
export interface NegateExpression extends Node {
  readonly kind: "NegateExpression";
  readonly operand: Expression;
}

export type BinaryOperator =
  | "+"
  | "-"
  | "*"
  | "/"
  | "%"
  | "&"
  | "="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "in"
  | "and"
  | "or"
  | "~>"
  | "??"
  | "?:";

export interface BinaryExpression extends Node {
  readonly kind: "BinaryExpression";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** `condition ? then : otherwise` */
export interface ConditionalExpression extends Node {
  readonly kind: "ConditionalExpression";
  readonly condition: Expression;
  readonly then: Expression;
  readonly otherwise: Expression | undefined;
}
/** `$name := value` */
export interface AssignmentExpression extends Node {
  readonly kind: "AssignmentExpression";
  readonly name: string;
  readonly value: Expression;
}
/** `callee(arguments)`; with a `?` among the arguments it makes a function. */
export interface CallExpression extends Node {
  readonly kind: "CallExpression";
  readonly callee: Expression;
  readonly arguments: readonly Expression[];
}
/** `?` as an argument. */
export interface PlaceholderExpression extends Node {
  readonly kind: "PlaceholderExpression";
}
/** `function($a, $b)<signature>{ body }` */
export interface LambdaExpression extends Node {
  readonly kind: "LambdaExpression";
  readonly parameters: readonly string[];
  readonly signature: string | undefined;
  readonly body: Expression;
}
/** `| pattern | update, delete |` */
export interface TransformExpression extends Node {
  readonly kind: "TransformExpression";
  readonly pattern: Expression;
  readonly update: Expression;
  readonly remove: Expression | undefined;
}
/** `operand^(>first, second)` */
export interface SortExpression extends Node {
  readonly kind: "SortExpression";
  readonly operand: Expression;
  readonly terms: readonly SortTerm[];
}
export interface SortTerm extends Node {
  readonly kind: "SortTerm";
  readonly descending: boolean;
  readonly expression: Expression;
}
/** `operand{ key: value }` */
export interface GroupExpression extends Node {
  readonly kind: "GroupExpression";
  readonly operand: Expression;
  readonly pairs: readonly ObjectPair[];
}
/** Stands where an expression should be; the parser has said so already. */
export interface MissingExpression extends Node {
  readonly kind: "MissingExpression";
}

/** Parts of expressions that are not expressions themselves. */
export type ExpressionPart =
  | PathStep
  | NameStep
  | WildcardStep
  | DescendantsStep
  | ParentStep
  | PathStage
  | ObjectPair
  | SortTerm;
