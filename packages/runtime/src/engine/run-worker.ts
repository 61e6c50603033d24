import { createRunId, ensureFailure, type Failure, type Problem, type RunOutcome, type Value } from "@xmap/contract";
import type { LoadedFlow, ModuleRegistry } from "./module-registry.ts";
import { Pace } from "./pace.ts";
import { resolveReference } from "./references.ts";
import { DEFAULT_RETRY, nextRetry } from "./retry.ts";
import type { RunContext } from "./run-context.ts";
import { endedRunOf, type RunEnd, waitingRecordOf } from "./run-end.ts";
import { runFlow } from "./run-flow.ts";
import type { RunLedger } from "./run-ledger.ts";
import { RunAborted } from "./run-signals.ts";
import type { Services } from "./services.ts";
import type { PendingEvent, StoreChange, StoredRun, UnfinishedWork } from "./store.ts";
import type { RecordWork, WorkQueue } from "./work-queue.ts";

export interface RunWorkerParts {
  readonly services: Services;
  readonly registry: ModuleRegistry;
  readonly queue: WorkQueue;
  readonly ledger: RunLedger;
  readonly parallel: number;
  readonly onRunEnd: (end: RunEnd) => void;
}

/** Where the journal keeps that an earlier attempt of the run has changed a system. */
const WROTE = "wrote";

/** A run under way. */
interface Attempt {
  readonly work: RecordWork;
  readonly events: readonly PendingEvent[];
  readonly loaded: LoadedFlow;
  readonly stored: StoredRun;
  readonly context: RunContext;
}

/** Takes ready records, runs their flows, and decides what becomes of each run. */
export class RunWorker {
  readonly #parts: RunWorkerParts;
  readonly #running = new Set<Promise<void>>();
  readonly #timers = new Map<RecordWork, () => void>();
  readonly #idle: (() => void)[] = [];
  readonly #pace: Pace;
  #started = false;
  #stopping = false;
  #retries = 0;

  constructor(parts: RunWorkerParts) {
    this.#parts = parts;
    this.#pace = new Pace(parts.services.clock);
  }

  /** Attempts that were put off since the store began. */
  get retries(): number {
    return this.#retries;
  }

  /** Takes over what an earlier process has left. */
  restore({ events, runs, metrics }: UnfinishedWork): void {
    const { queue, services, registry } = this.#parts;
    this.#retries = metrics.retries ?? 0;
    const stored = new Map(runs.map((run) => [run.run, run]));
    for (const event of events) {
      if (registry.current(event.flow) === undefined) {
        services.logger.warn({ flow: event.flow, event: event.event.id }, "the flow of a pending event is not loaded");
        continue;
      }
      const work = queue.add(event);
      work.stored ??= stored.get(createRunId(event.event.id, event.flow, work.subject));
      work.resumes = work.stored !== undefined;
    }
    for (const work of queue.all()) {
      const wait = (work.stored?.dueAt ?? 0) - services.clock.now();
      if (wait > 0) this.#putOff(work, wait);
    }
  }

  start(): void {
    this.#started = true;
    this.#dispatch();
  }

  enqueue(event: PendingEvent): void {
    this.#parts.queue.add(event);
    this.#dispatch();
  }

  /** Lets records go that wait for a system. */
  resume(system: string): void {
    const { queue } = this.#parts;
    for (const work of queue.all()) if (work.state === "parked" && work.parkedFor === system) queue.makeReady(work);
    this.#dispatch();
  }

  /** Finishes the steps under way. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const cancel of this.#timers.values()) cancel();
    await Promise.all(this.#running);
  }

  /** Resolves when no record has anything pending. */
  idle(): Promise<void> {
    return new Promise((resolve) => {
      this.#idle.push(resolve);
      this.#tellIdle();
    });
  }

