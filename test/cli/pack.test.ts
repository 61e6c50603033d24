// @module-tag long

import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { expect, it } from "vitest";
import { copyMappings } from "../harness/mappings.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const root = resolve(import.meta.dirname, "../..");

/** What `xmap` needs of this repository, itself included. */
const PACKAGES = [
  "diagnostics",
  "contract",
  "grammar",
  "language",
  "compiler",
  "runtime",
  "connectors",
  "sandbox",
  "testing",
  "cli",
];

/** The environment of somebody who has only what the machine has: not the Node that the repository brings along. */
const outside = {
  ...process.env,
  PATH: (process.env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .join(delimiter),
};

it("packed and installed into an empty folder, the command checks and compiles", { timeout: 400_000 }, () => {
  const folder = temporaryFolder();
  const packs = join(folder, "packs");
  mkdirSync(packs);
  execFileSync(
    "npm",
    ["pack", "--silent", "--pack-destination", packs, ...PACKAGES.flatMap((name) => ["-w", `@xmap/${name}`])],
    { cwd: root, stdio: "pipe" },
  );
  const files = readdirSync(packs).map((name) => join(packs, name));
  expect(files.length).toBe(PACKAGES.length);

  const project = join(folder, "project");
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", private: true }));
  execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", ...files], {
    cwd: project,
    env: outside,
    stdio: "pipe",
  });
  copyMappings(project);

  const run = (...parameters: string[]): string =>
    execFileSync("npx", ["xmap", ...parameters], { cwd: project, env: outside, encoding: "utf8", stdio: "pipe" });
  expect(run("check", "mappings")).toBe("");
  run("compile", "mappings", "--out", "generated");
  expect(readdirSync(join(project, "generated/xcart-odoo"))).toContain("orders.ts");
});
