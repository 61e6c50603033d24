export const RUN_OUTCOMES = [
  "delivered",
  "unchanged",
  "skipped",
  "superseded",
  "held",
  "rejected",
  "dead",
  "discarded",
] as const;
/** How a run ended. A hold or dead letter is superseded by a newer read of the same flow and key. */
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/** The words of the language; the one further left wins when a record has several. */
export const OUTCOME_WORDS = ["skip", "fail", "reject", "hold", "warn"] as const;
export type OutcomeWord = (typeof OUTCOME_WORDS)[number];

/** One thing that a mapping says about its record. */
export interface Problem {
  readonly word: OutcomeWord;
  /** The rule's stable id. */
  readonly rule: string;
  readonly message: string;
  /** Equal for records that one decision frees: they share one hold. */
  readonly cause?: string;
}

/** The word that decides over a record with these problems, undefined when there is none. */
export function worstWord(problems: readonly Problem[]): OutcomeWord | undefined {
  return OUTCOME_WORDS.find((word) => problems.some((problem) => problem.word === word));
}

/** Whether a run with this outcome waits for a person. */
export function needsPerson(outcome: RunOutcome): boolean {
  return outcome === "held" || outcome === "rejected" || outcome === "dead";
}
