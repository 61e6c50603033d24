import { spawn } from "node:child_process";
import { join, resolve } from "node:path";
import { end, FAILED, runVitest } from "./run-vitest.ts";

const root = resolve(import.meta.dirname, "../..");
const bin = (name: string): string => join(root, "node_modules/.bin", name);

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
const failures: string[] = [];

/** Runs checks until none is left; several such turns share the list. */
async function takeTurns(checks: Iterator<(typeof CHECKS)[number]>): Promise<void> {
  for (let turn = checks.next(); turn.done !== true; turn = checks.next()) {
    const { name, command } = turn.value;
    const { isFine, output } = await run(command);
    process.stdout.write(`${output}${isFine ? "passed: " : FAILED}${name}\n`);
    if (isFine) passed += 1;
    else failures.push(name);
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
const browser = [bin("vitest"), "run", "--config", "test/browser/essentials.config.ts"];
await takeTurns([{ name: "the playground in a browser", command: browser }].values());

const tests = runVitest("vitest", ["--tags-filter=!long"]);
end({
  passed: passed + tests.passed,
  failed: failures.length + tests.failed,
  failures: [...failures, ...tests.failures],
});
