import { SpanStatusCode } from "@opentelemetry/api";
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import { createEvent } from "@xmap/contract";
import { createTracing } from "@xmap/runtime/node";
import { beforeEach, expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";
import { mappingModule } from "../../fakes/order-mapping.ts";

let exporter: InMemorySpanExporter;
let bench: Bench;
beforeEach(async () => {
  exporter = new InMemorySpanExporter();
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] });
  const observers = [createTracing({ tracer: provider.getTracer("test") })];
  bench = new Bench({ observers, modules: [mappingModule({ triggers: [] })] });
  await bench.engine.start();
});

function spanNamed(name: string): ReadableSpan {
  const span = exporter.getFinishedSpans().find((one) => one.name === name);
  if (span === undefined)
    throw new Error(`no span "${name}"; there are: ${exporter.getFinishedSpans().map((one) => one.name)}`);
  return span;
}

function attempts(): readonly ReadableSpan[] {
  return exporter.getFinishedSpans().filter((one) => one.name === "OrderToCash");
}

function eventsOf(span: ReadableSpan): readonly unknown[] {
  return span.events.map(({ name, attributes }) => ({ name, ...attributes }));
}

/** `path of a span > path of one below it` for each pair. */
function tree(): readonly string[] {
  const spans = exporter.getFinishedSpans();
  return spans.flatMap((span) => {
    const parent = spans.find((one) => one.spanContext().spanId === span.parentSpanContext?.spanId);
    return parent === undefined ? [] : [`${parent.name} > ${span.name}`];
  });
}

it("makes one trace of a run, with a span for each step below the step that it stands in", async () => {
  bench.order(1, { stage: "paid" });
  const end = await bench.run(1);
  expect(end?.outcome).toBe("delivered");
  expect([...tree()].sort()).toEqual([
    "OrderToCash > require total",
    "OrderToCash > sync sale",
    "OrderToCash > when cancelled",
    "OrderToCash > when paid",
    "when paid > call confirm",
    "when paid > write back",
  ]);
  const [attempt] = attempts();
  expect(attempt?.attributes).toEqual({
    "xmap.flow": "OrderToCash",
    "xmap.run": end?.run,
    "xmap.record": "shop/Order/1",
    "xmap.event": "event-1",
    "xmap.origin": "manual",
    "xmap.attempts": 0,
    "xmap.mapping_hash": expect.any(String),
    "xmap.outcome": "delivered",
  });
  expect(attempt?.status.code).toBe(SpanStatusCode.UNSET);
  expect(spanNamed("sync sale").attributes).toEqual({
    "xmap.step": "sale",
    "xmap.step.kind": "sync",
    "code.filepath": "orders.xmap",
    "code.lineno": 1,
  });
  const traces = new Set(exporter.getFinishedSpans().map((span) => span.spanContext().traceId));
  expect(traces.size).toBe(1);
});

it("writes what a rule says once, on the step that it ended", async () => {
  bench.order(1, { items: [{ id: 1, sku: "missing", amount: 1 }] });
  const end = await bench.run(1);
  expect(end?.outcome).toBe("rejected");
  const step = spanNamed("sync sale");
  expect(eventsOf(step)).toContainEqual({
    name: "xmap.rule",
    "xmap.rule": "OrderToSale/lines.product",
    "xmap.word": "reject",
    "xmap.message": "SKU missing is not there",
  });
  expect(step.status.code).toBe(SpanStatusCode.ERROR);
  const [attempt] = attempts();
  expect(attempt?.events).toEqual([]);
  expect(attempt?.status.code).toBe(SpanStatusCode.ERROR);
  expect(attempt?.attributes["xmap.outcome"]).toBe("rejected");
  expect(attempt?.attributes["xmap.stack"]).toContain("OrderToCash/sale (orders.xmap:1)");
});

it("writes a warning on the step under way and goes on", async () => {
  bench.order(1, { total: 13 });
  await bench.run(1);
  expect(eventsOf(spanNamed("sync sale"))).toEqual([
    {
      name: "xmap.rule",
      "xmap.rule": "OrderToSale/total",
      "xmap.word": "warn",
      "xmap.message": "the total is unlucky",
    },
  ]);
  expect(attempts()[0]?.attributes["xmap.outcome"]).toBe("delivered");
});

it("records the failure of a call, and keeps the next attempt in the same trace", async () => {
  bench.order(1);
  bench.erp.fail("create", "Conflict", { message: 'the e-mail jane@example.com of "Jane Doe" is locked' });
  await bench.run(1);
  const [first, second] = attempts();
  expect(first?.attributes["xmap.outcome"]).toBe("retried");
  expect(second?.attributes).toMatchObject({ "xmap.outcome": "delivered", "xmap.attempts": 1 });
  expect(second?.spanContext().traceId).toBe(first?.spanContext().traceId);
  expect(second?.parentSpanContext?.spanId).toBe(first?.spanContext().spanId);
  const failed = exporter.getFinishedSpans().find((span) => span.name === "sync sale");
  expect(eventsOf(failed ?? spanNamed("sync sale"))).toEqual([
    {
      name: "exception",
      "exception.type": "Conflict",
      "exception.message": "the e-mail *** of *** is locked",
      "xmap.system": "erp",
      "xmap.operation": "create",
    },
  ]);
  expect(first?.status).toEqual({ code: SpanStatusCode.ERROR, message: "Conflict" });
});

it("says that a run waits for its system", async () => {
  bench.order(1);
  bench.shop.fail("read", "Unauthorized");
  await bench.run(1);
  const [first, second] = attempts();
  expect(first?.attributes).toMatchObject({ "xmap.outcome": "parked", "xmap.parked_for": "system/shop" });
  expect(second?.attributes["xmap.outcome"]).toBe("delivered");
});

it("is a child of the span that the event came from", async () => {
  bench.order(1);
  const record = { system: "shop", entity: "Order", key: ["1"] };
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
  const at = new Date(bench.clock.now());
  const event = createEvent({ id: "e", installation: "test", record, at, origin: "webhook", traceparent });
  await bench.engine.accept([{ flow: "OrderToCash", event }]);
  await bench.drain();
  const [attempt] = attempts();
  expect(attempt?.spanContext().traceId).toBe("0af7651916cd43dd8448eb211c80319c");
  expect(attempt?.parentSpanContext).toMatchObject({ spanId: "b7ad6b7169203331", isRemote: true });
});

it.each([
  "",
  "00-00000000000000000000000000000000-b7ad6b7169203331-01",
  "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
  "what?",
])("begins a trace of its own for the traceparent %j", async (traceparent) => {
  bench.order(1);
  const record = { system: "shop", entity: "Order", key: ["1"] };
  const at = new Date(bench.clock.now());
  const event = createEvent({ id: "e", installation: "test", record, at, origin: "webhook", traceparent });
  await bench.engine.accept([{ flow: "OrderToCash", event }]);
  await bench.drain();
  expect(attempts()[0]?.parentSpanContext).toBeUndefined();
});

it("carries no field of a record", async () => {
  bench.order(1, { email: "secret.person@example.com", note: "call +49 170 1234567", stage: "paid" });
  await bench.run(1);
  const told = JSON.stringify(
    exporter.getFinishedSpans().map(({ name, attributes, events }) => [name, attributes, events]),
  );
  expect(told).not.toMatch(/secret\.person|1234567/);
  expect(told).toContain("shop/Order/1");
});
