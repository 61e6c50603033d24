import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const bin = (name: string): string => join(root, "node_modules/.bin", name);
const report = join(root, ".tmp/vitest.json");

const typeCheck = [process.execPath, "node_modules/typescript/bin/tsc", "-p"];

/** Everything that must hold before a change lands, cheapest first; two are run at a time. */
const CHECKS: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: "format and lint", command: [bin("biome"), "check", "--error-on-warnings", "."] },
  { name: "import rules", command: [process.execPath, "test/architecture/check-imports.ts"] },
  { name: "types", command: [...typeCheck, "tsconfig.json"] },
  { name: "types of the playground", command: [...typeCheck, "playground/tsconfig.json"] },
  { name: "types of its tests", command: [...typeCheck, "playground/test/tsconfig.json"] },
  { name: "unused code", command: [bin("knip")] },
  {
    name: "generated code is fresh",
    command: [process.execPath, "packages/cli/bin/xmap.js", "compile", "mappings", "--out", "generated", "--check"],
  },
];

let passed = 0;
let failed = 0;

/** Runs checks until none is left; several such turns share the list. */
async function takeTurns(checks: Iterator<(typeof CHECKS)[number]>): Promise<void> {
  for (let turn = checks.next(); turn.done !== true; turn = checks.next()) {
    const { name, command } = turn.value;
    const { isFine, output } = await run(command);
    process.stdout.write(`${output}${isFine ? "passed" : "FAILED"}: ${name}\n`);
    if (isFine) passed += 1;
    else failed += 1;
  }
}

/** What a command prints, and whether it ends with 0. */
async function run([command = "", ...parameters]: readonly string[]): Promise<{ isFine: boolean; output: string }> {
  const child = spawn(command, parameters, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  return { isFine: code === 0, output };
}

const checks = CHECKS.values();
await Promise.all([takeTurns(checks), takeTurns(checks)]);

mkdirSync(join(root, ".tmp"), { recursive: true });
rmSync(report, { force: true });
const parameters = ["run", "--reporter=default", "--reporter=json", `--outputFile=${report}`];
const tests = spawnSync(bin("vitest"), parameters, { cwd: root, stdio: "inherit" });
if (existsSync(report)) {
  const summary = JSON.parse(readFileSync(report, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
    success: boolean;
  };
  passed += summary.numPassedTests;
  failed += summary.numFailedTests;
  // A suite that cannot be loaded has no failed test, but it is no success either.
  if (!summary.success && summary.numFailedTests === 0) failed += 1;
} else {
  failed += 1;
}
if (tests.status !== 0 && failed === 0) failed += 1;

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
