import { describe, expect, test } from "vitest";
import { ensureFailure, FAILURE_CLASSES, Failure, type FailureParts } from "../src/index.ts";

const make = (parts: Partial<FailureParts>) =>
  new Failure({ class: "Invalid", system: "erp", operation: "create", message: "no", ...parts });

describe("failures", () => {
  test.each([
    ["Transient", "unknown record now"],
    ["RateLimited", "none system after"],
    ["Timeout", "unknown record now"],
    ["Unauthorized", "none system whenHealed"],
    ["Forbidden", "none entity never"],
    ["Maintenance", "none system whenHealed"],
    ["Invalid", "none record never"],
    ["BusinessRule", "none record never"],
    ["NotFound", "none record never"],
    ["Conflict", "none record now"],
    ["AlreadyDone", "done record never"],
    ["SchemaDrift", "none entity never"],
    ["TooLarge", "none record never"],
    ["Unknown", "unknown record now"],
  ] as const)("%s is %s by default", (name, expected) => {
    const { effect, scope, retry } = make({ class: name }).details;
    expect(`${effect} ${scope} ${retry.when}`).toBe(expected);
    expect(FAILURE_CLASSES).toContain(name);
  });

  test("what is given wins over the defaults, what is not given is absent", () => {
    const details = make({ effect: "unknown", scope: "system", retry: { when: "now" }, status: 422 }).details;
    expect(details).toMatchObject({
      effect: "unknown",
      scope: "system",
      retry: { when: "now" },
      status: 422,
      fields: [],
    });
    expect(Object.hasOwn(details, "name")).toBe(false);
  });

  test("failures of one cause share a fingerprint", () => {
    const base = make({ message: 'order "A" has 3 lines', fields: [{ path: "lines.3.sku", message: "m" }] }).details
      .fingerprint;
    const same = make({ message: 'order "B" has 12 lines', fields: [{ path: "lines.12.sku", message: "n" }] });
    expect(same.details.fingerprint).toBe(base);
    const others = [
      { class: "Conflict" },
      { system: "shop" },
      { operation: "write" },
      { name: "X" },
      { message: "other" },
    ] as const;
    for (const other of others)
      expect(
        make({ message: 'order "A" has 3 lines', fields: [{ path: "lines.3.sku", message: "m" }], ...other }).details
          .fingerprint,
      ).not.toBe(base);
  });

  test("anything thrown becomes a failure with its words kept", () => {
    const failure = make({});
    expect(ensureFailure(failure, "x", "y")).toBe(failure);
    expect(ensureFailure(new TypeError("odd"), "erp", "read").details).toMatchObject({
      class: "Unknown",
      effect: "unknown",
      message: "TypeError: odd",
    });
    expect(ensureFailure("text", "erp", "read").details.message).toBe("text");
  });
});
