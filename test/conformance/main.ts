import { compareSpeed } from "./benchmark.ts";
import { parseCase, runCase } from "./run-case.ts";
import { readSuite } from "./suite.ts";

/** `npm run conformance -- DIR [--parse-only | --speed]`: a line for each failure and counts, or the speed. */
async function main(given: readonly string[]): Promise<number> {
  const folder = given.find((argument) => !argument.startsWith("--"));
  if (folder === undefined) {
    process.stderr.write(
      "Name the folder that holds `groups` and `datasets`: npm run conformance -- DIR [--parse-only | --speed]\n",
    );
    return 2;
  }
  if (given.includes("--speed")) {
    await compareSpeed(folder);
    return 0;
  }
  const parsesOnly = given.includes("--parse-only");
  const clock = { now: () => performance.timeOrigin + performance.now() };
  let passed = 0;
  let failed = 0;
  let fallbacks = 0;
  for (const suiteCase of readSuite(folder)) {
    const { problem, usedFallback } = parsesOnly ? parseCase(suiteCase) : runCase(suiteCase, clock);
    if (usedFallback) fallbacks += 1;
    if (problem === undefined) passed += 1;
    else {
      failed += 1;
      process.stdout.write(`${suiteCase.name}: ${problem}\n`);
    }
  }
  process.stdout.write(`${fallbacks} cases compiled a text at run time\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
