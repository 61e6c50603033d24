import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { renderDiagnosticsPage } from "@xmap/diagnostics";
import { DIAGNOSTICS } from "@xmap/language";
import { expect, test } from "vitest";
import { runCommand } from "../../../test/harness/run-command.ts";
import { explain } from "../src/commands/explain.ts";
import { said } from "./said.ts";

const PAGE = resolve(import.meta.dirname, "../../../docs/diagnostics.md");

test.for(["syntax-error", "unknown-field", "not-formatted"])(
  "%s is explained: severity, wordings, explanation",
  (code) => {
    const { exitCode, out } = said(() => explain(code, { all: false, json: false }));
    expect(exitCode).toBe(0);
    expect(out.startsWith(`error[${code}]\n`)).toBe(true);
    expect(out).toContain(DIAGNOSTICS[code]?.explanation);
  },
);

test("the holes of a wording have names", () => {
  expect(said(() => explain("unknown-field", { all: false, json: false })).out).toContain(
    "`{record}` has no field `{name}`.",
  );
});

test("--json says the same as one object", () => {
  const { out } = said(() => explain("unused-import", { all: false, json: true }));
  expect(JSON.parse(out)).toEqual({
    schema: "xmap.explanation/1",
    code: "unused-import",
    severity: "warning",
    wordings: { default: "`{name}` is imported and not used." },
    explanation: DIAGNOSTICS["unused-import"]?.explanation,
  });
});

test("--all has a line for every code in alphabetical order", () => {
  const lines = said(() => explain(undefined, { all: true, json: false }))
    .out.trim()
    .split("\n")
    .slice(1);
  expect(lines.map((line) => line.split(" ")[0])).toEqual(Object.keys(DIAGNOSTICS).toSorted());
  const objects = said(() => explain(undefined, { all: true, json: true }))
    .out.trim()
    .split("\n");
  expect(objects.map((line) => (JSON.parse(line) as { code: string }).code)).toEqual(
    Object.keys(DIAGNOSTICS).toSorted(),
  );
});

test.for<readonly [string | undefined, boolean, string]>([
  ["unknown-feild", false, "did you mean `unknown-field`"],
  ["zzzzzzzzzzzzzzz", false, "`xmap explain --all` lists them"],
  ["constructor", false, "There is no code `constructor`"],
  [undefined, false, "Which code?"],
  ["unknown-field", true, "leave out"],
])("%s with --all %s is refused: %s", ([code, all, sentence]) => {
  expect(() => explain(code, { all, json: false })).toThrow(sentence);
});

test("an unknown code ends with 2", () => {
  const { exitCode, stderr } = runCommand(["explain", "syntax-eror"], import.meta.dirname);
  expect([exitCode, stderr]).toEqual([2, "There is no code `syntax-eror`; did you mean `syntax-error`?\n"]);
});

test("docs/diagnostics.md is what the registries say", () => {
  const page = renderDiagnosticsPage(DIAGNOSTICS);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(PAGE, page);
  expect(readFileSync(PAGE, "utf8")).toBe(page);
});
