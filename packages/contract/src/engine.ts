import type { EventEnvelope } from "./event-envelope.ts";
import type { FailureDetails } from "./failure.ts";
import type { Operations } from "./operations.ts";
import type { Problem, RunOutcome } from "./run-outcome.ts";
import type { DataRecord } from "./values.ts";

/** Accepts events durably and runs flows, one at a time per record. */
export interface Engine {
  /** Resolves once the events are on disk; an event that is known already is not accepted twice. */
  accept(hints: readonly AcceptedHint[]): Promise<void>;
  /** Starts polling and running. */
  start(): Promise<void>;
  /** Finishes the steps under way and stops; nothing is lost. */
  stop(): Promise<void>;
  /** Resolves when nothing is pending, running or waiting for a retry. */
  idle(): Promise<void>;
  summary(): EngineSummary;
  /** What people do to it. */
  readonly operations: Operations;
}

/** The inbox holds as much as it may: the sender is to come again later. Nothing of the request was taken in. */
export class InboxFullError extends Error {
  override readonly name = "InboxFullError";
  readonly retryAfterSeconds: number;

  constructor(pending: number, retryAfterSeconds: number) {
    super(`the inbox is full: ${pending} records are pending`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

export interface AcceptedHint {
  readonly flow: string;
  readonly event: EventEnvelope;
  /** The whole subject, from systems that can only push. */
  readonly content?: DataRecord;
  /** True when the id is our own, so that no other event can have it. */
  readonly fresh?: boolean;
}

export interface EngineSummary {
  readonly outcomes: Readonly<Record<RunOutcome, number>>;
  readonly pending: number;
  /** Records that wait for the end of another one's hold; not counted as pending. */
  readonly behindHolds: number;
  readonly running: number;
  readonly retries: number;
  /** Holds and dead letters that wait for a person. */
  readonly waiting: number;
  /** When the oldest pending event was accepted, milliseconds since 1970. */
  readonly oldestPendingSince: number | undefined;
  readonly pausedSystems: readonly { readonly system: string; readonly since: number; readonly reason: string }[];
  readonly pausedFlows: readonly { readonly flow: string; readonly since: number; readonly reason: string }[];
}

/** A dead letter or hold: everything that a person needs to decide. */
export interface WaitingRecord {
  readonly run: string;
  readonly flow: string;
  /** Text of the subject's reference. */
  readonly record: string;
  readonly outcome: "held" | "rejected" | "dead";
  readonly step: string;
  readonly problems: readonly Omit<Problem, "word">[];
  readonly failure: FailureDetails | undefined;
  readonly attempts: number;
  readonly since: number;
  /** The event that the run began with. */
  readonly event: string;
  /** Equal for those of one cause: flow, step, rules and the failure's fingerprint. */
  readonly group: string;
  /** From the rule or step that failed outwards to the flow, as places in `.xmap` files. */
  readonly stack: readonly SourceFrame[];
}

/** A place in a mapping. */
export interface SourceFrame {
  /** The rule's or step's id. */
  readonly name: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** The rule as it is written, on one line. */
  readonly text?: string;
}
