import { readFileSync, writeFileSync } from "node:fs";
import type { DataRecord, Report } from "@xmap/contract";
import { afterAll, expect, it } from "vitest";
import { compile, createOutputFolder, fixture } from "./compile.ts";
import { RISK_SYSTEM } from "./risk-system.ts";
import { typeErrors } from "./type-errors.ts";

const GOLDEN = new URL("./golden/risk.ts.txt", import.meta.url);
const EXTRA = { schemas: {}, descriptions: { fraud: RISK_SYSTEM } };
const files = compile({ "systems.xmap": fixture("systems.xmap"), "risk.xmap": fixture("risk.xmap") }, EXTRA);
const output = createOutputFolder();
output.write(files);
afterAll(() => output.remove());

const PURCHASE = {
  id: 7,
  number: "1001",
  currency: "EUR",
  total: 24,
  email: "ann@example.com",
  items: [{ id: 1, sku: "TSH", amount: 2, price: 12 }],
};

async function flow() {
  const { PurchaseRisk } = (await output.load("risk.ts")).flows;
  if (PurchaseRisk === undefined) throw new TypeError("the flow is missing");
  return PurchaseRisk;
}

/** What a flow says of an answer of its first step. */
async function problemsOf(answer: DataRecord): Promise<readonly string[]> {
  const problems: string[] = [];
  const report: Report = { problem: (word, rule, message) => void problems.push(`${word} ${rule} ${message}`) };
  (await flow()).answers?.risk?.({ score: answer } as never, report);
  return problems;
}

it("a flow that calls systems compiles to what is checked in", () => {
  const text = files.find(({ path }) => path === "risk.ts")?.text ?? "";
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(GOLDEN, text);
  expect(text).toBe(readFileSync(GOLDEN, "utf8"));
});

it("it passes the strict type check against the runtime", () => {
  expect(typeErrors(output.path)).toBe("");
});

it("of a record that is an argument only the fields are sent that the call takes, and they are read", async () => {
  const { steps, subject } = await flow();
  const [risk] = steps;
  const sent = risk?.step === "invoke" ? risk.arguments({ purchase: PURCHASE } as never) : undefined;
  expect(sent).toEqual({ purchase: { number: "1001", total: 24, items: [{ sku: "TSH" }] }, hints: ["web"] });
  expect(subject.entity.fields).toEqual(expect.arrayContaining(["items.sku", "number", "total"]));
  expect(subject.entity.fields).not.toContain("email");
});

it("an answer is looked at where steps read it, and nowhere else", async () => {
  const answer = { score: 0.1, decision: "accept", reasons: [{ code: "a", text: null }], model: { version: "3" } };
  expect(await problemsOf(answer)).toEqual([]);
  expect(await problemsOf({ ...answer, model: 7, reasons: [{ text: "new" }] })).toEqual([]);
  expect(await problemsOf({ ...answer, decision: "maybe" })).toEqual([
    expect.stringMatching(/^reject PurchaseRisk\/risk .*score\.decision.*accept, review/),
  ]);
  expect(await problemsOf({ ...answer, score: "high", reasons: [{ text: 7 }] })).toEqual([
    expect.stringContaining("score.score"),
    expect.stringContaining("score.reasons[].text"),
  ]);
});
