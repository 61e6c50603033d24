import { join } from "node:path";
import { type ProjectConfiguration, readConfiguration } from "../project/configuration-file.ts";
import { environmentNamed } from "../project/environment-named.ts";

/** What every command of an operator is told. */
export interface OperatorOptions {
  readonly env: string;
  readonly store?: string;
  readonly as?: string;
  readonly json: boolean;
}

/** The store that a command works on, by the project and its environment. */
export interface OperatedStore extends ProjectConfiguration {
  readonly path: string;
}

/** Finds the store; the mappings need not compile. */
export function operatedStore(
  projectPath: string,
  { env, store }: Pick<OperatorOptions, "env" | "store">,
): OperatedStore {
  const project = readConfiguration(projectPath);
  const environment = environmentNamed(project.configuration, env);
  return { ...project, path: store ?? join(project.folder, environment.store) };
}

/** The options that name the same store in another command. */
export function storeOptionsOf({ env, store }: Pick<OperatorOptions, "env" | "store">): string {
  return store === undefined ? `--env ${env}` : `--env ${env} --store ${store}`;
}
