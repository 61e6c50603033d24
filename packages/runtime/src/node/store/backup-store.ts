import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import type { Clock } from "@xmap/contract";
import { StoreRefusedError } from "./open-database.ts";
import {
  BACKUP_AT,
  BACKUP_ENVIRONMENT,
  examineStore,
  openToRead,
  removeStore,
  type StoreFile,
  syncFile,
} from "./store-file.ts";

export interface BackupOptions {
  /** The store. */
  readonly path: string;
  /** The file to make. */
  readonly file: string;
  /** The environment's name: a backup is restored only there. */
  readonly environment: string;
  readonly clock: Clock;
}

/** All pages in one go: the copy is of one moment and is not begun again when the engine writes. */
const ALL_PAGES = 2_147_483_647;
const SET_META = "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)";

/**
 * Copies a store into a new file, also while an engine runs on it, and checks the copy. Nothing stands under the file's
 * name before it is whole. Throws a StoreRefusedError when there is no store, a file is in the way, or the copy is not whole.
 */
export async function backupStore({ path, file, environment, clock }: BackupOptions): Promise<StoreFile> {
  if (!existsSync(path)) throw new StoreRefusedError(`There is no store at ${path}.`);
  if (existsSync(file)) throw new StoreRefusedError(`${file} is there already; name another file.`);
  mkdirSync(dirname(file), { recursive: true });
  const partial = `${file}.partial`;
  removeStore(partial);
  try {
    await copy(path, partial);
    const database = new DatabaseSync(partial);
    try {
      database.exec("PRAGMA journal_mode = DELETE");
      const setMeta = database.prepare(SET_META);
      setMeta.run(BACKUP_ENVIRONMENT, environment);
      setMeta.run(BACKUP_AT, String(clock.now()));
    } finally {
      database.close();
    }
    chmodSync(partial, 0o600);
    const found = examineStore(partial);
    renameSync(partial, file);
    syncFile(file);
    return found;
  } catch (error) {
    removeStore(partial);
    throw error;
  }
}

async function copy(path: string, file: string): Promise<void> {
  const source = openToRead(path);
  try {
    source.exec("BEGIN");
    source.prepare("SELECT count(*) FROM meta").get();
    await backup(source, file, { rate: ALL_PAGES });
  } catch (error) {
    throw new StoreRefusedError(`${path} cannot be copied: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    source.close();
  }
}

/** Where backups of a store lie unless told otherwise. */
export function backupFolderOf(path: string): string {
  return join(dirname(path), "backups");
}

/** The name of a backup made at a time, in the order of the alphabet. */
export function backupNameOf(path: string, environment: string, at: number): string {
  const time = new Date(at).toISOString().replaceAll(":", "-");
  return `${beginningOf(path, environment)}${time}.sqlite`;
}

/** The backups of a store in a folder, the newest first. */
export function backupsIn(folder: string, path: string, environment: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const beginning = beginningOf(path, environment);
  const names = readdirSync(folder).filter((name) => name.startsWith(beginning) && NAMED_BY_TIME.test(name));
  return names
    .sort()
    .reverse()
    .map((name) => join(folder, name));
}

/** Removes all but the newest backups; answers those that were removed. */
export function removeOldBackups(folder: string, path: string, environment: string, keep: number): readonly string[] {
  const old = backupsIn(folder, path, environment).slice(keep);
  for (const file of old) removeStore(file);
  return old;
}

const NAMED_BY_TIME = /\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}\.\d{3}Z\.sqlite$/;

function beginningOf(path: string, environment: string): string {
  return `${basename(path).replace(/\.sqlite$/, "")}-${environment}-`;
}
