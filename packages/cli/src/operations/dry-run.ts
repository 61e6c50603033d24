import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import {
  type EngineSummary,
  type EnvironmentConfiguration,
  EXIT_CODES,
  type ExitCode,
  type MappingModule,
  needsPerson,
  RUN_OUTCOMES,
} from "@xmap/contract";
import {
  checkPins,
  EmbeddedEngine,
  type Logger,
  type RunEnd,
  SqliteStore,
  SYSTEM_CLOCK,
  SYSTEM_RANDOM,
} from "@xmap/runtime/node";
import type { LoadedProject } from "../project/load-project.ts";
import { compileText } from "../run/compile-text.ts";
import { openSessions } from "../run/open-sessions.ts";
import { rehearsedSessions } from "../run/rehearsed-sessions.ts";
import { copyStore } from "./copy-store.ts";
import { jsonLine } from "./json-lines.ts";

export interface DryRunParts {
  readonly project: LoadedProject;
  readonly environment: EnvironmentConfiguration;
  readonly modules: readonly MappingModule[];
  /** Of the environment; it is read, never written. */
  readonly storePath: string;
  readonly logger: Logger;
  readonly json: boolean;
  /** Resolves when the person has seen enough. */
  readonly stopAsked: Promise<void>;
}

/** Reads the live systems once, says what would be written, and ends; it works on a copy of the store's state. */
export async function dryRun(parts: DryRunParts): Promise<ExitCode> {
  const folder = mkdtempSync(join(tmpdir(), "xmap-dry-"));
  try {
    const copy = join(folder, "store.sqlite");
    const isKnown = await copyStore(parts.storePath, copy);
    process.stderr.write(isKnown ? "" : `There is no store at ${parts.storePath} yet: everything is new.\n`);
    return await judge(parts, copy);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function judge(parts: DryRunParts, storePath: string): Promise<ExitCode> {
  const { project, environment, modules, logger, json } = parts;
  const { installation } = project.configuration;
  const sessions = await openSessions(project, environment, modules);
  const store = new SqliteStore({ path: storePath, installation, clock: SYSTEM_CLOCK });
  const verdicts: Verdict[] = [];
  const closing = Object.values(sessions);
  try {
    // What a person has paused is looked at as well: nothing is written anyway.
    const { pauses } = await store.state();
    await store.write(pauses.map(({ kind, name }) => ({ change: "resume", kind, name }) as const));
    const ports = { clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM, logger };
    const folder = dirname(storePath);
    const { sessions: usable, rehearsed } = await rehearsedSessions(sessions, await checkPins(store, sessions), folder);
    closing.push(...rehearsed.flatMap((system) => usable[system] ?? []));
    const { parallel, cutOver } = environment;
    const limit = {
      ...(parallel === undefined ? {} : { parallel }),
      ...(cutOver === undefined ? {} : { cutOver: Date.parse(cutOver) }),
    };
    const engine = new EmbeddedEngine({
      ...ports,
      store,
      modules,
      sessions: usable,
      rehearsed,
      installation,
      readsOnly: true,
      compileText,
      ...limit,
    });
    engine.onRunEnd((end) => {
      const verdict = verdictOf(end);
      verdicts.push(verdict);
      process.stdout.write(json ? jsonLine("dry-run", verdict) : describe(verdict));
    });
    await engine.start();
    await Promise.race([engine.poll().then(() => settled(engine)), parts.stopAsked]);
    const left = engine.summary();
    await engine.stop();
    return conclude(verdicts, left);
  } finally {
    for (const session of closing) await session.close();
    await store.close();
  }
}

interface Verdict {
  readonly flow: string;
  readonly record: string;
  /** `write` when something would be written, else the run's outcome. */
  readonly result: "write" | RunEnd["outcome"];
  /** What would be written, in words. */
  readonly would?: string;
  readonly step: string;
  readonly problems: readonly { readonly rule: string; readonly message: string }[];
}

/** In the order in which they are counted. */
const RESULTS: readonly Verdict["result"][] = ["write", ...RUN_OUTCOMES];
const WOULD = "would ";

/** The engine ends a run at the first write that it does not carry out, with words that say which. */
function verdictOf({ flow, record, outcome, step, problems }: RunEnd): Verdict {
  const unwritten = problems.find(({ word, message }) => word === "skip" && message.startsWith(WOULD));
  const others = problems.filter((problem) => problem !== unwritten).map(({ rule, message }) => ({ rule, message }));
  const head = { flow, record, step, problems: others };
  if (unwritten === undefined) return { ...head, result: outcome };
  return { ...head, result: "write", would: unwritten.message.slice(WOULD.length) };
}

/** A line for what would be written or would need a person; nothing for what would stay as it is. */
function describe({ flow, record, result, would, problems }: Verdict): string {
  if (would !== undefined) return `${record}: ${flow} would ${would}\n`;
  if (result === "write" || !needsPerson(result)) return "";
  const word = result === "dead" ? "given up" : result;
  return `${record}: ${flow} would be ${word}: ${problems.map(({ rule, message }) => `${message} (${rule})`).join("; ")}\n`;
}

function conclude(verdicts: readonly Verdict[], { pending, pausedSystems, pausedFlows }: EngineSummary): ExitCode {
  const counts = Map.groupBy(verdicts, ({ result }) => result);
  const counted = RESULTS.flatMap((result) => {
    const count = counts.get(result)?.length ?? 0;
    return count === 0 ? [] : [`${count} ${result === "write" ? "to write" : result}`];
  });
  const records = `${verdicts.length} record${verdicts.length === 1 ? "" : "s"}`;
  process.stderr.write(`${[`${records} read`, ...counted].join(", ")}. Nothing was written.\n`);
  for (const { system, reason } of pausedSystems) process.stderr.write(`${system} cannot be used: ${reason}\n`);
  for (const { flow, reason } of pausedFlows) process.stderr.write(`${flow} cannot be run: ${reason}\n`);
  if (pending > 0) process.stderr.write(`${pending} more could not be judged now; run it again later.\n`);
  if (pausedSystems.length > 0 || pending > 0) return EXIT_CODES.unreachable;
  const findings = verdicts.some(({ result }) => result !== "write" && needsPerson(result));
  return findings ? EXIT_CODES.findings : EXIT_CODES.fine;
}

const LOOK_EVERY = 100;
/** So many looks in a row without a run mean that what is left waits for a system or for its next attempt. */
const STILL_LOOKS = 20;

/** Resolves when everything is judged, or when the rest can only wait. */
function settled(engine: EmbeddedEngine): Promise<void> {
  return new Promise((resolve) => {
    let still = 0;
    let cancel = (): void => {};
    const look = (): void => {
      still = engine.summary().running > 0 ? 0 : still + 1;
      if (still >= STILL_LOOKS) resolve();
      else cancel = SYSTEM_CLOCK.after(LOOK_EVERY, look);
    };
    look();
    void engine.idle().then(() => {
      cancel();
      resolve();
    });
  });
}
