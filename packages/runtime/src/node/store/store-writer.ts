import type { DatabaseSync } from "node:sqlite";
import { ErasedTexts } from "../../privacy/erased-texts.ts";
import { isAudited, namingRecords } from "../privacy/erase-named-records.ts";
import { type ErasedRows, erasePerson } from "../privacy/erase-person.ts";
import { ChangeWriter } from "./change-writer.ts";
import { FlowNumbers } from "./flow-numbers.ts";
import { leaveNoTraces } from "./leave-no-traces.ts";
import { prune } from "./retention.ts";
import { Statements } from "./statements.ts";
import type { CommandAnswers, CommandOutcome, Committer, StoreCommand } from "./store-command.ts";
import { WaitingTable } from "./waiting-table.ts";
import { WorkTable } from "./work-table.ts";

type TransactionCommand = Exclude<StoreCommand, { readonly do: "clean" }>;

/** The one writer of a store, on the thread that calls it. */
export class StoreWriter implements Committer {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #work: WorkTable;
  readonly #changes: ChangeWriter;

  constructor(database: DatabaseSync) {
    this.#database = database;
    const statements = new Statements(database);
    const flows = new FlowNumbers(statements);
    this.#statements = statements;
    this.#work = new WorkTable(statements, flows);
    this.#changes = new ChangeWriter({ statements, flows, work: this.#work, waiting: new WaitingTable(statements) });
  }

  commit(commands: readonly StoreCommand[]): readonly CommandOutcome[] {
    // What cannot be done inside a transaction parts those before it from those after it.
    const outcomes: CommandOutcome[] = [];
    let together: TransactionCommand[] = [];
    for (const command of commands) {
      if (command.do !== "clean") {
        together.push(command);
        continue;
      }
      if (together.length > 0) outcomes.push(...this.#inTransaction(together));
      together = [];
      outcomes.push(attempted(() => leaveNoTraces(this.#database)));
    }
    if (together.length > 0) outcomes.push(...this.#inTransaction(together));
    return outcomes;
  }

  async close(): Promise<void> {}

  #inTransaction(commands: readonly TransactionCommand[]): readonly CommandOutcome[] {
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      const outcomes = commands.map((command) => ({ answer: this.#carryOut(command) }));
      this.#changes.beforeCommit();
      this.#database.exec("COMMIT");
      return outcomes;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      this.#changes.rolledBack();
      if (commands.length === 1) return [{ error }];
      return commands.flatMap((command) => this.#inTransaction([command]));
    }
  }

  #carryOut(command: TransactionCommand): CommandAnswers[StoreCommand["do"]] {
    switch (command.do) {
      case "accept": {
        const accepted = command.events.map((event) => this.#work.accept(event));
        for (const change of command.changes) this.#changes.apply(change);
        return accepted;
      }
      case "acceptRetry": {
        const accepted = this.#work.accept(command.event);
        // The journal is copied before the row that it belongs to is closed.
        const row = accepted?.isNew === true ? this.#changes.seed(accepted.work, command.seed) : undefined;
        for (const change of command.changes) this.#changes.apply(change);
        // A row that newer events have made already runs with the newest record; it needs no seed.
        return row ?? (accepted === undefined ? undefined : this.#work.byNumber(accepted.work));
      }
      case "write":
        for (const change of command.changes) this.#changes.apply(change);
        return undefined;
      case "end":
        for (const change of command.changes) this.#changes.apply(change);
        return this.#changes.end(command.ended);
      case "take":
        return this.#work.take(command.query);
      case "prune":
        return prune(this.#statements, command.retention);
      case "erase":
        return this.#erase(command);
    }
  }

  /** The audit log says which records it was; one that names the person by its key is only named where it is already. */
  #erase({ erasure, changes }: StoreCommand & { readonly do: "erase" }): ErasedRows {
    const naming = new Set(namingRecords(erasure.records, new ErasedTexts(erasure.texts)));
    const erased = erasePerson(this.#statements, erasure);
    for (const change of changes) {
      const target = change.change === "audit" ? change.entry.target : "";
      if (!naming.has(target) || isAudited(this.#statements, target)) this.#changes.apply(change);
    }
    return erased;
  }
}

function attempted(work: () => unknown): CommandOutcome {
  try {
    return { answer: work() };
  } catch (error) {
    return { error };
  }
}
