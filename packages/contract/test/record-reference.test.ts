import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createEvent,
  createRunId,
  createWriteKey,
  eventRecord,
  formatRecordReference,
  parseRecordReference,
  sameRecord,
} from "../src/index.ts";

const reference = fc.record({
  system: fc.string({ unit: "grapheme", minLength: 1 }),
  entity: fc.string({ unit: "grapheme", minLength: 1 }),
  key: fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 3 }),
});

describe("record references", () => {
  test.each([
    [{ system: "shop", entity: "Order", key: ["5207"] }, "shop/Order/5207"],
    [{ system: "shop-eu", entity: "Tax", key: ["DE", "a,b/c"] }, "shop-eu/Tax/DE,a%2Cb%2Fc"],
    [{ system: "shop", entity: "Größe", key: ["50 %", ""] }, "shop/Gr%C3%B6%C3%9Fe/50%20%25,"],
  ])("%j is written %s", (parts, text) => {
    expect(formatRecordReference(parts)).toBe(text);
    expect(parseRecordReference(text)).toEqual(parts);
  });

  test("every reference survives its text, and different ones have different texts", () => {
    fc.assert(
      fc.property(reference, (parts) => {
        expect(parseRecordReference(formatRecordReference(parts))).toEqual(parts);
      }),
    );
    fc.assert(
      fc.property(reference, reference, (left, right) => {
        expect(sameRecord(left, right)).toBe(JSON.stringify(left) === JSON.stringify(right));
      }),
    );
  });

  test.each(["", "shop", "shop/Order", "/Order/1", "shop//1", "shop/Order/1/2", "shop/Order/%"])(
    "%j is none",
    (text) => {
      expect(() => parseRecordReference(text)).toThrow(RangeError);
    },
  );
});

describe("identifiers made of references", () => {
  const record = { system: "shop", entity: "Order", key: ["5207"] };
  const parts = { installation: "demo", flow: "OrderToCash", record, step: "sync", target: "erp/SaleOrder" };
  test("a write key is stable and changes with every part", () => {
    expect(createWriteKey({ ...parts, record: { ...record } })).toBe(createWriteKey(parts));
    const others = [
      { ...parts, installation: "live" },
      { ...parts, flow: "Other" },
      { ...parts, record: { ...record, key: ["5208"] } },
      { ...parts, record: { ...record, key: ["52", "07"] } },
      { ...parts, step: "call" },
      { ...parts, target: "erp/Partner" },
    ];
    expect(new Set([parts, ...others].map(createWriteKey)).size).toBe(7);
  });

  test("a run is event, flow and record", () => {
    const run = createRunId("event", "flow", record);
    expect(run).toMatch(/^[0-9a-f]{32}$/);
    expect(createRunId("event", "flow", { ...record })).toBe(run);
    expect(new Set([run, createRunId("other", "flow", record), createRunId("event", "other", record)]).size).toBe(3);
  });

  test("an event leads back to its record", () => {
    const at = new Date("2026-03-04T16:22:09.120Z");
    const event = createEvent({
      id: "1",
      installation: "demo a",
      record,
      at,
      origin: "poll",
      removed: true,
      hint: "h",
    });
    expect(event).toMatchObject({
      source: "urn:xmap:demo%20a:shop",
      type: "xmap.record.removed",
      time: at.toISOString(),
      partitionkey: "shop/Order/5207",
      xmaphint: "h",
    });
    expect(Object.keys(event)).not.toContain("traceparent");
    expect(eventRecord(event)).toEqual(record);
  });
});
