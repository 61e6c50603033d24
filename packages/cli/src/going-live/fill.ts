import { EXIT_CODES, type ExitCode, needsPerson, RUN_OUTCOMES, type RunOutcome } from "@xmap/contract";
import { mutedMetricOf, SYSTEM_CLOCK } from "@xmap/runtime/node";
import { jsonLine } from "../operations/json-lines.ts";
import { CommandError } from "../project/command-error.ts";
import { FillProgress } from "./fill-progress.ts";
import type { OwnEngine } from "./open-engine.ts";

export interface FillParts {
  readonly own: OwnEngine;
  readonly flow: string;
  readonly since: number | undefined;
  readonly anew: boolean;
  readonly json: boolean;
  readonly isStopped: () => boolean;
}

interface Filled {
  readonly flow: string;
  readonly read: number;
  readonly accepted: number;
  readonly complete: boolean;
  readonly outcomes: Readonly<Partial<Record<RunOutcome, number>>>;
  /** Effects on customers that were left out. */
  readonly muted: number;
  readonly pending: number;
  /** Records that wait for the end of another one's hold. */
  readonly behindHolds: number;
}

const LOOK_EVERY = 100;
/** So long without a run that ends means that what is left waits for a system or for its next attempt. */
const STILL_MILLISECONDS = 30_000;

/** Takes all records of a flow in and works until they are done, or only wait. */
export async function fillFlow({ own, flow, since, anew, json, isStopped }: FillParts): Promise<ExitCode> {
  const { engine, store } = own;
  const counts = new Map<RunOutcome, number>();
  let ended = 0;
  let endedAt = SYSTEM_CLOCK.now();
  const stopListening = engine.onRunEnd((end) => {
    if (end.flow !== flow || end.event.xmaporigin !== "backfill") return;
    counts.set(end.outcome, (counts.get(end.outcome) ?? 0) + 1);
    ended += 1;
    endedAt = SYSTEM_CLOCK.now();
  });
  const progress = new FillProgress(SYSTEM_CLOCK, flow, (text) => process.stderr.write(text), process.stderr.isTTY);
  const mutedBefore = await mutedOf(store, flow);
  const filled = await refused(() =>
    engine.goingLive.fill({ flow, since, anew, isStopped, onProgress: (seen) => progress.show({ ...seen, ended }) }),
  );
  if (filled.isResumed) process.stderr.write(`${flow}: gone on where it was cut short.\n`);
  const isDone = (): boolean => {
    const { pending, running } = engine.summary();
    // What an earlier turn has left is worked off as well.
    progress.show({ read: filled.read, accepted: ended + pending + running, ended, isComplete: true });
    if (isStopped() || pending + running === 0) return true;
    if (running > 0) endedAt = SYSTEM_CLOCK.now();
    return SYSTEM_CLOCK.now() - endedAt > STILL_MILLISECONDS;
  };
  await until(isDone);
  progress.end();
  stopListening();
  const { pending, running, behindHolds } = engine.summary();
  const result: Filled = {
    flow,
    read: filled.read,
    accepted: filled.accepted,
    complete: filled.isComplete,
    outcomes: Object.fromEntries(counts),
    muted: (await mutedOf(store, flow)) - mutedBefore,
    pending: pending + running,
    behindHolds,
  };
  process.stdout.write(json ? jsonLine("sync", result) : describe(result));
  warn(result);
  if (result.pending > 0 || !result.complete) return EXIT_CODES.unreachable;
  return [...counts].some(([outcome, count]) => needsPerson(outcome) && count > 0)
    ? EXIT_CODES.findings
    : EXIT_CODES.fine;
}

function describe({ flow, read, outcomes }: Filled): string {
  const counted = RUN_OUTCOMES.flatMap((outcome) => {
    const count = outcomes[outcome];
    return count === undefined ? [] : [`${count} ${outcome}`];
  });
  return `${[`${flow}: ${read} records read`, ...counted].join(", ")}\n`;
}

function warn({ flow, muted, pending, behindHolds, complete }: Filled): void {
  const write = (text: string): void => void process.stderr.write(`${text}\n`);
  if (!complete) write(`${flow} was cut short; the same command goes on.`);
  if (pending > 0) write(`${pending} wait for a system or their next attempt; "xmap run" or the same command goes on.`);
  if (behindHolds > 0) write(`${behindHolds} wait for a decision over another record's hold; see "xmap hold list".`);
  if (muted === 0) return;
  const what = muted === 1 ? "1 effect that its customer" : `${muted} effects that customers`;
  write(
    `Warning: ${what} would have been told of ${muted === 1 ? "was" : "were"} left out; "xmap trigger ${flow} KEY" makes up for one record.`,
  );
}

async function mutedOf(store: OwnEngine["store"], flow: string): Promise<number> {
  return (await store.state()).metrics[mutedMetricOf(flow)] ?? 0;
}

/** What is asked wrongly is for the user to mend. */
async function refused<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const mend = error.message.includes("cut short")
      ? " Go on with the same --since, or begin anew with --restart."
      : "";
    throw new CommandError(`${error.message.slice(0, 1).toUpperCase()}${error.message.slice(1)}.${mend}`);
  }
}

function until(isDone: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      if (isDone()) resolve();
      else SYSTEM_CLOCK.after(LOOK_EVERY, look);
    };
    look();
  });
}
