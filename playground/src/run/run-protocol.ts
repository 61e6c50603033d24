import type { DataRecord, Problem } from "@xmap/contract";
import type { GivenAnswer } from "./given-answer.ts";

/** A record to put through a binding of the loaded program. */
export interface RunRequest {
  /** Path of the module that exports the binding. */
  readonly module: string;
  readonly binding: string;
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
}

export type ToRunner = { readonly kind: "run"; readonly id: number; readonly request: RunRequest };

export type FromRunner =
  | { readonly kind: "ready" }
  | { readonly kind: "broken"; readonly message: string }
  | { readonly kind: "result"; readonly id: number; readonly result: RunResult };
