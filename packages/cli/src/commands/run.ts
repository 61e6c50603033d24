import { type EnvironmentConfiguration, EXIT_CODES, type ExitCode, Failure, type MappingModule } from "@xmap/contract";
import { PinMismatchError, StoreRefusedError, VanishedNamesError } from "@xmap/runtime/node";
import { pino } from "pino";
import { dryRun } from "../operations/dry-run.ts";
import { CommandError } from "../project/command-error.ts";
import { environmentNamed } from "../project/environment-named.ts";
import { loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { readDuration } from "../run/duration.ts";
import { loadModules } from "../run/load-modules.ts";
import { pollEvery } from "../run/poll-every.ts";
import { startRunningEngine, storePathOf } from "../run/running-engine.ts";
import { stopAsked } from "../run/stop-asked.ts";

export interface RunOptions {
  readonly env: string;
  readonly store?: string;
  readonly port?: string;
  readonly pollEvery?: string;
  readonly readOnly: boolean;
  readonly dry: boolean;
  readonly json: boolean;
  readonly serveStatus: boolean;
  readonly forget: readonly string[];
}

/** `xmap run [path] --env name`: runs the flows until SIGINT or SIGTERM; the first line on stdout says where it listens. */
export async function run(path: string, options: RunOptions): Promise<ExitCode> {
  const project = loadProject(path);
  if (project.program === undefined) {
    process.stderr.write(`${showDiagnostics(project, "pretty")}\n\n${summarize(project)}\n`);
    return EXIT_CODES.findings;
  }
  const environment = environmentNamed(project.configuration, options.env);
  const modules = withPolling(await loadModules(project), options.pollEvery);
  const storePath = storePathOf(project, environment, options.store);
  const level = process.env.XMAP_LOG ?? (options.dry ? "error" : "info");
  const logger = pino({ name: "xmap", level }, pino.destination(2));
  try {
    if (options.dry) {
      const { json } = options;
      return await dryRun({ project, environment, modules, storePath, logger, json, stopAsked: stopAsked() });
    }
    const running = await startRunningEngine({
      project,
      name: options.env,
      environment,
      modules,
      storePath,
      logger,
      readsOnly: options.readOnly || environment.readsOnly === true,
      forget: options.forget,
      server: { servesStatus: options.serveStatus, ...listening(environment, options.port) },
    });
    const asked = stopAsked();
    const { url } = running.server;
    process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
    logger.info({ url, store: storePath }, "ready");
    const damage = await Promise.race([asked, running.damaged]);
    await running.close();
    return damage === undefined ? EXIT_CODES.fine : refusal(damage);
  } catch (error) {
    return refusal(error);
  }
}

export function withPolling(modules: readonly MappingModule[], duration: string | undefined): readonly MappingModule[] {
  return duration === undefined ? modules : modules.map((module) => pollEvery(module, readDuration(duration)));
}

export function listening(
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

/** A refusal that a person understands, with the exit code for it; anything else is an error of our own. */
export function refusal(error: unknown): ExitCode {
  if (error instanceof StoreRefusedError) {
    process.stderr.write(`${error.message}\n`);
    return EXIT_CODES.personMustDecide;
  }
  if (error instanceof VanishedNamesError) {
    const names = [...new Set(error.vanished.map(({ name }) => name))].join(" ");
    process.stderr.write(`${error.message}\nTo forget what is kept under ${names}, add: --forget ${names}\n`);
    return EXIT_CODES.personMustDecide;
  }
  if (error instanceof PinMismatchError) {
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
