import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BindingModule, type Configuration, EXIT_CODES, type ExitCode } from "@xmap/contract";
import {
  type ComparisonReport,
  type FigureFields,
  type RecordDifference,
  SYSTEM_CLOCK,
  subjectBindings,
} from "@xmap/runtime/node";
import { copyStore } from "../operations/copy-store.ts";
import { jsonLine } from "../operations/json-lines.ts";
import { CommandError } from "../project/command-error.ts";
import { type OwnEngine, openEngine } from "./open-engine.ts";
import { checkNamed, type OpenedProject } from "./opened-project.ts";
import { describeDifference, describeReports, type FlowReport } from "./show-comparison.ts";

export interface ReconcileParts {
  readonly opened: OpenedProject;
  /** Undefined: all flows. */
  readonly flow: string | undefined;
  readonly since: number;
  readonly until: number | undefined;
  readonly repair: boolean;
  /** Prints figures and counts alone, without each difference. */
  readonly report: boolean;
  readonly json: boolean;
  readonly isStopped: () => boolean;
}

const LOOK_EVERY = 100;
/** So long without progress means that what is left waits for a system or for its next attempt. */
const STILL_MILLISECONDS = 30_000;

/** Compares both sides; without `repair` on a copy of the store, also while an engine runs. */
export async function reconcile(parts: ReconcileParts): Promise<ExitCode> {
  const { opened, repair } = parts;
  if (repair) return reconcileOn(parts, opened.storePath);
  const folder = mkdtempSync(join(tmpdir(), "xmap-reconcile-"));
  try {
    const copy = join(folder, "store.sqlite");
    if (!(await copyStore(opened.storePath, copy)))
      throw new CommandError(`There is no store at ${opened.storePath}: nothing was ever sent.`);
    return await reconcileOn(parts, copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function reconcileOn(parts: ReconcileParts, storePath: string): Promise<ExitCode> {
  const { opened, flow: only, repair, json } = parts;
  const flows = opened.modules.flatMap((module) => Object.values(module.flows));
  if (only !== undefined)
    checkNamed(
      "flow",
      [only],
      flows.map(({ name }) => name),
    );
  const pairs = subjectBindings(flows).filter(({ flow }) => only === undefined || flow === only);
  if (pairs.length === 0) throw new CommandError("No such flow syncs its own records, so there is nothing to compare.");
  const own = await openEngine({ ...opened, storePath });
  const reports: FlowReport[] = [];
  try {
    if (repair) await own.engine.start();
    for (const { flow, binding } of pairs) reports.push(await compareOne(parts, own, flow, binding));
  } finally {
    await own.close();
    clearLine();
  }
  if (json) for (const report of reports) process.stdout.write(jsonLine("reconcile", report));
  else process.stdout.write(`${describeReports(reports)}\n`);
  const isClean = reports.every(({ different, repaired }) => different === repaired);
  return isClean ? EXIT_CODES.fine : EXIT_CODES.findings;
}

async function compareOne(
  { opened, since, until, repair, report: isReport, json, isStopped }: ReconcileParts,
  own: OwnEngine,
  flow: string,
  binding: BindingModule,
): Promise<FlowReport> {
  const { goingLive } = own.engine;
  const asked: string[] = [];
  const onDifference = async (difference: RecordDifference): Promise<void> => {
    if (json && !isReport) process.stdout.write(jsonLine("difference", { flow, ...difference }));
    else if (!isReport) process.stdout.write(`${describeDifference(difference)}\n`);
    if (repair && (await goingLive.repair(flow, binding, difference))) asked.push(difference.record);
  };
  const onProgress = (name: string, records: number): void => {
    if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${name}: ${records.toLocaleString("en-US")} records`);
  };
  const figures = figuresOf(opened.project.configuration, binding);
  const options = { since, until, figures, onDifference, onProgress, isStopped };
  const report: ComparisonReport = await goingLive.compare(binding, options);
  if (asked.length > 0) await workedOff(own, isStopped);
  let repaired = 0;
  for (const record of asked) if (await goingLive.isRepaired(flow, binding, record)) repaired += 1;
  return { flow, ...report, repaired };
}

/** The figures that name fields of the binding's entities. */
function figuresOf({ reconcile: settings }: Configuration, { left, right }: BindingModule): readonly FigureFields[] {
  const fieldOf = (entity: string, stated: string | undefined): string | undefined =>
    stated?.startsWith(`${entity}.`) === true ? stated.slice(entity.length + 1) : undefined;
  return Object.entries(settings?.figures ?? {}).flatMap(([name, stated]) => {
    const fields = {
      left: fieldOf(left.name, stated.left),
      right: fieldOf(right.name, stated.right),
      currency: fieldOf(left.name, stated.currency),
    };
    if (fields.left === undefined && fields.right === undefined) return [];
    const given = Object.entries(fields).filter(([, field]) => field !== undefined);
    return [{ name, ...Object.fromEntries(given) }];
  });
}

/** Resolves when nothing is pending, or when what is left only waits. */
function workedOff({ engine }: OwnEngine, isStopped: () => boolean): Promise<void> {
  let pendingBefore = Number.POSITIVE_INFINITY;
  let movedAt = SYSTEM_CLOCK.now();
  return new Promise((resolve) => {
    const look = (): void => {
      const { pending, running } = engine.summary();
      const now = SYSTEM_CLOCK.now();
      if (running > 0 || pending !== pendingBefore) movedAt = now;
      pendingBefore = pending;
      if (isStopped() || pending + running === 0 || now - movedAt > STILL_MILLISECONDS) resolve();
      else SYSTEM_CLOCK.after(LOOK_EVERY, look);
    };
    look();
  });
}

function clearLine(): void {
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
}
