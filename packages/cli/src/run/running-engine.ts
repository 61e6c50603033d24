import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Configuration, EnvironmentConfiguration, MappingModule, Sessions, Value } from "@xmap/contract";
import {
  type AlertMemory,
  checkNames,
  checkPins,
  createAlerts,
  createMetrics,
  EmbeddedEngine,
  type EngineOptions,
  type Logger,
  privateLogger,
  Readiness,
  SqliteStore,
  type StoreRefusedError,
  SYSTEM_CLOCK,
  SYSTEM_RANDOM,
  startWebhookServer,
  syncsSlowly,
  USUAL_RETENTION,
  type WebhookServer,
  type WebhookServerOptions,
} from "@xmap/runtime/node";
import { actorOf } from "../operations/actor.ts";
import { listenForOperators } from "../operations/listen-for-operators.ts";
import { CommandError } from "../project/command-error.ts";
import type { LoadedProject } from "../project/load-project.ts";
import { watchKeyExpiry } from "../secrets/key-expiry.ts";
import { compileText } from "./compile-text.ts";
import { loadOlderModules } from "./older-modules.ts";
import { openSessions } from "./open-sessions.ts";
import { type RehearsedSessions, rehearsedSessions } from "./rehearsed-sessions.ts";
import { safetySettings } from "./safety-settings.ts";
import { startTelemetry } from "./telemetry.ts";

export interface RunningEngineParts {
  readonly project: LoadedProject;
  /** The environment's name and settings. */
  readonly name: string;
  readonly environment: EnvironmentConfiguration;
  readonly modules: readonly MappingModule[];
  readonly storePath: string;
  readonly logger: Logger;
  readonly readsOnly: boolean;
  /** Names of former bindings and flows whose records in the store are to be forgotten. */
  readonly forget: readonly string[];
  readonly server: Pick<WebhookServerOptions, "port" | "host" | "maximumBytes" | "servesStatus">;
}

export interface RunningEngine {
  readonly engine: EmbeddedEngine;
  readonly server: WebhookServer;
  /** Resolves when the store turns out to be damaged. */
  readonly damaged: Promise<StoreRefusedError>;
  /** Ends what is under way within some seconds, and closes everything. */
  close(): Promise<void>;
}

/** Milliseconds that runs under way may take to end when the process is asked to stop. */
const GRACE = 10_000;

