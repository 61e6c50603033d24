import type { CommandAnswers, CommandOutcome, Committer, StoreCommand } from "./store-command.ts";

interface Job {
  readonly command: StoreCommand;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Everything asked for in one turn of the event loop, or while a transaction is under way, goes into one transaction. */
export class GroupCommit {
  readonly #committer: Committer;
  readonly #onError: (error: unknown) => void;
  #jobs: Job[] = [];
  #scheduled = false;
  #underWay: Promise<void> | undefined;
  #commits = 0;
  #failure: unknown;
  #closed = false;

  /** `onError` is told of whatever a command failed with. */
  constructor(committer: Committer, onError: (error: unknown) => void) {
    this.#committer = committer;
    this.#onError = onError;
  }

  /** Transactions so far. */
  get commits(): number {
    return this.#commits;
  }

  /** What the last transaction failed with; undefined when it did not. */
  get failure(): unknown {
    return this.#failure;
  }

  /** Resolves once the command is on disk; rejects when its transaction was rolled back. */
  run<Command extends StoreCommand>(command: Command): Promise<CommandAnswers[Command["do"]]> {
    if (this.#closed) return Promise.reject(new Error("the store is closed"));
    return new Promise((resolve, reject) => {
      this.#jobs.push({ command, resolve: resolve as (answer: unknown) => void, reject });
      this.#schedule();
    });
  }

  /** Commits what is waiting and takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#flush();
    await this.#underWay;
    this.#flush();
    await this.#underWay;
    await this.#committer.close();
  }

  #schedule(): void {
    if (this.#scheduled || this.#underWay !== undefined) return;
    this.#scheduled = true;
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    if (this.#underWay !== undefined) return;
    this.#scheduled = false;
    const jobs = this.#jobs;
    if (jobs.length === 0) return;
    this.#jobs = [];
    const answered = this.#committer.commit(jobs.map((job) => job.command));
    if (!(answered instanceof Promise)) {
      this.#settle(jobs, answered);
      return;
    }
    this.#underWay = answered.then(
      (outcomes) => this.#finish(jobs, outcomes),
      (error: unknown) =>
        this.#finish(
          jobs,
          jobs.map(() => ({ error })),
        ),
    );
  }

  #finish(jobs: readonly Job[], outcomes: readonly CommandOutcome[]): void {
    this.#underWay = undefined;
    this.#settle(jobs, outcomes);
    if (this.#jobs.length > 0) this.#schedule();
  }

  #settle(jobs: readonly Job[], outcomes: readonly CommandOutcome[]): void {
    this.#commits += 1;
    this.#failure = undefined;
    for (const [index, job] of jobs.entries()) {
      const outcome = outcomes[index];
      if (outcome !== undefined && "answer" in outcome) job.resolve(outcome.answer);
      else {
        this.#failure = outcome?.error ?? new Error("the store gave no answer");
        this.#onError(this.#failure);
        job.reject(this.#failure);
      }
    }
  }
}
