import type { Clock, ConnectorSession, FlowModule, Random, Sessions } from "@xmap/contract";
import { ConcurrencyLimit } from "./concurrency-limit.ts";
import type { Logger } from "./logger.ts";
import type { Observer } from "./observer.ts";
import { RateLimit } from "./rate-limit.ts";
import { SystemGate } from "./system-gate.ts";

export interface SystemGatesParts {
  readonly sessions: Sessions;
  readonly flows: readonly FlowModule[];
  /** So many calls of one system run at once where no policy says otherwise. */
  readonly parallel: number;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly observers: readonly Observer[];
  readonly onPaused: (system: string) => void;
  readonly onResumed: (system: string) => void;
}

/** One gate for each system; the rates and limits of all policies on it hold for all flows together. */
export function createSystemGates(parts: SystemGatesParts): ReadonlyMap<string, SystemGate> {
  return new Map(
    Object.entries(parts.sessions).map(([system, session]) => [system, createGate(parts, system, session)]),
  );
}

function createGate(parts: SystemGatesParts, system: string, session: ConnectorSession): SystemGate {
  const { flows, clock, random, logger, observers, parallel } = parts;
  const policies = [...new Set(flows.flatMap((flow) => (flow.policy === undefined ? [] : [flow.policy])))];
  const rates = policies
    .flatMap((policy) => policy.rates)
    .filter((rate) => rate.system === system)
    .map((rate) => new RateLimit(rate, clock));
  const counts = policies
    .flatMap((policy) => policy.parallel)
    .filter((limit) => limit.system === system)
    .map((limit) => limit.count);
  const concurrency = new ConcurrencyLimit(counts.length === 0 ? parallel : Math.min(...counts));
  const onPaused = (): void => parts.onPaused(system);
  const onResumed = (): void => parts.onResumed(system);
  const ports = { session, clock, random, logger, observers };
  return new SystemGate({ system, ...ports, rates, concurrency, onPaused, onResumed });
}
