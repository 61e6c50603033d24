import type { DataRecord, Problem } from "@xmap/contract";
import type { BindingChoice } from "../project/work.ts";
import type { GivenAnswer } from "../run/given-answer.ts";
import type { AskedQuestion } from "../run/run-protocol.ts";

/** A run that is to become a test. */
export interface TestWish {
  readonly binding: BindingChoice;
  readonly title: string;
  /** The sample's text. */
  readonly record: string;
  readonly output: DataRecord | undefined;
  readonly problems: readonly Problem[];
  readonly questions: readonly AskedQuestion[];
  readonly answers: Readonly<Record<string, GivenAnswer>>;
}

export type MadeTest =
  | {
      readonly kind: "made";
      /** The file of tests. */
      readonly path: string;
      /** Every file that is new or another one, by its path. */
      readonly files: readonly (readonly [path: string, text: string])[];
    }
  /** Why a test cannot say this, in a sentence. */
  | { readonly kind: "refused"; readonly reason: string };
