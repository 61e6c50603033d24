import type { ConnectorDescription, EntitySchema, InvocationDescription, OperationDescription } from "@xmap/contract";
import type {
  Answer,
  Arm,
  BindingDeclaration,
  EntityDeclaration,
  Expression,
  FlowDeclaration,
  Hint,
  LetItem,
  Literal,
  LookupDeclaration,
  MapDeclaration,
  Outcome,
  PolicyDeclaration,
  Rule,
  RulesDeclaration,
  Step,
  SystemDeclaration,
  Template,
  Trigger,
  XmapFile,
} from "@xmap/grammar";
import type { CheckedTest } from "./checker/tests/checked-test.ts";
import type { Field, RecordType, ValueType } from "./types/type.ts";

/** A whole project, bound and typed: what the compiler starts from. Only made when no file has an error. */
export interface CheckedProgram {
  /** In the order in which imports allow it: imported files first. */
  readonly files: readonly CheckedFile[];
  /** The type of every expression that stands in a checked declaration. */
  typeOf(expression: Expression): ValueType;
}

export interface CheckedFile {
  readonly file: XmapFile;
  /** Paths of the files that it imports names from, as the project knows them. */
  readonly imports: readonly string[];
  readonly systems: readonly SystemSymbol[];
  readonly entities: readonly EntitySymbol[];
  readonly maps: readonly MapSymbol[];
  readonly lookups: readonly LookupSymbol[];
  readonly rules: readonly RulesSymbol[];
  readonly bindings: readonly BindingSymbol[];
  readonly policies: readonly PolicySymbol[];
  readonly flows: readonly FlowSymbol[];
  readonly tests: readonly CheckedTest[];
}

/** A declared name, in the file that declares it. */
interface Symbol {
  readonly name: string;
  /** Path of the declaring file. */
  readonly file: string;
}

export interface SystemSymbol extends Symbol {
  readonly kind: "system";
  readonly declaration: SystemDeclaration;
  readonly description: ConnectorDescription;
}

export interface EntitySymbol extends Symbol {
  readonly kind: "entity";
  readonly declaration: EntityDeclaration;
  readonly system: SystemSymbol;
  readonly resource: string;
  readonly schema: EntitySchema;
  readonly type: RecordType;
  /** Fields of the key with the type that JSON has them in. */
  readonly key: readonly { readonly field: string; readonly type: "integer" | "string" }[];
  readonly joins: readonly string[];
}

export interface MapSymbol extends Symbol {
  readonly kind: "map";
  readonly declaration: MapDeclaration;
  readonly input: ValueType;
  /** The closed set of answers. */
  readonly answer: ValueType;
  readonly arms: readonly Arm[];
  /** From its second type to its first; undefined for a one-way map, and for an inverse. */
  readonly inverse: MapSymbol | undefined;
}

export interface LookupSymbol extends Symbol {
  readonly kind: "lookup";
  readonly declaration: LookupDeclaration;
  readonly entity: EntitySymbol;
  readonly columns: readonly { readonly path: string; readonly value: ValueType }[];
  readonly result: { readonly path: string; readonly value: ValueType };
  readonly cacheMilliseconds: number;
  /** The whole list is read this often and kept; undefined: records are searched for one by one. */
  readonly indexMilliseconds: number | undefined;
  readonly none: Answer;
  /** Undefined: hold. */
  readonly many: Answer | undefined;
  /** From its result to its column; undefined for a one-way lookup, and for an inverse. */
  readonly inverse: LookupSymbol | undefined;
}

export interface RulesSymbol extends Symbol {
  readonly kind: "rules";
  readonly declaration: RulesDeclaration;
  readonly block: CheckedBlock;
  readonly to: RecordType;
  /** Which way its rules go. */
  readonly direction: "->" | "<-";
  /** The rules from right to left; undefined for one-way rules, and for a reverse. */
  readonly reverse: RulesSymbol | undefined;
  /** Those of both directions; empty for one-way rules. */
  readonly twoWay: readonly TwoWayRule[];
}

export interface BindingSymbol extends Symbol {
  readonly kind: "binding";
  readonly declaration: BindingDeclaration;
  readonly left: EntitySymbol;
  readonly right: EntitySymbol;
  /** From left to right. */
  readonly guards: readonly CheckedGuard[];
  readonly block: CheckedBlock;
  /** From right to left; undefined for a one-way binding. */
  readonly reverse: ReverseBinding | undefined;
}

