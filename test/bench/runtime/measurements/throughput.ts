import { join } from "node:path";
import type { BenchmarkOptions, Figures } from "../../benchmark.ts";
import { processorMicroseconds } from "../../harness/process-usage.ts";
import { median } from "../../harness/statistics.ts";
import { startNodeRed } from "../node-red.ts";
import { CACHE_FOLDER, type OursTarget, type Target, type World } from "../world.ts";

interface Round {
  readonly ordersPerSecond: number;
  readonly processorPerOrder: number;
  readonly orders: number;
}

/** Orders per second until the sink has them all, each target after the other in every round. */
export async function measureThroughput(world: World, options: BenchmarkOptions): Promise<Figures> {
  const milliseconds = options.quick ? 2_000 : 4_000;
  const rounds = options.quick ? 3 : 5;
  const bare = await world.startBare();
  const ours = await world.ours();
  const nodeRed = await startNodeRed(world, options.log);
  // What the sink takes from the load alone: it must not be what limits the others.
  const sink = { name: "the sink", url: world.sinkUrl, processId: world.sink.processId };
  const results = { bare: [] as Round[], ours: [] as Round[], nodeRed: [] as Round[], sink: [] as Round[] };
  await measureRound(world, sink, milliseconds / 2, "write");
  for (const target of [bare, ours, nodeRed]) await measureRound(world, target, milliseconds);
  const before = await storeUse(ours);
  for (let round = 0; round < rounds; round += 1) {
    results.bare.push(await measureRound(world, bare, milliseconds));
    results.ours.push(await measureRound(world, ours, milliseconds));
    results.nodeRed.push(await measureRound(world, nodeRed, milliseconds));
    results.sink.push(await measureRound(world, sink, milliseconds / 2, "write"));
    options.log(`  round ${round + 1}: ${describe(results)}`);
  }
  const after = await storeUse(ours);
  const orders = results.ours.reduce((sum, round) => sum + round.orders, 0);
  if (options.profile) await profile(world, ours, milliseconds, options.log);
  await nodeRed.kill();

  const rate = (of: readonly Round[]): number => median(of.map(({ ordersPerSecond }) => ordersPerSecond));
  const processor = (of: readonly Round[]): number => median(of.map(({ processorPerOrder }) => processorPerOrder));
  return {
    "endToEnd.overBareServer": medianRatio(results.ours, results.bare),
    "endToEnd.overNodeRed": medianRatio(results.ours, results.nodeRed),
    "ours.ordersPerSecond": rate(results.ours),
    "bare.ordersPerSecond": rate(results.bare),
    "nodeRed.ordersPerSecond": rate(results.nodeRed),
    "sink.requestsPerSecond": rate(results.sink),
    "sink.overBareServer": medianRatio(results.sink, results.bare),
    "engine.cpuMicrosecondsPerOrder": processor(results.ours),
    "bare.cpuMicrosecondsPerOrder": processor(results.bare),
    "nodeRed.cpuMicrosecondsPerOrder": processor(results.nodeRed),
    "sink.cpuMicrosecondsPerRequest": processor(results.sink),
    "engine.storeBytesPerOrder": (after.bytes - before.bytes) / orders,
    "engine.syncsPerThousandOrders": ((after.commits - before.commits) * 1_000) / orders,
  };
}

async function measureRound(
  world: World,
  target: Target,
  milliseconds: number,
  kind: "webhook" | "write" = "webhook",
): Promise<Round> {
  const before = processorMicroseconds(target.processId);
  const { orders, ordersPerSecond } = await world.deliver(target, { milliseconds, kind });
  await world.settle(target);
  return { orders, ordersPerSecond, processorPerOrder: (processorMicroseconds(target.processId) - before) / orders };
}

async function storeUse(ours: OursTarget): Promise<{ bytes: number; commits: number }> {
  return {
    bytes: await ours.process.ask("storeBytes", undefined),
    commits: await ours.process.ask("commits", undefined),
  };
}

async function profile(
  world: World,
  ours: OursTarget,
  milliseconds: number,
  log: (line: string) => void,
): Promise<void> {
  await ours.process.ask("startProfile", undefined);
  await measureRound(world, ours, milliseconds);
  const file = join(CACHE_FOLDER, "ours.cpuprofile");
  log(`\n${await ours.process.ask("stopProfile", { file })}\n  written to ${file}\n`);
}

function medianRatio(above: readonly Round[], below: readonly Round[]): number {
  return median(
    above.map(({ ordersPerSecond }, index) => ordersPerSecond / (below[index]?.ordersPerSecond ?? Number.NaN)),
  );
}

function describe(results: Readonly<Record<string, readonly Round[]>>): string {
  const each = Object.entries(results).map(([name, rounds]) => {
    const last = rounds.at(-1);
    return `${name} ${last?.ordersPerSecond.toFixed(0)}/s at ${last?.processorPerOrder.toFixed(0)} µs`;
  });
  return each.join(", ");
}
