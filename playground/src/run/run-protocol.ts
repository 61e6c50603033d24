import type { MappingLineage } from "@xmap/compiler/lineage";
import type { DataRecord, Problem, Value } from "@xmap/contract";
import type { DeclaredLaw, TestResult } from "@xmap/runtime/laws";
import type { RunTrace } from "../trace/follow-trace.ts";
import type { GivenAnswer } from "./given-answer.ts";

/** A binding of the loaded program. */
interface OfBinding {
  /** Path of the module that exports it. */
  readonly module: string;
  readonly binding: string;
}

/** A record to put through a binding. */
export interface RunRequest extends OfBinding {
  readonly kind: "map";
  /** Where the fields of the direction come from. */
  readonly lineage: MappingLineage;
  /** From the right record to the left one. */
  readonly isBack: boolean;
  readonly record: DataRecord;
  readonly answers: Readonly<Record<string, GivenAnswer>>;
}

/** Something that the mapping asks of a system. */
export interface AskedQuestion {
  /** Equal for equal questions of any run: the name of its answer. */
  readonly key: string;
  readonly kind: "lookup" | "reference";
  /** The lookup or the binding. */
  readonly name: string;
  /** What is asked for, for people: `"US", "Texas"`, or a record and perhaps its field. */
  readonly subject: string;
  /** The key that is asked for. */
  readonly values: readonly Value[];
  /** Of the referred record, when not its key. */
  readonly field: string | undefined;
  /** The name of the referred record's key. */
  readonly ownKey: string | undefined;
  /** Whether the answer is a whole number, as far as that is known. */
  readonly wanted: "integer" | "string" | "any";
  readonly answered: boolean;
}

/** What a binding made of a record. */
export interface RunResult {
  /** Undefined when it could not be finished; a problem says why. Lines of lists are their values. */
  readonly output: DataRecord | undefined;
  /** Fields that are left as they are in the target. */
  readonly kept: readonly string[];
  readonly problems: readonly Problem[];
  readonly questions: readonly AskedQuestion[];
  readonly trace: RunTrace;
}

/** Whether what a two-way binding writes comes back, for records that are made up. */
export interface LawRequest extends OfBinding {
  readonly kind: "law";
  readonly law: DeclaredLaw;
}

/** What a request is answered with. */
export interface ResultOf {
  readonly map: RunResult;
  readonly law: TestResult;
}

export type RunnerRequest = RunRequest | LawRequest;

export type ToRunner = { readonly kind: "run"; readonly id: number; readonly request: RunnerRequest };

export type FromRunner =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "result"; readonly id: number; readonly result: ResultOf[keyof ResultOf] };
