import type {
  AuditRecord,
  CrossReference,
  EnvironmentIdentity,
  EnvironmentPins,
  EventEnvelope,
  RunOutcome,
  Snapshot,
  StoreMeta,
  Value,
  WaitingRecord,
} from "@xmap/contract";

/** An event of a flow as it is taken into the inbox. */
export interface AcceptedEvent {
  readonly flow: string;
  readonly event: EventEnvelope;
  /** Milliseconds since 1970, UTC. */
  readonly at: number;
  /** True when an event that is still pending stands for it: it is only remembered as known. */
  readonly merged: boolean;
}

/** An event that no run has ended for yet. */
export interface PendingEvent {
  readonly sequence: number;
  readonly flow: string;
  readonly event: EventEnvelope;
}

/** A run that has not ended. */
export interface StoredRun {
  readonly run: string;
  readonly flow: string;
  /** Text of the subject's reference. */
  readonly record: string;
  readonly mappingHash: string;
  readonly attempts: number;
  /** When the first attempt failed, undefined when none did. */
  readonly failedSince: number | undefined;
  /** When the next attempt is due. */
  readonly dueAt: number;
}

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
  readonly flow: string;
  readonly record: string;
  readonly outcome: RunOutcome;
  readonly at: number;
  /** Inbox sequences that the run stood for. */
  readonly events: readonly number[];
  /** The row that waits for a person, with the input that it failed on. */
  readonly waiting: (WaitingRecord & { readonly input: Value | undefined }) | undefined;
}

export type AuditEntry = Omit<AuditRecord, "sequence" | "previousHash" | "hash"> & { readonly salt: string };

/** One change of the store. Changes that are written together become durable together. */
export type StoreChange =
  | { readonly change: "run"; readonly run: StoredRun }
  | { readonly change: "journal"; readonly run: string; readonly step: string; readonly result: Value | undefined }
  | { readonly change: "clearJournal"; readonly run: string }
  | { readonly change: "endRun"; readonly ended: EndedRun }
  | { readonly change: "crossReference"; readonly reference: CrossReference }
  | { readonly change: "snapshot"; readonly snapshot: Snapshot }
  | { readonly change: "cursor"; readonly system: string; readonly resource: string; readonly cursor: string }
  | { readonly change: "seen"; readonly seen: SeenStamp }
  | { readonly change: "audit"; readonly entry: AuditEntry }
  | { readonly change: "metric"; readonly name: string; readonly add: number }
  | { readonly change: "pin"; readonly system: string; readonly identity: EnvironmentIdentity };

/** What an engine finds when it starts. */
export interface UnfinishedWork {
  readonly events: readonly PendingEvent[];
  readonly runs: readonly StoredRun[];
  readonly waiting: readonly WaitingRecord[];
  readonly outcomes: Readonly<Partial<Record<RunOutcome, number>>>;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Durable state. Every promise of a write resolves only once the write is on disk. */
export interface Store {
  meta(): Promise<StoreMeta>;
  pins(): Promise<EnvironmentPins>;
  /** Takes events in and writes the changes with them; answers the inbox sequence of each new event, undefined for known ones. */
  accept(events: readonly AcceptedEvent[], changes?: readonly StoreChange[]): Promise<readonly (number | undefined)[]>;
  write(changes: readonly StoreChange[]): Promise<void>;
  unfinished(): Promise<UnfinishedWork>;
  /** Journaled results of a run by step path. */
  journal(run: string): Promise<ReadonlyMap<string, Value | undefined>>;
  crossReference(link: string, left: string): Promise<CrossReference | undefined>;
  /** Cross-references of a link that point at a right record. */
  crossReferencesTo(link: string, right: string): Promise<readonly CrossReference[]>;
  snapshot(link: string, left: string): Promise<Snapshot | undefined>;
  cursor(system: string, resource: string): Promise<string | undefined>;
  /** The last settled stamp of a record that a poll has taken in. */
  seenStamp(system: string, resource: string, key: string): Promise<string | undefined>;
  audit(): Promise<readonly AuditRecord[]>;
  close(): Promise<void>;
}
