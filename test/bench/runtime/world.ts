import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { MeasuredProcess, type Methods } from "../harness/child-process.ts";
import { peakResidentMegabytes } from "../harness/process-usage.ts";
import { type CompiledProject, compileProject } from "./compile-project.ts";
import type { BacklogMethods } from "./processes/backlog.ts";
import type { BareMethods } from "./processes/bare.ts";
import type { LoadMethods, LoadPlan, LoadResult } from "./processes/load.ts";
import type { OursMethods } from "./processes/ours.ts";
import type { SinkMethods, SinkProgress } from "./processes/sink.ts";
import type { StepsMethods } from "./processes/steps.ts";

/** Where installations, stores and profiles of the benchmark lie. */
export const CACHE_FOLDER = resolve(import.meta.dirname, "../../../node_modules/.cache/xmap-bench");

export const SECRET = `whsec_${Buffer.from("a secret of the benchmark alone").toString("base64")}`;
export const SEED = 20_261_121;
export const CONNECTIONS = 64;

/** How long the sink may wait for the next order before a measurement is given up. */
const PATIENCE_MILLISECONDS = 30_000;

/** Something that takes webhooks and delivers them to the sink. */
export interface Target {
  readonly name: string;
  readonly url: string;
  readonly processId: number;
}

export interface OursTarget extends Target {
  readonly process: MeasuredProcess<OursMethods>;
  /** The store's file. */
  readonly store: string;
}

/** How much is sent and how; `first` sends orders again that have been sent. */
export type SendPlan = Pick<LoadPlan, "milliseconds" | "orders" | "perSecond"> &
  Partial<Pick<LoadPlan, "kind" | "connections" | "first">>;

/** What came of a load once the sink had all of it. */
export interface Delivery {
  readonly orders: number;
  readonly ordersPerSecond: number;
  readonly load: LoadResult;
  readonly sink: SinkProgress;
}

/** The processes of one benchmark run: the sink and the load are there from the beginning. */
export class World {
  readonly project: CompiledProject;
  readonly sinkUrl: string;
  readonly folder: string;
  readonly sink: MeasuredProcess<SinkMethods>;
  readonly #load: MeasuredProcess<LoadMethods>;
  readonly #processes = new Set<{ kill(): Promise<void> }>();
  readonly #startedOurs: OursTarget[] = [];
  readonly #peaks: number[] = [];
  #ours: Promise<OursTarget> | undefined;
  #nextOrder = 0;

  private constructor(parts: {
    project: CompiledProject;
    sinkUrl: string;
    folder: string;
    sink: MeasuredProcess<SinkMethods>;
    load: MeasuredProcess<LoadMethods>;
  }) {
    this.project = parts.project;
    this.sinkUrl = parts.sinkUrl;
    this.folder = parts.folder;
    this.sink = parts.sink;
    this.#load = parts.load;
  }

  static async start(): Promise<World> {
    mkdirSync(CACHE_FOLDER, { recursive: true });
    const folder = mkdtempSync(join(CACHE_FOLDER, "run-"));
    // Stores of a million orders must not stay behind when the run is broken off.
    process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
    const sink = startProcess<SinkMethods>("sink");
    const load = startProcess<LoadMethods>("load");
    const sinkUrl = await sink.ask("listen", undefined);
    return new World({ project: compileProject(), sinkUrl, folder, sink, load });
  }

  async startBare(): Promise<Target> {
    const bare = this.keep(startProcess<BareMethods>("bare"));
    const url = await bare.ask("listen", { sink: this.sinkUrl, secret: SECRET, connections: CONNECTIONS });
    return { name: "bare", url, processId: bare.processId };
  }

  /** Starts the engine on a store of the run's folder. */
  async startOurs(storeName: string): Promise<OursTarget> {
    const ours = this.keep(startProcess<OursMethods>("ours", ["--expose-gc"]));
    const store = this.#storePath(storeName);
    const module = this.project.orders;
    const options = {
      module,
      store,
      sink: this.sinkUrl,
      secret: SECRET,
      connections: CONNECTIONS,
      parallel: CONNECTIONS,
    };
    const url = await ours.ask("start", options);
    const target = { name: "ours", url, processId: ours.processId, process: ours, store };
    this.#startedOurs.push(target);
    return target;
  }

