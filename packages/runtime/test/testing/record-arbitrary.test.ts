import type { EntitySchema } from "@xmap/contract";
import { recordArbitrary } from "@xmap/runtime/testing";
import fc from "fast-check";
import { expect, it } from "vitest";

const SCHEMA: EntitySchema = {
  type: "object",
  required: ["id", "name", "state", "price", "placed", "day", "lines"],
  properties: {
    id: { type: "integer" },
    name: { type: "string", maxLength: 5 },
    note: { type: ["string", "null"] },
    state: { type: ["string", "null"], enum: ["open", "closed", null] },
    price: { type: "number", "x-xmap-decimal": 3, minimum: 0 },
    placed: { type: "string", format: "date-time" },
    day: { type: "string", format: "date" },
    code: { type: "string", pattern: "^[A-Z]{2}-[0-9]+$" },
    lines: {
      type: "array",
      items: {
        type: "object",
        required: ["sku"],
        properties: { sku: { type: "string" }, amount: { type: "integer" } },
      },
    },
  },
};

function sampleOf(options: Parameters<typeof recordArbitrary>[1] = {}) {
  return fc.sample(recordArbitrary(SCHEMA, options), { numRuns: 300, seed: 1 });
}

it("records fit the schema, as connectors deliver them", () => {
  for (const record of sampleOf()) {
    expect(Number.isInteger(record.id)).toBe(true);
    expect(String(record.name)).toMatch(/^\S(.*\S)?$/su);
    expect(String(record.name).length).toBeLessThanOrEqual(5);
    expect(["open", "closed", null]).toContain(record.state);
    expect(Math.abs(Number(record.price) * 1_000 - Math.round(Number(record.price) * 1_000))).toBeLessThan(1e-6);
    expect(Number(record.price)).toBeGreaterThanOrEqual(0);
    expect(String(record.placed)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    expect(String(record.day)).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    if (record.code !== undefined) expect(String(record.code)).toMatch(/^[A-Z]{2}-[0-9]+$/);
  }
});

it("fields that need not be there are sometimes absent, nullable ones sometimes null", () => {
  const notes = sampleOf().map((record) => record.note);
  expect(notes).toContain(undefined);
  expect(notes).toContain(null);
  expect(notes.some((note) => typeof note === "string")).toBe(true);
});

it("only wanted fields are made, in lists too", () => {
  for (const record of sampleOf({ fields: ["id", "lines.sku"] })) {
    expect(Object.keys(record).sort()).toEqual(["id", "lines"]);
    for (const line of record.lines as object[]) expect(Object.keys(line)).toEqual(["sku"]);
  }
});

it("values that decide something come often", () => {
  const names = sampleOf({ samples: { name: ["vip"] } }).map((record) => record.name);
  expect(names.filter((name) => name === "vip").length).toBeGreaterThan(200);
  expect(new Set(names).size).toBeGreaterThan(5);
});
