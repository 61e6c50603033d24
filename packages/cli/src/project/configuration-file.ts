import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { CONFIGURATION_SCHEMA, type Configuration } from "@xmap/contract";
import { suggestNames } from "@xmap/diagnostics";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import { CommandError } from "./command-error.ts";

/** A project's folder and its `xmap.json`. */
export interface ProjectConfiguration {
  /** Absolute path of the folder that holds `xmap.json`. */
  readonly folder: string;
  readonly configuration: Configuration;
}

/** Compiled once: a command reads the file for each of its systems. */
let validator: ValidateFunction | undefined;

/** Finds `xmap.json` in the folder or above it, and checks it; unknown keys are errors. */
export function readConfiguration(start: string): ProjectConfiguration {
  const folder = projectFolderOf(resolve(start));
  const file = join(folder, "xmap.json");
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new CommandError(`${file} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  validator ??= new Ajv2020({ allErrors: true, strict: false, verbose: true }).compile(CONFIGURATION_SCHEMA);
  const validate = validator;
  if (!validate(value)) {
    throw new CommandError([`${file} has mistakes:`, ...(validate.errors ?? []).map(describeError)].join("\n"));
  }
  return { folder, configuration: value as unknown as Configuration };
}

/** The folder that holds `xmap.json`, this one or the nearest above it. */
export function findProjectFolder(folder: string): string | undefined {
  if (existsSync(join(folder, "xmap.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : findProjectFolder(parent);
}

function projectFolderOf(start: string): string {
  if (!existsSync(start)) throw new CommandError(`There is no file or folder ${start}.`);
  const found = findProjectFolder(statSync(start).isDirectory() ? start : dirname(start));
  if (found !== undefined) return found;
  throw new CommandError(
    `No xmap.json in ${start} or a folder above it. A project needs one: { "language": 1, "installation": "my-shop" }`,
  );
}

function describeError(error: ErrorObject): string {
  const place = error.instancePath === "" ? "" : ` at ${error.instancePath.slice(1).replaceAll("/", ".")}`;
  if (error.instancePath === "/language") {
    return `  language version ${JSON.stringify(error.data)} is not known; this xmap reads version 1: write "language": 1`;
  }
  if (error.params.missingProperty === "language") return `  the language version is missing: write "language": 1`;
  if (error.keyword !== "additionalProperties") return `  ${error.message ?? "is wrong"}${place}`;
  const name = String(error.params.additionalProperty);
  const known = error.parentSchema?.properties;
  const [nearest] = typeof known === "object" && known !== null ? suggestNames(name, Object.keys(known)) : [];
  return `  unknown key "${name}"${place}${nearest === undefined ? "" : `, did you mean "${nearest}"?`}`;
}
