import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { type ProjectConfiguration, readConfiguration } from "../project/configuration-file.ts";
import { environmentNamed } from "../project/environment-named.ts";
import { type EnvironmentSecrets, environmentSecrets } from "./environment-secrets.ts";

/** The project and the secrets of one of its environments; throws a CommandError. */
export function openedSecrets(
  path: string,
  environmentName: string,
): { readonly project: ProjectConfiguration; readonly found: EnvironmentSecrets } {
  const project = readConfiguration(path);
  const found = environmentSecrets({
    folder: project.folder,
    environment: environmentNamed(project.configuration, environmentName),
    variables: process.env,
    clock: SYSTEM_CLOCK,
    random: SYSTEM_RANDOM,
    warn: (message) => process.stderr.write(`warning: ${message}\n`),
  });
  return { project, found };
}
