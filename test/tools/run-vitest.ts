import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** What failed, by name and with the first line of why. */
  readonly failures: readonly string[];
}

/** The part of vitest's report that is read. */
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

/** Runs vitest with these parameters, shows what it prints, and answers the counts; its report stays in `.tmp/NAME.json`. */
export function runVitest(name: string, parameters: readonly string[]): Counts {
  const report = join(root, ".tmp", `${name}.json`);
  mkdirSync(join(root, ".tmp"), { recursive: true });
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile=${report}`];
  const { status } = spawnSync(join(root, "node_modules/.bin/vitest"), ["run", ...parameters, ...reporters], {
    cwd: root,
    stdio: "inherit",
  });
  if (!existsSync(report)) return { passed: 0, failed: 1, failures: [`${name}: vitest left no report`] };
  const summary = JSON.parse(readFileSync(report, "utf8")) as Report;
  const { numPassedTests: passed, numFailedTests: failed } = summary;
  const failures = failuresOf(summary);
  if (failed > 0 || (summary.success && status === 0)) return { passed, failed, failures };
  // A file that cannot be loaded has no failed test, but it is no success either.
  return { passed, failed: 1, failures: failures.length > 0 ? failures : [`${name}: vitest ended with ${status}`] };
}

function failuresOf({ testResults }: Report): readonly string[] {
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === "failed");
    const file = relative(root, name);
    if (failed.length === 0 && status === "failed") return [`${file}: ${firstLine(message)}`];
    return failed.map((test) => `${file} > ${test.fullName}: ${firstLine(test.failureMessages?.[0])}`);
  });
}

const firstLine = (text = ""): string => text.split("\n", 1)[0]?.slice(0, 300) ?? "";

/** What a line begins with that names a failure. */
export const FAILED = "FAILED: ";

/** Prints what failed and, as the last line, the counts; these are the end of the process. */
export function end({ passed, failed, failures }: Counts): void {
  for (const failure of failures) process.stdout.write(`\n${FAILED}${failure}`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}
