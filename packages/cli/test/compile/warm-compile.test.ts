import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";

const COMMAND = resolve(import.meta.dirname, "../../bin/xmap.js");
const MAPPINGS = resolve(import.meta.dirname, "../../../../mappings");
const folder = mkdtempSync(join(tmpdir(), "xmap-warm-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it("a compilation without changes loads no TypeScript", { timeout: 120_000 }, () => {
  cpSync(MAPPINGS, join(folder, "mappings"), { recursive: true, filter: (path) => basename(path) !== ".xmap" });
  const watch = join(folder, "watch.mjs");
  writeFileSync(
    watch,
    'import { registerHooks } from "node:module";\nregisterHooks({ load(url, context, next) { if (url.includes("ts-morph")) process.stdout.write(url); return next(url, context); } });\n',
  );
  const compile = () =>
    spawnSync(process.execPath, ["--import", watch, COMMAND, "compile", "mappings", "--out", "generated"], {
      cwd: folder,
      encoding: "utf8",
    });
  const first = compile();
  expect(first.status).toBe(0);
  expect(first.stdout).toContain("ts-morph");
  const second = compile();
  expect(second).toMatchObject({ status: 0, stdout: "" });
  expect(second.stderr).toContain("0 written");
});
