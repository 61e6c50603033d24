import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { EmbeddedEngine, SqliteStore, SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import type { Benchmark, BenchmarkOptions, Figures } from "../benchmark.ts";
import { residentMegabytes } from "../harness/process-usage.ts";
import { madeErp, madeShop } from "./made-systems.ts";
import { MODULE, ORDER_TO_SALE } from "./mapping.ts";

const RECORDS = 200_000;
const QUICK_RECORDS = 5_000;
/** Code is compiled and caches are filled by a round that is not counted. */
const WARM_UP = 3_000;

/** How fast all records are loaded once, looked through again and compared; both systems answer at once, in this process. */
export const syncBenchmark: Benchmark = {
  description: "initial load, an unchanged second one, comparing both sides",
  measurements: ["sync"],
  aims: {
    "sync.callsPer1000Unchanged": { atMost: 1_020 },
    "sync.residentGrowthMegabytes": { atMost: 50 },
  },
  async run(options) {
    await round(WARM_UP, options);
    const before = settledMegabytes();
    const figures = await round(options.quick ? QUICK_RECORDS : RECORDS, options);
    return { ...figures, "sync.residentGrowthMegabytes": settledMegabytes() - before };
  },
};

async function round(records: number, { log }: BenchmarkOptions): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "xmap-bench-sync-"));
  const [shop, erp] = [madeShop(records), madeErp(records)];
  const calls = (): number => shop.calls() + erp.calls();
  const store = new SqliteStore({ path: join(folder, "store.sqlite"), installation: "bench", clock: SYSTEM_CLOCK });
  const engine = new EmbeddedEngine({
    store,
    modules: [MODULE],
    sessions: { shop: shop.session, erp: erp.session },
    clock: SYSTEM_CLOCK,
    random: SYSTEM_RANDOM,
    installation: "bench",
    watches: false,
  });
  try {
    await engine.start();
    const fill = async (): Promise<{ readonly seconds: number; readonly calls: number }> => {
      const before = calls();
      const seconds = await secondsOf(async () => {
        await engine.goingLive.fill({ flow: "OrderToCash", since: undefined, anew: false });
        await engine.idle();
      });
      return { seconds, calls: calls() - before };
    };
    log(`initial load of ${records} records …`);
    const first = await fill();
    log("the same records, unchanged …");
    const second = await fill();
    const { outcomes } = engine.summary();
    if (outcomes.delivered !== records || outcomes.unchanged !== records || erp.sales() !== records)
      throw new Error(`not every record was loaded once: ${JSON.stringify(outcomes)}`);
    log("comparing both sides …");
    const reconcile = await secondsOf(async () => {
      const report = await engine.goingLive.compare(ORDER_TO_SALE, { figures: [], onDifference: () => {} });
      if (report.equal !== records) throw new Error(`not every record is equal: ${JSON.stringify(report)}`);
    });
    return {
      "sync.initialLoadRecordsPerSecond": records / first.seconds,
      "sync.initialLoadCallsPer100Records": (first.calls * 100) / records,
      "sync.callsPer1000Unchanged": (second.calls * 1_000) / records,
      "sync.reconcileRecordsPerSecond": records / reconcile,
    };
  } finally {
    await engine.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1_000;
}

/** Resident memory after garbage was collected and freed pages were given back. */
function settledMegabytes(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as NonNullable<typeof globalThis.gc>;
  for (let turn = 0; turn < 3; turn += 1) collect({ type: "major", execution: "sync", flavor: "last-resort" });
  return residentMegabytes(process.pid);
}
