import {
  type AcceptedHint,
  type Clock,
  type Engine,
  type EngineSummary,
  type FlowModule,
  InboxFullError,
  type MappingModule,
  type Operations,
  type PauseState,
  type Random,
  type Sessions,
} from "@xmap/contract";
import { type ChangeHint, hintsOf } from "./changes.ts";
import { FlowOrder } from "./flow-order.ts";
import { FlowPauses } from "./flow-pauses.ts";
import { GoingLive } from "./going-live/going-live.ts";
import { Prefetched } from "./going-live/prefetched.ts";
import { KeyedLock } from "./keyed-lock.ts";
import { Links } from "./links.ts";
import { type Logger, SILENT_LOGGER } from "./logger.ts";
import { LookupCache } from "./lookup-cache.ts";
import { LookupIndexes } from "./lookup-index.ts";
import { Maintenance, type RetentionPeriods, USUAL_RETENTION } from "./maintenance.ts";
import { ModuleRegistry } from "./module-registry.ts";
import { type Observer, tell } from "./observer.ts";
import { freshWork, type LiveEngine, StoreOperations } from "./operations.ts";
import { PollerSet } from "./poller-set.ts";
import type { RunEnd } from "./run-end.ts";
import { RunLedger } from "./run-ledger.ts";
import { RunWorker } from "./run-worker.ts";
import { allowanceOf } from "./safety/allowance.ts";
import { type SafetySettings, WriteGuard } from "./safety/write-guard.ts";
import type { Services } from "./services.ts";
import type { AcceptedEvent, Store, StoreChange, StoreState } from "./store.ts";
import type { SystemGate } from "./system-gate.ts";
import { createSystemGates } from "./system-gates.ts";
import { WorkFeed } from "./work-feed.ts";
import { WorkQueue } from "./work-queue.ts";

export interface EngineOptions {
  readonly store: Store;
  /** Later modules are newer. */
  readonly modules: readonly MappingModule[];
  /** Modules that serve nothing but the runs that began with them. */
  readonly olderModules?: readonly MappingModule[];
  readonly sessions: Sessions;
  readonly clock: Clock;
  readonly random: Random;
  readonly installation: string;
  readonly logger?: Logger;
  readonly observers?: readonly Observer[];
  /** How many records are worked on at once; 32 when undefined. */
  readonly parallel?: number;
  /** Records that may be pending before further events are refused; 1,000,000 when undefined. */
  readonly maximumPending?: number;
  /** Records of one flow that are kept in memory; 1,000 when undefined. */
  readonly window?: number;
  readonly retention?: RetentionPeriods;
  /** Reads live systems and writes nothing. */
  readonly readsOnly?: boolean;
  /** Systems that are written all the same: their sessions have a copy. */
  readonly rehearsed?: readonly string[];
  /** "whenAsked": polls only before runs that come after others and when `poll` is called, never sweeps. False: no flow waits for a poll, either. */
  readonly watches?: boolean | "whenAsked";
  /** Polls take nothing that was changed before, milliseconds since 1970; undefined: all. */
  readonly cutOver?: number;
  /** Undefined: writes are not watched. */
  readonly safety?: SafetySettings;
  /** Compiles the computed text of an `$eval`; without it such an `$eval` fails. */
  readonly compileText?: Services["compileText"];
}

const USUAL_PARALLEL = 32;
/** Runs that wait for one request together cost no more than one that waits alone. */
const PARALLEL_WHERE_CALLS_JOIN = 512;
/** After so many seconds a sender that was refused may come again. */
const COME_AGAIN = 5;

