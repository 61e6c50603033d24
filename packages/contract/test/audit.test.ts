import { describe, expect, test } from "vitest";
import { type AuditRecord, chainAuditRecord, commitTo, findBrokenLink } from "../src/index.ts";

function chain(length: number): AuditRecord[] {
  const records: AuditRecord[] = [];
  for (let sequence = 1; sequence <= length; sequence += 1) {
    const where = { run: "r", step: "s", mappingHash: "m", target: "t" };
    const commitments = {
      commitmentBefore: commitTo(undefined, "salt", "p"),
      commitmentAfter: commitTo(sequence, "salt", "p"),
    };
    const fields = [{ rule: "u", path: "p", ...commitments }];
    const what = { sequence, at: sequence, actor: "xmap", origin: "poll", event: "e", operation: "create" } as const;
    records.push(chainAuditRecord({ ...what, ...where, fields }, records.at(-1)?.hash ?? "start"));
  }
  return records;
}

describe("the audit chain", () => {
  test("an untouched chain has no broken link", () => {
    expect(findBrokenLink(chain(5), "start")).toBeUndefined();
    expect(findBrokenLink([], "start")).toBeUndefined();
    expect(findBrokenLink(chain(2), "other")).toBe(1);
  });

  const members = Object.keys(chain(1)[0] ?? {}).filter((member) => member !== "fields") as (keyof AuditRecord)[];
  test.each(members)("a changed %s breaks it", (member) => {
    const records = chain(4).map((record) => (record.sequence === 3 ? { ...record, [member]: "changed" } : record));
    expect(findBrokenLink(records, "start")).toBe(member === "sequence" ? "changed" : 3);
  });

  test.each(["rule", "path", "commitmentBefore", "commitmentAfter"])("a changed %s of a field breaks it", (member) => {
    const change = (record: AuditRecord): AuditRecord => ({
      ...record,
      fields: record.fields.map((field) => ({ ...field, [member]: "changed" })),
    });
    const records = chain(4).map((record) => (record.sequence === 3 ? change(record) : record));
    expect(findBrokenLink(records, "start")).toBe(3);
  });

  test("a record left out or moved breaks it", () => {
    expect(findBrokenLink(chain(4).toSpliced(1, 1), "start")).toBe(3);
    const [first, second] = chain(2);
    expect(
      findBrokenLink(
        [second, first].filter((record) => record !== undefined),
        "start",
      ),
    ).toBe(2);
  });

  test("a commitment binds to value, salt and path, and tells absent from null", () => {
    const commitments = [
      commitTo(1, "a", "p"),
      commitTo(1, "b", "p"),
      commitTo(1, "a", "q"),
      commitTo(2, "a", "p"),
      commitTo(null, "a", "p"),
      commitTo(undefined, "a", "p"),
    ];
    expect(new Set(commitments).size).toBe(6);
    expect(commitTo({ a: 1, b: 2 }, "a", "p")).toBe(commitTo({ b: 2, a: 1 }, "a", "p"));
  });
});
