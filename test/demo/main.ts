import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startRuntime } from "../harness/runtime-process.ts";
import { describeDifferences, sharedEmails } from "./judge.ts";
import { latencyTable, measureLatency } from "./latency.ts";
import { planOrders } from "./plan.ts";
import { figuresOf, lastLine, sideBySide, summaryTable } from "./show.ts";
import { playStory } from "./story.ts";
import { startWorld } from "./world.ts";

const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "200" },
    seed: { type: "string", default: "1" },
    latency: { type: "string", default: "10" },
  },
});
const count = Number(values.orders);
const seed = Number(values.seed);
const latencyCount = Number(values.latency);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed) || !(latencyCount >= 0)) {
  process.stderr.write("Usage: npm run demo -- --orders 200 --seed 1 (--latency 10: so often each way is timed)\n");
  process.exit(2);
}

const started = performance.now();
const folder = mkdtempSync(join(tmpdir(), "xmap-demo-"));
const world = await startWorld({ shopRate: 40 });
world.erp.faults.add({ kind: "lostAnswer", match: { operation: "sale.order.create" }, remaining: 3 });
world.erp.faults.add({ kind: "lostAnswer", match: { operation: "sale.order.action_confirm" }, remaining: 3 });
process.stderr.write(`X-Cart sandbox at ${world.shop.url}, Odoo sandbox at ${world.erp.url}\n`);
const runtime = await startRuntime({
  project: resolve(import.meta.dirname, "../../mappings/xcart-odoo/orders.xmap"),
  store: join(folder, "demo.sqlite"),
  environment: world.environment,
  pollEvery: "1s",
});
process.stderr.write(`xmap runs at ${runtime.url}\n`);
world.connect(runtime.url);

let exitCode = 1;
let shown = "";
try {
  const end = await playStory(
    world,
    planOrders(count, seed),
    { runtimeUrl: () => runtime.url, progress: showProgress },
    { patience: 30_000, pauseBetweenOrders: 20, outageMilliseconds: 3_000 },
  );
  process.stderr.write("\n\n");
  process.stdout.write(`${summaryTable(world, end)}\n\n${sideBySide(world, end)}\n\n`);
  for (const difference of describeDifferences(end.verdicts))
    process.stdout.write(`${difference}
`);
  const twice = sharedEmails(world);
  if (twice.length > 0) process.stdout.write(`customers in Odoo more than once: ${twice.join(", ")}\n`);
  if (latencyCount > 0) {
    process.stderr.write("Timing both ways, one after the other…\n");
    process.stdout.write(`${latencyTable(await measureLatency({ count: latencyCount, folder }))}\n\n`);
  }
  const figures = figuresOf(end.verdicts, twice.length);
  process.stderr.write(`${((performance.now() - started) / 1_000).toFixed(1)} s\n`);
  process.stdout.write(`${lastLine(figures)}\n`);
  exitCode = figures.lost + figures.twice + figures.against === 0 ? 0 : 1;
} finally {
  await runtime.stop();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(exitCode);

function showProgress(phase: string, done: number, of: number): void {
  const filled = Math.round((done / Math.max(1, of)) * 30);
  const bar = `${"█".repeat(filled)}${"░".repeat(30 - filled)}`;
  const text = `${phase.padEnd(8)} ${bar} ${done}/${of}`;
  if (text === shown) return;
  shown = text;
  process.stderr.write(process.stderr.isTTY ? `\r${text}` : `${text}\n`);
}
