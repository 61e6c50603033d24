import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXIT_CODES, type ExitCode, type MappingModule, needsPerson } from "@xmap/contract";
import { type RunEnd, SYSTEM_CLOCK } from "@xmap/runtime/node";
import { pino } from "pino";
import { listening, refusal, withPolling } from "../commands/run.ts";
import { storeOptionsOf } from "../operations/operated-store.ts";
import { SHORT_RUN } from "../operations/show-waiting.ts";
import { readConfiguration } from "../project/configuration-file.ts";
import { environmentNamed } from "../project/environment-named.ts";
import { type LoadedProject, loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { loadModules } from "../run/load-modules.ts";
import { startRunningEngine, storePathOf } from "../run/running-engine.ts";
import { stopAsked } from "../run/stop-asked.ts";
import { reload } from "./reload.ts";
import { type SandboxSystems, startSandboxSystems } from "./sandbox-systems.ts";
import { type ProjectWatch, watchProject } from "./watch-project.ts";

export interface DevOptions {
  readonly env: string;
  readonly store?: string;
  readonly port?: string;
  readonly pollEvery?: string;
  readonly sandbox: boolean;
}

/** Runs the flows until the process is asked to stop, and hands over every mapping that compiles as it is saved. */
export async function dev(path: string, options: DevOptions): Promise<ExitCode> {
  const watch = watchProject({ folder: readConfiguration(path).folder, clock: SYSTEM_CLOCK });
  void stopAsked().then(watch.stop);
  try {
    const project = await compilingProject(path, watch);
    if (project !== undefined) await developWith(path, options, project, watch);
    return EXIT_CODES.fine;
  } catch (error) {
    return refusal(error);
  } finally {
    watch.stop();
  }
}

async function developWith(
  path: string,
  options: DevOptions,
  project: LoadedProject,
  watch: ProjectWatch,
): Promise<void> {
  const modules = await loadModules(project);
  const temporary = options.sandbox ? mkdtempSync(join(tmpdir(), "xmap-dev-")) : undefined;
  let sandbox: SandboxSystems | undefined;
  try {
    sandbox = options.sandbox
      ? await startSandboxSystems(modules.flatMap((module) => Object.values(module.systems)))
      : undefined;
    Object.assign(process.env, sandbox?.variables);
    await develop({ path, options, project, modules, sandbox, temporary, watch });
  } finally {
    await sandbox?.close();
    if (temporary !== undefined) rmSync(temporary, { recursive: true, force: true });
  }
}

interface Development {
  readonly path: string;
  readonly options: DevOptions;
  readonly project: LoadedProject;
  readonly modules: readonly MappingModule[];
  readonly sandbox: SandboxSystems | undefined;
  /** For a store that is as short-lived as the sandboxes. */
  readonly temporary: string | undefined;
  readonly watch: ProjectWatch;
}

async function develop({ path, options, project, modules, sandbox, temporary, watch }: Development): Promise<void> {
  const environment = environmentNamed(project.configuration, options.env);
  const adjust = (fresh: readonly MappingModule[]): readonly MappingModule[] => withPolling(fresh, options.pollEvery);
  const storePath = storePathOf(project, environment, options.store ?? storeIn(temporary));
  const running = await startRunningEngine({
    project,
    name: options.env,
    environment,
    modules: adjust(modules),
    storePath,
    logger: pino({ name: "xmap", level: process.env.XMAP_LOG ?? "warn" }, pino.destination(2)),
    readsOnly: environment.readsOnly === true,
    forget: [],
    server: { ...listening(environment, options.port) },
  });
  const { engine, server } = running;
  const isOwnStore = options.store !== undefined || temporary !== undefined;
  const store = storeOptionsOf({ env: options.env, ...(isOwnStore ? { store: storePath } : {}) });
  engine.onRunEnd((end) => tell(describeEnd(end, store)));
  sandbox?.connect(server.url);
  process.stdout.write(`${JSON.stringify({ ready: true, url: server.url, sandbox: sandbox?.urls })}\n`);
  for (const [name, url] of Object.entries(sandbox?.urls ?? {})) tell(`${name} is a sandbox at ${url}`);
  for (const advice of sandbox?.advice ?? []) tell(advice);
  tell(`Running at ${server.url}. Save a mapping to try it; Ctrl-C ends.`);
  let current = modules;
  while (await watch.next()) current = await reload({ path, engine, modules: current, adjust, tell });
  await running.close();
}

/** The project as soon as it compiles; undefined when the person gives up before. */
async function compilingProject(path: string, watch: ProjectWatch): Promise<LoadedProject | undefined> {
  do {
    const project = loadProject(path);
    if (project.program !== undefined) return project;
    tell(`${showDiagnostics(project, "pretty")}\n\n${summarize(project)}; mend it and save.`);
  } while (await watch.next());
  return undefined;
}

function describeEnd({ flow, record, outcome, run, problems }: RunEnd, store: string): string {
  const head = `${record}: ${flow} ${outcome}`;
  const said = problems.map(({ message }) => message).join("; ");
  const show = `xmap ${outcome === "held" ? "hold" : "dead"} show ${run.slice(0, SHORT_RUN)} ${store}`;
  return `${head}${said === "" ? "" : `: ${said}`}${needsPerson(outcome) ? ` (${show})` : ""}`;
}

function storeIn(temporary: string | undefined): string | undefined {
  return temporary === undefined ? undefined : join(temporary, "store.sqlite");
}

function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}
