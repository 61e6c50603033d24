import { defineDiagnostics, hasErrors, message } from "@xmap/diagnostics";
import { describe, expect, it } from "vitest";

const registry = defineDiagnostics({
  "unknown-field": {
    severity: "error",
    messages: {
      default: message`Unknown field \`${"field"}\`.`,
      ofEntity: message`${"entity"} has no field \`${"field"}\`.`,
    },
    explanation: "The record has no such field.",
  },
  "unused-name": {
    severity: "warning",
    messages: { default: message`\`${"name"}\` is never used (${"count"} times).` },
    explanation: "Nobody uses it.",
  },
});
const place = { file: "a.xmap", span: { start: 2, end: 5 } };

describe("a registry", () => {
  it("fills the default wording", () => {
    expect(registry.create({ code: "unknown-field", ...place, values: { field: "totl" } })).toEqual({
      code: "unknown-field",
      severity: "error",
      message: "Unknown field `totl`.",
      related: [],
      fixes: [],
      ...place,
    });
  });

  it("fills another wording, and numbers", () => {
    const values = { field: "totl", entity: "Order" };
    expect(registry.create({ code: "unknown-field", wording: "ofEntity", ...place, values }).message).toBe(
      "Order has no field `totl`.",
    );
    expect(registry.create({ code: "unused-name", ...place, values: { name: "x", count: 0 } }).message).toBe(
      "`x` is never used (0 times).",
    );
  });

  it("keeps help, related places and fixes", () => {
    const related = [{ ...place, message: "first declared here" }];
    const fixes = [{ title: "rename", edits: [{ ...place, newText: "total" }] }];
    const made = registry.create({
      code: "unknown-field",
      ...place,
      values: { field: "totl" },
      help: "did you mean `total`?",
      related,
      fixes,
    });
    expect(made).toMatchObject({ help: "did you mean `total`?", related, fixes });
  });

  it("leaves an undefined help out", () => {
    const made = registry.create({ code: "unknown-field", ...place, values: { field: "x" }, help: undefined });
    expect("help" in made).toBe(false);
  });

  it("refuses a wrong code, wording and hole at compile time, and a wrong code at run time", () => {
    // @ts-expect-error: there is no such code
    expect(() => registry.create({ code: "nonsense", ...place, values: {} })).toThrow(TypeError);
    // @ts-expect-error: there is no such wording
    const wording = () => registry.create({ code: "unknown-field", wording: "other", ...place, values: { field: "" } });
    expect(wording).toThrow(TypeError);
    // @ts-expect-error: the hole is called field
    registry.create({ code: "unknown-field", ...place, values: { name: "" } });
  });

  it("knows errors from warnings", () => {
    const error = registry.create({ code: "unknown-field", ...place, values: { field: "x" } });
    const warning = registry.create({ code: "unused-name", ...place, values: { name: "x", count: 1 } });
    expect([hasErrors([]), hasErrors([warning]), hasErrors([warning, error])]).toEqual([false, false, true]);
  });
});
