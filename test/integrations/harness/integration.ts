import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Connector, ConnectorSession, ConnectorSettings, MappingModule, WaitingRecord } from "@xmap/contract";
import { EmbeddedEngine, type EngineOptions, type RunEnd, SqliteStore } from "@xmap/runtime/node";
import { onTestFinished } from "vitest";
import { MAPPINGS } from "../../harness/mappings.ts";
import type { SteppedClock } from "./stepped-clock.ts";

/** A system that an integration connects: its connector and the options of its declaration. */
export interface ConnectedSystem {
  readonly connector: Connector;
  readonly options: ConnectorSettings["options"];
}

export interface IntegrationParts {
  readonly modules: readonly MappingModule[];
  /** By the declared name. */
  readonly systems: Readonly<Record<string, ConnectedSystem>>;
  readonly clock: SteppedClock;
  readonly engine?: Partial<EngineOptions>;
}

/** Takes what is to be done at the end. */
export type AtEnd = (work: () => Promise<void>) => void;

/** Between two looks at all systems. */
const POLL_INTERVAL = 61_000;
const MOST_ROUNDS = 40;
/** Time that runs get to be tried again. */
const LONGEST_WAIT = 1_800_000;
/** How far the clock goes in a real millisecond: slowly while answers are under way, for those who ask again and again. */
const BUSY_STEP = 25;
const IDLE_STEP = 500;

/** Compiled mappings in an engine with a real store, over HTTP to systems whose clock is the engine's. */
export class Integration {
  readonly clock: SteppedClock;
  readonly engine: EmbeddedEngine;
  readonly ends: RunEnd[] = [];
  readonly #store: SqliteStore;
  readonly #sessions: readonly ConnectorSession[];

  private constructor(parts: IntegrationParts, folder: string) {
    const { clock } = parts;
    this.clock = clock;
    const random = { fraction: () => 0.5, bytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)) };
    this.#store = new SqliteStore({ path: join(folder, "store.sqlite"), installation: "test", clock });
    const sessions = Object.fromEntries(
      Object.entries(parts.systems).map(([system, { connector, options }]) => {
        const settings = { system, options, clock, timeoutMilliseconds: 30_000, projectFolder: MAPPINGS };
        return [system, connector.open(settings)];
      }),
    );
    this.#sessions = Object.values(sessions);
    const { modules, engine = {} } = parts;
    const ports = { store: this.#store, sessions, clock, random };
    this.engine = new EmbeddedEngine({ ...ports, modules, installation: "test", watches: "whenAsked", ...engine });
    this.engine.onRunEnd((end) => this.ends.push(end));
  }

  /** Starts the engine; everything ends with the test, or when `atEnd` calls what it is given. */
  static async start(parts: IntegrationParts, atEnd: AtEnd = onTestFinished): Promise<Integration> {
    const folder = mkdtempSync(join(tmpdir(), "xmap-integration-"));
    const integration = new Integration(parts, folder);
    atEnd(async () => {
      await integration.stop();
      rmSync(folder, { recursive: true, force: true });
    });
    await integration.engine.start();
    return integration;
  }

  /** Polls all systems and runs what follows, again and again, until nothing more happens. */
  async settle(): Promise<void> {
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const before = this.#effects();
      await this.#during(this.engine.poll());
      await this.#quiet();
      this.clock.advance(POLL_INTERVAL);
      await this.#quiet();
      if (round > 0 && this.#effects() === before) return;
    }
    const last = this.ends.slice(-5).map(({ flow, outcome }) => `${flow} ${outcome}`);
    throw new Error(`the systems do not come to rest; the last runs: ${last.join(", ")}`);
  }

  /** Polls all systems once and lets so much time pass, whatever is still under way: in an outage nothing comes to rest. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.clock.now() + milliseconds;
    await this.#during(this.engine.poll());
    while (this.clock.now() < until) await this.#step(IDLE_STEP);
  }

  /** Holds and dead letters that wait for a person. */
  waiting(): Promise<readonly WaitingRecord[]> {
    return this.engine.operations.list({});
  }

  /** What the holds and dead letters say. */
  async problems(): Promise<readonly string[]> {
    const waiting = await this.waiting();
    return waiting.map(({ outcome, problems, failure }) => {
      const messages = failure === undefined ? problems.map(({ message }) => message) : [failure.message];
      return `${outcome}: ${messages.join("; ")}`;
    });
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    await this.#store.close();
    for (const session of this.#sessions) await session.close();
  }

  #effects(): number {
    return this.ends.filter(({ outcome }) => outcome !== "unchanged" && outcome !== "skipped").length;
  }

  /** Until all runs have ended; those that wait for a time get it, but not those that wait for a system. */
  async #quiet(): Promise<void> {
    const latest = this.clock.now() + LONGEST_WAIT;
    while (this.clock.now() < latest) {
      const { running, pending } = this.engine.summary();
      if (running === 0 && pending === 0) return;
      await this.#step(running === 0 ? IDLE_STEP : BUSY_STEP);
    }
  }

  /** Lets time pass until the work is done. */
  async #during(work: Promise<void>): Promise<void> {
    const state = { done: false };
    const ended = work.finally(() => {
      state.done = true;
    });
    while (!state.done) await this.#step(BUSY_STEP);
    await ended;
  }

  async #step(milliseconds: number): Promise<void> {
    this.clock.advance(milliseconds);
    await pause(1);
  }
}
