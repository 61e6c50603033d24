import { ensureFailure, type Failure, type FlowModule, type Problem } from "@xmap/contract";
import { withoutPersonOf } from "../privacy/private-message.ts";
import type { FlowOrder } from "./flow-order.ts";
import type { FlowPauses } from "./flow-pauses.ts";
import { mutedMetricOf } from "./going-live/muting.ts";
import type { ModuleRegistry } from "./module-registry.ts";
import { tell } from "./observer.ts";
import { Pace } from "./pace.ts";
import { DEFAULT_RETRY, nextRetry } from "./retry.ts";
import { type Attempt, type AttemptEnd, afterFailure, beginAttempt, endOf, observedRun } from "./run-attempt.ts";
import { flush, withoutJournal } from "./run-context.ts";
import type { RunEnd } from "./run-end.ts";
import { runFlow } from "./run-flow.ts";
import type { RunLedger } from "./run-ledger.ts";
import { FlowHalted, RunAborted } from "./run-signals.ts";
import type { Services } from "./services.ts";
import { type JoinedHold, parkedFor, SharedHolds, sharedCause } from "./shared-holds.ts";
import type { PutOff, RunProgress, StoreChange } from "./store.ts";
import type { WorkFeed } from "./work-feed.ts";
import type { RecordWork, WorkQueue } from "./work-queue.ts";

export interface RunWorkerParts {
  readonly services: Services;
  readonly registry: ModuleRegistry;
  readonly queue: WorkQueue;
  readonly feed: WorkFeed;
  readonly ledger: RunLedger;
  readonly flowPauses: FlowPauses;
  readonly flowOrder: FlowOrder;
  readonly parallel: number;
  readonly onRunEnd: (end: RunEnd) => void;
}

/** Before a run that the store could not take is tried again. */
const STORE_RETRY = 1_000;

/** Takes ready records, runs their flows, and decides what becomes of each run. */
export class RunWorker {
  readonly #parts: RunWorkerParts;
  readonly #running = new Set<Promise<void>>();
  readonly #pace: Pace;
  readonly #sharedHolds: SharedHolds;
  /** Records that show whether a paused flow works again. */
  readonly #trials = new Set<number>();
  #started = false;
  #draining = false;
  #aborting = false;

  constructor(parts: RunWorkerParts) {
    this.#parts = parts;
    this.#pace = new Pace(parts.services.clock);
    this.#sharedHolds = new SharedHolds(parts.services.store);
  }

  start(): void {
    this.#started = true;
    this.dispatch();
  }