  /** Starts the engine alone, with counters in memory and no HTTP. */
  async startSteps(parallel: number): Promise<MeasuredProcess<StepsMethods>> {
    const steps = this.keep(startProcess<StepsMethods>("steps"));
    await steps.ask("start", { module: this.project.steps, store: this.#storePath("steps"), parallel });
    return steps;
  }

  /** The engine that several measurements share, on one store. */
  ours(): Promise<OursTarget> {
    this.#ours ??= this.startOurs("ours");
    return this.#ours;
  }

  /** Resolves when the engine has nothing left to do; the others are done when they answer. */
  async settle(target: Target): Promise<void> {
    const ours = this.#startedOurs.find(({ processId }) => processId === target.processId);
    if (ours !== undefined) await ours.process.ask("idle", undefined);
  }

  /** Ends an engine's process and remembers how much memory it took. */
  async endOurs(ours: OursTarget): Promise<void> {
    this.#peaks.push(peakResidentMegabytes(ours.processId));
    this.#startedOurs.splice(this.#startedOurs.indexOf(ours), 1);
    await ours.process.kill();
  }

  /** The most resident memory that any engine of this run has taken; undefined when none was started. */
  peakMegabytesOfOurs(): number | undefined {
    const running = this.#startedOurs.map(({ processId }) => peakResidentMegabytes(processId));
    const peaks = [...this.#peaks, ...running];
    return peaks.length === 0 ? undefined : Math.max(...peaks);
  }

  /** Puts orders that wait into a store of the run's folder, which no engine may be using. */
  async fillStore(storeName: string, orders: number): Promise<void> {
    const backlog = startProcess<BacklogMethods>("backlog");
    const store = this.#storePath(storeName);
    try {
      await backlog.ask("fill", { store, module: this.project.orders, seed: SEED, first: this.#nextOrder, orders });
      this.#nextOrder += orders;
    } finally {
      await backlog.kill();
    }
  }

  /** Ends a process with the run. */
  keep<Kept extends { kill(): Promise<void> }>(kept: Kept): Kept {
    this.#processes.add(kept);
    return kept;
  }

  /** Sends orders, new ones unless the plan says so; resolves when they are answered. */
  async send(url: string, plan: SendPlan): Promise<LoadResult> {
    const first = plan.first ?? this.#nextOrder;
    const usual = { kind: "webhook", connections: CONNECTIONS } as const;
    const result = await this.#load.ask("send", { ...usual, ...plan, url, secret: SECRET, seed: SEED, first });
    this.#nextOrder = Math.max(this.#nextOrder, first + result.orders);
    return result;
  }

  /** Sends for so long and waits until the sink has everything; the rate counts until then. Rejects when orders are lost. */
  async deliver(target: Pick<Target, "name" | "url">, plan: SendPlan): Promise<Delivery> {
    await this.resetSink({ times: plan.perSecond !== undefined });
    const load = await this.send(target.url, plan);
    const sink = await this.complete(target, load.orders);
    if (sink.repeats > 0) throw new Error(`${target.name} delivered ${sink.repeats} orders more than once`);
    return { orders: load.orders, ordersPerSecond: (load.orders * 1_000) / (sink.lastAt - load.startedAt), load, sink };
  }

  /** Resolves when so many different orders have come to the sink since it was reset; rejects when they do not come. */
  async complete(target: Pick<Target, "name" | "url">, orders: number): Promise<SinkProgress> {
    try {
      return await this.sink.ask("complete", { orders, patienceMilliseconds: PATIENCE_MILLISECONDS });
    } catch (error) {
      const ours = this.#startedOurs.find(({ url }) => url === target.url);
      const state = ours === undefined ? "" : `: ${await ours.process.ask("describe", undefined)}`;
      throw new Error(`${target.name} did not deliver ${orders} orders${state}`, { cause: error });
    }
  }

  /** The sink forgets what has come; from the next order on it keeps times when asked to. */
  async resetSink(options: { readonly keeps?: number; readonly times?: boolean } = {}): Promise<void> {
    const timesFrom = options.times === true ? this.#nextOrder : undefined;
    await this.sink.ask("reset", { keeps: options.keeps ?? 1_000, timesFrom });
  }

  #storePath(name: string): string {
    return join(this.folder, `${name}.sqlite`);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#processes, this.sink, this.#load].map((started) => started.kill()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function startProcess<Api extends Methods<Api>>(
  name: string,
  nodeOptions: readonly string[] = [],
): MeasuredProcess<Api> {
  const file = resolve(import.meta.dirname, "processes", `${name}.ts`);
  // Stripped sources are kept, so that a start costs about as much as that of a built package.
  const environment = { NODE_COMPILE_CACHE: join(CACHE_FOLDER, "compiled") };
  return new MeasuredProcess<Api>(name, file, { nodeOptions, environment });
}
