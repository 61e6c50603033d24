import { accessSync, constants, existsSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { type EnvironmentPins, judgeStoreVersion } from "@xmap/contract";
import { openToRead, SCHEMA_VERSION, StoreRefusedError } from "@xmap/runtime/node";
import type { Finding } from "./finding.ts";

/** What is known of a store without changing it. */
export interface ExaminedStore {
  readonly path: string;
  /** Undefined where there is no store yet, or none that can be read. */
  readonly schemaVersion: number | undefined;
  readonly pins: EnvironmentPins;
  readonly findings: readonly Finding[];
}

/** Looks whether an engine can use the store; an engine may be running on it. */
export function examineStore(path: string, installation: string): ExaminedStore {
  const nothing = { path, schemaVersion: undefined, pins: {} };
  const unwritable = whatIsUnwritable(path);
  const findings: Finding[] = unwritable === undefined ? [] : [unwritable];
  if (!existsSync(path)) {
    const message = `There is no store at ${path} yet: "xmap run" makes it.`;
    return { ...nothing, findings: [...findings, { level: "note", about: "store", message }] };
  }
  try {
    const database = openToRead(path);
    try {
      const known = readStore(database);
      return { path, ...known, findings: [...findings, ...judgeStore(known, path, installation)] };
    } finally {
      database.close();
    }
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    const message = error instanceof StoreRefusedError ? words : `${path} is not a store of xmap: ${words}`;
    const mend = `Restore a backup ("xmap restore"), or name another store in xmap.json.`;
    return { ...nothing, findings: [...findings, { level: "error", about: "store", message, mend }] };
  }
}

function whatIsUnwritable(path: string): Finding | undefined {
  // SQLite makes files beside the store.
  const folder = existingFolder(dirname(path));
  const refused = [folder, ...(existsSync(path) ? [path] : [])].find((place) => !isWritable(place));
  if (refused === undefined) return undefined;
  return {
    level: "error",
    about: "store",
    message: `${refused} cannot be written by this user.`,
    mend: `Let the user that runs xmap write to ${refused}, or name another store in xmap.json.`,
  };
}

function existingFolder(folder: string): string {
  if (existsSync(folder) && statSync(folder).isDirectory()) return folder;
  const above = dirname(folder);
  return above === folder ? folder : existingFolder(above);
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

interface StoreFacts {
  readonly schemaVersion: number;
  readonly installation: string | undefined;
  readonly pins: EnvironmentPins;
}

function readStore(database: DatabaseSync): StoreFacts {
  const version = database.prepare("SELECT max(version) AS version FROM migration").get();
  const installation = database.prepare("SELECT value FROM meta WHERE name = 'installation'").get()?.value;
  const pins = database.prepare("SELECT system, fingerprint, label FROM pin").all();
  return {
    schemaVersion: Number(version?.version ?? 0),
    installation: typeof installation === "string" ? installation : undefined,
    pins: Object.fromEntries(
      pins.map(({ system, fingerprint, label }) => [
        String(system),
        { fingerprint: String(fingerprint), label: String(label) },
      ]),
    ),
  };
}

function judgeStore(
  { schemaVersion, installation: found }: StoreFacts,
  path: string,
  installation: string,
): readonly Finding[] {
  if (found !== installation)
    return [
      {
        level: "error",
        about: "store",
        message: `The store ${path} belongs to the installation "${found ?? "?"}", not to "${installation}".`,
        mend: "Name another store in xmap.json, or the installation as it was.",
      },
    ];
  switch (judgeStoreVersion(schemaVersion, SCHEMA_VERSION)) {
    case "open":
      return [];
    case "migrate":
      return [
        {
          level: "note",
          about: "store",
          message: `The store ${path} has schema version ${schemaVersion}: the next start brings it to ${SCHEMA_VERSION} and keeps a copy.`,
        },
      ];
    case "refuse":
      return [
        {
          level: "error",
          about: "store",
          message: `The store ${path} has schema version ${schemaVersion}, and this xmap knows ${SCHEMA_VERSION}: it was written by a newer one.`,
          mend: "Install the newer xmap, or restore a backup that was made before.",
        },
      ];
  }
}
