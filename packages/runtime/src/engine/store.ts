import type {
  AuditRecord,
  CrossReference,
  DataRecord,
  EnvironmentIdentity,
  EnvironmentPins,
  Erasure,
  ErasureReport,
  EventEnvelope,
  LinkFilter,
  PauseState,
  RunOutcome,
  Snapshot,
  StoreMeta,
  Value,
  WaitingDetails,
  WaitingFilter,
  WaitingGroup,
  WaitingRecord,
} from "@xmap/contract";

/** An event of a flow as it is taken into the inbox. */
export interface AcceptedEvent {
  readonly flow: string;
  readonly event: EventEnvelope;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** The whole subject, from systems that can only push. */
  readonly content?: DataRecord | undefined;
  /** True when no other event can have the same id: it is not remembered as known. */
  readonly fresh?: boolean;
}

/** A record with events that no run has ended for: one row for each flow and record. */
export interface StoredWork {
  /** Grows in the order of acceptance. */
  readonly work: number;
  readonly flow: string;
  /** Text of the subject's reference. */
  readonly record: string;
  /** The event that its run begins with. */
  readonly event: EventEnvelope;
  /** Grows with each event that the row stands for. */
  readonly version: number;
  /** When the oldest of its events was accepted. */
  readonly acceptedAt: number;
  /** The newest pushed content. */
  readonly content: DataRecord | undefined;
  readonly progress: RunProgress;
}

/** How far the run of a row has come. */
export interface RunProgress {
  /** Of the mapping that its journal was made with; undefined when nothing is journaled. */
  readonly mappingHash: string | undefined;
  /** The version that the journaled subject stands for. */
  readonly coveredVersion: number;
  /** Whether an earlier attempt has changed a system. */
  readonly wrote: boolean;
  readonly attempts: number;
  /** When the first attempt failed, undefined when none did. */
  readonly failedSince: number | undefined;
}

/** What a row waits for before its next attempt. */
export type PutOff =
  | { readonly until: "due"; readonly at: number; readonly delay: number }
  /** `flow/NAME`, `system/NAME` or `hold/CAUSE`. */
  | { readonly until: "resumed"; readonly name: string };

/** What became of an event: the row that stands for it, undefined for one that was known already. */
export type Acceptance = { readonly work: number; readonly version: number; readonly isNew: boolean } | undefined;

/** One stamp of a changed record that a poll has taken in. */
export interface SeenStamp {
  readonly system: string;
  readonly resource: string;
  readonly key: string;
  readonly stamp: string;
}

/** How a run ended, written together with what it leaves behind. */
export interface EndedRun {
  readonly run: string;
  readonly work: number;
  readonly flow: string;
  readonly record: string;
  readonly outcome: RunOutcome;
  readonly at: number;
  /** The version of the row that the run stood for: a newer one stays pending. */
  readonly version: number;
  /** Whether the journal holds anything of it. */
  readonly journaled: boolean;
  /** The row that waits for a person, with the input that it failed on. */
  readonly waiting: WaitingRow | undefined;
}

export interface EndAnswer {
  /** The row's new form when newer events have come meanwhile. */
  readonly next: StoredWork | undefined;
  /** What the holds and dead letters were that the run closed. */
  readonly superseded: readonly WaitingRecord["outcome"][];
}

/** A hold or dead letter as it is kept. */
export interface WaitingRow extends WaitingRecord {
  readonly work: number;
  readonly input: Value | undefined;
  readonly mappingHash: string;
  /** What a release would approve: the step that held and a hash of the values that it showed. */
  readonly approvable: Approval | undefined;
}

/** Satisfies the `require` of a step for one record and the values that were shown. */
export interface Approval {
  readonly flow: string;
  readonly record: string;
  readonly step: string;
  readonly shown: string;
}

export type AuditEntry = Omit<AuditRecord, "sequence" | "previousHash" | "hash"> & { readonly salt: string };

/** One change of the store. Changes that are written together become durable together. */
export type StoreChange =
  | { readonly change: "progress"; readonly work: number; readonly progress: RunProgress }
  | { readonly change: "putOff"; readonly work: number; readonly putOff: PutOff; readonly progress: RunProgress }
  | {
      readonly change: "journal";
      readonly work: number;
      readonly step: string;
      readonly result: Value | undefined;
    }
  | { readonly change: "clearJournal"; readonly work: number }
  | { readonly change: "crossReference"; readonly reference: CrossReference }
  | { readonly change: "snapshot"; readonly snapshot: Snapshot }
  /** The cross-reference and what was sent through it. */
  | { readonly change: "forgetLink"; readonly link: string; readonly left: string }
  /** What is stored under a binding's former name. */
  | { readonly change: "renameLink"; readonly from: string; readonly to: string }
  | { readonly change: "forgetLinks"; readonly link: string }
  /** All links of its records. */
  | { readonly change: "forgetSystem"; readonly system: string }
  /** What is pending of a flow, and what waits for a person. */
  | { readonly change: "forgetFlow"; readonly flow: string; readonly by: string; readonly at: number }
  | { readonly change: "cursor"; readonly system: string; readonly resource: string; readonly cursor: string }
  | { readonly change: "forgetCursor"; readonly system: string; readonly resource: string }
  | { readonly change: "seen"; readonly seen: SeenStamp }
  | { readonly change: "audit"; readonly entry: AuditEntry }
  | { readonly change: "metric"; readonly name: string; readonly add: number }
  | { readonly change: "pin"; readonly system: string; readonly identity: EnvironmentIdentity }
  | { readonly change: "pause"; readonly pause: PauseState }
  | { readonly change: "resume"; readonly kind: PauseState["kind"]; readonly name: string }
  | { readonly change: "note"; readonly name: string; readonly body: Value }
  | { readonly change: "approve"; readonly approval: Approval; readonly actor: string; readonly at: number }
  | { readonly change: "editWaiting"; readonly run: string; readonly input: Value }
  | {
      readonly change: "closeWaiting";
      readonly run: string;
      readonly outcome: "superseded" | "discarded";
      readonly by: string;
      readonly at: number;
    };

