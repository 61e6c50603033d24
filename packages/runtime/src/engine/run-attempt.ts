import { createRunId, type Failure, type Problem, type RunOutcome, type Value } from "@xmap/contract";
import type { LoadedFlow, ModuleRegistry } from "./module-registry.ts";
import type { ObservedRun } from "./observer.ts";
import { resolveReference } from "./references.ts";
import type { RunContext } from "./run-context.ts";
import { type RunEnd, waitingRecordOf } from "./run-end.ts";
import type { RunResult } from "./run-flow.ts";
import type { Services } from "./services.ts";
import { stackOf } from "./source-frames.ts";
import type { EndedRun, RunProgress, WaitingRow } from "./store.ts";
import type { RecordWork } from "./work-queue.ts";

/** A run under way. */
export interface Attempt {
  readonly work: RecordWork;
  readonly loaded: LoadedFlow;
  /** The version of the row that this attempt stands for. */
  readonly version: number;
  readonly context: RunContext;
}

/** Puts together what an attempt needs; only what a crash cut short goes on with its mapping and its results. */
export async function beginAttempt(
  services: Services,
  registry: ModuleRegistry,
  work: RecordWork,
  isStopping: () => boolean,
): Promise<Attempt> {
  const { progress, subject, event } = work;
  const current = registry.current(work.flow);
  if (current === undefined) throw new RangeError(`there is no flow "${work.flow}"`);
  const { mappingHash, coveredVersion } = progress;
  const began = mappingHash === undefined ? undefined : registry.at(work.flow, mappingHash);
  // A pushed record that is newer than the journal's results must not be mixed with them.
  const isMixed = work.content !== undefined && coveredVersion !== work.version;
  const kept = began === undefined || isMixed ? undefined : await services.store.journal(work.work);
  const journal = began === undefined || kept === undefined ? kept : stillTrue(kept, began, progress);
  const goesOn = journal !== undefined && journal.size > 0 && began !== undefined;
  const loaded = goesOn ? began : current;
  const version = goesOn ? coveredVersion : work.version;
  if (mappingHash !== undefined && !goesOn) await services.store.write([{ change: "clearJournal", work: work.work }]);
  const context: RunContext = {
    services,
    run: createRunId(event.id, work.flow, subject),
    work: work.work,
    flow: loaded.flow,
    mappingHash: loaded.mappingHash,
    subject,
    event,
    content: work.content,
    journal: new Map(goesOn ? journal : []),
    state: {},
    references: new Map(),
    refer: resolveReference,
    isStopping,
    progress: () => ({ ...progress, mappingHash: loaded.mappingHash, coveredVersion: version, wrote: context.written }),
    pending: [],
    journaled: goesOn,
    written: progress.wrote,
    muted: [],
    skipped: [],
    step: "subject",
    frames: [],
    binding: undefined,
  };
  return { work, loaded, version, context };
}

/** What a flow that comes after others has read and not acted on yet is read again: they may know more now. */
function stillTrue(
  journal: ReadonlyMap<string, Value | undefined>,
  { flow }: LoadedFlow,
  { wrote }: RunProgress,
): ReadonlyMap<string, Value | undefined> {
  if (flow.after === undefined || wrote) return journal;
  return new Map([...journal].filter(([step]) => step === "subject"));
}

/** What observers are told of an attempt. */
export function observedRun({ work, context }: Attempt): ObservedRun {
  const { run, mappingHash, event } = context;
  const { flow, record, acceptedAt, progress } = work;
  return { run, flow, record, event, attempts: progress.attempts, acceptedAt, mappingHash };
}

/** The row's progress after a failed attempt: the next one starts at the top, but knows that this one wrote. */
export function afterFailure(
  { work, context }: Attempt,
  attempts: number,
  failedSince: number | undefined,
): RunProgress {
  const { wrote } = work.progress;
  return { mappingHash: undefined, coveredVersion: 0, wrote: wrote || context.written, attempts, failedSince };
}

/** How an attempt ended. */
export interface AttemptEnd {
  readonly outcome: RunOutcome;
  readonly step: string;
  readonly problems: readonly Problem[];
  readonly failure: Failure | undefined;
  readonly attempts: number;
  readonly approvable: RunResult["approvable"];
}

/** What listeners are told of the end, and what the store keeps of it. */
export function endOf(attempt: Attempt, end: AttemptEnd, now: number): { end: RunEnd; ended: EndedRun } {
  const { work, version, context } = attempt;
  const { run, flow } = context;
  const { outcome, step, problems, failure, attempts } = end;
  const told: RunEnd = {
    run,
    flow: flow.name,
    record: work.record,
    event: work.event,
    outcome,
    step,
    problems,
    failure: failure?.details,
    attempts,
    stack: stackOf(context, problems),
    ...(context.muted.length === 0 ? {} : { muted: context.muted }),
    acceptedAt: work.acceptedAt,
    endedAt: now,
  };
  const waiting = waitingRecordOf(told);
  const { approvable } = end;
  const approval = approvable === undefined ? undefined : { flow: flow.name, record: work.record, ...approvable };
  const row: WaitingRow | undefined =
    waiting === undefined
      ? undefined
      : {
          ...waiting,
          work: work.work,
          input: context.state[flow.subject.name] as Value | undefined,
          mappingHash: context.mappingHash,
          approvable: approval,
        };
  const head = { run, work: work.work, flow: flow.name, record: work.record, outcome, at: now };
  const ended = { ...head, version, journaled: context.journaled, waiting: row };
  return { end: told, ended };
}
