import { describe, expect, test } from "vitest";
import {
  type CrossReferenceState,
  describePinMismatch,
  findPinMismatches,
  judgeStoreVersion,
  mayBecome,
  needsPerson,
  type OutcomeWord,
  overlaySchema,
  RUN_OUTCOMES,
  worstWord,
} from "../src/index.ts";

describe("cross-references", () => {
  const states: CrossReferenceState[] = ["pending", "confirmed", "broken", "tombstone"];
  test.each([
    ["pending", ["pending", "confirmed", "tombstone"]],
    ["confirmed", ["confirmed", "broken", "tombstone"]],
    ["broken", ["confirmed", "tombstone"]],
    ["tombstone", ["tombstone"]],
  ] as const)("%s may become %j only", (from, allowed) => {
    expect(states.filter((to) => mayBecome(from, to))).toEqual(allowed);
  });
});

describe("environment pins", () => {
  const shop = { fingerprint: "url=https://a", label: "https://a" };
  const other = { fingerprint: "url=https://b", label: "https://b" };
  test("another installation is told, a new system and a new label are not", () => {
    expect(findPinMismatches({ shop }, { shop: { ...shop, label: "renamed" }, erp: other })).toEqual([]);
    const [mismatch] = findPinMismatches({ shop }, { shop: other });
    expect(mismatch).toEqual({ system: "shop", remembered: shop, found: other });
    expect(mismatch && describePinMismatch(mismatch)).toBe(
      "The store belongs to shop = https://a (url=https://a), but shop is now https://b (url=https://b).",
    );
    expect(findPinMismatches({}, { toString: other })).toEqual([]);
  });
});

describe("outcomes", () => {
  test.each<[OutcomeWord[], OutcomeWord | undefined]>([
    [[], undefined],
    [["warn"], "warn"],
    [["warn", "hold", "reject"], "reject"],
    [["reject", "fail"], "fail"],
    [["fail", "skip", "hold"], "skip"],
  ])("of %j counts %s", (words, worst) => {
    expect(worstWord(words.map((word) => ({ word, rule: "r", message: "m" })))).toBe(worst);
  });

  test("holds, rejections and dead letters wait for a person", () => {
    expect(RUN_OUTCOMES.filter(needsPerson)).toEqual(["held", "rejected", "dead"]);
  });

  test.each([
    [1, 1, "open"],
    [1, 2, "migrate"],
    [2, 1, "refuse"],
  ] as const)("a store of version %i is, for version %i, to %s", (found, supported, verdict) => {
    expect(judgeStoreVersion(found, supported)).toBe(verdict);
  });
});

test("an overlay wins member by member, in nested objects and items too", () => {
  const pulled = {
    type: "object",
    required: ["a"],
    properties: {
      a: { type: "string", maxLength: 5 },
      lines: { type: "array", items: { type: "object", properties: { x: { type: "integer", readOnly: true } } } },
    },
  } as const;
  const overlay = {
    required: [],
    properties: {
      a: { "x-xmap-defaulted": true },
      constructor: { type: "boolean" },
      lines: { items: { properties: { x: { readOnly: false }, y: { type: "null" } } } },
    },
  } as const;
  expect(overlaySchema(pulled, overlay)).toEqual({
    type: "object",
    required: [],
    properties: {
      a: { type: "string", maxLength: 5, "x-xmap-defaulted": true },
      constructor: { type: "boolean" },
      lines: {
        type: "array",
        items: { type: "object", properties: { x: { type: "integer", readOnly: false }, y: { type: "null" } } },
      },
    },
  });
  expect(pulled.properties.a).toEqual({ type: "string", maxLength: 5 });
});
