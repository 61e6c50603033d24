import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { ConnectorSession, MappingModule, WaitingRecord } from "@xmap/contract";
import { EmbeddedEngine, type RunEnd, SqliteStore, startWebhookServer, type WebhookServer } from "@xmap/runtime/node";
import { createSeededRandom } from "@xmap/sandbox";
import { MAPPINGS } from "../harness/mappings.ts";
import { compiledModules } from "../integrations/harness/compiled-modules.ts";
import { WEBHOOK_SECRET, type World } from "./world.ts";

/** How far the clock goes in a real millisecond: slowly while answers are under way. */
const BUSY_STEP = 25;
const IDLE_STEP = 1_000;

interface Running {
  readonly engine: EmbeddedEngine;
  readonly store: SqliteStore;
  readonly sessions: readonly ConnectorSession[];
  readonly server: WebhookServer;
}

/** The engine with its store on disk and its address for webhooks; it can be stopped and started again on the same store. */
export class EngineHost {
  readonly #world: World;
  readonly #modules: readonly MappingModule[];
  readonly #random: ReturnType<typeof createSeededRandom>;
  #running: Running | undefined;
  #poll: Promise<void> | undefined;
  #fill: Promise<unknown> | undefined;
  /** Ends of runs by outcome. */
  readonly outcomes = new Map<string, number>();
  readonly onEnd: ((end: RunEnd) => void) | undefined;

  private constructor(world: World, modules: readonly MappingModule[], seed: number, onEnd?: (end: RunEnd) => void) {
    this.#world = world;
    this.#modules = modules;
    this.#random = createSeededRandom(seed);
    this.onEnd = onEnd;
  }

  /** Starts the engine with the mappings of `mappings/xcart-odoo`. */
  static async start(world: World, seed: number, onEnd?: (end: RunEnd) => void): Promise<EngineHost> {
    const host = new EngineHost(world, await compiledModules("xcart-odoo"), seed, onEnd);
    await host.#start();
    return host;
  }

  /** Begins to ask both systems for changes, unless that is still under way. */
  poll(): void {
    const { engine } = this.#engine();
    this.#poll ??= engine.poll().finally(() => {
      this.#poll = undefined;
    });
  }

  /** What the engine does once a day by its own watch: it looks at all profiles, for those whose webhook was lost. */
  async sweepProfiles(): Promise<void> {
    const profiles = this.#world.shop.profiles();
    await this.#engine().engine.acceptChanges(
      profiles.map(({ id }) => ({ system: "shop", resource: "profiles", key: [String(id)], origin: "schedule" })),
    );
  }

  /** Loads records that were changed since then, as one does who goes live. */
  async backFill(flow: string, since: number): Promise<void> {
    const { goingLive } = this.#engine().engine;
    this.#fill = goingLive.fill({ flow, since, anew: true }).finally(() => {
      this.#fill = undefined;
    });
    const { clock } = this.#world;
    while (this.#fill !== undefined) await this.work(clock.now() + 1_000);
  }

  /** Lets time pass; the engine works meanwhile. */
  async work(until: number): Promise<void> {
    const { clock } = this.#world;
    while (clock.now() < until) {
      const left = until - clock.now();
      const { pending } = this.#engine().engine.summary();
      const step = this.#isBusy() ? BUSY_STEP : pending > 0 ? IDLE_STEP : left;
      clock.advance(Math.min(step, left));
      await pause(1);
    }
  }

  /** True when nothing is to be done. */
  isIdle(): boolean {
    const { pending, running } = this.#engine().engine.summary();
    return pending + running === 0 && !this.#isBusy();
  }

  /** Stops in the middle of what is under way, and starts again on the same store. */
  async restart(): Promise<void> {
    await this.stop();
    await this.#start();
  }

  /** Holds and dead letters that wait for a person. */
  waiting(): Promise<readonly WaitingRecord[]> {
    return this.#engine().engine.operations.list({ limit: 10_000 });
  }

  async stop(): Promise<void> {
    const { engine, store, sessions, server } = this.#engine();
    this.#world.shop.setWebhook(undefined);
    await server.close();
    await engine.stop();
    await this.#poll;
    await store.close();
    for (const session of sessions) await session.close();
    this.#running = undefined;
  }

  async #start(): Promise<void> {
    const { clock, folder, systems, shop } = this.#world;
    const store = new SqliteStore({ path: join(folder, "store.sqlite"), installation: "simulation", clock });
    const sessions = Object.fromEntries(
      Object.entries(systems).map(([system, { connector, options }]) => {
        const settings = { system, options, clock, timeoutMilliseconds: 30_000, projectFolder: MAPPINGS };
        return [system, connector.open(settings)];
      }),
    );
    const random = {
      fraction: () => this.#random.fraction(),
      bytes: (count: number) => Uint8Array.from({ length: count }, () => this.#random.whole(0, 255)),
    };
    const ports = { store, sessions, clock, random, installation: "simulation" };
    const engine = new EmbeddedEngine({ ...ports, modules: this.#modules, watches: "whenAsked" });
    engine.onRunEnd((end) => {
      this.outcomes.set(end.outcome, (this.outcomes.get(end.outcome) ?? 0) + 1);
      this.onEnd?.(end);
    });
    await engine.start();
    const server = await startWebhookServer({ engine, sessions, port: 0 });
    this.#running = { engine, store, sessions: Object.values(sessions), server };
    shop.setWebhook({
      url: `${server.url}/webhooks/shop`,
      secret: WEBHOOK_SECRET,
      attempts: 3,
      disorder: { doubledShare: 0.05, delayedShare: 0.1, delayMilliseconds: 40 },
    });
  }

  #isBusy(): boolean {
    const { engine } = this.#engine();
    const isAsking = this.#poll !== undefined || this.#fill !== undefined;
    return isAsking || engine.summary().running > 0 || this.#world.shop.pendingWebhooks() > 0;
  }

  #engine(): Running {
    if (this.#running === undefined) throw new Error("the engine does not run");
    return this.#running;
  }
}
