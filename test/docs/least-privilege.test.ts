import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { MAPPINGS } from "../harness/mappings.ts";
import { runCommand } from "../harness/run-command.ts";

const PAGE = resolve(import.meta.dirname, "../../docs/least-privilege.md");
const PAIRS = { "xcart-odoo": "X-Cart and Odoo", "xcart-acumatica": "X-Cart and Acumatica" } as const;
const MARK = /^<!-- The rest is made by: .* -->$/m;

it("the rights on the page are those that the mappings of each pair need", () => {
  const sections = Object.entries(PAIRS).map(([folder, title]) => {
    const told = runCommand(["doctor", join(MAPPINGS, folder), "--needs"], MAPPINGS);
    expect(told.exitCode, told.stderr).toBe(0);
    return `## ${title}\n\n${told.stdout}`;
  });
  const page = readFileSync(PAGE, "utf8");
  const mark = MARK.exec(page);
  if (mark === null) throw new Error("the page has no mark behind which the rights stand");
  const written = page.slice(0, mark.index + mark[0].length);
  const wanted = `${written}\n\n${sections.join("\n")}`;
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(PAGE, wanted);
  expect(readFileSync(PAGE, "utf8")).toBe(wanted);
});
