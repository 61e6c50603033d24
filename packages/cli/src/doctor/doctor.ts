import { EXIT_CODES, type ExitCode } from "@xmap/contract";
import { ControlUnreachableError, connectControl, controlPathOf, SYSTEM_CLOCK } from "@xmap/runtime/node";
import { jsonLine } from "../operations/json-lines.ts";
import { CommandError } from "../project/command-error.ts";
import { environmentNamed } from "../project/environment-named.ts";
import { type LoadedProject, loadProject } from "../project/load-project.ts";
import { showDiagnostics, summarize } from "../project/show-diagnostics.ts";
import { loadModules } from "../run/load-modules.ts";
import { systemOpener } from "../run/open-sessions.ts";
import { storePathOf } from "../run/running-engine.ts";
import { endOfDay } from "../secrets/key-expiry.ts";
import { openedSecrets } from "../secrets/opened-secrets.ts";
import { type ExaminedStore, examineStore } from "./examine-store.ts";
import { type ExaminedSystem, examineSystem } from "./examine-system.ts";
import type { Finding } from "./finding.ts";
import type { SecretAge } from "./judge-secrets.ts";
import { openDeclared } from "./opened-system.ts";
import { findingLines, systemText } from "./show-examination.ts";
import { type SystemNeeds, systemNeeds } from "./system-needs.ts";

export interface DoctorOptions {
  readonly env?: string;
  readonly store?: string;
  readonly needs: boolean;
  readonly strict: boolean;
  readonly json: boolean;
}

/** Examines every declared system, the store and this program; 3 when a system cannot be used, 1 when something keeps flows from working. */
export async function doctor(path: string, options: DoctorOptions): Promise<ExitCode> {
  const { env } = options;
  if (env === undefined) throw new CommandError("Say whom to ask: --env and a name of xmap.json; or only --needs.");
  const project = loadProject(path);
  if (project.program === undefined) {
    process.stderr.write(`${showDiagnostics(project, "pretty")}\n\n${summarize(project)}\n`);
    return EXIT_CODES.findings;
  }
  const environment = environmentNamed(project.configuration, env);
  const store = examineStore(storePathOf(project, environment, options.store), project.configuration.installation);
  const modules = await loadModules(project);
  const needs = systemNeeds(project.program, modules);
  const opener = systemOpener(project, environment);
  const declared = new Map(modules.flatMap(({ systems }) => Object.values(systems)).map((one) => [one.name, one]));
  const ages = await secretAges(project, env, needs);
  const examined = await Promise.all(
    needs.map((one) => {
      const { name } = one.system;
      const module = declared.get(name);
      if (module === undefined) throw new RangeError(`${name} is in no compiled module`);
      return examineSystem({
        needs: one,
        open: () => openDeclared(opener, project.folder, module),
        environment: env,
        pins: store.pins,
        clock: SYSTEM_CLOCK,
        configuredEnd: endOfDay(environment.systems?.[name]?.keyExpires),
        secretAges: ages.get(name) ?? [],
      });
    }),
  );
  const isRunning = await isEngineRunning(store.path);
  show(examined, store, isRunning, options.json);
  return exitCodeOf(examined, store, options.strict);
}

/** When the secrets of each system were set, of those that lie in the encrypted store. */
async function secretAges(
  project: LoadedProject,
  environment: string,
  needs: readonly SystemNeeds[],
): Promise<ReadonlyMap<string, readonly SecretAge[]>> {
  const { found } = openedSecrets(project.folder, environment);
  const kept = await found.store.read().catch(() => undefined);
  return new Map(
    needs.map(({ system }) => {
      const names = system.declaration.options.flatMap(({ value }) =>
        value.kind === "OptionReference" && value.source === "secret" ? [value.name.value] : [],
      );
      const ages = names.flatMap((name) => {
        const secret = kept?.secrets[name];
        return secret === undefined ? [] : [{ name, changedAt: secret.changedAt }];
      });
      return [system.name, ages];
    }),
  );
}

async function isEngineRunning(path: string): Promise<boolean> {
  try {
    await connectControl(controlPathOf(path)).paused();
    return true;
  } catch (error) {
    if (error instanceof ControlUnreachableError) return false;
    throw error;
  }
}

function show(systems: readonly ExaminedSystem[], store: ExaminedStore, isRunning: boolean, json: boolean): void {
  const node = process.versions.node;
  const { path, schemaVersion, findings } = store;
  if (json) {
    for (const system of systems) process.stdout.write(jsonLine("doctor.system", system));
    process.stdout.write(
      jsonLine("doctor.here", { node, store: { path, schemaVersion: schemaVersion ?? null }, isRunning, findings }),
    );
    return;
  }
  const version = schemaVersion === undefined ? "" : `, schema version ${schemaVersion}`;
  const here = [
    `here: Node ${node}; store ${path}${version}; xmap ${isRunning ? "runs on it" : "does not run on it"}`,
    ...findingLines(findings),
  ];
  process.stdout.write(`${[...systems.map(systemText), here.join("\n")].join("\n\n")}\n`);
  process.stderr.write(`${summaryOf([...systems.flatMap((system) => system.findings), ...findings])}\n`);
}

function summaryOf(findings: readonly Finding[]): string {
  const count = (level: Finding["level"]): number => findings.filter((finding) => finding.level === level).length;
  const plural = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${plural(count("error"), "error")}, ${plural(count("warning"), "warning")}`;
}

function exitCodeOf(systems: readonly ExaminedSystem[], store: ExaminedStore, strict: boolean): ExitCode {
  if (systems.some(({ isReached }) => !isReached)) return EXIT_CODES.unreachable;
  const findings = [...systems.flatMap((system) => system.findings), ...store.findings];
  const isWrong = ({ level }: Finding): boolean => level === "error" || (strict && level === "warning");
  return findings.some(isWrong) ? EXIT_CODES.findings : EXIT_CODES.fine;
}
