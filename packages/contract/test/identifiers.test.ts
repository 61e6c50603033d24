import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createEventId, hashText } from "../src/index.ts";

describe("event identifiers", () => {
  test("follow UUID version 7", () => {
    const random = Uint8Array.from([0xab, 0xcd, 0xef, 0x01, 0x23, 0x45, 0x67, 0x89, 0xaa, 0xbb]);
    expect(createEventId(0x0123456789ab, random)).toBe("01234567-89ab-7abc-9ef0-123456789aab");
    expect(() => createEventId(0, new Uint8Array(9))).toThrow(RangeError);
  });

  test("have version, variant and time in their places and sort by time", () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    const time = fc.integer({ min: 0, max: 2 ** 48 - 2 });
    fc.assert(
      fc.property(time, bytes, bytes, (milliseconds, first, second) => {
        const id = createEventId(milliseconds, first);
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(milliseconds);
        expect(id < createEventId(milliseconds + 1, second)).toBe(true);
      }),
    );
  });
});

test("hashes are SHA-256 of UTF-8, also of broken surrogates", () => {
  expect(hashText("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(hashText("\ud800")).toBe(hashText("\ufffd"));
});
