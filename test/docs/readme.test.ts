import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { copyMappings } from "../harness/mappings.ts";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const readme = readFileSync(resolve(import.meta.dirname, "../../README.md"), "utf8");

/** The first code block of a language. */
function block(language: string): string {
  return new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "m").exec(readme)?.[1] ?? "";
}

it("the README's mapping compiles to the TypeScript that stands below it", () => {
  const folder = temporaryFolder();
  copyMappings(folder);
  writeFileSync(join(folder, "mappings/xcart-odoo/example.xmap"), block("xmap"));
  const result = runCommand(["compile", "mappings", "--out", "generated"], folder);
  expect([result.exitCode, result.stderr]).toEqual([0, expect.stringContaining("files in generated")]);
  expect(block("ts").length).toBeGreaterThan(500);
  expect(readFileSync(join(folder, "generated/xcart-odoo/example.ts"), "utf8")).toContain(block("ts"));
});

it("every folder that the README names is there", () => {
  const folders = [...readme.matchAll(/^\| `([a-z/]+)` \|/gm)].map((match) => match[1] ?? "");
  expect(folders.length).toBeGreaterThan(10);
  for (const folder of folders) {
    const content = folder === "generated" ? "generated/xcart-odoo/orders.ts" : `${folder}/README.md`;
    expect(readFileSync(resolve(import.meta.dirname, "../..", content), "utf8")).not.toBe("");
  }
});
