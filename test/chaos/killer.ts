import { setTimeout as wait } from "node:timers/promises";
import { createSeededRandom } from "@xmap/sandbox";
import { type RuntimeOptions, type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";

/** When one kill comes: so many milliseconds after so many orders are placed. */
interface Kill {
  readonly afterOrders: number;
  readonly delay: number;
}

/** Random moments, spread over the placing of all orders; the same count and seed give the same ones. */
export function planKills(kills: number, orders: number, seed: number): Kill[] {
  const random = createSeededRandom(seed * 17 + 3);
  const draw = (): Kill => ({ afterOrders: random.whole(1, orders), delay: random.whole(0, 400) });
  return Array.from({ length: kills }, draw).sort((left, right) => left.afterOrders - right.afterOrders);
}

/** A runtime that is killed and started again, always at one address, as a service manager would. */
export class KilledRuntime {
  readonly #options: RuntimeOptions;
  #process: RuntimeProcess;
  #restart: Promise<void> = Promise.resolve();
  #kills = 0;
  readonly #killed = new WeakSet<RuntimeProcess>();
  readonly #ownEnd = Promise.withResolvers<never>();

  private constructor(options: RuntimeOptions, process: RuntimeProcess) {
    this.#options = options;
    this.#process = process;
    this.#ownEnd.promise.catch(() => undefined);
    this.#watch(process);
  }

  static async start(options: RuntimeOptions): Promise<KilledRuntime> {
    const process = await startRuntime(options);
    return new KilledRuntime({ ...options, port: Number(new URL(process.url).port) }, process);
  }

  get url(): string {
    return this.#process.url;
  }

  /** Rejects when it ends without having been killed. */
  get endedByItself(): Promise<never> {
    return this.#ownEnd.promise;
  }

  /** How often it was killed so far. */
  get kills(): number {
    return this.#kills;
  }

  /** Kills at the planned moments and tells of each; resolves when it runs again after the last one. */
  async killAt(kills: readonly Kill[], placed: () => number, killed: () => void, signal: AbortSignal): Promise<void> {
    for (const { afterOrders, delay } of kills) {
      while (placed() < afterOrders) await wait(5, undefined, { signal });
      await wait(delay, undefined, { signal });
      await this.#kill();
      this.#kills += 1;
      killed();
      this.#restart = this.#startAgain();
      await this.#restart;
    }
  }

  /** SIGKILL, for good; one that is starting is waited for, so that it does not stay behind. */
  async end(): Promise<void> {
    await this.#restart.catch(() => undefined);
    await this.#kill();
  }

  async #kill(): Promise<void> {
    this.#killed.add(this.#process);
    await this.#process.kill();
  }

  async #startAgain(): Promise<void> {
    this.#process = await startRuntime(this.#options);
    this.#watch(this.#process);
  }

  #watch(process: RuntimeProcess): void {
    void process.ended().then((exitCode) => {
      if (this.#killed.has(process)) return;
      this.#ownEnd.reject(new Error(`the runtime ended by itself with ${exitCode}: ${process.log().slice(-3_000)}`));
    });
  }
}
