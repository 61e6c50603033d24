import { closeSync, copyFileSync, fsyncSync, linkSync, openSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type EnvironmentPins, findBrokenLink } from "@xmap/contract";
import { wordsOf } from "./begin-reading.ts";
import { AUDIT_START } from "./change-writer.ts";
import { StoreRefusedError } from "./open-database.ts";
import { AuditReader } from "./read-audit.ts";
import { Statements } from "./statements.ts";

/** Names of what a backup says of itself in the table `meta`. */
export const BACKUP_ENVIRONMENT = "backup_environment";
export const BACKUP_AT = "backup_at";

/** What a store's file says of itself. */
export interface StoreFile {
  readonly installation: string;
  /** The environment that it was backed up from; undefined for a file that `xmap backup` did not make. */
  readonly environment: string | undefined;
  /** When it was backed up, milliseconds since 1970. */
  readonly backupAt: number | undefined;
  readonly pins: EnvironmentPins;
  readonly auditRecords: number;
  readonly pending: number;
  readonly waiting: number;
  readonly links: number;
}

/** Reads a file and checks every page and the audit log; throws a StoreRefusedError when it is no store or not whole. */
export function examineStore(path: string): StoreFile {
  const database = openToRead(path);
  try {
    const statements = new Statements(database);
    const problems = statements.all("PRAGMA integrity_check(1)").map(({ integrity_check: words }) => String(words));
    if (problems.join() !== "ok") throw new StoreRefusedError(`${path} is damaged (SQLite says: ${problems.join()}).`);
    const meta = new Map(statements.all("SELECT name, value FROM meta").map((row) => [row.name, String(row.value)]));
    const installation = meta.get("installation");
    if (installation === undefined) throw new StoreRefusedError(`${path} is not a store of xmap.`);
    const backupAt = meta.get(BACKUP_AT);
    const count = (sql: string): number => Number(statements.get(`SELECT count(*) AS count FROM ${sql}`)?.count);
    const pins = statements
      .all("SELECT system, fingerprint, label FROM pin")
      .map((row) => [String(row.system), { fingerprint: String(row.fingerprint), label: String(row.label) }]);
    return {
      installation,
      environment: meta.get(BACKUP_ENVIRONMENT),
      backupAt: backupAt === undefined ? undefined : Number(backupAt),
      pins: Object.fromEntries(pins) as EnvironmentPins,
      auditRecords: checkAudit(path),
      pending: count("work"),
      waiting: count("waiting WHERE closed_at IS NULL"),
      links: count("cross_reference"),
    };
  } catch (error) {
    if (error instanceof StoreRefusedError) throw error;
    throw new StoreRefusedError(`${path} is not a store of xmap: ${wordsOf(error)}`);
  } finally {
    database.close();
  }
}

/** Follows the audit log; answers how many records it has. */
function checkAudit(path: string): number {
  const reader = new AuditReader(path);
  try {
    let count = 0;
    let previous = AUDIT_START;
    for (const { record, sequence } of reader.records()) {
      if (record === undefined || findBrokenLink([record], previous) !== undefined)
        throw new StoreRefusedError(`The audit log of ${path} is broken at record ${sequence}.`);
      previous = record.hash;
      count += 1;
    }
    return count;
  } finally {
    reader.close();
  }
}

/** Opens a store for reading; throws a StoreRefusedError when that cannot be done. */
export function openToRead(path: string): DatabaseSync {
  try {
    const database = new DatabaseSync(path, { readOnly: true });
    database.exec("PRAGMA busy_timeout = 5000");
    return database;
  } catch (error) {
    throw new StoreRefusedError(`${path} cannot be opened: ${wordsOf(error)}`);
  }
}

/** Makes what was written to a file, or to a folder's list of names, outlast a power cut. */
export function syncPath(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Makes a file outlast a power cut under its name. */
export function syncFile(path: string): void {
  syncPath(path);
  syncPath(dirname(path));
}

/** A second name for a file, or a copy where the file system has no second names. */
export function keepAs(path: string, kept: string): void {
  try {
    linkSync(path, kept);
  } catch {
    copyFileSync(path, kept);
    syncFile(kept);
  }
}

/** Removes a store with the files that SQLite and xmap put beside it. */
export function removeStore(path: string): void {
  for (const end of ["", "-wal", "-shm", "-journal", "-lock", "-lock-journal"])
    rmSync(`${path}${end}`, { force: true });
}
