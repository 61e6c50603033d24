import { type SourceFrame, worstWord } from "@xmap/contract";
import type { RunContext } from "../run-context.ts";
import { OutcomeReached } from "../run-signals.ts";

/** The turns of an `each`: an outcome ends its turn, and what is no skip ends the run once all have had theirs. */
export class Turns {
  readonly #context: RunContext;
  readonly #reached: OutcomeReached[] = [];
  /** Where the first outcome that ends the run was reached. */
  #frames: readonly SourceFrame[] = [];

  constructor(context: RunContext) {
    this.#context = context;
  }

  /** One turn; a Failure, or the engine's stop, ends the run at once. */
  async take(turn: () => Promise<void>): Promise<void> {
    const { frames, skipped } = this.#context;
    const depth = frames.length;
    try {
      await turn();
    } catch (error) {
      if (!(error instanceof OutcomeReached)) throw error;
      if (error.word === "skip") skipped.push(...error.problems);
      else {
        if (this.#reached.length === 0) this.#frames = [...frames];
        this.#reached.push(error);
      }
      frames.length = depth;
    }
  }

  /** Throws an OutcomeReached with what all turns came to, and the worst word of them. */
  end(): void {
    const [first] = this.#reached;
    if (first === undefined) return;
    const problems = this.#reached.flatMap((one) => one.problems);
    const { frames } = this.#context;
    frames.splice(0, frames.length, ...this.#frames);
    this.#context.step = first.step;
    const word = worstWord(problems) ?? first.word;
    const held = this.#reached.find((one) => one.approvable !== undefined);
    throw new OutcomeReached(word, problems, first.step, word === "hold" ? held?.approvable : undefined);
  }
}
