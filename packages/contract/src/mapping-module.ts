import type { ConnectorSession } from "./connector.ts";
import type { Idempotency } from "./connector-description.ts";
import type { OutcomeWord } from "./run-outcome.ts";
import type { DataRecord, Value } from "./values.ts";

/** The version of what generated modules export; the runtime refuses another one. */
export const MODULE_CONTRACT = 1;

/** What a generated file exports. It holds no clock, random, environment or I/O. */
export interface MappingModule {
  readonly contract: number;
  /** The source file without its extension: `xcart-odoo/orders`. */
  readonly id: string;
  /** Of sources and schemas: equal text gives an equal hash. */
  readonly hash: string;
  readonly sourceFiles: readonly string[];
  readonly systems: Readonly<Record<string, SystemModule>>;
  readonly bindings: Readonly<Record<string, BindingModule>>;
  readonly flows: Readonly<Record<string, FlowModule>>;
}

export type SystemOptionModule =
  | { readonly value: string | number | boolean | null }
  | { readonly env: string }
  | { readonly secret: string };

export interface SystemModule {
  readonly name: string;
  readonly connector: string;
  readonly options: Readonly<Record<string, SystemOptionModule>>;
}

export interface EntityModule {
  readonly name: string;
  readonly system: string;
  /** The connector's name of the record type. */
  readonly resource: string;
  readonly key: readonly KeyField[];
  /** Dotted fields that the mappings read. */
  readonly fields: readonly string[];
  readonly joins: readonly string[];
}

export interface KeyField {
  readonly field: string;
  readonly type: "integer" | "string";
}

/** What a template or arm answers instead of a value. */
export interface OutcomeModule {
  readonly word: OutcomeWord;
  readonly message: string;
}

/** A lookup table or entity; the runtime asks it once per batch. */
export interface LookupModule {
  readonly name: string;
  readonly entity: EntityModule;
  readonly columns: readonly string[];
  readonly result: string;
  /** Milliseconds that a hit may be kept; a miss is never kept. */
  readonly cacheMilliseconds: number;
  /** The whole list is kept in memory and read again this often; undefined asks for each key. */
  readonly indexMilliseconds?: number | undefined;
  /** For a key (a value per column) that nothing was found for. */
  readonly none: (...key: Value[]) => OutcomeModule | { readonly keep: true } | { readonly answer: Value };
  /** For a key with several hits. */
  readonly many: (...key: Value[]) => OutcomeModule | { readonly keep: true } | { readonly answer: Value };
}

/** One rule: its id is binding + target path + ordinal among equals, so it survives formatting. */
export interface RuleModule {
  readonly id: string;
  readonly target: string;
  readonly file: string;
  /** Line and column counted from 1. */
  readonly line: number;
  readonly column: number;
  /** The rule as it is written, on one line. */
  readonly text: string;
  /** Of a `<->` rule: the id of the same rule in the other direction. */
  readonly counterpart?: string;
  /** Of a `<->` rule: the system whose value wins where both sides have changed, instead of the binding's. */
  readonly master?: string;
}

/** What a binding asks before it can map. A stage may use the answers of the stages before it. */
export interface Ask {
  lookup(lookup: LookupModule, ...key: (Value | undefined)[]): void;
  /** Asks for each value of a list; an absent list asks nothing. */
  lookupEach(lookup: LookupModule, keys: readonly Value[] | null | undefined): void;
  /** Finds or creates the record that `binding` makes of `record`. */
  reference(binding: BindingModule, record: object | null | undefined): void;
}

/** The answers, pure and synchronous. Misses are reported under the rule and answer undefined. */
export interface Answers {
  lookup(lookup: LookupModule, rule: string, ...key: (Value | undefined)[]): Value | Keep | undefined;
  lookupEach(lookup: LookupModule, rule: string, keys: readonly Value[] | null | undefined): Value[];
  /** A field of the referred record (its key when undefined). */
  reference(binding: BindingModule, record: object | null | undefined, field?: string): Value | undefined;
}

/** Where a mapping says what is wrong with its record. */
export interface Report {
  problem(word: OutcomeWord, rule: string, message: string): void;
}

