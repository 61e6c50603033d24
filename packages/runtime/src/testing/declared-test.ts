import type {
  BindingModule,
  DataRecord,
  EntityModule,
  LookupModule,
  OutcomeWord,
  Problem,
  RuleModule,
  Value,
} from "@xmap/contract";
import type { FlowEffect } from "./flow-effect.ts";

/** A `test` declaration as a compiled file holds it. */
export interface DeclaredTest {
  /** Where it is declared: `xcart-odoo/orders.xmap:120`. */
  readonly place: string;
  readonly given: DataRecord;
  readonly answers: readonly DeclaredAnswers[];
  readonly expect: DeclaredExpectation;
}

/** What one lookup, binding, entity or call of a system answers. */
export interface DeclaredAnswers {
  readonly of: LookupModule | BindingModule | EntityModule | DeclaredInvocation;
  readonly arms: readonly DeclaredArm[];
}

/** A call of a system; `parameters` are the arguments that keys give values of, in order. */
export interface DeclaredInvocation {
  readonly system: string;
  readonly invocation: string;
  readonly parameters: readonly string[];
}

export interface DeclaredArm {
  /** Absent for every key that no other arm names. */
  readonly key?: readonly Value[];
  /** Absent where nothing is found. */
  readonly answer?: Value;
}

export type DeclaredExpectation =
  | { readonly fields: DataRecord }
  | ExpectedWrite
  | ExpectedCall
  | ExpectedMessage
  | { readonly outcome: OutcomeWord; readonly message?: string };

/** Fields written to the record that the flow calls by this name. */
export interface ExpectedWrite {
  readonly written: string;
  readonly fields: DataRecord;
}

/** A call of the record that the flow calls by this name, or of a system; arguments that are not named may be anything. */
export interface ExpectedCall {
  readonly called: string;
  readonly operation: string;
  readonly arguments: DataRecord;
  /** It must not happen. */
  readonly never: boolean;
}

/** A message to a channel. */
export interface ExpectedMessage {
  readonly notified: string;
  readonly text: string;
  /** It must not be sent. */
  readonly never: boolean;
}

/** A field that has another value than the test expects. */
export interface Difference {
  /** `order_line[0].product_id` */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  /** The rules that write the field. */
  readonly rules: readonly RuleModule[];
}

/** How a test went. */
export interface TestResult {
  readonly passed: boolean;
  readonly differences: readonly Difference[];
  /** What the mapping or flow said about its record, when that is not what the test expects. */
  readonly problems: readonly (Problem & { readonly at: RuleModule | undefined })[];
  /** Questions that the test does not answer: `ProductId of "TSH-001-M"`. */
  readonly unanswered: readonly string[];
  /** What a flow did to the systems, in order. */
  readonly effects?: readonly FlowEffect[];
  /** In a sentence, when neither of the above says it. */
  readonly remark: string | undefined;
}
