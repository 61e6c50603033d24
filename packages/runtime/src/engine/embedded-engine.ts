import {
  type AcceptedHint,
  type Clock,
  type Engine,
  type EngineSummary,
  eventRecord,
  formatRecordReference,
  type MappingModule,
  type Random,
  type Sessions,
  type WaitingRecord,
} from "@xmap/contract";
import { type ChangeHint, hintsOf } from "./changes.ts";
import { KeyedLock } from "./keyed-lock.ts";
import { type Logger, SILENT_LOGGER } from "./logger.ts";
import { LookupCache } from "./lookup-cache.ts";
import { ModuleRegistry } from "./module-registry.ts";
import { Poller } from "./poller.ts";
import type { RunEnd } from "./run-end.ts";
import { RunLedger } from "./run-ledger.ts";
import { RunWorker } from "./run-worker.ts";
import type { Services } from "./services.ts";
import type { Store, StoreChange } from "./store.ts";
import type { SystemGate } from "./system-gate.ts";
import { createSystemGates } from "./system-gates.ts";
import { WorkQueue } from "./work-queue.ts";

export interface EngineOptions {
  readonly store: Store;
  /** Later modules are newer; older ones serve runs that began with them. */
  readonly modules: readonly MappingModule[];
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly random: Random;
  readonly installation: string;
  readonly logger?: Logger;
  /** How many records are worked on at once; 16 when undefined. */
  readonly parallel?: number;
  /** Reads live systems and writes nothing. */
  readonly readsOnly?: boolean;
}

/** The engine inside one process: a durable inbox, runs one at a time per record, everything else beside each other. */
export class EmbeddedEngine implements Engine {
  readonly #services: Services;
  readonly #registry: ModuleRegistry;
  readonly #gates: ReadonlyMap<string, SystemGate>;
  readonly #queue = new WorkQueue();
  readonly #ledger = new RunLedger();
  readonly #worker: RunWorker;
  readonly #pollers: readonly Poller[];
  readonly #listeners = new Set<(end: RunEnd) => void>();

  /** Throws a RangeError for modules that cannot be run with these sessions. */
  constructor(options: EngineOptions) {
    const { store, sessions, clock, random, installation, logger = SILENT_LOGGER } = options;
    this.#registry = new ModuleRegistry(options.modules);
    const onResumed = (system: string): void => this.#worker.resume(system);
    this.#gates = createSystemGates({ sessions, flows: this.#registry.flows(), clock, random, logger, onResumed });
    this.#services = {
      store,
      clock,
      random,
      logger,
      installation,
      readsOnly: options.readsOnly ?? false,
      locks: new KeyedLock(),
      lookups: new LookupCache(clock),
      gate: (system) => this.#gate(system),
    };
    for (const flow of this.#registry.flows()) this.#gate(flow.subject.entity.system);
    this.#worker = new RunWorker({
      services: this.#services,
      registry: this.#registry,
      queue: this.#queue,
      ledger: this.#ledger,
      parallel: options.parallel ?? 16,
      onRunEnd: (end) => {
        for (const listener of this.#listeners) listener(end);
      },
    });
    this.#pollers = this.#registry.polls().map((poll) => {
      const accept = (hints: readonly AcceptedHint[], changes: readonly StoreChange[]): Promise<void> =>
        this.#accept(hints, changes);
      this.#gate(poll.system);
      return new Poller({ services: this.#services, registry: this.#registry, ...poll, accept });
    });
  }

  accept(hints: readonly AcceptedHint[]): Promise<void> {
    return this.#accept(hints, []);
  }

  /** Accepts what changed records mean for the flows that watch them, together; answers how many events that were. */
  async acceptChanges(changes: readonly ChangeHint[]): Promise<number> {
    const hints = await Promise.all(changes.map((change) => hintsOf(this.#services, this.#registry, change)));
    const all = hints.flat();
    if (all.length > 0) await this.#accept(all, []);
    return all.length;
  }

  async start(): Promise<void> {
    const unfinished = await this.#services.store.unfinished();
    this.#ledger.restore(unfinished.outcomes, unfinished.waiting);
    this.#worker.restore(unfinished);
    this.#worker.start();
    for (const poller of this.#pollers) poller.start();
  }

  async stop(): Promise<void> {
    const polling = this.#pollers.map((poller) => poller.stop());
    for (const gate of this.#gates.values()) gate.close();
    await this.#worker.stop();
    await Promise.all(polling);
  }

  idle(): Promise<void> {
    return this.#worker.idle();
  }

  /** Asks every polled system for changes now; resolves when they are taken in. */
  async poll(): Promise<void> {
    await Promise.all(this.#pollers.map((poller) => poller.poll()));
  }

  summary(): EngineSummary {
    const pausedSystems = [...this.#gates.values()].flatMap(({ system, pause }) =>
      pause === undefined ? [] : [{ system, since: pause.since, reason: pause.failure.message }],
    );
    const running = this.#queue.count("running");
    return {
      outcomes: this.#ledger.outcomes(),
      pending: this.#queue.size - running,
      running,
      retries: this.#worker.retries,
      pausedSystems,
    };
  }

  waiting(): readonly WaitingRecord[] {
    return this.#ledger.waiting();
  }

  /** Tells of every run that ends; the answer takes the listener away. */
  onRunEnd(listener: (end: RunEnd) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #accept(hints: readonly AcceptedHint[], changes: readonly StoreChange[]): Promise<void> {
    const at = this.#services.clock.now();
    const events = hints.map(({ flow, event }) => {
      if (this.#registry.current(flow) === undefined) throw new RangeError(`there is no flow "${flow}"`);
      const merged = this.#queue.isPending(flow, formatRecordReference(eventRecord(event)));
      return { flow, event, at, merged };
    });
    const sequences = await this.#services.store.accept(events, changes);
    for (const [index, { flow, event, merged }] of events.entries()) {
      const sequence = sequences[index];
      if (sequence !== undefined && !merged) this.#worker.enqueue({ sequence, flow, event });
    }
  }

  #gate(system: string): SystemGate {
    const gate = this.#gates.get(system);
    if (gate === undefined) throw new RangeError(`there is no session with the system "${system}"`);
    return gate;
  }
}
