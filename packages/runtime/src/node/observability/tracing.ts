import { type Context, ROOT_CONTEXT, type SpanContext, type Tracer, trace } from "@opentelemetry/api";
import type { ObservedRun, Observer } from "../../engine/observer.ts";
import { RunSpans } from "./run-spans.ts";
import { parseTraceParent } from "./trace-parent.ts";

export interface TracingParts {
  readonly tracer: Tracer;
}

/** Runs put off or parked whose trace is remembered for their next attempt; the oldest is forgotten beyond it. */
const MAXIMUM_REMEMBERED = 10_000;

/** Makes a trace of each run, a span of each attempt and step. Fields of records are in none of them. */
export function createTracing({ tracer }: TracingParts): Observer {
  const underWay = new Map<string, RunSpans>();
  const earlier = new Map<string, SpanContext>();

  const leave = (run: ObservedRun, attempt: RunSpans): void => {
    underWay.delete(run.run);
    if (earlier.has(run.run)) return;
    earlier.set(run.run, attempt.span.spanContext());
    for (const oldest of earlier.keys()) {
      if (earlier.size <= MAXIMUM_REMEMBERED) break;
      earlier.delete(oldest);
    }
  };

  return {
    runBegan(run) {
      const parent = parentOf(run, earlier.get(run.run));
      const span = tracer.startSpan(run.flow, { attributes: attributesOf(run) }, parent);
      // An attempt that could not be recorded begins anew without having ended.
      underWay.get(run.run)?.finish({ outcome: "unrecorded", problems: [], failure: undefined, stack: [] });
      underWay.set(run.run, new RunSpans(tracer, span, parent));
    },
    stepBegan(step) {
      underWay.get(step.run)?.begin(step);
    },
    stepEnded(step, thrown) {
      underWay.get(step.run)?.end(step, thrown);
    },
    warned({ run, rule, message }) {
      underWay.get(run)?.warn(rule, message);
    },
    runEnded(end) {
      const attempt = underWay.get(end.run);
      underWay.delete(end.run);
      earlier.delete(end.run);
      attempt?.finish(end);
    },
    runPutOff(run, delayMilliseconds, failure) {
      const attempt = underWay.get(run.run);
      if (attempt === undefined) return;
      leave(run, attempt);
      attempt.span.setAttribute("xmap.retry.delay_ms", delayMilliseconds);
      attempt.finish({ outcome: "retried", problems: [], failure, stack: [] });
    },
    runParked(run, pausedName) {
      const attempt = underWay.get(run.run);
      if (attempt === undefined) return;
      leave(run, attempt);
      attempt.span.setAttribute("xmap.parked_for", pausedName);
      attempt.finish({ outcome: "parked", problems: [], failure: undefined, stack: [] });
    },
  };
}

/** The event's own parent, else the run's first attempt, so that a run stays one trace. */
function parentOf({ event }: ObservedRun, earlier: SpanContext | undefined): Context {
  const parent = parseTraceParent(event.traceparent) ?? earlier;
  return parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
}

function attributesOf({
  flow,
  run,
  record,
  event,
  attempts,
  mappingHash,
}: ObservedRun): Record<string, string | number> {
  return {
    "xmap.flow": flow,
    "xmap.run": run,
    "xmap.record": record,
    "xmap.event": event.id,
    "xmap.origin": event.xmaporigin,
    "xmap.attempts": attempts,
    "xmap.mapping_hash": mappingHash,
  };
}
