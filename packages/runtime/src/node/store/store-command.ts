import type { Erasure } from "@xmap/contract";
import type {
  Acceptance,
  AcceptedEvent,
  EndAnswer,
  EndedRun,
  Retention,
  RetrySeed,
  StoreChange,
  StoredWork,
  WorkQuery,
} from "../../engine/store.ts";
import type { ErasedRows } from "../privacy/erase-person.ts";

/** What the one writer is asked to do; plain data, so that it can cross to another thread. */
export type StoreCommand =
  | { readonly do: "accept"; readonly events: readonly AcceptedEvent[]; readonly changes: readonly StoreChange[] }
  | {
      readonly do: "acceptRetry";
      readonly event: AcceptedEvent;
      readonly seed: RetrySeed;
      readonly changes: readonly StoreChange[];
    }
  | { readonly do: "write"; readonly changes: readonly StoreChange[] }
  | { readonly do: "end"; readonly ended: EndedRun; readonly changes: readonly StoreChange[] }
  | { readonly do: "take"; readonly query: WorkQuery }
  | { readonly do: "prune"; readonly retention: Retention }
  | { readonly do: "erase"; readonly erasure: Erasure; readonly changes: readonly StoreChange[] }
  /** Leaves nothing of what was deleted in the file. */
  | { readonly do: "clean" };

/** The answer to each kind of command. */
export interface CommandAnswers {
  readonly accept: readonly Acceptance[];
  readonly acceptRetry: StoredWork | undefined;
  readonly write: undefined;
  readonly end: EndAnswer;
  readonly take: readonly StoredWork[];
  readonly prune: boolean;
  readonly erase: ErasedRows;
  /** False when another process keeps the log from being emptied. */
  readonly clean: boolean;
}

/** What became of one command of a transaction. */
export type CommandOutcome = { readonly answer: unknown } | { readonly error: unknown };

/** Carries commands out in one transaction; a command that cannot be carried out does not take the others down. */
export interface Committer {
  commit(commands: readonly StoreCommand[]): readonly CommandOutcome[] | Promise<readonly CommandOutcome[]>;
  close(): Promise<void>;
}
