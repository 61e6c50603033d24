import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Clock, createEvent } from "@xmap/contract";
import { type Logger, SILENT_LOGGER, SYSTEM_CLOCK } from "@xmap/runtime/node";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { startTelemetry, type Telemetry } from "../src/run/telemetry.ts";

interface Received {
  readonly path: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let received: Received[] = [];
let status = 200;
let collector: Server;
beforeEach(async () => {
  received = [];
  status = 200;
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      received.push({ path: request.url, headers: request.headers, body: Buffer.concat(chunks).toString() });
      response.writeHead(status, { "content-type": "application/json" }).end("{}");
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", `http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await new Promise<void>((resolve) => collector.close(() => resolve()));
});

function start(logger: Logger = SILENT_LOGGER, clock: Clock = SYSTEM_CLOCK): Telemetry {
  return startTelemetry({ variables: process.env, clock, logger });
}

function trace(telemetry: Telemetry, traceparent?: string): void {
  const record = { system: "shop", entity: "Order", key: ["7"] };
  const parent = traceparent === undefined ? {} : { traceparent };
  const event = createEvent({ id: "e", installation: "t", record, at: new Date(0), origin: "webhook", ...parent });
  const run = { run: "r", flow: "Orders", record: "shop/Order/7", event, attempts: 0, acceptedAt: 0, mappingHash: "h" };
  for (const observer of telemetry.observers) {
    observer.runBegan?.(run);
    observer.runEnded?.({
      ...run,
      outcome: "delivered",
      step: "",
      problems: [],
      failure: undefined,
      stack: [],
      endedAt: 0,
    });
  }
}

it("sends what was traced to the collector, at the latest when it stops", async () => {
  vi.stubEnv("OTEL_EXPORTER_OTLP_HEADERS", "x-key=abc");
  vi.stubEnv("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=production");
  const telemetry = start();
  trace(telemetry);
  await telemetry.stop();
  expect(received.map(({ path, headers }) => [path, headers["x-key"]])).toEqual([["/v1/traces", "abc"]]);
  const { resourceSpans } = JSON.parse(received[0]?.body ?? "") as {
    resourceSpans: { resource: { attributes: unknown[] }; scopeSpans: { spans: { name: string }[] }[] }[];
  };
  expect(resourceSpans[0]?.scopeSpans[0]?.spans.map(({ name }) => name)).toEqual(["Orders"]);
  expect(resourceSpans[0]?.resource.attributes).toEqual(
    expect.arrayContaining([
      { key: "service.name", value: { stringValue: "xmap" } },
      { key: "deployment.environment", value: { stringValue: "production" } },
    ]),
  );
});

it.each([
  ["no endpoint is set", "OTEL_EXPORTER_OTLP_ENDPOINT", ""],
  ["the SDK is disabled", "OTEL_SDK_DISABLED", "true"],
])("is off when %s", async (_name, variable, value) => {
  vi.stubEnv(variable, value);
  const telemetry = start();
  expect(telemetry.observers).toEqual([]);
  await telemetry.stop();
  expect(received).toEqual([]);
});

it.each([
  ["always_off", undefined, undefined, 0],
  ["traceidratio", "0", undefined, 0],
  ["traceidratio", "1", undefined, 1],
  ["", undefined, undefined, 1],
  ["parentbased_always_on", undefined, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", 0],
  ["always_on", undefined, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", 1],
])("with the sampler %j of share %j, and a parent %j, sends %i times", async (sampler, share, parent, times) => {
  vi.stubEnv("OTEL_TRACES_SAMPLER", sampler);
  if (share !== undefined) vi.stubEnv("OTEL_TRACES_SAMPLER_ARG", share);
  const telemetry = start();
  trace(telemetry, parent);
  await telemetry.stop();
  expect(received.length).toBe(times);
});

it.each([
  ["OTEL_TRACES_SAMPLER", "sometimes", /OTEL_TRACES_SAMPLER is "sometimes"; set it to one of: always_on, /],
  ["OTEL_TRACES_SAMPLER_ARG", "5%", /OTEL_TRACES_SAMPLER_ARG is "5%"; set it to a share from 0 to 1/],
])("names a mistake in %s", (variable, value, message) => {
  vi.stubEnv("OTEL_TRACES_SAMPLER", "traceidratio");
  vi.stubEnv(variable, value);
  expect(() => start()).toThrow(message);
});

it("says once that traces are dropped when the collector refuses them, and stops all the same", async () => {
  status = 400;
  const warnings: string[] = [];
  const telemetry = start({ ...SILENT_LOGGER, warn: (_fields, message) => warnings.push(message) });
  trace(telemetry);
  await telemetry.stop();
  expect(warnings).toEqual(["traces cannot be sent and are dropped"]);
});

it("does not wait for a collector that does not answer", async () => {
  collector.removeAllListeners("request");
  let askedFor: number | undefined;
  const clock: Clock = {
    now: () => 0,
    after(milliseconds, callback) {
      askedFor = milliseconds;
      queueMicrotask(callback);
      return () => {};
    },
  };
  const telemetry = start(SILENT_LOGGER, clock);
  trace(telemetry);
  await telemetry.stop();
  expect(askedFor).toBe(5_000);
  collector.closeAllConnections();
});
