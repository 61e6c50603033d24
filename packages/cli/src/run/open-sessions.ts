import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type {
  ConnectorSettings,
  EnvironmentConfiguration,
  FlowModule,
  MappingModule,
  Sessions,
  SystemModule,
} from "@xmap/contract";
import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { CommandError } from "../project/command-error.ts";
import { environmentSecrets } from "../secrets/environment-secrets.ts";
import { systemTokens } from "../secrets/system-tokens.ts";
import { connectorNamed } from "./connectors.ts";
import { renewableSession } from "./renewable-session.ts";
import { secretKeepingSession } from "./secret-keeping-session.ts";
import { type FilledOptions, fillSystemOptions } from "./system-options.ts";

const USUAL_TIMEOUT = 30_000;

/** A session with each system that a flow or lookup can reach, by the declared name; rejects with a CommandError. */
export async function openSessions(
  project: { readonly folder: string },
  environment: EnvironmentConfiguration,
  modules: readonly MappingModule[],
): Promise<Sessions> {
  const systems: SystemModule[] = modules.flatMap((module) => Object.values(module.systems));
  const timeoutMilliseconds = timeoutOf(modules.flatMap((module) => Object.values(module.flows)));
  const openSystem = systemOpener(project, environment, timeoutMilliseconds);
  // All systems at once, so that everything that is missing is named together.
  const filled = await openSystem.fill(systems);
  const sessions = systems.map(async (system) => {
    const connector = await connectorNamed(system.connector, project.folder);
    const session = renewableSession({
      options: filled.get(system.name) ?? {},
      readOptions: async () => (await openSystem.fill([system])).get(system.name) ?? {},
      open: (options) => connector.open(openSystem.settings(system, options)),
      tokensStamp: openSystem.tokensStamp,
    });
    return [system.name, secretKeepingSession(session, openSystem.revealed)] as const;
  });
  return Object.fromEntries(await Promise.all(sessions));
}

/** What a connector needs to be opened for systems of an environment. */
export interface SystemOpener {
  /** The options of systems as they are now; rejects with a CommandError that names all that are missing. */
  fill(systems: readonly SystemModule[]): Promise<ReadonlyMap<string, FilledOptions>>;
  settings(system: Pick<SystemModule, "name">, options: FilledOptions): ConnectorSettings;
  /** Differs when the encrypted store has changed. */
  readonly tokensStamp: () => string;
  /** The secrets of all systems that were filled so far. */
  readonly revealed: ReadonlySet<string>;
}

/** Reads secrets and certificates of an environment; throws a CommandError. */
export function systemOpener(
  project: { readonly folder: string },
  environment: EnvironmentConfiguration,
  timeoutMilliseconds = USUAL_TIMEOUT,
): SystemOpener {
  const found = environmentSecrets({
    folder: project.folder,
    environment,
    variables: process.env,
    clock: SYSTEM_CLOCK,
    random: SYSTEM_RANDOM,
    warn: (message) => process.stderr.write(`warning: ${message}\n`),
  });
  const revealed = new Set<string>();
  return {
    revealed,
    fill: (systems) => fillSystemOptions(systems, found, revealed),
    tokensStamp: () => found.store.stamp(),
    settings(system, options) {
      const ca = environment.systems?.[system.name]?.ca;
      return {
        system: system.name,
        options,
        clock: SYSTEM_CLOCK,
        timeoutMilliseconds,
        projectFolder: project.folder,
        tokens: systemTokens(found.store, system.name, SYSTEM_CLOCK),
        ...(ca === undefined ? {} : { authorities: readCertificates(resolve(project.folder, ca), system.name) }),
      };
    },
  };
}

function readCertificates(file: string, system: string): string {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new CommandError(`systems.${system}.ca of xmap.json names ${file}, which cannot be read.`);
  }
  if (text.includes("-----BEGIN CERTIFICATE-----")) return text;
  throw new CommandError(`${file} (systems.${system}.ca of xmap.json) holds no certificate in the PEM form.`);
}

/** The longest timeout that a policy states: sessions are shared by all flows. */
function timeoutOf(flows: readonly FlowModule[]): number {
  const stated = flows.flatMap(({ policy }) => policy?.timeoutMilliseconds ?? []);
  return stated.length === 0 ? USUAL_TIMEOUT : Math.max(...stated);
}
