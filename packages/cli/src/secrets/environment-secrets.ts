import { isAbsolute, join } from "node:path";
import type { Clock, EnvironmentConfiguration, Random } from "@xmap/contract";
import { checkEnvironmentFile, readEnvironmentFile } from "../run/environment-file.ts";
import { folderSource, namedFileSource } from "./file-sources.ts";
import { firstOf, type SecretSource } from "./secret-source.ts";
import { SecretStore } from "./secret-store.ts";
import { type Variables, variableSource } from "./variable-source.ts";
import { vaultSource, vaultTokenName } from "./vault-source.ts";

/** Where an environment gets its values and secrets from. */
export interface EnvironmentSecrets {
  /** For `env(…)`: the environment of the process, then the envFile. */
  readonly variables: SecretSource;
  /** For `secret(…)`: all places in their order. */
  readonly secrets: SecretSource;
  readonly store: SecretStore;
}

export interface EnvironmentSecretsParts {
  /** Of `xmap.json`. */
  readonly folder: string;
  readonly environment: EnvironmentConfiguration;
  readonly variables: Variables;
  readonly clock: Clock;
  readonly random: Random;
  /** Takes what a person should mend. */
  readonly warn: (message: string) => void;
}

/**
 * The places of an environment, of which the first one that has a secret counts: a variable of the process, a file that
 * NAME_FILE names, the folder of secrets, the encrypted store, Vault, the envFile. Throws a CommandError for an envFile
 * of a production environment that others may read.
 */
export function environmentSecrets(parts: EnvironmentSecretsParts): EnvironmentSecrets {
  const { environment, folder, clock, random } = parts;
  const { envFile, secrets: configured = {} } = environment;
  const at = (path: string): string => (isAbsolute(path) ? path : join(folder, path));
  const file = envFile === undefined ? undefined : at(envFile);
  if (file !== undefined) checkEnvironmentFile(file, environment.production === true, parts.warn);
  const ofProcess = variableSource("the environment", () => parts.variables);
  const ofNamedFile = namedFileSource(() => parts.variables);
  const ofFile = file === undefined ? [] : [variableSource(file, () => readEnvironmentFile(file))];
  const ofFolder = configured.folder === undefined ? [] : [folderSource(at(configured.folder))];
  const outside = [ofProcess, ofNamedFile, ...ofFolder];
  const keys = firstOf([...outside, ...ofFile]);
  const store = new SecretStore({
    file: at(configured.store ?? `${environment.store}.secrets`),
    keys,
    clock,
    random,
  });
  const { vault } = configured;
  const ofVault = (configuration: NonNullable<typeof vault>): SecretSource =>
    vaultSource({
      configuration,
      clock,
      token: () => firstOf([...outside, store.source(), ...ofFile]).read(vaultTokenName(configuration)),
    });
  const remote = vault === undefined ? [] : [ofVault(vault)];
  return {
    variables: firstOf([ofProcess, ...ofFile]),
    secrets: firstOf([...outside, store.source(), ...remote, ...ofFile]),
    store,
  };
}
