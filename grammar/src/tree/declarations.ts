import type { SourceText, Span } from "@xmap/diagnostics";
import type {
  BooleanLiteral,
  Expression,
  NullLiteral,
  NumberLiteral,
  ObjectExpression,
  StringLiteral,
} from "./expressions.ts";
import type { CallEffect, NotifyStep, Step } from "./steps.ts";

interface Node {
  readonly span: Span;
}

/** One `.xmap` file. Declarations that could not be read at all are missing; the rest stands. */
export interface XmapFile extends Node {
  readonly kind: "XmapFile";
  readonly source: SourceText;
  /** The language version of the first line, undefined when the line is missing. */
  readonly version: NumberLiteral | undefined;
  readonly imports: readonly Import[];
  readonly declarations: readonly Declaration[];
  readonly comments: readonly Comment[];
}

/** A comment with its marks, `//` or slash-star. */
export interface Comment extends Node {
  readonly kind: "Comment";
  readonly text: string;
}

export type Declaration =
  | SystemDeclaration
  | EntityDeclaration
  | MapDeclaration
  | LookupDeclaration
  | RulesDeclaration
  | BindingDeclaration
  | PolicyDeclaration
  | FlowDeclaration
  | TestDeclaration;

/** A name where it is written. Missing names have the name "". */
export interface Identifier extends Node {
  readonly kind: "Identifier";
  readonly name: string;
}

export interface Import extends Node {
  readonly kind: "Import";
  readonly names: readonly Identifier[];
  readonly from: StringLiteral;
}

interface Declared extends Node {
  readonly name: Identifier;
  /** The text of the doc comment before it, without marks. */
  readonly documentation: string | undefined;
}

export interface SystemDeclaration extends Declared {
  readonly kind: "SystemDeclaration";
  readonly connector: Identifier;
  readonly options: readonly SystemOption[];
}
export interface SystemOption extends Node {
  readonly kind: "SystemOption";
  readonly name: Identifier;
  readonly value: Literal | OptionReference;
}
/** `env("NAME")` or `secret("NAME")` */
export interface OptionReference extends Node {
  readonly kind: "OptionReference";
  readonly source: "env" | "secret";
  readonly name: StringLiteral;
}
export type Literal = StringLiteral | NumberLiteral | BooleanLiteral | NullLiteral;

export interface EntityDeclaration extends Declared {
  readonly kind: "EntityDeclaration";
  readonly system: Identifier;
  /** The connector's name of the record type: `sale.order` in `erp.sale.order`. */
  readonly resource: FieldPath;
  /** Sub-resources to join. */
  readonly joins: readonly Identifier[];
  readonly key: readonly FieldPath[];
  readonly refinements: readonly Refinement[];
}
/** `surcharges.value: money in $$.currency` */
export interface Refinement extends Node {
  readonly kind: "Refinement";
  readonly path: FieldPath;
  readonly type: FieldType;
}
export interface FieldType extends Node {
  readonly kind: "FieldType";
  readonly name: Identifier;
  readonly argument: NumberLiteral | undefined;
  readonly unit: FieldPath | undefined;
}

/** Names joined by dots: a target, an entity's field. `root` is "$" or "$$" where it is written. */
export interface FieldPath extends Node {
  readonly kind: "FieldPath";
  readonly root: "" | "$" | "$$";
  readonly names: readonly Identifier[];
}
/** An entity's name, or a path into an entity. */
export interface TypeReference extends Node {
  readonly kind: "TypeReference";
  readonly names: readonly Identifier[];
}

export type Direction = "->" | "<->" | "<-";

