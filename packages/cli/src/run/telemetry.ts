import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Clock } from "@xmap/contract";
import { createTracing, type Logger, type Observer } from "@xmap/runtime/node";
import { CommandError } from "../project/command-error.ts";

/** Traces of a running engine. */
export interface Telemetry {
  /** For the engine; none when traces are off. */
  readonly observers: readonly Observer[];
  /** Sends what is left, for at most some seconds. */
  stop(): Promise<void>;
}

export interface TelemetryParts {
  /** The environment of the process. The exporter itself reads endpoint and headers from there. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** A receiver that is away must not hold up the stop. */
const LONGEST_FLUSH = 5_000;
const SUCCESS = 0;

const OFF: Telemetry = { observers: [], stop: async () => {} };

/** Sends traces by OTLP when `OTEL_EXPORTER_OTLP_ENDPOINT` says where to; throws a CommandError for an unknown sampler. */
export function startTelemetry({ variables, clock, logger }: TelemetryParts): Telemetry {
  const endpoint = variables.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT || variables.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint || variables.OTEL_SDK_DISABLED?.toLowerCase() === "true") return OFF;
  const exporter = tellFailures(new OTLPTraceExporter(), logger, endpoint);
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": "xmap" }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: samplerOf(variables),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  return {
    observers: [createTracing({ tracer: provider.getTracer("xmap") })],
    stop: () => within(clock, LONGEST_FLUSH, provider.shutdown()),
  };
}

/** The usual variables of OpenTelemetry: every run is traced when they say nothing. */
function samplerOf({
  OTEL_TRACES_SAMPLER: name,
  OTEL_TRACES_SAMPLER_ARG: share,
}: TelemetryParts["variables"]): Sampler {
  const ratio = (): Sampler => new TraceIdRatioBasedSampler(readShare(share));
  const samplers: Readonly<Record<string, () => Sampler>> = {
    always_on: () => new AlwaysOnSampler(),
    always_off: () => new AlwaysOffSampler(),
    traceidratio: ratio,
    parentbased_always_on: () => new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    parentbased_always_off: () => new ParentBasedSampler({ root: new AlwaysOffSampler() }),
    parentbased_traceidratio: () => new ParentBasedSampler({ root: ratio() }),
  };
  const chosen = name || "parentbased_always_on";
  const make = Object.hasOwn(samplers, chosen) ? samplers[chosen] : undefined;
  if (make === undefined)
    throw new CommandError(
      `OTEL_TRACES_SAMPLER is "${chosen}"; set it to one of: ${Object.keys(samplers).join(", ")}.`,
    );
  return make();
}

function readShare(text: string | undefined): number {
  const share = text === undefined || text === "" ? 1 : Number(text);
  if (share >= 0 && share <= 1) return share;
  throw new CommandError(`OTEL_TRACES_SAMPLER_ARG is "${text}"; set it to a share from 0 to 1, such as 0.05.`);
}

/** Tells when traces begin to be lost and when they arrive again, not each time. */
function tellFailures(exporter: SpanExporter, logger: Logger, endpoint: string): SpanExporter {
  let isFailing = false;
  return {
    export(spans, done) {
      exporter.export(spans, (result) => {
        const failed = result.code !== SUCCESS;
        if (failed && !isFailing)
          logger.warn({ endpoint, error: result.error }, "traces cannot be sent and are dropped");
        if (!failed && isFailing) logger.info({ endpoint }, "traces can be sent again");
        isFailing = failed;
        done(result);
      });
    },
    forceFlush: async () => exporter.forceFlush?.(),
    shutdown: () => exporter.shutdown(),
  };
}

async function within(clock: Clock, milliseconds: number, work: Promise<void>): Promise<void> {
  let cancel: (() => void) | undefined;
  const timeUp = new Promise<void>((resolve) => {
    cancel = clock.after(milliseconds, resolve);
  });
  await Promise.race([work.catch(() => {}), timeUp]);
  cancel?.();
}