/** The mark of a field that is left as it is. */
export const KEEP = Symbol.for("xmap.keep");
export type Keep = typeof KEEP;

/** One line of a list whose lines have identities. */
export interface Line<Values> {
  /** Rule and source key: `items/8801`; equal over runs. */
  readonly identity: string;
  readonly values: Values;
  /** Fields by which this line is found again, instead of the list's: those of the filter that chooses it. */
  readonly key?: readonly string[];
}

/** How a list of lines is found again in the target. */
export interface LineListModule {
  readonly field: string;
  /** Line fields marked `key`. */
  readonly key: readonly string[];
  readonly once: readonly string[];
}

/** The rules between two entities. `Left` and `Draft` are interfaces of the generated file. */
export interface BindingModule extends DirectionModule {
  readonly name: string;
  /** The link's name: bindings that mean the same relation share it. */
  readonly link: string;
  /** The name that it had before; what is stored under that name is handed over. */
  readonly was?: string;
  readonly left: EntityModule;
  readonly right: EntityModule;
  /** The way back, from the right record to the left one; undefined for a one-way binding. */
  readonly reverse?: DirectionModule;
  /** The system whose value wins where both sides have changed; undefined: such a record is held. */
  readonly master?: string;
  /**
   * References ask for the record that is linked to one on this side, of which only the key is given; it is found by its
   * link and never made. `left` is then the side that is given, `map` makes nothing and `key` is empty.
   */
  readonly linkedFrom?: "left" | "right";
}

/** What a binding does in one direction: from the record that it reads to the one that it writes. */
export interface DirectionModule {
  /** Dotted target fields by which the written record is found. */
  readonly key: readonly string[];
  /** Dotted target fields written at creation only. */
  readonly once: readonly string[];
  readonly lines: readonly LineListModule[];
  readonly rules: readonly RuleModule[];
  readonly lookups: readonly ((record: never, ask: Ask, answers: Answers) => void)[];
  /** Rejects a record that has a field, of those that rules read, otherwise than its schema says; to be called first. */
  readonly validate?: (record: never, report: Report) => void;
  /**
   * The wanted record, its guards among the problems: an absent field has no value (cleared if xmap set it), KEEP is left
   * alone, lists of lines are Line[].
   */
  readonly map: (record: never, answers: Answers, report: Report) => object;
}

export interface PolicyModule {
  readonly name: string;
  readonly retry: {
    readonly fromMilliseconds: number;
    readonly toMilliseconds: number;
    readonly forMilliseconds: number;
  };
  readonly timeoutMilliseconds: number | undefined;
  readonly rates: readonly { readonly system: string; readonly count: number; readonly perMilliseconds: number }[];
  readonly parallel: readonly { readonly system: string; readonly count: number }[];
  readonly alerts: readonly { readonly words: readonly OutcomeWord[]; readonly channel: string }[];
}

export interface HintModule {
  readonly by: "webhook" | "poll" | "sweep";
  readonly everyMilliseconds: number | undefined;
  /** A sweep's times as a cron expression of five fields, in UTC. */
  readonly cron?: string;
}

/** A hint that points at the flow's subject, from its own entity or another. */
export interface TriggerModule {
  readonly event: "change" | "removal";
  readonly entity: EntityModule;
  /** The changed record is the right side of this binding; the subject its left. */
  readonly via: BindingModule | undefined;
  /** The changed record's field that holds the subject's key. */
  readonly at: string | undefined;
  readonly hints: readonly HintModule[];
}

/** A reconciler: each run starts at the top with the newest record of its subject. */
export interface FlowModule {
  readonly name: string;
  readonly subject: { readonly name: string; readonly entity: EntityModule };
  readonly where: ((state: never) => boolean) | undefined;
  readonly triggers: readonly TriggerModule[];
  /** Names of flows that have taken in all that changed before a run of this one begins. */
  readonly after?: readonly string[];
  readonly policy: PolicyModule | undefined;
  readonly atMostEveryMilliseconds: number | undefined;
  readonly rules: readonly RuleModule[];
  /** By the id of a step that invokes: rejects an answer, in a record under the invocation's name, that is not of its type. */
  readonly answers?: Readonly<Record<string, (answered: never, report: Report) => void>>;
  readonly steps: readonly StepModule[];
}