  #dispatch(): void {
    const { queue, parallel, registry } = this.#parts;
    while (this.#started && !this.#stopping && this.#running.size < parallel) {
      const work = queue.take();
      if (work === undefined) break;
      const rest = this.#pace.begin(work.record, registry.current(work.flow)?.flow);
      if (rest > 0) {
        this.#putOff(work, rest);
        continue;
      }
      const run: Promise<void> = this.#run(work).finally(() => {
        this.#running.delete(run);
        this.#dispatch();
        this.#tellIdle();
      });
      this.#running.add(run);
    }
  }

  #tellIdle(): void {
    if (this.#parts.queue.size > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #run(work: RecordWork): Promise<void> {
    const { services, queue } = this.#parts;
    try {
      const attempt = await this.#begin(work);
      try {
        const { outcome, step, problems } = await runFlow(attempt.context);
        await this.#end(attempt, outcome, step, problems, undefined);
      } catch (error) {
        if (error instanceof RunAborted) return;
        await this.#fail(attempt, ensureFailure(error, work.subject.system, attempt.context.step));
      }
    } catch (error) {
      // The store itself failed: nothing is lost, the record is taken up again later.
      services.logger.error({ flow: work.flow, record: work.record, error }, "a run could not be recorded");
      queue.setAside(work, "retrying");
      if (!this.#stopping) this.#putOff(work, 1_000);
    }
  }

  async #begin(work: RecordWork): Promise<Attempt> {
    const { services, registry } = this.#parts;
    const { store } = services;
    const [first] = work.events;
    const before = work.stored;
    const current = registry.current(work.flow);
    if (first === undefined || current === undefined) throw new RangeError(`nothing to run for ${work.record}`);
    const began = before === undefined ? undefined : registry.at(work.flow, before.mappingHash);
    const journal = began === undefined || before === undefined ? undefined : await store.journal(before.run);
    // Only a run that a crash cut short goes on with its mapping; without results it begins with the newest.
    const results = new Map(journal);
    const wrote = results.delete(WROTE);
    const goesOn = results.size > 0 && began !== undefined;
    const loaded = goesOn ? began : current;
    // What goes on has read its subject already: it stands for no event but the one that it began with.
    const events = goesOn ? [first] : [...work.events];
    const run = createRunId(first.event.id, work.flow, work.subject);
    const stored: StoredRun = {
      run,
      flow: work.flow,
      record: work.record,
      mappingHash: loaded.mappingHash,
      attempts: before?.attempts ?? 0,
      failedSince: before?.failedSince,
      dueAt: before?.dueAt ?? services.clock.now(),
    };
    work.stored = stored;
    if (before === undefined) await store.write([{ change: "run", run: stored }]);
    else if (before.mappingHash !== loaded.mappingHash)
      await store.write([...clearChanges(run, wrote), { change: "run", run: stored }]);
    const context: RunContext = {
      services,
      run,
      flow: loaded.flow,
      mappingHash: loaded.mappingHash,
      subject: work.subject,
      event: first.event,
      journal: goesOn ? results : new Map(),
      state: {},
      references: new Map(),
      refer: resolveReference,
      isStopping: () => this.#stopping,
      written: wrote,
      step: "subject",
    };
    return { work, events, loaded, stored, context };
  }

  async #fail(attempt: Attempt, failure: Failure): Promise<void> {
    const { services, queue } = this.#parts;
    const { work, stored, context, loaded } = attempt;
    const { scope, retry, system } = failure.details;
    const clear = clearChanges(stored.run, context.written);
    if (scope === "system") {
      await services.store.write(clear);
      queue.setAside(work, "parked");
      work.parkedFor = system;
      // The system may have answered again while this was written.
      if (services.gate(system).pause === undefined) queue.makeReady(work);
      return;
    }
    const problem: Problem = { word: "fail", rule: context.step, message: failure.message };
    if (retry.when === "never") return this.#end(attempt, "rejected", context.step, [problem], failure);
    const now = services.clock.now();
    const failedSince = stored.failedSince ?? now;
    const attempts = stored.attempts + 1;
    const policy = loaded.flow.policy?.retry ?? DEFAULT_RETRY;
    const delay = nextRetry({ policy, retry, attempts, failedFor: now - failedSince, random: services.random });
    const next: StoredRun = { ...stored, attempts, failedSince, dueAt: now + (delay ?? 0) };
    if (delay === undefined) return this.#end({ ...attempt, stored: next }, "dead", context.step, [problem], failure);
    const retries = { change: "metric", name: "retries", add: 1 } as const;
    await services.store.write([{ change: "run", run: next }, ...clear, retries]);
    work.stored = next;
    this.#retries += 1;
    services.logger.info({ flow: work.flow, record: work.record, attempts, delay }, `retry: ${failure.message}`);
    queue.setAside(work, "retrying");
    this.#putOff(work, delay);
  }

  #putOff(work: RecordWork, delay: number): void {
    const { queue, services } = this.#parts;
    queue.setAside(work, "retrying");
    if (this.#stopping) return;
    const cancel = services.clock.after(delay, () => {
      this.#timers.delete(work);
      queue.makeReady(work);
      this.#dispatch();
    });
    this.#timers.set(work, cancel);
  }

  async #end(
    attempt: Attempt,
    outcome: RunOutcome,
    step: string,
    problems: readonly Problem[],
    failure: Failure | undefined,
  ): Promise<void> {
    const { services, queue, ledger, onRunEnd } = this.#parts;
    const { work, events, stored, context } = attempt;
    const [first] = events;
    if (first === undefined) return;
    const failed = failure === undefined ? undefined : failure.details;
    const { run, flow, record, attempts } = stored;
    const end: RunEnd = { run, flow, record, event: first.event, outcome, step, problems, failure: failed, attempts };
    const now = services.clock.now();
    const waiting = waitingRecordOf(end, now);
    const input = context.state[context.flow.subject.name] as Value | undefined;
    const sequences = events.map((event) => event.sequence);
    await services.store.write([{ change: "endRun", ended: endedRunOf(end, now, sequences, waiting, input) }]);
    ledger.end(end, outcome, waiting);
    queue.settle(work, events);
    onRunEnd(end);
  }
}

/** Forgets an attempt's results, so that the next one starts at the top, but not that it wrote. */
function clearChanges(run: string, written: boolean): readonly StoreChange[] {
  const clear: StoreChange = { change: "clearJournal", run };
  return written ? [clear, { change: "journal", run, step: WROTE, result: true }] : [clear];
}
