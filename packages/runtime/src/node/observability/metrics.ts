import type { Clock, EngineSummary } from "@xmap/contract";
import type { Observer } from "../../engine/observer.ts";
import { MAXIMUM_COMBINATIONS } from "./labelled-children.ts";
import { createMetricRegistry, type MetricRegistry } from "./metric-registry.ts";

export interface MetricsParts {
  /** Asked at each scrape. */
  readonly summary: () => EngineSummary;
  readonly clock: Clock;
  /** Whether events are taken in and runs begin; always so when undefined. */
  readonly isReady?: () => boolean;
}

/** Counts what an engine does; `observer` goes to the engine, `text` to whoever scrapes. */
export interface Metrics {
  readonly observer: Observer;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
  /** The `Content-Type` of the text. */
  readonly contentType: string;
}

/** Metrics of one engine on a registry of their own; what they mean stands in docs/observability.md. */
export function createMetrics({ summary, clock, isReady = () => true }: MetricsParts): Metrics {
  const metrics = createMetricRegistry();
  const seen: SeenNames = { systems: new Set(), flows: new Set() };
  return {
    observer: observerOf(metrics, clock, seen),
    contentType: metrics.registry.contentType,
    text() {
      metrics.up.set(1);
      metrics.ready.set(isReady() ? 1 : 0);
      setGauges(metrics, summary(), clock.now(), seen);
      return metrics.registry.metrics();
    },
  };
}

/** Systems and flows that have been heard of: they are told as not paused, so that their series do not vanish. */
interface SeenNames {
  readonly systems: Set<string>;
  readonly flows: Set<string>;
}

function observerOf(metrics: MetricRegistry, clock: Clock, seen: SeenNames): Observer {
  const beganAt = new Map<string, number>();
  const attemptEnded = (run: string, flow: string): void => {
    const began = beganAt.get(run);
    if (began === undefined) return;
    beganAt.delete(run);
    metrics.runDuration.get(flow).observe(seconds(clock.now() - began));
  };
  return {
    accepted({ flow, origin }) {
      metrics.accepted.get(flow, origin).inc();
    },
    repeated({ flow }) {
      metrics.repeated.get(flow).inc();
    },
    refused(reason) {
      metrics.refused.get(reason).inc();
    },
    runBegan({ run, flow }) {
      remember(seen.flows, flow);
      beganAt.set(run, clock.now());
    },
    runEnded({ run, flow, outcome, acceptedAt, endedAt }) {
      attemptEnded(run, flow);
      metrics.runs.get(flow, outcome).inc();
      metrics.acceptToEnd.get(flow).observe(seconds(endedAt - acceptedAt));
    },
    runPutOff({ run, flow }, _delay, failure) {
      attemptEnded(run, flow);
      metrics.retries.get(flow, failure.class).inc();
    },
    runParked({ run, flow }) {
      attemptEnded(run, flow);
      metrics.parked.get(flow).inc();
    },
    called({ system, operation, milliseconds, failure }) {
      remember(seen.systems, system);
      metrics.calls.get(system, operation, failure?.class ?? "none").inc();
      metrics.callDuration.get(system, operation).observe(seconds(milliseconds));
    },
    paused({ kind, name }) {
      metrics.pauses.get(kind, name).inc();
    },
    warned({ flow }) {
      metrics.warnings.get(flow).inc();
    },
  };
}

function setGauges(metrics: MetricRegistry, summary: EngineSummary, now: number, seen: SeenNames): void {
  const { pending, running, oldestPendingSince, outcomes, pausedSystems, pausedFlows } = summary;
  metrics.pending.set(pending);
  metrics.running.set(running);
  metrics.backlogAge.set(oldestPendingSince === undefined ? 0 : seconds(now - oldestPendingSince));
  // Closed ones count under another outcome, so these three are what is open.
  metrics.waiting.set({ outcome: "held" }, outcomes.held);
  metrics.waiting.set({ outcome: "rejected" }, outcomes.rejected);
  metrics.waiting.set({ outcome: "dead" }, outcomes.dead);
  for (const { system } of pausedSystems) remember(seen.systems, system);
  for (const { flow } of pausedFlows) remember(seen.flows, flow);
  for (const system of seen.systems) metrics.systemPaused.set({ system }, 0);
  for (const flow of seen.flows) metrics.flowPaused.set({ flow }, 0);
  for (const { system } of pausedSystems) metrics.systemPaused.set({ system }, 1);
  for (const { flow } of pausedFlows) metrics.flowPaused.set({ flow }, 1);
}

function remember(names: Set<string>, name: string): void {
  if (names.size < MAXIMUM_COMBINATIONS) names.add(name);
}

/** Clocks may be put back: no duration is below zero. */
function seconds(milliseconds: number): number {
  return Math.max(0, milliseconds) / 1_000;
}
