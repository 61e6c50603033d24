import type { DataRecord, Value } from "@xmap/contract";
import type { Outcome, TestDeclaration } from "@xmap/grammar";
import type { BindingSymbol, EntitySymbol, FlowSymbol, LookupSymbol, SystemSymbol } from "../../program.ts";

/** A test whose fixture, answers and expectation fit what it is about. */
export interface CheckedTest {
  readonly declaration: TestDeclaration;
  readonly subject: BindingSymbol | FlowSymbol;
  readonly fixture: TestFixture;
  readonly answers: readonly CheckedAnswers[];
  readonly expectation: CheckedExpectation;
}

export interface TestFixture {
  /** As the project knows it. */
  readonly path: string;
  readonly record: DataRecord;
}

/** What a lookup, a binding or an entity answers in a test. */
export interface CheckedAnswers {
  readonly of: LookupSymbol | BindingSymbol | EntitySymbol | AnsweringInvocation;
  readonly arms: readonly CheckedAnswerArm[];
}

/** What a system itself answers. */
export interface AnsweringInvocation {
  readonly kind: "invocation";
  readonly system: SystemSymbol;
  readonly name: string;
  /** Names of its arguments, of which keys give a value each. */
  readonly parameters: readonly string[];
}

export interface CheckedAnswerArm {
  /** A value for each column of a lookup or field of a key; undefined for every key that no other arm names. */
  readonly key: readonly Value[] | undefined;
  readonly answer: { readonly value: Value } | "none";
}

/** A call that is expected, or that must not happen, with the arguments that count. */
export interface CheckedCallExpectation {
  readonly kind: "called";
  /** The name of the flow that holds the record, or the system that is called. */
  readonly target: string;
  readonly operation: string;
  readonly arguments: DataRecord;
  readonly never: boolean;
}

export type CheckedExpectation =
  | { readonly kind: "fields"; readonly fields: DataRecord }
  | { readonly kind: "written"; readonly name: string; readonly fields: DataRecord }
  | CheckedCallExpectation
  | { readonly kind: "notified"; readonly channel: string; readonly text: string; readonly never: boolean }
  | { readonly kind: "outcome"; readonly word: Outcome["word"]; readonly message: string | undefined };