/** What a two-way binding does from right to left, and how surely both directions belong together. */
export interface ReverseBinding {
  readonly guards: readonly CheckedGuard[];
  /** Its context is the right record, its targets are fields of the left one. */
  readonly block: CheckedBlock;
  /** The system whose value wins where both sides have changed; undefined: a person decides. */
  readonly master: string | undefined;
  /** Rules of both directions, those of nested blocks and included sets among them. */
  readonly twoWay: readonly TwoWayRule[];
  /** That of its weakest rule. */
  readonly invertibility: Invertibility;
}

/** A `<->` rule, or a pair of `->` and `<-` over the same fields, with the checked rule of each direction. */
export interface TwoWayRule {
  /** As it is written: the `<->` rule, or the `->` rule of a pair. */
  readonly declaration: Rule;
  readonly forward: CheckedItem;
  readonly backward: CheckedItem;
  /** Its own system of record, when it has one. */
  readonly master: string | undefined;
  readonly invertibility: Invertibility;
}

/** How surely what is written to one side is read back from the other, up to each type's normal form. */
export type Invertibility =
  | { readonly level: "proved" }
  /** Outside of the domain a direction says so with an outcome; nothing is guessed. */
  | { readonly level: "proved on a domain"; readonly why: readonly string[] }
  /** A pair written by hand: only generated values can show where it fails. */
  | { readonly level: "tested" };

export interface CheckedGuard {
  /** Stable id: `OrderToSale/require/1`. */
  readonly id: string;
  readonly condition: Expression;
  readonly outcome: Outcome;
}

/** Items that share one context record. */
export interface CheckedBlock {
  readonly context: ContextVariable;
  /** Names that `$name` means inside, in order. */
  readonly lets: readonly CheckedLet[];
  readonly items: readonly CheckedItem[];
}

/** What `$` means in a block. `name` is a readable identifier: `order`, `item`, `billingAddress`. */
export interface ContextVariable {
  readonly name: string;
  readonly type: RecordType;
}

export interface CheckedLet {
  readonly name: string;
  readonly value: CheckedValue;
  readonly declaration: LetItem;
}

export type CheckedItem = CheckedRule | CheckedNested | CheckedLines | CheckedInclude;

interface ItemBase {
  /** Binding + target path + ordinal among equals. */
  readonly id: string;
  readonly declaration: Rule;
}

export interface CheckedRule extends ItemBase {
  readonly kind: "rule";
  readonly target: TargetField;
  readonly value: CheckedValue;
  readonly conversion: Conversion;
  readonly condition: Expression | undefined;
  readonly once: boolean;
  readonly key: boolean;
}

/** `source -> field { … }` or `source -> $ { … }`: rules with another context. */
export interface CheckedNested extends ItemBase {
  readonly kind: "nested";
  /** Undefined for `$`: the rules write into the same record. */
  readonly target: TargetField | undefined;
  readonly source: Expression;
  readonly block: CheckedBlock;
}

/** `source -> list each by id { … }` */
export interface CheckedLines extends ItemBase {
  readonly kind: "lines";
  readonly target: TargetField;
  readonly source: Expression;
  /** Empty: the source is one record, and writes the one line that the rules marked `key` find. */
  readonly by: readonly string[];
  /** Names this rule's lines apart from another rule's in the same list: the source in short, `items`. */
  readonly origin: string;
  readonly line: RecordType;
  readonly block: CheckedBlock;
}

/** `include Rules from source`; undefined source: the same context. */
export interface CheckedInclude {
  readonly kind: "include";
  readonly rules: RulesSymbol;
  readonly source: Expression | undefined;
}

export interface TargetField {
  /** From the record that the block writes into. */
  readonly path: readonly string[];
  readonly field: Field;
}

/** How a value becomes the target's type. */
export type Conversion =
  | "none"
  /** A sequence of at most one becomes the value itself; more fail. */
  | "single"
  /** A value or sequence becomes a list. */
  | "list"
  | "toText"
  /** Text to number; can fail. */
  | "toNumber"
  /** Computed money to an amount, rounded by its currency. */
  | "toAmount"
  /** Instant to business date in the target system's zone. */
  | "toDay";

export interface CheckedValue {
  readonly expressions: readonly Expression[];
  readonly via: ResolvedVia | undefined;
  /** The first expression is a list and `via` applies to each of its values. */
  readonly each: boolean;
  /** After `via`. */
  readonly value: ValueType;
}

