import { parseArgs } from "node:util";
import fastCheck from "fast-check";
import { expressionText } from "./harness/arbitrary-expressions.ts";
import { longFile, mutatedFile, tokenStream } from "./harness/arbitrary-texts.ts";
import { judgeExpression, judgeFile, type Phase } from "./harness/laws.ts";

/** A text of 100 kB is allowed a second of the processor's time in each phase; a busy machine is forgiven this much. */
const FORGIVENESS = 3;
const FULL_LENGTH = 100_000;
/** Below this length the time says more about the machine than about the language. */
const SHORTEST_JUDGED = 20_000;
const RUNS_PER_ROUND = 1_000;

const USAGE = "Usage: npm run fuzz -- --runs 100000 --seed 1\n";

interface Counts {
  accepted: number;
  refused: number;
  readonly slowest: Map<string, number>;
}

const counts: Counts = { accepted: 0, refused: 0, slowest: new Map() };

const timed: Phase = (name, length, run) => {
  const before = process.cpuUsage();
  const result = run();
  if (length < SHORTEST_JUDGED) return result;
  const { user, system } = process.cpuUsage(before);
  const secondsForFull = ((user + system) / 1_000_000) * (FULL_LENGTH / length);
  counts.slowest.set(name, Math.max(counts.slowest.get(name) ?? 0, secondsForFull));
  if (secondsForFull > FORGIVENESS) throw new Error(`${name} would take ${secondsForFull.toFixed(1)} s for 100 kB`);
  return result;
};

const file = fastCheck.property(
  fastCheck.oneof({ weight: 199, arbitrary: mutatedFile }, { weight: 1, arbitrary: longFile(FULL_LENGTH) }),
  ({ folder, text }) => {
    counts[judgeFile(folder, text, timed)] += 1;
  },
);
const stream = fastCheck.property(tokenStream, (text) => {
  counts[judgeFile("xcart-odoo", text, timed)] += 1;
});
const expression = fastCheck.property(expressionText, (text) => {
  counts[judgeExpression(text, timed)] += 1;
});

/** Of five texts three are changed files, two streams of words and signs; four expressions come with every ten texts. */
const SHARES = [
  {
    what: "changed files",
    share: 0.6,
    check: (seed: number, numRuns: number) => fastCheck.check(file, { seed, numRuns }),
  },
  { what: "streams", share: 0.4, check: (seed: number, numRuns: number) => fastCheck.check(stream, { seed, numRuns }) },
  {
    what: "expressions",
    share: 0.4,
    check: (seed: number, numRuns: number) => fastCheck.check(expression, { seed, numRuns }),
  },
] as const;

interface Failure {
  readonly seed: number;
  readonly counterexample: unknown;
  readonly errorInstance: unknown;
}

function describe(what: string, { seed, counterexample, errorInstance }: Failure): string {
  const reason =
    errorInstance instanceof Error ? (errorInstance.stack ?? errorInstance.message) : String(errorInstance);
  return `${what}, seed ${seed}: ${JSON.stringify(counterexample)}\n${reason}\n`;
}

/** Answers how many rounds broke a law; each is told with its smallest text. */
function fuzz(runs: number, seed: number): number {
  let failures = 0;
  for (let done = 0, round = 0; done < runs; round += 1) {
    const size = Math.min(RUNS_PER_ROUND, runs - done);
    for (const { what, share, check } of SHARES) {
      const details = check(seed + round, Math.ceil(size * share));
      if (!details.failed) continue;
      failures += 1;
      process.stdout.write(describe(what, details));
    }
    done += size;
    if ((round + 1) % 10 === 0) process.stderr.write(`${done} of ${runs}\n`);
  }
  return failures;
}

const { values } = parseArgs({
  options: { runs: { type: "string", default: "100000" }, seed: { type: "string", default: "1" } },
});
const [runs, seed] = [Number(values.runs), Number(values.seed)];
if (!Number.isInteger(runs) || !Number.isInteger(seed) || runs < 1) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const failures = fuzz(runs, seed);
const slowest = [...counts.slowest].map(([name, seconds]) => `${name} ${seconds.toFixed(2)} s`).join(", ");
process.stdout.write(`slowest for 100 kB: ${slowest === "" ? "no long text came" : slowest}\n`);
process.stdout.write(`${counts.accepted} accepted, ${counts.refused} refused, ${failures} failed\n`);
process.exitCode = failures === 0 ? 0 : 1;
