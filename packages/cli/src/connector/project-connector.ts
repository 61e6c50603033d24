import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Connector } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import { readConfiguration } from "../project/configuration-file.ts";

/** The files of a project's own connectors by name, as `connectors` of its `xmap.json` gives them. */
export function projectConnectors(folder: string): Readonly<Record<string, string>> {
  if (!existsSync(join(folder, "xmap.json"))) return {};
  return readConfiguration(folder).configuration.connectors ?? {};
}

/** Imports a connector of the project; rejects with a CommandError that names the file and what is wrong with it. */
export async function loadProjectConnector(folder: string, name: string, path: string): Promise<Connector> {
  const file = resolve(folder, path);
  const place = `connectors.${name} of ${join(folder, "xmap.json")}`;
  if (!existsSync(file)) throw new CommandError(`${place} names ${file}, and there is no such file.`);
  let module: unknown;
  try {
    module = await import(pathToFileURL(file).href);
  } catch (error) {
    throw new CommandError(`${file} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  const connector: unknown = Reflect.get(Object(module), "connector");
  if (!isConnector(connector))
    throw new CommandError(`${file} exports no connector: export const connector: Connector = { description, open };`);
  const own = connector.description.connector;
  if (own === name) return connector;
  throw new CommandError(
    `${place} and the connector's own description differ: "${name}" and "${own}". Make them equal.`,
  );
}

function isConnector(value: unknown): value is Connector {
  if (typeof value !== "object" || value === null) return false;
  const description: unknown = Reflect.get(value, "description");
  return typeof Reflect.get(value, "open") === "function" && typeof description === "object" && description !== null;
}
