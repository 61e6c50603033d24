import type { Value } from "@xmap/contract";
import type { Condition } from "./conditions.ts";
import type { MinuteCount } from "./error-rates.ts";
import type { StoredIncidents } from "./incident-groups.ts";
import type { OutboxMessage } from "./outbox.ts";

/** Where the state of alerts outlives a restart. */
export interface AlertMemory {
  /** What was saved last, undefined at the very first time. */
  load(): Promise<Value | undefined>;
  save(state: Value): Promise<void>;
}

/** All that has to outlive a restart, as JSON. */
export type AlertState = {
  readonly version: 1;
  /** When the process was last known to be alive, milliseconds since 1970. */
  readonly aliveAt: number | null;
  /** Whether it was stopped, rather than ended by something else. */
  readonly stopped: boolean;
  /** When a system or flow that was paused went on last. */
  readonly recoveredAt: number | null;
  /** Those that were told of. */
  readonly conditions: readonly Condition[];
  readonly incidents: readonly StoredIncidents[];
  readonly runs: readonly MinuteCount[];
  /** Messages that no channel has taken yet, in order. */
  readonly outbox: readonly OutboxMessage[];
};

const EMPTY_STATE: AlertState = {
  version: 1,
  aliveAt: null,
  stopped: false,
  recoveredAt: null,
  conditions: [],
  incidents: [],
  runs: [],
  outbox: [],
};

/** What was saved; the empty state for nothing and for what another version has saved. */
export function readAlertState(saved: Value | undefined): AlertState {
  if (typeof saved !== "object" || saved === null || Array.isArray(saved)) return EMPTY_STATE;
  const state = saved as Partial<AlertState>;
  return state.version === 1 ? { ...EMPTY_STATE, ...state } : EMPTY_STATE;
}
