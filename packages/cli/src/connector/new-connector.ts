import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { CommandError } from "../project/command-error.ts";
import { findProjectFolder, readConfiguration } from "../project/configuration-file.ts";
import { nameConnector } from "./name-connector.ts";

const TEMPLATE = fileURLToPath(new URL("../../templates/connector/", import.meta.url));

export interface NewConnector {
  readonly name: string;
  /** A folder at or below the project's. */
  readonly project: string;
  /** The folder to write; `connectors/NAME` of the project when undefined. */
  readonly out: string | undefined;
}

export interface WrittenConnector {
  /** Absolute. */
  readonly folder: string;
  /** Relative to the folder. */
  readonly files: readonly string[];
  /** The project's file that names the connector now; undefined when no project was found. */
  readonly configuration: string | undefined;
}

/** Writes a connector that works as it is: description, session, errors, a sandbox and its conformance test. */
export function writeNewConnector({ name, project, out }: NewConnector): WrittenConnector {
  if (!/^[a-z][a-z0-9_]*$/.test(name))
    throw new CommandError(`"${name}" is no name for a connector: small letters, digits and _, as in crm_north.`);
  const home = existsSync(resolve(project)) ? findProjectFolder(resolve(project)) : undefined;
  if (home === undefined && out === undefined)
    throw new CommandError(`No xmap.json in ${resolve(project)} or above it. Say with --out where to write.`);
  if (home !== undefined && readConfiguration(home).configuration.connectors?.[name] !== undefined)
    throw new CommandError(`xmap.json names a connector ${name} already.`);
  const folder = out === undefined ? join(home ?? "", "connectors", name) : resolve(out);
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0))
    throw new CommandError(`${folder} is there already, and nothing in it is overwritten.`);
  const path = home === undefined ? "./connector.ts" : addressFrom(home, join(folder, "connector.ts"));
  const files = filesBelow(TEMPLATE);
  for (const file of files) {
    const target = join(folder, file);
    mkdirSync(dirname(target), { recursive: true });
    const text = readFileSync(join(TEMPLATE, file), "utf8");
    writeFileSync(target, text.replaceAll("connector_name", name).replaceAll("connector_path", path));
  }
  if (home !== undefined) nameConnector(join(home, "xmap.json"), name, path);
  return { folder, files, configuration: home === undefined ? undefined : join(home, "xmap.json") };
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** As `xmap.json` writes paths: with slashes, from its own folder. */
function addressFrom(folder: string, file: string): string {
  const path = relative(folder, file).split(sep).join("/");
  return path.startsWith("../") ? path : `./${path}`;
}