/** Hands the journal of a run that waits for a person over to the row that retries it. */
export interface RetrySeed {
  /** The waiting run's row. */
  readonly fromWork: number;
  readonly mappingHash: string;
  /** False keeps nothing but what `subject` says. */
  readonly keepsJournal: boolean;
  /** The subject that a person has edited. */
  readonly subject: Value | undefined;
}

/** What an engine finds when it starts. */
export interface StoreState {
  readonly pending: number;
  /** When the oldest pending event was accepted. */
  readonly oldestPendingSince: number | undefined;
  readonly waiting: number;
  readonly outcomes: Readonly<Partial<Record<RunOutcome, number>>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly pauses: readonly PauseState[];
  /** Names that rows wait for, `flow/NAME`, `system/NAME` or `hold/CAUSE`. */
  readonly parkedFor: readonly string[];
  /** Mappings that journals were made with. */
  readonly mappingHashes: readonly string[];
}

/** Which rows are to be handed out next. */
export type WorkQuery =
  | { readonly take: "ready"; readonly flow: string; readonly after: number; readonly limit: number }
  | { readonly take: "due"; readonly now: number; readonly limit: number }
  | { readonly take: "parked"; readonly name: string; readonly limit: number };

/** Names that rows of the store hang on, with how many do. */
export interface StoredNames {
  readonly links: ReadonlyMap<string, number>;
  /** Links that have a record of the system on either side. */
  readonly systems: ReadonlyMap<string, number>;
  /** Records that are pending or wait for a person. */
  readonly flows: ReadonlyMap<string, number>;
}

/** A page of the linked records of one entity. */
export interface LinkedQuery {
  readonly system: string;
  readonly entity: string;
  /** The last one of the page before. */
  readonly after: string | undefined;
  readonly limit: number;
}

/** What is forgotten: all that ended before. */
export interface Retention {
  readonly finishedBefore: number;
  readonly deadLettersBefore: number;
}

/** Durable state. Every promise of a write resolves only once the write is on disk. */
export interface Store {
  meta(): Promise<StoreMeta>;
  pins(): Promise<EnvironmentPins>;
  /** Takes events in and writes the changes with them. */
  accept(events: readonly AcceptedEvent[], changes?: readonly StoreChange[]): Promise<readonly Acceptance[]>;
  /** Takes in an event whose run goes on with what a waiting run has left; answers its row. */
  acceptRetry(event: AcceptedEvent, seed: RetrySeed, changes: readonly StoreChange[]): Promise<StoredWork | undefined>;
  write(changes: readonly StoreChange[]): Promise<void>;
  /** Ends a run with the changes. */
  end(ended: EndedRun, changes: readonly StoreChange[]): Promise<EndAnswer>;
  state(): Promise<StoreState>;
  /** Rows that are to be worked on. Those that were due or parked are ready afterwards. */
  take(query: WorkQuery): Promise<readonly StoredWork[]>;
  /** When the next row that was put off is due, milliseconds since 1970. */
  nextDue(): Promise<number | undefined>;
  /** Journaled results of a row by step path. */
  journal(work: number): Promise<ReadonlyMap<string, Value | undefined>>;
  crossReference(link: string, left: string): Promise<CrossReference | undefined>;
  /** Cross-references of a link that point at a right record. */
  crossReferencesTo(link: string, right: string): Promise<readonly CrossReference[]>;
  /** References of an entity's records that are linked on either side and neither broken nor a tombstone, in the order of their texts. */
  linkedRecords(query: LinkedQuery): Promise<readonly string[]>;
  crossReferences(filter: LinkFilter): Promise<readonly CrossReference[]>;
  storedNames(): Promise<StoredNames>;
  snapshot(link: string, left: string): Promise<Snapshot | undefined>;
  cursor(system: string, resource: string): Promise<string | undefined>;
  /** The last settled stamp of a record that a poll has taken in. */
  seenStamp(system: string, resource: string, key: string): Promise<string | undefined>;
  note(name: string): Promise<Value | undefined>;
  isApproved(approval: Approval): Promise<boolean>;
  /** When the oldest pending event was accepted, milliseconds since 1970. */
  oldestPending(): Promise<number | undefined>;
  waiting(filter: WaitingFilter): Promise<readonly WaitingRecord[]>;
  waitingGroups(filter: WaitingFilter): Promise<readonly WaitingGroup[]>;
  /** How many pending rows wait for a name. */
  parkedCount(name: string): Promise<number>;
  waitingRow(run: string): Promise<(WaitingRow & Pick<WaitingDetails, "edited" | "done">) | undefined>;
  /** Forgets a bounded number of what is older; true when there may be more. */
  prune(retention: Retention): Promise<boolean>;
  /** Erases a person with the changes, so that nothing of it is left in the file. */
  erase(erasure: Erasure, changes: readonly StoreChange[]): Promise<ErasureReport>;
  audit(): Promise<readonly AuditRecord[]>;
  close(): Promise<void>;
}
