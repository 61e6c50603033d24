import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runChaos } from "./chaos-run.ts";
import { figureLines, lastLine, wrongLines } from "./report.ts";

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "2000" },
    kills: { type: "string", default: "20" },
    seed: { type: "string", default: "1" },
  },
});
const [orders, kills, seed] = [Number(values.orders), Number(values.kills), Number(values.seed)];
if (![orders, kills, seed].every(Number.isInteger) || orders < 1 || kills < 0) {
  process.stderr.write("Usage: npm run chaos -- --kills 20 --orders 2000 --seed 1\n");
  process.exit(2);
}

const stop = new AbortController();
process.once("SIGINT", () => stop.abort("stopped by SIGINT"));
process.once("SIGTERM", () => stop.abort("stopped by SIGTERM"));

const started = performance.now();
const folder = mkdtempSync(join(tmpdir(), "xmap-chaos-"));
let exitCode = 1;
try {
  const result = await runChaos({
    orders,
    kills,
    seed,
    folder,
    signal: stop.signal,
    progress: (words) => process.stderr.write(`${words}\n`),
  });
  for (const line of result.histories) process.stderr.write(`${line}\n`);
  const seconds = (performance.now() - started) / 1_000;
  process.stdout.write(`${[...wrongLines(result), ...figureLines(result, seconds), lastLine(result)].join("\n")}\n`);
  exitCode = wrongLines(result).length === 0 ? 0 : 1;
} catch (error) {
  const reason = stop.signal.aborted
    ? String(stop.signal.reason)
    : error instanceof Error
      ? error.stack
      : String(error);
  process.stderr.write(`the run did not end: ${reason}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(exitCode);
