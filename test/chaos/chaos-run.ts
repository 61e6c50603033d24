import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { WebhookCounts } from "@xmap/sandbox/xcart";
import { readStatus } from "../demo/status.ts";
import { startWorld, type World } from "../demo/world.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { historyOf } from "./history.ts";
import { type ChaosFindings, judgeChaos, misjudgedWaiting } from "./judge.ts";
import { KilledRuntime, planKills } from "./killer.ts";
import { planChaos } from "./plan.ts";
import { SaleJournal } from "./sale-journal.ts";
import { ShopLoad } from "./shop-load.ts";
import { Warehouse } from "./warehouse.ts";
import { faultsHit, turnBad, turnGood } from "./weather.ts";

export interface ChaosOptions {
  readonly orders: number;
  readonly kills: number;
  readonly seed: number;
  /** An empty folder for the mappings and the store. */
  readonly folder: string;
  /** Ends the run early; it then rejects. */
  readonly signal: AbortSignal;
  progress(words: string): void;
}

export interface ChaosResult {
  readonly findings: ChaosFindings;
  /** Orders that wait for a person and must not, or must and do not. */
  readonly misjudged: readonly string[];
  readonly waiting: number;
  /** What happened to the first of the orders with which something is wrong. */
  readonly histories: readonly string[];
  readonly kills: number;
  readonly changes: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly webhooks: WebhookCounts;
}

const ORDERS_PER_SECOND = 14;
/** So many orders may be on their way into the ERP before the shop takes a breath: enough for load under every kill. */
const MOST_UNDER_WAY = 120;
const LEAST_UNDER_WAY = 12;
/** About so many of all orders become sales. */
const SHARE_IN_ERP = 0.85;
/** Longer than it takes to find a change by polling. */
const QUIET_MILLISECONDS = 4_000;
const MOST_HISTORIES = 3;
/** Longer than a client waits for an answer that never comes. */
const PATIENCE_MILLISECONDS = 60_000;

/** Plays the whole run and judges it. All processes that it started have ended when it resolves or rejects. */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const { seed, folder } = options;
  const world = await startWorld({
    randomSeed: seed * 1_000,
    webhookDisorder: { doubledShare: 0.15, delayedShare: 0.4, delayMilliseconds: 1_500 },
  });
  let runtime: KilledRuntime | undefined;
  try {
    runtime = await KilledRuntime.start({
      project: hurriedMappings(folder),
      store: join(folder, "chaos.sqlite"),
      environment: { ...world.environment, XMAP_LOG: "error" },
      pollEvery: "2s",
    });
    world.connect(runtime.url);
    return await play(options, world, runtime);
  } finally {
    await runtime?.end();
    await world.close();
  }
}

/** The mappings with a policy for a system under test: what a real shop would have to be spared is not spared here. */
function hurriedMappings(folder: string): string {
  const project = copyRunnableMappings(folder);
  const file = join(project, "shared", "policies.xmap");
  const hurried = readFileSync(file, "utf8")
    .replace("retry from 1s to 5m", "retry from 1s to 5s")
    .replace("rate 50 per 1s", "rate 500 per 1s");
  writeFileSync(file, hurried);
  return project;
}

async function play(options: ChaosOptions, world: World, runtime: KilledRuntime): Promise<ChaosResult> {
  const journal = new SaleJournal(world.erp);
  const load = new ShopLoad(world.shop, planChaos(options.orders, options.seed));
  const warehouse = new Warehouse(world, journal);
  const ended = new AbortController();
  const signal = AbortSignal.any([options.signal, ended.signal]);
  const tell = (): void =>
    options.progress(
      `${load.orders.length} of ${options.orders} orders placed, ${journal.count()} sales in the ERP, killed ${runtime.kills} of ${options.kills} times`,
    );
  const mostUnderWay = Math.min(MOST_UNDER_WAY, Math.max(LEAST_UNDER_WAY, options.orders / 10));
  const pace = {
    ordersPerSecond: ORDERS_PER_SECOND,
    isFull: () => load.orders.length * SHARE_IN_ERP - journal.count() > mostUnderWay,
  };
  const killed = (): void => options.progress(`killed at ${new Date().toISOString()}`);
  const kills = planKills(options.kills, options.orders, options.seed);
  turnBad(world, options.orders);
  try {
    const others = [
      runtime.endedByItself,
      every(250, signal, () => warehouse.look(load.orders)),
      every(2_000, signal, tell),
    ];
    const played = [load.play(pace, signal), runtime.killAt(kills, () => load.orders.length, killed, signal)];
    await Promise.race([Promise.all(played), ...others]);
    turnGood(world);
    const faults = faultsHit(world);
    const settled = settle({ world, runtime, journal, load, warehouse, signal });
    return {
      ...(await Promise.race([settled, ...others])),
      kills: runtime.kills,
      changes: load.orders.reduce((sum, { versions }) => sum + versions.length - 1, 0),
      faults,
      webhooks: world.shop.webhookCounts(),
    };
  } finally {
    ended.abort();
  }
}

type Judgement = Pick<ChaosResult, "findings" | "misjudged" | "waiting" | "histories">;

interface Settling {
  readonly world: World;
  readonly runtime: KilledRuntime;
  readonly journal: SaleJournal;
  readonly load: ShopLoad;
  readonly warehouse: Warehouse;
  readonly signal: AbortSignal;
}

/** Judges each time that nothing has happened for a while, until nothing is wrong or patience ends. */
async function settle(settling: Settling): Promise<Judgement> {
  const { world, runtime, journal, load, warehouse, signal } = settling;
  let length = -1;
  let changedAt = performance.now();
  for (;;) {
    await wait(1_000, undefined, { signal });
    const now = performance.now();
    const newLength = journal.length + world.shop.journal().length;
    if (newLength !== length) changedAt = now;
    length = newLength;
    const quiet = now - changedAt;
    const status = await readStatus(runtime.url);
    const isIdle = status.summary.pending + status.summary.running === 0 && warehouse.isDone(load.orders);
    if (quiet < QUIET_MILLISECONDS || (!isIdle && quiet < PATIENCE_MILLISECONDS)) continue;
    const findings = judgeChaos(world, journal, load.orders);
    const misjudged = misjudgedWaiting(status, load.orders);
    const wrong = [...Object.values(findings), misjudged].flatMap((list: readonly string[]) => list);
    if (wrong.length > 0 && quiet < PATIENCE_MILLISECONDS) continue;
    const named = load.orders.filter(({ number }) => wrong.some((words) => words.startsWith(`order ${number}`)));
    const histories = named.slice(0, MOST_HISTORIES).flatMap((order) => historyOf(world, journal, order));
    return { findings, misjudged, waiting: status.waiting.length, histories };
  }
}

/** Does something again and again until the signal aborts or the work throws; then rejects. */
async function every(milliseconds: number, signal: AbortSignal, work: () => void): Promise<never> {
  for (;;) {
    await wait(milliseconds, undefined, { signal });
    work();
  }
}
