import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { DIAGNOSTICS } from "@xmap/language";
import { expect, test } from "vitest";
import { copyMappings, MAPPINGS } from "../../../test/harness/mappings.ts";
import { temporaryFolder } from "../../../test/harness/temporary-folder.ts";
import { check } from "../src/commands/check.ts";
import { said } from "./said.ts";

/** The mappings with a misspelt field, and where it stands. */
function misspelt(): { folder: string; file: string; line: number } {
  const folder = copyMappings(temporaryFolder());
  const path = join(folder, "xcart-odoo/orders.xmap");
  const text = readFileSync(path, "utf8").replace("  order_number  ", "  order_nubmer  ");
  writeFileSync(path, text);
  const file = relative(process.cwd(), path);
  return { folder, file, line: text.slice(0, text.indexOf("order_nubmer")).split("\n").length };
}

test("github gives annotations with paths from the working folder", () => {
  const { folder, file, line } = misspelt();
  const { exitCode, out, talk } = said(() => check(folder, { format: "github" }));
  expect(exitCode).toBe(1);
  const [first] = out.split("\n").filter((command) => command.includes("title=unknown-field"));
  expect(first).toContain(`::error file=${file},line=${line},col=3,endLine=${line},endColumn=15,`);
  expect(first).toContain("help: did you mean `order_number`?");
  expect(
    out
      .trim()
      .split("\n")
      .every((command) => /^::(error|warning|notice) /.test(command)),
  ).toBe(true);
  expect(talk).toBe("");
});

test("sarif gives one log with rules and results", () => {
  const { folder, file, line } = misspelt();
  const { exitCode, out } = said(() => check(folder, { format: "sarif" }));
  expect(exitCode).toBe(1);
  const log = JSON.parse(out) as { runs: { tool: { driver: { rules: { id: string }[] } }; results: object[] }[] };
  const [run] = log.runs;
  expect(run?.tool.driver.rules.map((rule) => rule.id)).toEqual(Object.keys(DIAGNOSTICS).toSorted());
  expect(run?.results[0]).toMatchObject({
    ruleId: "unknown-field",
    level: "error",
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file },
          region: { startLine: line, startColumn: 3, endLine: line, endColumn: 15 },
        },
      },
    ],
  });
});

test("mappings without findings give no annotation and an empty log", () => {
  expect(said(() => check(MAPPINGS, { format: "github" }))).toEqual({ exitCode: 0, out: "", talk: "" });
  const { exitCode, out } = said(() => check(MAPPINGS, { format: "sarif" }));
  expect(exitCode).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ version: "2.1.0", runs: [{ results: [] }] });
});
