import { join } from "node:path";
import type { EnvironmentConfiguration, FlowModule, MappingModule, Sessions, SystemModule } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { connectorNamed } from "./connectors.ts";
import { readEnvironmentFile } from "./environment-file.ts";
import { renewableSession } from "./renewable-session.ts";
import { fillSystemOptions } from "./system-options.ts";

const USUAL_TIMEOUT = 30_000;

/** A session with each system that a flow or lookup can reach, by the declared name. */
export function openSessions(
  project: { readonly folder: string },
  environment: EnvironmentConfiguration,
  modules: readonly MappingModule[],
): Sessions {
  const systems: SystemModule[] = modules.flatMap((module) => Object.values(module.systems));
  const variables = (): Readonly<Record<string, string | undefined>> => {
    const file = environment.envFile;
    return { ...(file === undefined ? {} : readEnvironmentFile(join(project.folder, file))), ...process.env };
  };
  // All systems at once, so that everything that is missing is named together.
  fillSystemOptions(systems, variables());
  const timeoutMilliseconds = timeoutOf(modules.flatMap((module) => Object.values(module.flows)));
  return Object.fromEntries(
    systems.map((system) => [
      system.name,
      renewableSession({
        readOptions: () => fillSystemOptions([system], variables()).get(system.name) ?? {},
        open: (options) =>
          connectorNamed(system.connector).open({
            system: system.name,
            options,
            clock: SYSTEM_CLOCK,
            timeoutMilliseconds,
            projectFolder: project.folder,
          }),
      }),
    ]),
  );
}

/** The longest timeout that a policy states: sessions are shared by all flows. */
function timeoutOf(flows: readonly FlowModule[]): number {
  const stated = flows.flatMap(({ policy }) => policy?.timeoutMilliseconds ?? []);
  return stated.length === 0 ? USUAL_TIMEOUT : Math.max(...stated);
}
