import type { CrossReference, LinkFilter, LinkName } from "./cross-reference.ts";
import type { WaitingRecord } from "./engine.ts";
import type { Erasure, ErasureReport } from "./erasure.ts";
import type { RunOutcome } from "./run-outcome.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Value } from "./values.ts";

/** Which holds and dead letters are meant; every given member must agree, none means all. */
export interface WaitingFilter {
  readonly runs?: readonly string[];
  readonly flow?: string;
  /** Text of the subject's reference. */
  readonly record?: string;
  readonly outcomes?: readonly WaitingRecord["outcome"][];
  /** Holds and dead letters of one cause. */
  readonly group?: string;
  /** At most so many, the oldest first; 100 when undefined. */
  readonly limit?: number;
}

/** Holds and dead letters that have one cause. */
export interface WaitingGroup {
  readonly group: string;
  readonly count: number;
  readonly flow: string;
  readonly outcome: WaitingRecord["outcome"];
  readonly step: string;
  /** Of the newest member. */
  readonly message: string;
  readonly oldest: number;
  readonly newest: number;
}

/** A hold or dead letter with everything that a person needs to decide. */
export interface WaitingDetails extends WaitingRecord {
  /** The subject as it was read, or as a person has changed it for the next retry. */
  readonly input: Value | undefined;
  readonly edited: boolean;
  /** Steps that are done and would be passed by a retry from the failing step. */
  readonly done: readonly string[];
  /** So many other records wait for the end of this hold. */
  readonly alsoWaiting: number;
}

/** Where a retry begins: at the step that failed, with the results before it, or at the top with the newest record. */
export type RetryStart = "failingStep" | "beginning";

/** What a person decides over holds and dead letters. `release` satisfies the hold for the values that it showed. */
export type Decision =
  | { readonly decision: "retry"; readonly from: RetryStart }
  | { readonly decision: "discard"; readonly reason: string }
  | { readonly decision: "release" }
  | { readonly decision: "reject"; readonly reason: string };

export interface DecisionReport {
  readonly run: string;
  readonly flow: string;
  readonly record: string;
  /** What was done or, in a dry run, would be done; `refused` says why in `reason`. */
  readonly result: "retried" | "discarded" | "released" | "rejected" | "refused";
  readonly reason?: string;
}

/** A cross-reference with what was last sent through it. */
export interface LinkDetails {
  readonly reference: CrossReference;
  readonly snapshot: Snapshot | undefined;
}

/** What can be paused. */
export type PauseTarget = { readonly flow: string } | { readonly system: string };

export interface PauseState {
  readonly kind: "flow" | "system";
  readonly name: string;
  readonly since: number;
  readonly reason: string;
  /** Who paused it; undefined when the engine did, which resumes by itself. */
  readonly actor: string | undefined;
}

/** What people do to a running or a stopped engine. `actor` is who does it, as it stands in the audit log. */
export interface Operations {
  list(filter: WaitingFilter): Promise<readonly WaitingRecord[]>;
  groups(filter: WaitingFilter): Promise<readonly WaitingGroup[]>;
  show(run: string): Promise<WaitingDetails | undefined>;
  /** Replaces the input that the next retry works with; throws a RangeError when nothing waits under this run. */
  edit(run: string, input: Value, actor: string): Promise<void>;
  /** Decides over all that the filter means; a dry run changes nothing and answers what would be done. */
  decide(decision: Decision, filter: WaitingFilter, actor: string, dryRun: boolean): Promise<readonly DecisionReport[]>;
  /** Starts a flow for a record; answers the event's id. Throws a RangeError for an unknown flow or a wrong key. */
  trigger(flow: string, key: readonly string[], actor: string): Promise<string>;
  pause(target: PauseTarget, reason: string, actor: string): Promise<void>;
  /** Lets it go on. `allowMilliseconds`: for so long the flow may empty fields of many records at once. */
  resume(target: PauseTarget, actor: string, allowMilliseconds?: number): Promise<void>;
  paused(): Promise<readonly PauseState[]>;
  links(filter: LinkFilter): Promise<readonly CrossReference[]>;
  showLink(name: LinkName): Promise<LinkDetails | undefined>;
  /**
   * Says that two records are the same, in place of what the link said before; the next run sends what differs.
   * Throws a RangeError for another system or entity than the link's, and for a right record that is another one's alone.
   */
  linkRecords(name: LinkName, right: string, actor: string): Promise<void>;
  /** Forgets a cross-reference: the next run finds the record by its key or makes it. Throws a RangeError when there is none. */
  unlinkRecords(name: LinkName, actor: string): Promise<void>;
  /** Erases a person; the audit log says that it was done, and for which records. */
  erasePerson(erasure: Erasure, actor: string): Promise<ErasureReport>;
  /** The numbers of runs by outcome, and what is pending. */
  status(): Promise<OperationsStatus>;
}

export interface OperationsStatus {
  readonly outcomes: Readonly<Partial<Record<RunOutcome, number>>>;
  readonly pending: number;
  readonly waiting: number;
  /** False when no engine is running on the store. */
  readonly running: boolean;
  readonly paused: readonly PauseState[];
}