interface StepBase {
  /** Label, else structural path; stable over formatting. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

/** A step of a flow. Functions get the flow's state: the subject and what steps have named so far. */
export type StepModule =
  | ValueStepModule
  | ReadStepModule
  | FindStepModule
  | SyncStepModule
  | CallStepModule
  | InvokeStepModule
  | WriteStepModule
  | RequireStepModule
  | WhenStepModule
  | EachStepModule
  | NotifyStepModule
  | OutcomeStepModule;

export interface ValueStepModule extends StepBase {
  readonly step: "value";
  readonly assign: string;
  readonly lookups: readonly ((state: never, ask: Ask, answers: Answers) => void)[];
  readonly value: (state: never, answers: Answers, report: Report) => Value | undefined;
}
export interface ReadStepModule extends StepBase {
  readonly step: "read";
  readonly assign: string | undefined;
  readonly entity: EntityModule;
  readonly key: (state: never) => readonly (Value | undefined)[];
}
/** `side` is where the given record stands in the binding; the found one is on the other side. */
export interface FindStepModule extends StepBase {
  readonly step: "find";
  readonly assign: string | undefined;
  readonly binding: BindingModule;
  readonly side: "left" | "right";
  readonly record: (state: never) => object | null | undefined;
  /** What a miss means; the run goes on without the record when undefined. */
  readonly otherwise: ((state: never) => OutcomeModule) | undefined;
}
export interface SyncStepModule extends StepBase {
  readonly step: "sync";
  readonly assign: string | undefined;
  readonly binding: BindingModule;
  /** Where the given record stands in the binding, `left` when undefined; the right one only in a two-way binding. */
  readonly side?: "left" | "right";
  /** Dotted fields of the target whose change the customer is told of. */
  readonly mailsCustomer?: readonly string[];
  readonly record: (state: never) => object | null | undefined;
}
export interface CallStepModule extends StepBase {
  readonly step: "call";
  readonly assign: string | undefined;
  /** The state's name of the record; it means the newest record afterwards. */
  readonly target: string;
  readonly entity: EntityModule;
  readonly operation: string;
  /** True when the customer is told of it. */
  readonly mailsCustomer?: boolean;
  readonly arguments: (state: never) => DataRecord;
}
/** A call of the system itself, bound to no record; its answer is a value. */
export interface InvokeStepModule extends StepBase {
  readonly step: "invoke";
  readonly assign: string | undefined;
  readonly system: string;
  readonly invocation: string;
  readonly idempotent: Idempotency;
  /** True when the customer is told of it. */
  readonly mailsCustomer?: boolean;
  readonly arguments: (state: never) => DataRecord;
}
export interface WriteStepModule extends StepBase {
  readonly step: "write";
  readonly target: string;
  readonly entity: EntityModule;
  /** Dotted fields whose change the customer is told of. */
  readonly mailsCustomer?: readonly string[];
  readonly lookups: readonly ((state: never, ask: Ask, answers: Answers) => void)[];
  readonly map: (state: never, answers: Answers, report: Report) => object;
}
export interface RequireStepModule extends StepBase {
  readonly step: "require";
  readonly condition: (state: never) => boolean;
  readonly otherwise: (state: never) => OutcomeModule;
  /** The values that the condition looks at: an approval holds for these only. */
  readonly shown: (state: never) => readonly (Value | undefined)[];
}
export interface WhenStepModule extends StepBase {
  readonly step: "when";
  readonly capability: { readonly system: string; readonly name: string } | undefined;
  readonly condition: ((state: never) => boolean) | undefined;
  readonly steps: readonly StepModule[];
}
export interface EachStepModule extends StepBase {
  readonly step: "each";
  readonly name: string;
  readonly list: (state: never) => readonly (Value | object)[];
  readonly steps: readonly StepModule[];
}
export interface NotifyStepModule extends StepBase {
  readonly step: "notify";
  readonly channel: string;
  readonly text: (state: never) => string;
}
export interface OutcomeStepModule extends StepBase {
  readonly step: "outcome";
  readonly outcome: (state: never) => OutcomeModule;
}

/** Opened sessions by system name. */
export type Sessions = Readonly<Record<string, ConnectorSession>>;
