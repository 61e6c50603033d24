import type { EventEnvelope, FailureDetails } from "@xmap/contract";
import type { RunEnd } from "./run-end.ts";

/** A run under way. */
export interface ObservedRun {
  readonly run: string;
  readonly flow: string;
  /** Text of the subject's reference. */
  readonly record: string;
  readonly event: EventEnvelope;
  /** Failed attempts before this one. */
  readonly attempts: number;
  /** When the record's oldest pending event was accepted, milliseconds since 1970. */
  readonly acceptedAt: number;
  readonly mappingHash: string;
}

export interface ObservedStep {
  readonly run: string;
  readonly flow: string;
  /** The step's path. */
  readonly step: string;
  readonly kind: string;
  readonly file: string;
  readonly line: number;
}

export interface ObservedCall {
  readonly system: string;
  readonly operation: string;
  /** By the clock's milliseconds; `process` time is the observer's own matter. */
  readonly milliseconds: number;
  readonly failure: FailureDetails | undefined;
}

export interface ObservedPause {
  readonly kind: "flow" | "system";
  readonly name: string;
  readonly since: number;
  readonly reason: string;
  readonly failure: FailureDetails | undefined;
  /** Who paused it; undefined when the engine did. */
  readonly actor: string | undefined;
}

/**
 * Watches an engine: metrics, traces, alerts. Methods are called in the order of events, must not throw and return at
 * once. Of one run `runBegan` comes first and `runEnded`, `runPutOff` or `runParked` last.
 */
export interface Observer {
  accepted?(event: {
    readonly flow: string;
    readonly record: string;
    readonly origin: EventEnvelope["xmaporigin"];
  }): void;
  /** An event that was known already. */
  repeated?(event: { readonly flow: string; readonly record: string }): void;
  refused?(reason: "inboxFull"): void;
  runBegan?(run: ObservedRun): void;
  stepBegan?(step: ObservedStep): void;
  stepEnded?(step: ObservedStep, failure: unknown): void;
  runEnded?(end: RunEnd): void;
  /** The next attempt comes later. */
  runPutOff?(run: ObservedRun, delayMilliseconds: number, failure: FailureDetails): void;
  /** The record waits until its system or flow is usable again. */
  runParked?(run: ObservedRun, pausedName: string): void;
  called?(call: ObservedCall): void;
  paused?(pause: ObservedPause): void;
  resumed?(pause: ObservedPause): void;
  warned?(warning: {
    readonly flow: string;
    readonly run: string;
    readonly rule: string;
    readonly message: string;
  }): void;
}

/** Calls one method of every observer that has it. */
export function tell(observers: readonly Observer[], call: (observer: Observer) => void): void {
  for (const observer of observers) call(observer);
}
