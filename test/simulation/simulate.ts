import { createSeededRandom } from "@xmap/sandbox";
import { Agenda } from "./agenda.ts";
import { Customers } from "./customers.ts";
import { EngineHost } from "./engine-host.ts";
import { finalDifferences, wordsOf } from "./final-check.ts";
import { MasterDataScript } from "./master-data-script.ts";
import { OrderScript } from "./order-script.ts";
import { StockScript } from "./stock-script.ts";
import { Watch } from "./watch.ts";
import { Weather } from "./weather.ts";
import { startWorld, type World } from "./world.ts";

export interface SimulationOptions {
  /** Days in which orders are placed; a fraction is a part of a day. */
  readonly days: number;
  readonly seed: number;
  /** Orders a day; about 780 makes 5,000 a week, since nobody buys while the shop is down. */
  readonly ordersADay?: number;
  /** Told now and then how far it is. */
  readonly progress?: (words: string) => void;
}

interface SimulationReport {
  readonly differences: readonly string[];
  readonly violations: readonly string[];
  readonly orders: number;
  readonly runs: ReadonlyMap<string, number>;
  /** Milliseconds. */
  readonly simulated: number;
  readonly restarts: number;
  readonly outages: number;
  /** Holds and dead letters by what they say, without numbers. */
  readonly waits: ReadonlyMap<string, number>;
  /** The commonest requests that the systems got. */
  readonly requests: { readonly shop: readonly string[]; readonly erp: readonly string[] };
  /** What happened, in words. */
  readonly events: string;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const PATIENCE = 4 * DAY;
/** Once nobody buys any more, nothing can be oversold in between. */
const MINUTES_BETWEEN_LATE_POLLS = 10;

/** How much is bought in each hour of a day, in any unit. */
const DAILY_CURVE = [4, 2, 1, 1, 1, 2, 5, 9, 14, 18, 21, 23, 25, 22, 20, 20, 22, 25, 30, 36, 38, 32, 20, 9] as const;
const WHOLE_DAY = DAILY_CURVE.reduce<number>((sum, share) => sum + share, 0);

/** Lets a shop live so many days, and then so long that everything can come to its end. */
export async function simulate(options: SimulationOptions): Promise<SimulationReport> {
  const world = await startWorld(options.seed);
  try {
    return await run(world, options);
  } finally {
    await world.close();
  }
}

async function run(world: World, options: SimulationOptions): Promise<SimulationReport> {
  const { days, seed, ordersADay = 780, progress = () => {} } = options;
  const random = createSeededRandom(seed);
  const { clock } = world;
  const watch = new Watch(world);
  const stock = new StockScript({ world, random, stock: watch.stock });
  stock.furnish();
  const engine = await EngineHost.start(world, seed + 2);
  await settle(world, engine);

  const agenda = new Agenda();
  const customers = new Customers(world.shop, random);
  const masterData = new MasterDataScript({ world, random, customers, stock: watch.stock });
  const weather = new Weather(world, random);
  // A short simulation has people who do in minutes what takes hours.
  const pace = Math.min(1, Math.max(0.05, days / 2));
  const script = new OrderScript({ world, agenda, random, customers, watcher: watch, pace });
  const begin = Math.ceil(clock.now() / HOUR) * HOUR;
  await engine.work(begin);
  const end = begin + days * DAY;
  // Parts of a day begin where the curve is high.
  const firstHour = days < 1 ? 10 : 0;
  const restartAt = begin + Math.floor((days * DAY) / 2 / MINUTE) * MINUTE + MINUTE;
  let restarts = 0;

  // Whoever still cannot do his work then never will.
  const latest = end + PATIENCE;
  for (let minute = 0; clock.now() < end || (agenda.left > 0 && clock.now() < latest); minute += 1) {
    const now = begin + minute * MINUTE;
    await weather.minute();
    watch.look();
    watch.stock.passed(weather.isUp("shop") && weather.isUp("erp"));
    agenda.run(now);
    if (minute % 60 === 0) {
      stock.hour();
      if (now < end) masterData.hour();
      if (now < end) await weather.hour();
      else await weather.clear();
      progress(
        `${new Date(now).toISOString().slice(0, 16)} orders ${script.lives.length} to come ${agenda.left} violations ${watch.violations.length}`,
      );
    }
    if (now < end && weather.isUp("shop")) {
      const share = (DAILY_CURVE[(firstHour + Math.floor(minute / 60)) % 24] ?? 0) / WHOLE_DAY / 60;
      const count = ordersADay * share + random.fraction();
      for (let order = 1; order <= count; order += 1) script.place();
    }
    if (now < end || minute % MINUTES_BETWEEN_LATE_POLLS === 0) engine.poll();
    if (minute > 0 && minute % (24 * 60) === 0) await engine.sweepProfiles();
    if (now === restartAt) {
      await engine.work(now + 2_000);
      await engine.restart();
      restarts += 1;
    }
    await engine.work(now + MINUTE);
  }
  await weather.clear();
  await engine.sweepProfiles();
  await settle(world, engine);
  watch.look();
  const waiting = await engine.waiting();
  const stuck = agenda.left === 0 ? [] : [`${agenda.left} acts of people never became possible`];
  const differences = [...stuck, ...finalDifferences(world, watch, script.lives, waiting), ...masterData.differences()];
  const mailed = await backFillQuietly(world, engine);
  await engine.stop();
  const waits = new Map<string, number>();
  for (const record of waiting) {
    const words = `${record.flow} ${record.outcome}: ${wordsOf(record).replaceAll(/\d[\d.,]*/g, "…")}`;
    waits.set(words, (waits.get(words) ?? 0) + 1);
  }
  const { receipts, losses, transfers, counterSales } = stock;
  return {
    differences,
    violations: [...watch.violations, ...mailed],
    orders: script.lives.length,
    runs: engine.outcomes,
    simulated: clock.now() - begin,
    restarts,
    outages: weather.outages,
    waits,
    requests: { shop: requestsOf(world.shop), erp: requestsOf(world.erp) },
    events: `${customers.all.length} customers, ${receipts} receipts, ${transfers} transfers, ${losses} losses, ${counterSales} sales over the counter, ${masterData.edits} edits of master data`,
  };
}

/** The newest deliveries are loaded once more, as by somebody who goes live: nobody may be mailed. */
async function backFillQuietly(world: World, engine: EngineHost): Promise<readonly string[]> {
  const { shop } = world;
  const last = shop.mails().findLast(({ kind }) => kind === "shipped");
  if (last === undefined) return [];
  // Delivered, and not Shipped in the shop: a live run would make it so and the shop would mail.
  shop.setShippingStatus(last.orderId, "P", { announce: false });
  const before = shop.mails().length;
  await engine.backFill("DeliveryToShop", Date.parse(last.at) - HOUR);
  await settle(world, engine);
  const mails = shop.mails().slice(before);
  return mails.map(({ orderId, kind }) => `a back-fill mailed "${kind}" about order ${orderId}`);
}

/** The commonest requests with how often they came. */
function requestsOf({ counters }: World["shop"] | World["erp"]): readonly string[] {
  const found = Object.entries(counters.values().requests).toSorted(([, left], [, right]) => right - left);
  return found.slice(0, 12).map(([label, count]) => `${count} ${label}`);
}

/** Asks both systems again and again until nothing more is to be done. */
async function settle({ clock }: World, engine: EngineHost): Promise<void> {
  let quiet = 0;
  for (let round = 0; round < 200 && quiet < 4; round += 1) {
    engine.poll();
    await engine.work(clock.now() + MINUTE);
    quiet = engine.isIdle() ? quiet + 1 : 0;
  }
}
