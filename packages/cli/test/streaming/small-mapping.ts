import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { onTestFinished } from "vitest";
import type { MappingTask } from "../../src/streaming/load-mapper.ts";

const MODULE = `
const binding = {
  name: "Small", link: "Small", left: {}, right: {}, key: [], once: [], rules: [], lookups: [],
  lines: [{ field: "lines", key: [], once: [] }],
  map(record, answers, report) {
    if (record.id === null) report.problem("reject", "Small/id", "it has no id");
    if (record.id === 0) report.problem("skip", "Small/id", "zero is left out");
    if (record.id === 1) report.problem("warn", "Small/id", "one is odd");
    return {
      id: record.id,
      text: record.text,
      size: record.text?.length,
      lines: (record.items ?? []).map((item) => ({ identity: String(item.id), values: { name: item.name } })),
    };
  },
};
export const bindings = { Small: binding };
`;

const PLANS = `
export const readPlan = {
  fields: [
    ["id", undefined],
    ["text", undefined],
    ["items", { items: { plan: {
      fields: [["id", undefined], ["name", { copied: true }]],
      record: (values) => ({ id: values[0], name: values[1] }),
    } } }],
  ],
  record: (values) => ({ id: values[0], text: values[1], items: values[2] }),
};
export const writePlan = {
  fields: [["id", undefined], ["text", undefined], ["size", undefined], ["lines", {
    isLines: true,
    fields: [["name", undefined]],
    values: (record, values) => { values[0] = record.name; },
  }]],
  values: (record, values) => {
    values[0] = record.id; values[1] = record.text; values[2] = record.size; values[3] = record.lines;
  },
};
`;

const WHOLE = `
export const readPlan = undefined;
export const writePlan = { fields: [["lines", { isLines: true }]] };
`;

/** A small mapping, read in parts or whole, as files that are removed after the test. */
export function smallMapping(reading: "in parts" | "whole"): MappingTask {
  const folder = mkdtempSync(join(tmpdir(), "xmap-lines-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const url = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return pathToFileURL(join(folder, name)).href;
  };
  const plans = url("plans.mjs", reading === "whole" ? WHOLE : PLANS);
  return { module: url("module.mjs", MODULE), plans, binding: "Small", answers: {} };
}

/** What the small mapping makes of a record. */
export function expectedOf(record: { id: unknown; text?: string; items?: readonly { name?: unknown }[] }): string {
  const lines = (record.items ?? []).map(({ name }) => ({ name }));
  return `${JSON.stringify({ id: record.id, text: record.text, size: record.text?.length, lines })}\n`;
}
