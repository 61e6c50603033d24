import type { OutcomeWord, Problem } from "@xmap/contract";

/** Unwinds a run to an outcome of the language. */
export class OutcomeReached extends Error {
  override readonly name = "OutcomeReached";
  readonly word: OutcomeWord;
  readonly problems: readonly Problem[];
  readonly step: string;
  /** What a person may approve, when a `require` of the flow came to this. */
  readonly approvable: { readonly step: string; readonly shown: string } | undefined;

  constructor(
    word: OutcomeWord,
    problems: readonly Problem[],
    step: string,
    approvable?: { readonly step: string; readonly shown: string },
  ) {
    super(problems.map((problem) => problem.message).join("; "));
    this.word = word;
    this.problems = problems;
    this.step = step;
    this.approvable = approvable;
  }
}

/** Unwinds a run between two steps because the engine stops; the journal keeps what is done. */
export class RunAborted extends Error {
  override readonly name = "RunAborted";
}

/** Unwinds a run whose flow was stopped: its record waits, without an attempt used up, until a person resumes the flow. */
export class FlowHalted extends Error {
  override readonly name = "FlowHalted";
}