/** Opens store and sessions, starts the engine with all that watches it, and listens for webhooks; rejects with nothing left open. */
export async function startRunningEngine(parts: RunningEngineParts): Promise<RunningEngine> {
  const closing: (() => Promise<void> | void)[] = [];
  const close = async (): Promise<void> => {
    for (const step of closing.splice(0).reverse()) await step();
  };
  try {
    return { ...(await open(parts, closing)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  {
    project,
    name,
    environment,
    modules,
    storePath,
    logger: told,
    readsOnly,
    forget,
    server: listening,
  }: RunningEngineParts,
  closing: (() => Promise<void> | void)[],
): Promise<Omit<RunningEngine, "close">> {
  const { installation } = project.configuration;
  const logger = privateLogger(told);
  const ports = { clock: SYSTEM_CLOCK, random: SYSTEM_RANDOM, logger };
  const unpinned = await openSessions(project, environment, modules);
  closing.push(() => closeAll(unpinned));
  mkdirSync(dirname(storePath), { recursive: true });
  const writesOnThread = syncsSlowly(dirname(storePath));
  const { promise: damaged, resolve: onDamaged } = Promise.withResolvers<StoreRefusedError>();
  const onCardNumber = (place: string): void =>
    logger.warn({ place }, `a card number was left out of what is kept: ${place}`);
  const storeOptions = { path: storePath, installation, clock: SYSTEM_CLOCK, writesOnThread, onDamaged, onCardNumber };
  const store = new SqliteStore(storeOptions);
  closing.push(() => store.close());
  const checked = await checkPins(store, unpinned);
  const { sessions, rehearsed } = readsOnly
    ? await rehearse(unpinned, checked, closing)
    : { sessions: checked, rehearsed: [] };
  await checkNames(store, modules, { names: forget, by: actorOf(undefined), clock: SYSTEM_CLOCK });
  const telemetry = startTelemetry({ variables: process.env, clock: SYSTEM_CLOCK, logger });
  closing.push(() => telemetry.stop());
  const readiness = new Readiness(store, SYSTEM_CLOCK);
  const isReady = (): boolean => readiness.obstacle === undefined;
  const summary = (): ReturnType<EmbeddedEngine["summary"]> => engine.summary();
  const metrics = createMetrics({ summary, clock: SYSTEM_CLOCK, isReady });
  const flows = modules.flatMap((module) => Object.values(module.flows));
  const memory = memoryIn(store);
  const configuration = environment.alerts;
  const alertOptions = { ...ports, configuration, flows, sessions, memory, installation, environment: name, summary };
  const alerts = refusedAsSettings(() => createAlerts(alertOptions));
  const known = new Set(modules.map((module) => module.hash));
  const older = (await store.state()).mappingHashes.filter((hash) => !known.has(hash));
  const engine: EmbeddedEngine = new EmbeddedEngine({
    ...ports,
    store,
    modules,
    olderModules: await loadOlderModules(project.folder, older),
    sessions,
    installation,
    observers: [metrics.observer, alerts.observer, ...telemetry.observers],
    readsOnly,
    rehearsed,
    compileText,
    safety: safetySettings(environment.safety),
    ...limitsOf(environment, project.configuration.retention),
  });
  const server = await startWebhookServer({ engine, sessions, metrics, readiness, ...listening });
  closing.push(() => server.close());
  closing.push(watchKeyExpiry({ environment, sessions: unpinned, clock: SYSTEM_CLOCK, logger }));
  await alerts.start();
  closing.push(() => alerts.stop());
  await engine.start();
  readiness.started();
  closing.push(async () => {
    readiness.stopping();
    await server.close();
    await engine.stop(GRACE);
  });
  closing.push(await listenForOperators(engine.operations, storePath, logger));
  return { engine, server, damaged };
}

/** Settings that do not fit are for the user to mend. */
function refusedAsSettings<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(error.message);
    throw error;
  }
}

async function closeAll(sessions: Sessions): Promise<void> {
  for (const session of Object.values(sessions)) await session.close();
}

/** What alerts remember over a restart lies in the store. */
function memoryIn(store: SqliteStore): AlertMemory {
  const note = "alerts";
  return {
    load: () => store.note(note),
    save: (body: Value) => store.write([{ change: "note", name: note, body }]),
  };
}

function limitsOf(
  { parallel, maximumPending, cutOver }: EnvironmentConfiguration,
  retention: Configuration["retention"],
): Pick<EngineOptions, "parallel" | "maximumPending" | "retention" | "cutOver"> {
  return {
    ...(parallel === undefined ? {} : { parallel }),
    ...(maximumPending === undefined ? {} : { maximumPending }),
    ...(cutOver === undefined ? {} : { cutOver: Date.parse(cutOver) }),
    retention: { ...USUAL_RETENTION, ...retention },
  };
}

/** The SQLite file of an environment, or the one that the command line names. */
export function storePathOf(
  project: LoadedProject,
  environment: EnvironmentConfiguration,
  named: string | undefined,
): string {
  return named ?? join(project.folder, environment.store);
}

/** An engine that only reads works on copies of what the installation keeps for itself; they are gone when it ends. */
async function rehearse(
  opened: Sessions,
  checked: Sessions,
  closing: (() => Promise<void> | void)[],
): Promise<RehearsedSessions> {
  const folder = mkdtempSync(join(tmpdir(), "xmap-rehearsal-"));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const found = await rehearsedSessions(opened, checked, folder);
  const copies = found.rehearsed.flatMap((system) => found.sessions[system] ?? []);
  closing.push(async () => {
    for (const copy of copies) await copy.close();
  });
  return found;
}
