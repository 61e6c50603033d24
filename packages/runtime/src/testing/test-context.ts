import {
  type Clock,
  type CrossReference,
  createEvent,
  createRunId,
  type FlowModule,
  formatRecordReference,
  type LookupModule,
  type Random,
  type RecordReference,
  type Value,
} from "@xmap/contract";
import { ConcurrencyLimit } from "../engine/concurrency-limit.ts";
import { KeyedLock } from "../engine/keyed-lock.ts";
import { Links } from "../engine/links.ts";
import { SILENT_LOGGER } from "../engine/logger.ts";
import { LookupCache } from "../engine/lookup-cache.ts";
import { LookupIndexes } from "../engine/lookup-index.ts";
import type { Observer } from "../engine/observer.ts";
import { resolveReference } from "../engine/references.ts";
import type { RunContext } from "../engine/run-context.ts";
import type { Services } from "../engine/services.ts";
import type { Store, StoreChange } from "../engine/store.ts";
import { SystemGate } from "../engine/system-gate.ts";
import type { FlowEffect } from "./flow-effect.ts";
import type { GivenAnswers } from "./given-answers.ts";
import { TestSystem } from "./test-system.ts";

/** The moment at which every test runs: its `$now()`. */
const TEST_TIME = Date.UTC(2026, 0, 1, 12);
const INSTALLATION = "test";

/** A run in memory, with the systems that it meets. */
export interface TestRun {
  readonly context: RunContext;
  readonly systems: ReadonlyMap<string, TestSystem>;
  /** What was done to them, in order. */
  readonly effects: readonly FlowEffect[];
  system(name: string): TestSystem;
}

/** The surroundings of one test: a still clock, the test's answers for lookups and references, and systems in memory. */
export function createTestRun(
  flow: FlowModule,
  subject: RecordReference,
  answers: GivenAnswers,
  observers: readonly Observer[] = [],
): TestRun {
  const systems = new Map<string, TestSystem>();
  const effects: FlowEffect[] = [];
  const gates = new Map<string, SystemGate>();
  const system = (name: string): TestSystem => {
    const known = systems.get(name) ?? new TestSystem(name, answers, effects);
    systems.set(name, known);
    return known;
  };
  const gate = (name: string): SystemGate => {
    const known = gates.get(name) ?? gateOf(system(name));
    gates.set(name, known);
    return known;
  };
  const store = createStore();
  const services: Services = {
    store,
    clock: STILL_CLOCK,
    random: EVEN_RANDOM,
    logger: SILENT_LOGGER,
    installation: INSTALLATION,
    readsOnly: false,
    rehearsed: new Set(),
    links: new Links(store),
    observers,
    locks: new KeyedLock(),
    lookups: new GivenLookups(answers),
    indexes: new LookupIndexes(STILL_CLOCK, gate),
    gate,
  };
  const at = new Date(TEST_TIME);
  const event = createEvent({ id: "test", installation: INSTALLATION, record: subject, at, origin: "manual" });
  const context: RunContext = {
    services,
    run: createRunId(event.id, flow.name, subject),
    work: 0,
    flow,
    mappingHash: "",
    subject,
    event,
    content: undefined,
    journal: new Map(),
    state: {},
    references: new Map(),
    refer: (run, binding, record) => {
      const isAnswered = answers.answers(binding) || !systems.has(binding.right.system);
      return isAnswered ? Promise.resolve(answers.reference(binding, record)) : resolveReference(run, binding, record);
    },
    isStopping: () => false,
    progress: () => ({ mappingHash: "", coveredVersion: 0, wrote: false, attempts: 0, failedSince: undefined }),
    pending: [],
    journaled: false,
    written: false,
    muted: [],
    skipped: [],
    step: "subject",
    frames: [],
    binding: undefined,
  };
  return { context, systems, effects, system };
}

/** Lookups as the test answers them; no system is asked. */
class GivenLookups extends LookupCache {
  readonly #answers: GivenAnswers;

  constructor(answers: GivenAnswers) {
    super(STILL_CLOCK);
    this.#answers = answers;
  }

  override get(lookup: LookupModule, key: readonly Value[]): readonly Value[] {
    return this.#answers.hits(lookup, key);
  }
}

const STILL_CLOCK: Clock = { now: () => TEST_TIME, after: () => () => {} };
const EVEN_RANDOM: Random = { fraction: () => 0.5, bytes: (count) => new Uint8Array(count) };

function gateOf(session: TestSystem): SystemGate {
  return new SystemGate({
    system: session.name,
    session,
    clock: STILL_CLOCK,
    random: EVEN_RANDOM,
    logger: SILENT_LOGGER,
    observers: [],
    rates: [],
    concurrency: new ConcurrencyLimit(1),
    onPaused: () => {},
    onResumed: () => {},
  });
}

/** Remembers links and what was sent through them; a run asks a store for nothing else. */
function createStore(): Store {
  const references = new Map<string, CrossReference>();
  const snapshots = new Map<string, Awaited<ReturnType<Store["snapshot"]>>>();
  const remember = (change: StoreChange): void => {
    if (change.change === "crossReference")
      references.set(`${change.reference.link}\n${formatRecordReference(change.reference.left)}`, change.reference);
    if (change.change === "snapshot")
      snapshots.set(`${change.snapshot.link}\n${change.snapshot.left}`, change.snapshot);
  };
  const store: Pick<
    Store,
    | "write"
    | "crossReference"
    | "crossReferences"
    | "crossReferencesTo"
    | "snapshot"
    | "isApproved"
    | "journal"
    | "note"
    | "seenStamp"
    | "close"
  > = {
    write: async (changes) => changes.forEach(remember),
    crossReference: async (link, left) => references.get(`${link}\n${left}`),
    crossReferencesTo: async (link, right) =>
      [...references.values()].filter(
        (one) => one.link === link && one.right !== undefined && formatRecordReference(one.right) === right,
      ),
    snapshot: async (link, left) => snapshots.get(`${link}\n${left}`),
    crossReferences: async () => [],
    seenStamp: async () => undefined,
    isApproved: async () => false,
    journal: async () => new Map(),
    note: async () => undefined,
    close: async () => {},
  };
  return store as Store;
}
