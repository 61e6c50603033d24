import type { KeyField, OutcomeWord, SystemOptionModule } from "@xmap/contract";
import type { FieldRead } from "../validate/collect-reads.ts";
import type { TargetCheck } from "../validate/target-checks.ts";
import type { ArrowCode, Code, ExportedName, Local, ObjectCode, ObjectMember, Placed, Statement } from "./code.ts";
import type { TypeCode, TypeMember } from "./type-code.ts";

/** One generated file. */
export interface ModuleIr {
  /** Path of the `.xmap` file. */
  readonly file: string;
  readonly id: string;
  readonly systems: readonly SystemIr[];
  readonly entities: readonly EntityIr[];
  readonly maps: readonly MapIr[];
  readonly lookups: readonly LookupIr[];
  readonly rules: readonly RulesIr[];
  readonly bindings: readonly BindingIr[];
  readonly policies: readonly PolicyIr[];
  readonly flows: readonly FlowIr[];
  /** Every name that the file declares. */
  readonly names: ReadonlySet<string>;
  /** Schemas that values are checked by, by the names of their functions. */
  readonly schemas: ReadonlyMap<string, object>;
}

export interface SystemIr {
  readonly name: string;
  readonly connector: string;
  readonly options: readonly { readonly name: string; readonly value: SystemOptionModule }[];
}

export interface EntityIr {
  readonly constant: ExportedName;
  readonly name: string;
  readonly documentation: string | undefined;
  readonly system: string;
  readonly resource: string;
  readonly key: readonly KeyField[];
  readonly fields: readonly string[];
  readonly joins: readonly string[];
  readonly interfaces: readonly InterfaceIr[];
}

export interface InterfaceIr {
  readonly exported: ExportedName;
  readonly documentation: string | undefined;
  readonly bases: readonly TypeCode[];
  readonly members: readonly TypeMember[];
}

/** What an arm or a miss answers. */
export type AnswerIr = Placed &
  (
    | { readonly kind: "value"; readonly value: string | number | boolean | null }
    | { readonly kind: "outcome"; readonly word: OutcomeWord; readonly message: Code }
    | { readonly kind: "keep" }
    | { readonly kind: "absent" }
  );

export interface MapIr extends Placed {
  readonly function: ExportedName;
  /** The name of the type of its answers; undefined for arms written in place. */
  readonly answers: ExportedName | undefined;
  readonly answerType: TypeCode;
  readonly documentation: string | undefined;
  readonly parameter: Local;
  readonly parameterType: TypeCode;
  readonly mayBeAbsent: boolean;
  readonly arms: readonly {
    readonly patterns: readonly (string | number | boolean | null)[];
    readonly answer: AnswerIr;
  }[];
  readonly otherwise: AnswerIr;
  readonly result: TypeCode;
}

/** Everything that a map can answer. */
export function answersOf(map: Pick<MapIr, "arms" | "otherwise">): readonly AnswerIr[] {
  return [...map.arms.map((arm) => arm.answer), map.otherwise];
}

/** Whether an arm of the map says what becomes of the record, so that its function needs a rule and a report. */
export function reportsProblems(map: Pick<MapIr, "arms" | "otherwise">): boolean {
  return answersOf(map).some((answer) => answer.kind === "outcome");
}

export interface LookupIr {
  readonly constant: ExportedName;
  readonly documentation: string | undefined;
  readonly name: string;
  /** The lookup whose answer for a miss this one replaces. */
  readonly base: ExportedName | undefined;
  readonly entity: ExportedName;
  readonly columns: readonly string[];
  readonly result: string;
  readonly cacheMilliseconds: number;
  readonly indexMilliseconds: number | undefined;
  /** Functions of the key. */
  readonly none: Code;
  readonly many: Code;
}

/** A rule's place and text, for messages and traces. */
export interface RuleIr {
  readonly id: string;
  readonly target: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
  /** Of a `<->` rule: the id of the same rule in the other direction. */
  readonly counterpart?: string;
  readonly master?: string;
}

/** What a value asks for before it can be computed. */
export type RequestIr =
  | { readonly kind: "lookup"; readonly lookup: ExportedName; readonly keys: readonly Code[] }
  | { readonly kind: "lookupEach"; readonly lookup: ExportedName; readonly keys: Code }
  | { readonly kind: "reference"; readonly binding: ExportedName; readonly record: Code };

export interface LetIr extends Placed {
  readonly local: Local;
  readonly code: Code;
  readonly request: RequestIr | undefined;
  /** Asked for and computed only where this holds; there always is a value otherwise. */
  readonly condition?: Code | undefined;
}

export interface BlockIr {
  readonly lets: readonly LetIr[];
  readonly entries: readonly EntryIr[];
}

export type EntryIr = Placed & BareEntryIr;

