import type { Configuration, EnvironmentConfiguration } from "@xmap/contract";
import { CommandError } from "./command-error.ts";

/** An environment of the project file; throws a CommandError that names those that are there. */
export function environmentNamed({ environments = {} }: Configuration, name: string): EnvironmentConfiguration {
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (environment !== undefined) return environment;
  const known = Object.keys(environments).join(", ");
  throw new CommandError(`xmap.json has no environment "${name}"${known === "" ? "" : `; it has: ${known}`}.`);
}
