import type { DatabaseSync } from "node:sqlite";

interface Job {
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** One writer: everything asked for in one turn of the event loop goes into one transaction. */
export class GroupCommit {
  readonly #database: DatabaseSync;
  #jobs: Job[] = [];
  #scheduled = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Resolves once the work is on disk; rejects when its transaction was rolled back. */
  run<Result>(work: () => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      let result: Result;
      this.#jobs.push({
        work: () => {
          result = work();
        },
        resolve: () => resolve(result),
        reject,
      });
      this.#schedule();
    });
  }

  /** Commits what is waiting, at once. */
  flush(): void {
    const jobs = this.#jobs;
    this.#jobs = [];
    this.#scheduled = false;
    if (jobs.length > 0) this.#commit(jobs);
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.flush());
  }

  #commit(jobs: readonly Job[]): void {
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      for (const job of jobs) job.work();
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#rollBack();
      if (jobs.length === 1) for (const job of jobs) job.reject(error);
      // A job that cannot be written must not take its neighbours down.
      else for (const job of jobs) this.#commit([job]);
      return;
    }
    for (const job of jobs) job.resolve();
  }

  #rollBack(): void {
    if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
  }
}
