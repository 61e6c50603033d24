import { type EnvironmentConfiguration, EXIT_CODES, type MappingModule } from "@xmap/contract";
import type { Logger } from "@xmap/runtime/node";
import { pino } from "pino";
import { CommandError } from "../project/command-error.ts";
import { environmentNamed } from "../project/environment-named.ts";
import { loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { loadModules } from "../run/load-modules.ts";
import { storePathOf } from "../run/running-engine.ts";
import type { EngineParts } from "./open-engine.ts";

/** What all commands of this folder are told. */
export interface GoingLiveOptions {
  readonly env: string;
  readonly store?: string;
  readonly project: string;
  readonly json: boolean;
}

export interface OpenedProject extends EngineParts {
  readonly environment: EnvironmentConfiguration;
  readonly modules: readonly MappingModule[];
}

/** Loads and compiles the project; throws a CommandError with its findings when it does not compile. */
export async function openProject({ env, store, project: path }: GoingLiveOptions): Promise<OpenedProject> {
  const project = loadProject(path);
  if (project.program === undefined)
    throw new CommandError(`${showDiagnostics(project, "pretty")}\n\n${summarize(project)}`, EXIT_CODES.findings);
  const environment = environmentNamed(project.configuration, env);
  const modules = await loadModules(project);
  return { project, environment, modules, storePath: storePathOf(project, environment, store), logger: quietLogger() };
}

function quietLogger(): Logger {
  return pino({ name: "xmap", level: process.env.XMAP_LOG ?? "error" }, pino.destination(2));
}

/** Refuses names that are not among the known ones. */
export function checkNamed(kind: string, names: readonly string[], known: readonly string[]): void {
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new CommandError(`There is no ${kind} "${unknown}"; there are: ${known.join(", ")}.`);
}

/** Milliseconds since 1970 of a date or instant as people write it: `2026-03-04` is midnight UTC. */
export function readInstant(text: string): number {
  const at = /^\d{4}-\d{2}-\d{2}(T.*(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(at)) return at;
  throw new CommandError(`"${text}" is no date; write 2026-03-04 or 2026-03-04T12:00:00Z.`);
}