  /** Begins no new run; resolves when those under way have ended, which after `abort` is at their next step. */
  async stop(): Promise<void> {
    this.#draining = true;
    await Promise.all(this.#running);
  }

  /** Ends the runs under way between two steps; the journal keeps what is done. */
  abort(): void {
    this.#draining = true;
    this.#aborting = true;
  }

  /** Runs a record of a paused flow. */
  admit(work: number): void {
    this.#trials.add(work);
  }

  /** Begins runs as long as there are records and places. */
  dispatch(): void {
    const { queue, parallel, registry } = this.#parts;
    // No flow takes the last places, so that one whose system is slow does not keep the others waiting.
    const kept = Math.min(registry.flows().length - 1, Math.floor(parallel / 4));
    while (this.#started && !this.#draining && this.#running.size < parallel) {
      const work = queue.take(parallel - kept);
      if (work === undefined) break;
      const run: Promise<void> = this.#run(work).finally(() => {
        this.#running.delete(run);
        this.#parts.flowOrder.check();
        this.dispatch();
      });
      this.#running.add(run);
    }
  }

  async #run(work: RecordWork): Promise<void> {
    const { services, registry, flowPauses, feed, queue } = this.#parts;
    try {
      const { progress } = work;
      const isTrial = this.#trials.delete(work.work);
      if (flowPauses.get(work.flow) !== undefined && !isTrial) {
        await this.#park(work, progress, `flow/${work.flow}`, []);
        return;
      }
      const flow = registry.current(work.flow)?.flow;
      const isHeldBack = flow?.after !== undefined && work.caughtUp === undefined;
      const rest = isHeldBack ? this.#pace.restOf(work.record, flow) : this.#pace.begin(work.record, flow);
      if (rest <= 0 && isHeldBack) {
        this.#holdBack(work, flow);
        if (isTrial) this.#trials.add(work.work);
        return;
      }
      if (rest > 0) {
        await this.#putOff(work, progress, { until: "due", at: services.clock.now() + rest, delay: rest }, []);
        return;
      }
      await this.#attempt(work, isTrial);
    } catch (error) {
      // The store itself failed: nothing is lost, the record is taken up again later.
      services.logger.error({ flow: work.flow, record: work.record, error }, "a run could not be recorded");
      services.clock.after(STORE_RETRY, () => {
        queue.remove(work);
        queue.add(work);
        this.dispatch();
      });
      return;
    }
    if (feed.isLow(work.flow)) void feed.fill();
  }

  /** The record gives its place away until the flows before its own know what changed. */
  #holdBack(work: RecordWork, flow: FlowModule): void {
    const { queue, flowOrder } = this.#parts;
    queue.holdBack(work);
    const goOn = (caughtUp: true | Failure): void => {
      work.caughtUp = caughtUp;
      queue.giveBack(work);
      this.dispatch();
    };
    flowOrder.catchUp(flow).then(
      () => goOn(true),
      (error: unknown) => goOn(ensureFailure(error, work.subject.system, `after ${(flow.after ?? []).join(", ")}`)),
    );
  }

  async #attempt(work: RecordWork, isTrial: boolean): Promise<void> {
    const { services, registry } = this.#parts;
    const attempt = await beginAttempt(services, registry, work, () => this.#aborting);
    const observed = observedRun(attempt);
    tell(services.observers, (observer) => observer.runBegan?.(observed));
    const { context } = attempt;
    try {
      if (work.caughtUp !== undefined && work.caughtUp !== true) throw work.caughtUp;
      const result = await runFlow(context);
      await this.#endFlow(attempt, { ...result, failure: undefined, attempts: work.progress.attempts });
    } catch (error) {
      if (error instanceof RunAborted) await flush(context);
      else if (error instanceof FlowHalted) {
        const { attempts, failedSince } = work.progress;
        await this.#park(work, afterFailure(attempt, attempts, failedSince), `flow/${work.flow}`, leftOver(attempt));
        return;
      } else if (await this.#fail(attempt, ensureFailure(error, work.subject.system, context.step), isTrial)) return;
    }
    if (isTrial) this.#parts.flowPauses.resume(work.flow);
  }

  /** Answers true when the flow is still unusable. */
  async #fail(attempt: Attempt, failure: Failure, isTrial: boolean): Promise<boolean> {
    const { services, flowPauses } = this.#parts;
    const { work, context } = attempt;
    const { scope, system } = failure.details;
    const { attempts, failedSince } = work.progress;
    const unchanged = afterFailure(attempt, attempts, failedSince);
    if (scope === "system" || services.gate(system).pause !== undefined) {
      await this.#parkFailed(attempt, unchanged, `system/${system}`, failure);
      return flowPauses.get(work.flow) !== undefined && flowPauses.fail(work.flow, failure);
    }
    if (scope !== "entity") {
      await this.#failRecord(attempt, failure);
      return false;
    }
    flowPauses.fail(work.flow, failure);
    // What fails again when it is tried alone is for a person; others try after it.
    if (isTrial) {
      const problem: Problem = { word: "hold", rule: context.step, message: failure.message };
      const end = { step: context.step, problems: [problem], failure, approvable: undefined };
      await this.#end(attempt, { ...end, outcome: "held", attempts });
    } else await this.#parkFailed(attempt, unchanged, `flow/${work.flow}`, failure);
    return true;
  }

  async #failRecord(attempt: Attempt, failure: Failure): Promise<void> {
    const { services } = this.#parts;
    const { work, context, loaded } = attempt;
    const { retry } = failure.details;
    const { attempts: before, failedSince: since } = work.progress;
    const problem: Problem = { word: "fail", rule: context.step, message: failure.message };
    const end = { step: context.step, problems: [problem], failure, approvable: undefined };
    if (retry.when === "never") return this.#end(attempt, { ...end, outcome: "rejected", attempts: before });
    const now = services.clock.now();
    const failedSince = since ?? now;
    const attempts = before + 1;
    const policy = loaded.flow.policy?.retry ?? DEFAULT_RETRY;
    const delay = nextRetry({ policy, retry, attempts, failedFor: now - failedSince, random: services.random });
    if (delay === undefined) return this.#end(attempt, { ...end, outcome: "dead", attempts });
    const progress = afterFailure(attempt, attempts, failedSince);
    const putOff = { until: "due", at: now + delay, delay } as const;
    await this.#putOff(work, progress, putOff, [...leftOver(attempt), { change: "metric", name: "retries", add: 1 }]);
    this.#parts.ledger.retried();
    const { flow, record } = work;
    const message = withoutPersonOf(failure.message, context.state);
    services.logger.info({ flow, record, attempts, delay }, `retry: ${message}`);
    tell(services.observers, (observer) => observer.runPutOff?.(observedRun(attempt), delay, failure.details));
  }

  async #parkFailed(attempt: Attempt, progress: RunProgress, name: string, failure: Failure): Promise<void> {
    const { services } = this.#parts;
    const { work, context } = attempt;
    if (isBrief(failure)) await flush(context);
    // Runs that all began again would use the system's allowance up by their reads, and none would come to its end.
    if (isBrief(failure) && context.journaled) await this.#park(work, context.progress(), name, []);
    else await this.#park(work, progress, name, leftOver(attempt));
    tell(services.observers, (observer) => observer.runParked?.(observedRun(attempt), name));
    const { system } = failure.details;
    // The system may have answered again while this was written.
    if (name === `system/${system}` && services.gate(system).pause === undefined) this.#parts.feed.resume(name);
  }

  async #park(work: RecordWork, progress: RunProgress, name: string, changes: readonly StoreChange[]): Promise<void> {
    await this.#putOff(work, progress, { until: "resumed", name }, changes);
  }

  /** The row goes back to the store until it is due or its name is resumed. */
  async #putOff(
    work: RecordWork,
    progress: RunProgress,
    putOff: PutOff,
    changes: readonly StoreChange[],
  ): Promise<void> {
    const { services, queue, feed } = this.#parts;
    await services.store.write([...changes, { change: "putOff", work: work.work, putOff, progress }]);
    services.links.letGo(changes);
    queue.remove(work);
    if (putOff.until === "due") feed.putOff(putOff.at);
  }

  /** Of records that are held for one cause, one is held and the others wait for its end. */
  async #endFlow(attempt: Attempt, ending: AttemptEnd): Promise<void> {
    const cause = ending.outcome === "held" ? sharedCause(ending.problems) : undefined;
    if (cause === undefined) return this.#end(attempt, ending);
    const { locks } = this.#parts.services;
    await locks.run(parkedFor(cause), async () => {
      const joined = await this.#sharedHolds.find(cause, attempt.work);
      if (joined !== undefined) return this.#join(attempt, joined);
      attempt.context.pending.push({ change: "note", name: parkedFor(cause), body: attempt.context.run });
      await this.#end(attempt, ending);
    });
  }

  async #join(attempt: Attempt, hold: JoinedHold): Promise<void> {
    const { attempts, failedSince } = attempt.work.progress;
    // It is counted before it is parked, since it may be taken up again at once.
    this.#sharedHolds.joined(hold.name);
    try {
      await this.#park(attempt.work, afterFailure(attempt, attempts, failedSince), hold.name, leftOver(attempt));
    } catch (error) {
      this.#sharedHolds.left(hold.name, 1);
      throw error;
    }
    this.#parts.ledger.setAside(1);
    tell(this.#parts.services.observers, (observer) => observer.runParked?.(observedRun(attempt), hold.name));
    // The hold may have ended while this was written.
    if (!(await this.#sharedHolds.isOpen(hold))) this.#parts.feed.resume(hold.name);
  }

  /** Lets the records go that waited for the hold of this one, unless it is held again for the cause that they share. */
  freeHeld(holder: { readonly flow: string; readonly record: string }, again?: string): void {
    const name = this.#sharedHolds.free(holder, again);
    if (name !== undefined) this.#parts.feed.resume(name);
  }

  /** Rows that were parked under a name are worked on again. */
  unparked(name: string, count: number): void {
    this.#parts.ledger.setAside(-this.#sharedHolds.left(name, count));
  }

  async #end(attempt: Attempt, ending: AttemptEnd): Promise<void> {
    const { services, queue, feed, ledger, onRunEnd } = this.#parts;
    const { work, context } = attempt;
    const { end, ended } = endOf(attempt, ending, services.clock.now());
    const changes = ended.waiting === undefined ? withoutJournal(context.pending) : context.pending;
    const { next, superseded } = await services.store.end(ended, [...changes, ...mutedMetric(end)]);
    services.links.letGo(context.pending);
    queue.remove(work);
    ledger.ended(end.outcome, superseded, next === undefined);
    if (next !== undefined) feed.offer(next);
    this.freeHeld(work, end.outcome === "held" ? sharedCause(end.problems) : undefined);
    tell(services.observers, (observer) => observer.runEnded?.(end));
    onRunEnd(end);
  }
}

/** A system that takes so much at once is used again before what was read of it is old. */
const BRIEF_PAUSE = 10_000;

function isBrief({ details: { class: kind, retry } }: Failure): boolean {
  return kind === "RateLimited" && retry.when === "after" && retry.milliseconds <= BRIEF_PAUSE;
}

/** How many effects the run has left out. */
function mutedMetric({ flow, muted = [] }: RunEnd): readonly StoreChange[] {
  return muted.length === 0 ? [] : [{ change: "metric", name: mutedMetricOf(flow), add: muted.length }];
}

/** What a failed attempt leaves: its journal is forgotten, so that the next one starts at the top. */
function leftOver({ work, context }: Attempt): readonly StoreChange[] {
  const changes = withoutJournal(context.pending);
  return context.journaled ? [{ change: "clearJournal", work: work.work }, ...changes] : changes;
}
