import type { EventEnvelope } from "./event-envelope.ts";
import type { FailureDetails } from "./failure.ts";
import type { RunOutcome } from "./run-outcome.ts";

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
  waiting(): readonly WaitingRecord[];
}

export interface AcceptedHint {
  readonly flow: string;
  readonly event: EventEnvelope;
}

export interface EngineSummary {
  readonly outcomes: Readonly<Record<RunOutcome, number>>;
  readonly pending: number;
  readonly running: number;
  readonly retries: number;
  readonly pausedSystems: readonly { readonly system: string; readonly since: number; readonly reason: string }[];
}

/** A dead letter or hold: everything that a person needs to decide. */
export interface WaitingRecord {
  readonly run: string;
  readonly flow: string;
  /** Text of the subject's reference. */
  readonly record: string;
  readonly outcome: "held" | "rejected" | "dead";
  readonly step: string;
  readonly problems: readonly { readonly rule: string; readonly message: string }[];
  readonly failure: FailureDetails | undefined;
  readonly attempts: number;
  readonly since: number;
}
