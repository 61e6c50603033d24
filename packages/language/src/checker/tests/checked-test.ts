import type { DataRecord, Value } from "@xmap/contract";
import type { Outcome, TestDeclaration } from "@xmap/grammar";
import type { BindingSymbol, EntitySymbol, FlowSymbol, LookupSymbol } from "../../program.ts";

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
  readonly of: LookupSymbol | BindingSymbol | EntitySymbol;
  readonly arms: readonly CheckedAnswerArm[];
}

export interface CheckedAnswerArm {
  /** A value for each column of a lookup or field of a key; undefined for every key that no other arm names. */
  readonly key: readonly Value[] | undefined;
  readonly answer: { readonly value: Value } | "none";
}

export type CheckedExpectation =
  | { readonly kind: "fields"; readonly fields: DataRecord }
  | { readonly kind: "written"; readonly name: string; readonly fields: DataRecord }
  | { readonly kind: "outcome"; readonly word: Outcome["word"]; readonly message: string | undefined };
