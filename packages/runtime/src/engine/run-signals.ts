import type { OutcomeWord, Problem } from "@xmap/contract";

/** Unwinds a run to an outcome of the language. */
export class OutcomeReached extends Error {
  override readonly name = "OutcomeReached";
  readonly word: OutcomeWord;
  readonly problems: readonly Problem[];
  readonly step: string;

  constructor(word: OutcomeWord, problems: readonly Problem[], step: string) {
    super(problems.map((problem) => problem.message).join("; "));
    this.word = word;
    this.problems = problems;
    this.step = step;
  }
}

/** Unwinds a run between two steps because the engine stops; the journal keeps what is done. */
export class RunAborted extends Error {
  override readonly name = "RunAborted";
}
