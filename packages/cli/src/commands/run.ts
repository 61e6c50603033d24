import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  type EnvironmentConfiguration,
  EXIT_CODES,
  type ExitCode,
  Failure,
  type MappingModule,
  type Sessions,
  type SystemModule,
} from "@xmap/contract";
import {
  checkPins,
  EmbeddedEngine,
  PinMismatchError,
  SqliteStore,
  StoreRefusedError,
  SYSTEM_CLOCK,
  SYSTEM_RANDOM,
  startWebhookServer,
} from "@xmap/runtime/node";
import { pino } from "pino";
import { CommandError } from "../project/command-error.ts";
import { type LoadedProject, loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { connectorNamed } from "../run/connectors.ts";
import { readDuration } from "../run/duration.ts";
import { readEnvironmentFile } from "../run/environment-file.ts";
import { loadModules } from "../run/load-modules.ts";
import { pollEvery } from "../run/poll-every.ts";
import { fillSystemOptions } from "../run/system-options.ts";

const USUAL_TIMEOUT = 30_000;

export interface RunOptions {
  readonly env: string;
  readonly store?: string;
  readonly port?: string;
  readonly pollEvery?: string;
  readonly readOnly: boolean;
  readonly serveStatus: boolean;
}

/** `xmap run [path] --env name`: runs the flows until SIGINT or SIGTERM; the first line on stdout says where it listens. */
export async function run(path: string, options: RunOptions): Promise<ExitCode> {
  const project = loadProject(path);
  if (project.program === undefined) {
    process.stderr.write(`${showDiagnostics(project, "pretty")}\n\n${summarize(project)}\n`);
    return EXIT_CODES.findings;
  }
  const environment = environmentNamed(project, options.env);
  const modules = withPolling(await loadModules(project), options.pollEvery);
  const sessions = openSessions(project, environment, modules);
  const storePath = options.store ?? join(project.folder, environment.store);
  mkdirSync(dirname(storePath), { recursive: true });
  const logger = pino({ name: "xmap", level: process.env.XMAP_LOG ?? "info" }, pino.destination(2));
  let store: SqliteStore | undefined;
  try {
    store = new SqliteStore({ path: storePath, installation: project.configuration.installation, clock: SYSTEM_CLOCK });
    const pinned = await checkPins(store, sessions);
    const engine = new EmbeddedEngine({
      store,
      modules,
      sessions: pinned,
      clock: SYSTEM_CLOCK,
      random: SYSTEM_RANDOM,
      installation: project.configuration.installation,
      logger,
      readsOnly: options.readOnly || environment.readsOnly === true,
      ...(environment.parallel === undefined ? {} : { parallel: environment.parallel }),
    });
    const server = await startWebhookServer({
      engine,
      sessions: pinned,
      servesStatus: options.serveStatus,
      ...listening(environment, options.port),
    });
    await engine.start();
    const asked = stopAsked();
    process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`);
    logger.info({ url: server.url, store: storePath }, "ready");
    await asked;
    await server.close();
    await engine.stop();
    return EXIT_CODES.fine;
  } catch (error) {
    return refusal(error);
  } finally {
    for (const session of Object.values(sessions)) await session.close();
    await store?.close();
  }
}

function environmentNamed(project: LoadedProject, name: string): EnvironmentConfiguration {
  const environments = project.configuration.environments ?? {};
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (environment !== undefined) return environment;
  const known = Object.keys(environments).join(", ");
  throw new CommandError(`xmap.json has no environment "${name}"${known === "" ? "" : `; it has: ${known}`}.`);
}

function withPolling(modules: readonly MappingModule[], duration: string | undefined): readonly MappingModule[] {
  return duration === undefined ? modules : modules.map((module) => pollEvery(module, readDuration(duration)));
}

/** A session with each system that a flow or lookup can reach, by the declared name. */
function openSessions(
  project: LoadedProject,
  environment: EnvironmentConfiguration,
  modules: readonly MappingModule[],
): Sessions {
  const file = environment.envFile === undefined ? {} : readEnvironmentFile(join(project.folder, environment.envFile));
  const systems: SystemModule[] = modules.flatMap((module) => Object.values(module.systems));
  const options = fillSystemOptions(systems, { ...file, ...process.env });
  return Object.fromEntries(
    systems.map((system) => [
      system.name,
      connectorNamed(system.connector).open({
        system: system.name,
        options: options.get(system.name) ?? {},
        clock: SYSTEM_CLOCK,
        timeoutMilliseconds: USUAL_TIMEOUT,
        projectFolder: project.folder,
      }),
    ]),
  );
}

function listening(
  environment: EnvironmentConfiguration,
  port: string | undefined,
): { port: number; host?: string; maximumBytes?: number } {
  const chosen = port === undefined ? (environment.webhooks?.port ?? 0) : Number(port);
  if (!Number.isInteger(chosen) || chosen < 0 || chosen > 65_535) throw new CommandError(`"${port}" is not a port.`);
  const { host, maximumBytes } = environment.webhooks ?? {};
  return {
    port: chosen,
    ...(host === undefined ? {} : { host }),
    ...(maximumBytes === undefined ? {} : { maximumBytes }),
  };
}

function stopAsked(): Promise<void> {
  return new Promise((resolve) => {
    process.once("SIGTERM", () => resolve());
    process.once("SIGINT", () => resolve());
  });
}

/** A refusal that a person understands, with the exit code for it; anything else is an error of our own. */
function refusal(error: unknown): ExitCode {
  if (error instanceof PinMismatchError || error instanceof StoreRefusedError) {
    process.stderr.write(
      `${error.message}\nUse another store for this environment, or mend the environment's settings.\n`,
    );
    return EXIT_CODES.personMustDecide;
  }
  if (error instanceof Failure) {
    process.stderr.write(`${error.details.system} cannot be reached: ${error.message}\n`);
    return EXIT_CODES.unreachable;
  }
  throw error;
}
