import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  type AuditRecord,
  type Clock,
  describePinMismatch,
  ERASE_OPERATION,
  type EventOrigin,
  findPinMismatches,
  type Random,
} from "@xmap/contract";
import { createSalt } from "../../engine/audit-salt.ts";
import { RESTORED_NOTE } from "../../engine/going-live/restored.ts";
import type { StoreChange } from "../../engine/store.ts";
import { StoreRefusedError } from "./open-database.ts";
import { takeProcessLock } from "./process-lock.ts";
import { AuditReader } from "./read-audit.ts";
import { SqliteStore } from "./sqlite-store.ts";
import { examineStore, keepAs, removeStore, type StoreFile, syncFile, syncPath } from "./store-file.ts";

export interface RestoreOptions {
  /** The backup. */
  readonly file: string;
  /** The store that it takes the place of; there may be none. */
  readonly path: string;
  readonly installation: string;
  readonly environment: string;
}

export interface RestorePlan {
  readonly backup: StoreFile;
  /** What takes place of the store that is there; undefined when there is none. */
  readonly replaced: ReplacedStore | undefined;
}

export interface ReplacedStore {
  /** Undefined when it cannot be read. */
  readonly found: StoreFile | undefined;
  /** Records of people who were erased since the backup: they are erased again. */
  readonly erased: readonly string[];
}

/** Who restores. */
export interface RestoreActor {
  readonly actor: string;
  readonly clock: Clock;
  readonly random: Random;
}

/** What was muted before is muted still; what a person had asked for may tell customers no second time either. */
const MUTED: EventOrigin = "backfill";
const MUTE = `UPDATE work SET event = json_set(event, '$.xmaporigin', '${MUTED}'),
  next_event = json_set(next_event, '$.xmaporigin', '${MUTED}')`;

/**
 * Looks whether a backup can be restored; changes nothing. Throws a StoreRefusedError for a file that is not whole, of
 * another installation or environment, or of other systems than the store that is there.
 */
export function planRestore({ file, path, installation, environment }: RestoreOptions): RestorePlan {
  if (!existsSync(file)) throw new StoreRefusedError(`There is no file ${file}.`);
  const backup = examineStore(file);
  if (backup.installation !== installation)
    throw new StoreRefusedError(
      `${file} belongs to the installation "${backup.installation}", not to "${installation}".`,
    );
  if (backup.environment !== undefined && backup.environment !== environment)
    throw new StoreRefusedError(
      `${file} is a backup of the environment "${backup.environment}", not of "${environment}".`,
    );
  if (!existsSync(path)) return { backup, replaced: undefined };
  const replaced = lookAt(path, file);
  const mismatches = findPinMismatches(backup.pins, replaced.found?.pins ?? {});
  if (mismatches.length > 0)
    throw new StoreRefusedError(`${file} is of other systems. ${mismatches.map(describePinMismatch).join(" ")}`);
  return { backup, replaced };
}

/**
 * Puts a backup into the place of a store and answers where the replaced store is kept, undefined when there was none.
 * The restored store knows that it is older than what the systems hold: nobody is told of what happened before. Throws a
 * StoreRefusedError like planRestore, while another process uses the store, and for a backup of a newer program.
 */
export async function restoreStore(options: RestoreOptions, by: RestoreActor): Promise<string | undefined> {
  const { path } = options;
  mkdirSync(dirname(path), { recursive: true });
  const lock = takeProcessLock(path);
  if (lock === undefined)
    throw new StoreRefusedError(`Another process is running on the store ${path}. Stop it first.`);
  const prepared = `${path}.restoring`;
  try {
    const plan = planRestore(options);
    removeStore(prepared);
    copyFileSync(options.file, prepared);
    await prepare(prepared, options, plan, by);
    const kept = plan.replaced === undefined ? undefined : `${path}.replaced-${timeOf(by.clock)}`;
    if (kept !== undefined) keepReplaced(path, kept, plan.replaced?.found !== undefined);
    renameSync(prepared, path);
    syncPath(dirname(path));
    return kept;
  } finally {
    removeStore(prepared);
    lock.release();
  }
}

/** Brings the copy up to date and marks it, before it takes the store's place. */
async function prepare(
  path: string,
  { installation }: RestoreOptions,
  { backup, replaced }: RestorePlan,
  { actor, clock, random }: RestoreActor,
): Promise<void> {
  const at = clock.now();
  const audit = (operation: string, target: string): StoreChange => {
    const place = { event: "", run: "", step: "", mappingHash: "", target, operation, fields: [] };
    return { change: "audit", entry: { at, actor, origin: "manual", ...place, salt: createSalt(random) } };
  };
  const store = new SqliteStore({ path, installation, clock, backsUp: false });
  try {
    const body = { at, backupAt: backup.backupAt ?? null };
    await store.write([{ change: "note", name: RESTORED_NOTE, body }, audit("restore", "")]);
    const records = replaced?.erased ?? [];
    const erasures = records.map((record) => audit(ERASE_OPERATION, record));
    if (records.length > 0) await store.erase({ records, texts: [] }, erasures);
  } finally {
    await store.close();
  }
  const database = new DatabaseSync(path);
  try {
    // Alerts that waited to be sent are long told or of no use.
    database.exec(`BEGIN; ${MUTE}; DELETE FROM note WHERE name = 'alerts'; COMMIT; PRAGMA wal_checkpoint(TRUNCATE);`);
  } finally {
    database.close();
  }
  syncFile(path);
}

/** The store that is there, as far as it can be read. */
function lookAt(path: string, backup: string): ReplacedStore {
  try {
    return { found: examineStore(path), erased: erasedSince(path, backup) };
  } catch (error) {
    if (error instanceof StoreRefusedError) return { found: undefined, erased: [] };
    throw error;
  }
}

/** Records that were erased in one store and, at least by that erasure, not yet in the other. */
function erasedSince(path: string, backup: string): readonly string[] {
  const known = new Set(erasuresIn(backup).map(({ hash }) => hash));
  const later = erasuresIn(path).filter(({ hash, target }) => target !== "" && !known.has(hash));
  return [...new Set(later.map(({ target }) => target))];
}

function erasuresIn(path: string): readonly AuditRecord[] {
  const reader = new AuditReader(path);
  try {
    return reader
      .records()
      .flatMap(({ record }) => (record?.operation === ERASE_OPERATION ? [record] : []))
      .toArray();
  } finally {
    reader.close();
  }
}

/** A second name for the store's file, so that there is a store under its own name at every moment. */
function keepReplaced(path: string, kept: string, isReadable: boolean): void {
  if (isReadable) emptyLog(path);
  keepAs(path, kept);
  for (const end of ["-wal", "-shm"]) {
    if (!existsSync(`${path}${end}`)) continue;
    keepAs(`${path}${end}`, `${kept}${end}`);
    rmSync(`${path}${end}`);
  }
}

/** Moves what the write-ahead log holds into the file. */
function emptyLog(path: string): void {
  const database = new DatabaseSync(path);
  try {
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(TRUNCATE);");
  } finally {
    database.close();
  }
}

function timeOf(clock: Clock): string {
  return new Date(clock.now()).toISOString().replaceAll(":", "-");
}
