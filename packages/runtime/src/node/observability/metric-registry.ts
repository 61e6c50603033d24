import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { LabelledChildren } from "./labelled-children.ts";

/** Seconds. Calls take milliseconds to minutes, runs with retries up to days. */
const CALL_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const RUN_BUCKETS = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const END_TO_END_BUCKETS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3_600, 21_600, 86_400];

/** All metrics of one engine, on a registry of their own. */
export type MetricRegistry = ReturnType<typeof createMetricRegistry>;

/** Makes the registry with the metrics that docs/observability.md describes. */
export function createMetricRegistry() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const gauge = (name: string, help: string, labelNames: readonly string[] = []): Gauge =>
    new Gauge({ name, help, labelNames, registers });
  const counter = (name: string, help: string, labelNames: readonly string[]): LabelledChildren<Counter.Internal> => {
    const metric = new Counter({ name, help, labelNames, registers });
    return new LabelledChildren((...labels) => metric.labels(...labels));
  };
  const histogram = (
    name: string,
    help: string,
    labelNames: readonly string[],
    buckets: number[],
  ): LabelledChildren<Histogram.Internal<string>> => {
    const metric = new Histogram({ name, help, labelNames, buckets, registers });
    return new LabelledChildren((...labels) => metric.labels(...labels));
  };

  return {
    registry,
    up: gauge("xmap_up", "1 while the process answers"),
    ready: gauge("xmap_ready", "1 when events are taken in and runs begin"),
    systemPaused: gauge("xmap_system_paused", "1 while the system is not used", ["system"]),
    flowPaused: gauge("xmap_flow_paused", "1 while no run of the flow begins", ["flow"]),
    pauses: counter("xmap_pauses_total", "How often a system or flow was paused", ["kind", "name"]),
    accepted: counter("xmap_events_accepted_total", "Events taken in", ["flow", "origin"]),
    repeated: counter("xmap_events_repeated_total", "Events that were known already", ["flow"]),
    refused: counter("xmap_events_refused_total", "Requests answered: come again later", ["reason"]),
    pending: gauge("xmap_records_pending", "Records that wait for their run"),
    running: gauge("xmap_records_running", "Records that are worked on now"),
    backlogAge: gauge("xmap_backlog_age_seconds", "How long the oldest pending record has waited"),
    runs: counter("xmap_runs_total", "Runs that ended", ["flow", "outcome"]),
    retries: counter("xmap_retries_total", "Attempts that failed and come again later", ["flow", "failure"]),
    parked: counter("xmap_runs_parked_total", "Attempts that wait for a system or flow", ["flow"]),
    waiting: gauge("xmap_waiting_records", "Records that wait for a person now", ["outcome"]),
    warnings: counter("xmap_warnings_total", "Warnings of rules", ["flow"]),
    runDuration: histogram("xmap_run_duration_seconds", "How long one attempt of a run took", ["flow"], RUN_BUCKETS),
    acceptToEnd: histogram(
      "xmap_accept_to_end_seconds",
      "From the record's oldest pending event to the end of its run",
      ["flow"],
      END_TO_END_BUCKETS,
    ),
    calls: counter("xmap_calls_total", "Calls of systems by class of failure", ["system", "operation", "failure"]),
    callDuration: histogram(
      "xmap_call_duration_seconds",
      "How long a call took",
      ["system", "operation"],
      CALL_BUCKETS,
    ),
  };
}
