import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { type Counts, end, FAILED } from "./run-vitest.ts";

const root = resolve(import.meta.dirname, "../..");

/** What must hold before a change lands: all tests, those against a real Odoo where one can be installed. */
const SUITES = ["test", "test:long", "test:odoo"] as const;

/** Nothing that goes well takes so long. */
const LONGEST_MILLISECONDS = 40 * 60_000;

/** Runs an npm script, shows what it prints, and answers the counts of its last line; none where it says `skipped`. */
async function run(script: string): Promise<Counts> {
  const child = spawn("npm", ["run", script], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const limit = setTimeout(() => child.kill(), LONGEST_MILLISECONDS);
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    process.stdout.write(text);
    output += text;
  });
  const code = await new Promise<number | null>((done, refuse) => {
    child.once("error", refuse).once("close", done);
  });
  clearTimeout(limit);
  const lines = new Set(output.split("\n").filter((line) => line.startsWith(FAILED)));
  const failures = [...lines].map((line) => `${script}: ${line.slice(FAILED.length)}`);
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output.trimEnd().split("\n").at(-1) ?? "") ?? [];
  if (passed !== undefined) return { passed: Number(passed), failed: Number(failed), failures };
  const wasSkipped = code === 0 && /^skipped: /m.test(output);
  if (wasSkipped) return { passed: 0, failed: 0, failures };
  return { passed: 0, failed: 1, failures: [...failures, `${script}: ended with ${code}`] };
}

let passed = 0;
let failed = 0;
const failures: string[] = [];
for (const script of SUITES) {
  const counts = await run(script);
  passed += counts.passed;
  failed += counts.failed;
  failures.push(...counts.failures);
}
end({ passed, failed, failures });