/** The engine inside one process: a durable inbox, runs one at a time per record, everything else beside each other. */
export class EmbeddedEngine implements Engine {
  readonly operations: Operations;
  /** Initial load and linking. */
  readonly goingLive: GoingLive;
  readonly #services: Services;
  readonly #registry: ModuleRegistry;
  readonly #gates: ReadonlyMap<string, SystemGate>;
  readonly #queue = new WorkQueue();
  readonly #ledger = new RunLedger();
  readonly #feed: WorkFeed;
  readonly #flowPauses: FlowPauses;
  readonly #worker: RunWorker;
  readonly #pollers: PollerSet;
  readonly #maintenance: Maintenance;
  readonly #maximumPending: number;
  readonly #watches: boolean | "whenAsked";
  readonly #listeners = new Set<(end: RunEnd) => void>();

  /** Throws a RangeError for modules that cannot be run with these sessions. */
  constructor(options: EngineOptions) {
    const { store, sessions, clock, random, installation, logger = SILENT_LOGGER, observers = [] } = options;
    this.#maximumPending = options.maximumPending ?? 1_000_000;
    this.#watches = options.watches ?? true;
    this.#registry = new ModuleRegistry(options.modules, options.olderModules ?? []);
    const parallel = options.parallel ?? USUAL_PARALLEL;
    const joins = Object.values(sessions).some(({ many }) => many !== undefined);
    this.#gates = createSystemGates({
      sessions,
      parallel,
      flows: this.#registry.flows(),
      clock,
      random,
      logger,
      observers,
      onPaused: (system) => this.#feed.suspend(`system/${system}`),
      onResumed: (system) => this.#feed.resume(`system/${system}`),
    });
    const guard = options.safety === undefined ? undefined : this.#guard(options.safety, { store, clock, logger });
    this.#services = {
      store,
      guard,
      clock,
      random,
      logger,
      observers,
      installation,
      readsOnly: options.readsOnly ?? false,
      rehearsed: new Set(options.rehearsed),
      compileText: options.compileText,
      links: new Links(store),
      locks: new KeyedLock(),
      prefetched: new Prefetched(clock),
      cutOver: options.cutOver,
      lookups: new LookupCache(clock),
      indexes: new LookupIndexes(clock, (system) => this.#gate(system)),
      gate: (system) => this.#gate(system),
    };
    const window = options.window ?? 1_000;
    const onReady = (): void => this.#worker.dispatch();
    const onUnparked = (name: string, count: number): void => this.#worker.unparked(name, count);
    this.#feed = new WorkFeed({ store, clock, logger, queue: this.#queue, window, onUnparked, onReady });
    const onResumed = (flow: string): void => this.#feed.resume(`flow/${flow}`);
    const tryOne = (flow: string): Promise<boolean> => this.#tryOne(flow);
    this.#flowPauses = new FlowPauses({ clock, random, logger, observers, tryOne, onResumed });
    const poll = async (flow: FlowModule): Promise<void> => {
      if (this.#watches !== false) await this.#pollers.catchUp(flow);
    };
    const order = { clock, registry: this.#registry, queue: this.#queue, feed: this.#feed, poll };
    this.#worker = new RunWorker({
      flowOrder: new FlowOrder(order),
      services: this.#services,
      registry: this.#registry,
      queue: this.#queue,
      feed: this.#feed,
      ledger: this.#ledger,
      flowPauses: this.#flowPauses,
      parallel: joins ? Math.max(parallel, PARALLEL_WHERE_CALLS_JOIN) : parallel,
      onRunEnd: (end) => {
        for (const listener of this.#listeners) listener(end);
      },
    });
    const accept = (hints: readonly AcceptedHint[], changes: readonly StoreChange[]): Promise<void> =>
      this.#accept(hints, changes);
    const watched = { services: this.#services, registry: this.#registry, accept };
    this.#pollers = new PollerSet(watched);
    this.goingLive = new GoingLive({ ...watched, pending: () => this.#ledger.active });
    const retention = options.retention ?? USUAL_RETENTION;
    this.#maintenance = new Maintenance({ store, clock, logger, ledger: this.#ledger, retention });
    const flows = (): ReturnType<ModuleRegistry["flows"]> => this.#registry.flows();
    const systems = (): readonly string[] => [...this.#gates.keys()];
    this.operations = new StoreOperations({ store, clock, random, installation, flows, systems, live: this.#live() });
    this.#checkSystems();
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
    const state = await this.#services.store.state();
    this.#ledger.restore(state);
    for (const pause of state.pauses) this.#pause(pause);
    this.#feed.add(this.#registry.flows().map(({ name }) => name));
    this.#worker.start();
    await this.#feed.start(state.parkedFor.filter((name) => !isPaused(state, name)));
    if (this.#watches === true) this.#pollers.start();
    this.#maintenance.start();
  }

  /** Begins nothing new; runs under way may end within the grace, then they stop at their next step. */
  async stop(graceMilliseconds = 0): Promise<void> {
    this.#maintenance.stop();
    this.#feed.stop();
    this.#flowPauses.close();
    const polling = this.#pollers.stop();
    const cancel =
      graceMilliseconds > 0
        ? this.#services.clock.after(graceMilliseconds, () => this.#worker.abort())
        : this.#worker.abort();
    await this.#worker.stop();
    cancel?.();
    for (const gate of this.#gates.values()) gate.close();
    await polling;
  }

  /** Newer mappings serve the runs that begin from now on; runs under way end on theirs. Throws a RangeError like the constructor. */
  load(modules: readonly MappingModule[]): void {
    this.#registry.add(modules);
    this.#checkSystems();
    this.#feed.add(this.#registry.flows().map(({ name }) => name));
    this.#pollers.reload();
    void this.#feed.fill();
  }

  idle(): Promise<void> {
    return this.#ledger.idle();
  }

  /** Asks every polled system for changes now; resolves when they are taken in. */
  poll(): Promise<void> {
    return this.#pollers.poll();
  }

  summary(): EngineSummary {
    const pauses = this.#pauses();
    const paused = (kind: PauseState["kind"]): PauseState[] => pauses.filter((pause) => pause.kind === kind);
    const pausedSystems = paused("system").map(({ name, since, reason }) => ({ system: name, since, reason }));
    const pausedFlows = paused("flow").map(({ name, since, reason }) => ({ flow: name, since, reason }));
    const { running } = this.#queue;
    const { outcomes, active, behindHolds, retries, waiting, oldestPendingSince } = this.#ledger;
    return {
      outcomes,
      pending: Math.max(0, active - running),
      behindHolds,
      running,
      retries,
      waiting,
      oldestPendingSince,
      pausedSystems,
      pausedFlows,
    };
  }

  /** Tells of every run that ends; the answer takes the listener away. */
  onRunEnd(listener: (end: RunEnd) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #accept(hints: readonly AcceptedHint[], changes: readonly StoreChange[]): Promise<void> {
    const { clock, store, observers } = this.#services;
    if (hints.length > 0 && this.#ledger.pending + hints.length > this.#maximumPending) {
      tell(observers, (observer) => observer.refused?.("inboxFull"));
      throw new InboxFullError(this.#ledger.pending, COME_AGAIN);
    }
    const at = clock.now();
    const events = hints.map(({ flow, event, content, fresh }): AcceptedEvent => {
      if (this.#registry.current(flow) === undefined) throw new RangeError(`there is no flow "${flow}"`);
      return { flow, event, at, content, fresh: fresh === true };
    });
    const acceptances = await store.accept(events, changes);
    for (const [index, event] of events.entries()) this.#accepted(event, acceptances[index]);
    this.#worker.dispatch();
  }

  #accepted(event: AcceptedEvent, acceptance: { work: number; version: number; isNew: boolean } | undefined): void {
    const { flow, content } = event;
    const { subject: record, xmaporigin: origin } = event.event;
    const { observers } = this.#services;
    if (acceptance === undefined) {
      tell(observers, (observer) => observer.repeated?.({ flow, record }));
      return;
    }
    tell(observers, (observer) => observer.accepted?.({ flow, record, origin }));
    if (origin !== "backfill") this.#services.prefetched?.forget(record);
    if (acceptance.isNew) {
      this.#ledger.accepted(1);
      this.#feed.offer(freshWork(event, acceptance.work));
      return;
    }
    const known = this.#queue.find(flow, record);
    if (known?.work !== acceptance.work) return;
    known.version = Math.max(known.version, acceptance.version);
    known.content = content ?? known.content;
    // A real change is more than a back-fill of the same record: nothing of its run is muted.
    if (known.event.xmaporigin === "backfill") known.event = event.event;
  }

  #guard(settings: SafetySettings, ports: Pick<Services, "store" | "clock" | "logger">): WriteGuard {
    const { store, clock, logger } = ports;
    const isAllowed = async (flow: string): Promise<boolean> => {
      const until = await store.note(allowanceOf(flow));
      return typeof until === "number" && until > clock.now();
    };
    const halt = async (flow: string, reason: string): Promise<void> => {
      if (this.#flowPauses.get(flow) !== undefined) return;
      const pause: PauseState = { kind: "flow", name: flow, since: clock.now(), reason, actor: "fuse" };
      await store.write([{ change: "pause", pause }]);
      this.#pause(pause);
    };
    return new WriteGuard({ settings, clock, logger, isAllowed, halt });
  }

  #live(): LiveEngine {
    return {
      accepted: (work) => {
        if (work.version === 1) this.#ledger.accepted(1);
        this.#feed.offer(work);
        this.#worker.dispatch();
      },
      closed: (waiting, to) => {
        this.#ledger.closed(waiting.outcome, to);
        // What is tried again frees the others when it ends.
        if (to === "discarded") this.#worker.freeHeld(waiting);
      },
      pause: (state) => this.#pause(state),
      resume: (kind, name) => {
        this.#services.guard?.resumed(name);
        if (kind === "flow") this.#flowPauses.resume(name);
        else this.#gates.get(name)?.release();
      },
      ownPauses: () => this.#pauses().filter(({ actor }) => actor === undefined),
    };
  }

  #pause({ kind, name, since, reason, actor = "xmap" }: PauseState): void {
    if (kind === "flow") this.#flowPauses.hold(name, since, reason, actor);
    else this.#gates.get(name)?.hold(since, reason, actor);
  }

  /** Those that the engine made itself have no actor. */
  #pauses(): readonly PauseState[] {
    const systems = [...this.#gates.values()].flatMap(({ system, pause }): PauseState[] => {
      if (pause === undefined) return [];
      const { since, failure, actor } = pause;
      return [{ kind: "system", name: system, since, reason: failure.message, actor }];
    });
    const flows = [...this.#flowPauses.all()].map(
      ([name, { since, reason, actor }]): PauseState => ({ kind: "flow", name, since, reason, actor }),
    );
    return [...systems, ...flows];
  }

  async #tryOne(flow: string): Promise<boolean> {
    const [row] = await this.#services.store.take({ take: "parked", name: `flow/${flow}`, limit: 1 });
    if (row === undefined) return false;
    this.#worker.admit(row.work);
    this.#queue.add(row);
    this.#worker.dispatch();
    return true;
  }

  /** Every flow's system has a session. */
  #checkSystems(): void {
    for (const flow of this.#registry.flows()) this.#gate(flow.subject.entity.system);
    for (const { system } of this.#registry.polls()) this.#gate(system);
  }

  #gate(system: string): SystemGate {
    const gate = this.#gates.get(system);
    if (gate === undefined) throw new RangeError(`there is no session with the system "${system}"`);
    return gate;
  }
}

function isPaused({ pauses }: StoreState, parkedFor: string): boolean {
  return pauses.some(({ kind, name }) => `${kind}/${name}` === parkedFor);
}
