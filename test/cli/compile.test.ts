import { appendFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { copyMappings } from "../harness/mappings.ts";
import { runCommand } from "../harness/run-command.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const root = resolve(import.meta.dirname, "../..");

it("writes one file for each mapping, and --check tells stale ones from fresh ones", () => {
  const out = join(temporaryFolder(), "generated");
  expect(runCommand(["compile", "mappings", "--out", out], root).exitCode).toBe(0);
  const file = join(out, "xcart-odoo/orders.ts");
  expect(existsSync(file)).toBe(true);
  expect(runCommand(["compile", "mappings", "--out", out, "--check"], root).exitCode).toBe(0);

  appendFileSync(file, "\n");
  const stale = runCommand(["compile", "mappings", "--out", out, "--check"], root);
  expect(stale.exitCode).toBe(1);
  expect(stale.stdout).toContain("stale: ");

  writeFileSync(join(out, "gone.ts"), readFileSync(file, "utf8"));
  expect(runCommand(["compile", "mappings", "--out", out], root).exitCode).toBe(0);
  expect(existsSync(join(out, "gone.ts"))).toBe(false);
  expect(runCommand(["compile", "mappings", "--out", out, "--check"], root).exitCode).toBe(0);
});

it("writes nothing when a mapping has an error", () => {
  const folder = temporaryFolder();
  copyMappings(folder);
  appendFileSync(join(folder, "mappings/xcart-odoo/orders.xmap"), "\nbinding Broken: Order -> Nothing {\n}\n");
  const result = runCommand(["compile", "mappings", "--out", "generated"], folder);
  expect(result.exitCode).toBe(1);
  expect(result.stderr).toContain("unknown-name");
  expect(existsSync(join(folder, "generated"))).toBe(false);
});
