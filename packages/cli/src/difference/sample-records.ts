import { existsSync, globSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve, sep } from "node:path";
import type { DataRecord } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import type { ProjectConfiguration } from "../project/configuration-file.ts";

/** A record that the mappings are tried with. */
export interface SampleRecord {
  /** `fixtures/orders.ndjson:12`, from the project folder. */
  readonly name: string;
  /** The file's path from the project folder. */
  readonly file: string;
  readonly record: DataRecord;
}

/** The records of JSON files (a record, or a list) and NDJSON files; of the named folder, else of where the project keeps them. */
export function sampleRecords(
  { folder, configuration }: ProjectConfiguration,
  named: string | undefined,
): readonly SampleRecord[] {
  const folders = named === undefined ? ownFolders(folder, configuration.fixtures) : [resolve(named)];
  for (const each of folders) if (!existsSync(each)) throw new CommandError(`There is no folder ${each}.`);
  const records = folders.flatMap((each) => filesBelow(each)).flatMap((file) => recordsOf(file, folder));
  if (records.length > 0) return records;
  const where = named ?? configuration.fixtures ?? `a folder \`fixtures\` of ${folder}`;
  throw new CommandError(`There is no sample record in ${where}: put records there as .json or .ndjson files.`);
}

function ownFolders(project: string, configured: string | undefined): readonly string[] {
  if (configured !== undefined) return [join(project, configured)];
  // A hidden folder is not entered: a build that runs beside removes its own.
  return globSync("**/fixtures", { cwd: project, exclude: ["**/node_modules"] })
    .map((path) => join(project, path))
    .filter((path) => statSync(path).isDirectory())
    .sort();
}

function filesBelow(folder: string): readonly string[] {
  if (!statSync(folder).isDirectory()) return [folder];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(json|ndjson|jsonl)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function recordsOf(path: string, project: string): readonly SampleRecord[] {
  const file = relative(project, path).split(sep).join("/");
  const text = readFileSync(path, "utf8");
  if (!path.endsWith(".json"))
    return text.split("\n").flatMap((line, index) => {
      if (line.trim() === "") return [];
      const name = `${file}:${index + 1}`;
      return asRecords(parsed(line, name), name, file);
    });
  const value = parsed(text, file);
  if (!Array.isArray(value)) return asRecords(value, file, file);
  return value.flatMap((item: unknown, index) => asRecords(item, `${file}[${index}]`, file));
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new CommandError(`${name} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function asRecords(value: unknown, name: string, file: string): readonly SampleRecord[] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
  return [{ name, file, record: value as DataRecord }];
}