export type ResolvedVia =
  | { readonly kind: "map"; readonly map: MapSymbol; readonly otherwise: Answer | undefined }
  | { readonly kind: "arms"; readonly arms: readonly Arm[]; readonly otherwise: Answer | undefined }
  | { readonly kind: "lookup"; readonly lookup: LookupSymbol; readonly otherwise: Answer | undefined }
  | { readonly kind: "binding"; readonly binding: BindingSymbol; readonly field: string | undefined }
  /** The value is the key of a record on the side `from`; the result is the key of the record that it is linked to. */
  | { readonly kind: "link"; readonly binding: BindingSymbol; readonly from: "left" | "right" };

export interface PolicySymbol extends Symbol {
  readonly kind: "policy";
  readonly declaration: PolicyDeclaration;
}

export interface FlowSymbol extends Symbol {
  readonly kind: "flow";
  readonly declaration: FlowDeclaration;
  readonly subject: string;
  readonly entity: EntitySymbol;
  readonly where: Expression | undefined;
  readonly triggers: readonly CheckedTrigger[];
  /** Names of the flows that come before it. */
  readonly after: readonly string[];
  readonly policy: PolicySymbol | undefined;
  readonly steps: readonly CheckedStep[];
}

export interface CheckedTrigger {
  readonly declaration: Trigger;
  readonly entity: EntitySymbol;
  readonly via: BindingSymbol | undefined;
  readonly at: string | undefined;
  readonly hints: readonly Hint[];
}

interface StepBase {
  /** Label, else structural path: `sale`, `when stage = "sale"/call sale.action_confirm`. */
  readonly id: string;
  readonly declaration: Step;
}

/** In a flow's expressions the context is the record of names that steps have given so far; names are paths. */
export type CheckedStep =
  | (StepBase & { readonly kind: "value"; readonly assign: string; readonly value: CheckedValue })
  | (StepBase & {
      readonly kind: "read";
      readonly assign: string | undefined;
      readonly entity: EntitySymbol;
      readonly key: readonly Expression[];
    })
  | (StepBase & {
      readonly kind: "find";
      readonly assign: string | undefined;
      readonly binding: BindingSymbol;
      readonly side: "left" | "right";
      readonly record: Expression;
      /** Undefined where the name may stand for nothing. */
      readonly outcome: Outcome | undefined;
    })
  | (StepBase & {
      readonly kind: "sync";
      readonly assign: string | undefined;
      readonly binding: BindingSymbol;
      /** Where the record stands in the binding: the right one only in a two-way binding. */
      readonly side: "left" | "right";
      readonly record: Expression;
    })
  | (StepBase & {
      readonly kind: "call";
      readonly assign: string | undefined;
      readonly target: string;
      readonly entity: EntitySymbol;
      readonly operation: string;
      readonly description: OperationDescription;
      readonly parameters: RecordType;
      readonly arguments: readonly { readonly name: string; readonly value: Expression }[];
    })
  | (StepBase & {
      readonly kind: "invoke";
      readonly assign: string | undefined;
      readonly system: SystemSymbol;
      readonly invocation: string;
      readonly description: InvocationDescription;
      readonly parameters: RecordType;
      readonly arguments: readonly { readonly name: string; readonly value: Expression }[];
      readonly answer: ValueType;
    })
  /** The rules of a write see the flow's names, not a record's fields. */
  | (StepBase & {
      readonly kind: "write";
      readonly target: string;
      readonly entity: EntitySymbol;
      readonly lets: readonly CheckedLet[];
      readonly items: readonly CheckedItem[];
    })
  | (StepBase & { readonly kind: "require"; readonly condition: Expression; readonly outcome: Outcome })
  | (StepBase & {
      readonly kind: "when";
      readonly capability: { readonly system: string; readonly name: string } | undefined;
      readonly condition: Expression | undefined;
      readonly steps: readonly CheckedStep[];
    })
  | (StepBase & {
      readonly kind: "each";
      readonly name: string;
      readonly list: Expression;
      readonly steps: readonly CheckedStep[];
    })
  | (StepBase & { readonly kind: "notify"; readonly channel: string; readonly template: Template })
  | (StepBase & { readonly kind: "outcome"; readonly outcome: Outcome });

export type { Literal };