export interface MapDeclaration extends Declared {
  readonly kind: "MapDeclaration";
  readonly from: TypeReference;
  readonly direction: Direction;
  readonly to: TypeReference | undefined;
  readonly arms: readonly Arm[];
}
export interface Arm extends Node {
  readonly kind: "Arm";
  /** Empty for `else`. */
  readonly patterns: readonly Literal[];
  readonly direction: Direction;
  readonly answer: Answer;
}
export type Answer = Literal | Outcome | KeepAnswer | NoneAnswer;
export interface KeepAnswer extends Node {
  readonly kind: "KeepAnswer";
}
export interface NoneAnswer extends Node {
  readonly kind: "NoneAnswer";
}

export interface LookupDeclaration extends Declared {
  readonly kind: "LookupDeclaration";
  readonly from: readonly TypeReference[];
  readonly direction: Direction;
  readonly to: TypeReference;
  readonly items: readonly LookupItem[];
}
export type LookupItem = CacheItem | IndexItem | MissItem;
export interface CacheItem extends Node {
  readonly kind: "CacheItem";
  readonly duration: Duration;
}
export interface IndexItem extends Node {
  readonly kind: "IndexItem";
  readonly every: Duration;
}
/** `none -> answer` or `many -> answer` */
export interface MissItem extends Node {
  readonly kind: "MissItem";
  readonly on: "none" | "many";
  readonly answer: Answer;
}
export interface Duration extends Node {
  readonly kind: "Duration";
  readonly milliseconds: number;
}

export type OutcomeWord = "skip" | "warn" | "hold" | "reject" | "fail";
export interface Outcome extends Node {
  readonly kind: "Outcome";
  readonly word: OutcomeWord;
  readonly template: Template | undefined;
}
/** `"order {order_number}"` */
export interface Template extends Node {
  readonly kind: "Template";
  readonly parts: readonly (TemplateText | Expression)[];
}
export interface TemplateText extends Node {
  readonly kind: "TemplateText";
  readonly text: string;
}

export interface RulesDeclaration extends Declared {
  readonly kind: "RulesDeclaration";
  readonly from: TypeReference;
  readonly direction: Direction;
  readonly to: TypeReference;
  readonly items: readonly RuleItem[];
}
export interface BindingDeclaration extends Declared {
  readonly kind: "BindingDeclaration";
  readonly from: TypeReference;
  readonly direction: Direction;
  readonly to: TypeReference;
  /** `was OldName` */
  readonly was: Identifier | undefined;
  readonly items: readonly (MasterClause | Guard | RuleItem)[];
}
export interface MasterClause extends Node {
  readonly kind: "MasterClause";
  readonly system: Identifier;
}
/** `require condition else outcome`; `direction` only in two-way bindings. */
export interface Guard extends Node {
  readonly kind: "Guard";
  readonly direction: "->" | "<-" | undefined;
  readonly condition: Expression;
  readonly outcome: Outcome;
}
export type RuleItem = LetItem | IncludeItem | Rule;
export interface LetItem extends Node {
  readonly kind: "LetItem";
  readonly name: Identifier;
  readonly value: Value;
}
export interface IncludeItem extends Node {
  readonly kind: "IncludeItem";
  readonly rules: Identifier;
  readonly from: Expression | undefined;
}
/** Expressions with an optional `via`: several expressions are several lookup columns. */
export interface Value extends Node {
  readonly kind: "Value";
  readonly expressions: readonly Expression[];
  readonly via: Via | undefined;
}
export interface Via extends Node {
  readonly kind: "Via";
  /** A map, a lookup, a binding, a field of the bound record; or arms written in place. */
  readonly target: TypeReference | InlineArms;
  /** `else answer`, when nothing is found. */
  readonly otherwise: Answer | undefined;
}
export interface InlineArms extends Node {
  readonly kind: "InlineArms";
  readonly arms: readonly Arm[];
}
/** `sources -> target`, `target <- sources`, `source <-> target`; sources are on the left side's record for -> and on the right side's for <-. */
export interface Rule extends Node {
  readonly kind: "Rule";
  readonly direction: Direction;
  readonly sources: readonly Expression[];
  readonly target: FieldPath;
  readonly body: RuleBody | undefined;
  readonly via: Via | undefined;
  readonly condition: Expression | undefined;
  readonly once: boolean;
  readonly key: boolean;
  readonly master: Identifier | undefined;
}
/** `{ … }` or `each by id { … }` */
export interface RuleBody extends Node {
  readonly kind: "RuleBody";
  /** The source fields that identify a line; undefined for a single nested record. */
  readonly by: readonly FieldPath[] | undefined;
  readonly items: readonly RuleItem[];
}