/** Checks of a value that is held in a constant. */
export interface ValueChecks {
  readonly local: Local;
  /** The target in words: `lines[].name`. */
  readonly path: string;
  readonly plain: readonly TargetCheck[];
  /** The function of a compiled schema. */
  readonly schema: ExportedName | undefined;
}

type BareEntryIr =
  | {
      readonly kind: "rule";
      readonly id: string;
      readonly path: readonly string[];
      readonly code: Code;
      readonly type: TypeCode;
      readonly request: RequestIr | undefined;
      readonly condition: Code | undefined;
      /** Codes that must have a value for a required target to have one. */
      readonly needed: readonly Code[];
      /** The name of a constant for a value that is needed and too long to be written twice. */
      readonly constant: Local | undefined;
      /** What the value is checked by where types do not prove what its target takes. */
      readonly checks: ValueChecks | undefined;
    }
  | {
      readonly kind: "nested";
      readonly path: readonly string[] | undefined;
      readonly constant: { readonly local: Local; readonly code: Code } | undefined;
      /** The context where it may be absent or null; no record is written then. */
      readonly doubtful: Code | undefined;
      readonly block: BlockIr;
    }
  | {
      readonly kind: "lines";
      readonly path: readonly string[];
      readonly list: Code;
      readonly item: Local;
      readonly identity: Code;
      readonly line: ExportedName;
      readonly block: BlockIr;
    }
  /** One line of a list, made of one record. */
  | {
      readonly kind: "line";
      readonly path: readonly string[];
      readonly constant: { readonly local: Local; readonly code: Code } | undefined;
      /** The source where it may be absent or null; there is no line then. */
      readonly doubtful: Code | undefined;
      readonly identity: string;
      /** Line fields by which it is found. */
      readonly key: readonly string[];
      readonly line: ExportedName;
      readonly block: BlockIr;
    }
  | { readonly kind: "include"; readonly rules: RulesIr; readonly argument: Code };

/** A block as function parts. */
export interface AssembledBlock {
  readonly statements: readonly Statement[];
  readonly members: readonly ObjectMember[];
  readonly types: readonly TypeMember[];
  readonly bases: readonly TypeCode[];
  /** Interfaces of lines. */
  readonly interfaces: readonly InterfaceIr[];
}

export interface GatherIr {
  readonly parameters: readonly { readonly local: Local; readonly type: TypeCode }[];
  readonly statements: readonly Statement[];
}

export interface RulesIr {
  readonly name: string;
  readonly documentation: string | undefined;
  readonly function: ExportedName;
  readonly constant: ExportedName;
  readonly draft: InterfaceIr;
  /** The interface of what it is given, when no entity's interface does. */
  readonly source: () => readonly InterfaceIr[];
  readonly interfaces: readonly InterfaceIr[];
  readonly code: ArrowCode;
  readonly usesAnswers: boolean;
  readonly usesReport: boolean;
  /** The fields that it reads of what it is given. */
  readonly reads: readonly FieldRead[];
  /** A function a stage. */
  readonly gathers: readonly {
    readonly function: ExportedName;
    readonly gather: GatherIr;
    readonly usesAnswers: boolean;
  }[];
  readonly rules: readonly RuleIr[];
  readonly includes: readonly ExportedName[];
}

export interface LineListIr {
  readonly field: string;
  readonly key: readonly string[];
  readonly once: readonly string[];
}

/** A binding's functions for one direction. */
export interface DirectionIr {
  readonly function: ExportedName;
  readonly key: readonly string[];
  readonly once: readonly string[];
  readonly lines: readonly LineListIr[];
  readonly rules: readonly RuleIr[];
  readonly includes: readonly ExportedName[];
  readonly interfaces: readonly InterfaceIr[];
  readonly gathers: readonly GatherIr[];
  readonly code: ArrowCode;
  /** Reports what the record has otherwise than its schema says. */
  readonly check: { readonly function: ExportedName; readonly code: ArrowCode } | undefined;
}

export interface BindingIr {
  readonly name: string;
  readonly was: string | undefined;
  readonly documentation: string;
  readonly constant: ExportedName;
  readonly left: ExportedName;
  readonly right: ExportedName;
  readonly master: string | undefined;
  readonly forward: DirectionIr;
  /** Undefined for a one-way binding. */
  readonly reverse: DirectionIr | undefined;
  /** A constant for each side from which linked records are asked for by key alone. */
  readonly links: readonly LinkIr[];
}

/** A binding as references by key use it. */
export interface LinkIr {
  readonly constant: ExportedName;
  readonly from: "left" | "right";
}

export interface PolicyIr {
  readonly constant: ExportedName;
  readonly documentation: string | undefined;
  readonly value: ObjectCode;
}

export interface FlowIr {
  readonly name: string;
  readonly documentation: string;
  readonly constant: ExportedName;
  readonly state: InterfaceIr;
  readonly interfaces: readonly InterfaceIr[];
  readonly value: ObjectCode;
  readonly rules: readonly RuleIr[];
}