export interface PolicyDeclaration extends Declared {
  readonly kind: "PolicyDeclaration";
  readonly items: readonly PolicyItem[];
}
export type PolicyItem = RetryItem | TimeoutItem | RateItem | ParallelItem | AlertItem;
export interface RetryItem extends Node {
  readonly kind: "RetryItem";
  readonly from: Duration;
  readonly to: Duration;
  readonly for: Duration;
}
export interface TimeoutItem extends Node {
  readonly kind: "TimeoutItem";
  readonly duration: Duration;
}
export interface RateItem extends Node {
  readonly kind: "RateItem";
  readonly count: NumberLiteral;
  readonly per: Duration;
  readonly system: Identifier;
}
export interface ParallelItem extends Node {
  readonly kind: "ParallelItem";
  readonly count: NumberLiteral;
  readonly system: Identifier;
}
export interface AlertItem extends Node {
  readonly kind: "AlertItem";
  readonly words: readonly OutcomeWord[];
  readonly channel: FieldPath;
}

export interface FlowDeclaration extends Declared {
  readonly kind: "FlowDeclaration";
  readonly subject: Identifier;
  readonly entity: TypeReference;
  readonly where: Expression | undefined;
  readonly triggers: readonly Trigger[];
  /** Flows that have taken in what changed before a run begins. */
  readonly after: readonly Identifier[];
  readonly policy: Identifier | undefined;
  readonly atMostEvery: Duration | undefined;
  readonly steps: readonly Step[];
}
/** `on change of SaleOrder via OrderToSale by webhook, poll every 30s` */
export interface Trigger extends Node {
  readonly kind: "Trigger";
  readonly event: "change" | "removal";
  readonly of: Identifier | undefined;
  readonly at: FieldPath | undefined;
  readonly via: Identifier | undefined;
  readonly hints: readonly Hint[];
}
export interface Hint extends Node {
  readonly kind: "Hint";
  readonly by: "webhook" | "poll" | "sweep";
  readonly every: Duration | undefined;
  /** A sweep's times as a cron expression of five fields, in UTC. */
  readonly at: StringLiteral | undefined;
}

export interface TestDeclaration extends Node {
  readonly kind: "TestDeclaration";
  readonly documentation: string | undefined;
  readonly title: StringLiteral;
  readonly of: Identifier;
  readonly given: StringLiteral | undefined;
  readonly answers: readonly TestAnswers[];
  readonly expectation: Expectation | undefined;
}
/** `answers ProductId { "TSH-001-M" -> 41 }`, `answers Buyer -> 7` (one arm without patterns) or `answers fraud.score -> …`. */
export interface TestAnswers extends Node {
  readonly kind: "TestAnswers";
  readonly of: Identifier;
  /** What of a system answers. */
  readonly invocation: Identifier | undefined;
  readonly arms: readonly TestArm[];
}
export interface TestArm extends Node {
  readonly kind: "TestArm";
  readonly patterns: readonly Literal[];
  readonly answer: Literal | ObjectExpression | NoneAnswer;
}
export interface Expectation extends Node {
  readonly kind: "Expectation";
  /** The record written, for `expect write product { … }`. */
  readonly written: FieldPath | undefined;
  /** `expect no call …`: it must not happen. */
  readonly never: boolean;
  readonly expected: ObjectExpression | Outcome | CallEffect | NotifyStep;
}
