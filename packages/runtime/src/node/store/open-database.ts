import { chmodSync, renameSync, rmSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { type Clock, judgeStoreVersion, MODULE_CONTRACT } from "@xmap/contract";
import { checksumOf, MIGRATIONS, type Migration, SCHEMA_VERSION } from "./migrations.ts";

/** The store cannot be used by this program or for this installation. */
export class StoreRefusedError extends Error {
  override readonly name = "StoreRefusedError";
}

/** SQLite's result codes for a file whose content cannot be right. */
const DAMAGE: ReadonlySet<number> = new Set([11, 26]);
/** Files up to this size are checked whole at the start; larger ones show what is wrong when it is read. */
const CHECKED_BYTES = 64 * 1024 * 1024;

/** Whether an error of SQLite says that the file is damaged. */
export function isDamage(error: unknown): boolean {
  const code = error instanceof Error && "errcode" in error ? Number(error.errcode) : Number.NaN;
  return DAMAGE.has(code & 0xff);
}

/** What is wrong with a damaged store, and what to do. */
export function damagedStore(path: string, words: string): StoreRefusedError {
  return new StoreRefusedError(
    `The store ${path} is damaged (SQLite says: ${words}). Nothing more is read from it or written to it. ` +
      `Keep a copy of ${path} and of ${path}-wal, check the disk, and restore the last backup of the store; ` +
      "records that have changed since then are read again from the systems.",
  );
}

export interface StoreOptions {
  /** The SQLite file; it is made when it does not exist. */
  readonly path: string;
  readonly installation: string;
  readonly clock: Clock;
  /** Whether the writer has a thread of its own, so that a slow disk keeps nothing else waiting; false when undefined. */
  readonly writesOnThread?: boolean;
  /** Called once when the file turns out to be damaged: nothing can be relied on from then on. */
  readonly onDamaged?: (error: StoreRefusedError) => void;
  /** Called with the place of each card number that was to be kept and was left out. */
  readonly onCardNumber?: (place: string) => void;
  /** False: an older store is brought forward without a copy of it being kept. */
  readonly backsUp?: boolean;
  /** Forward migrations; the program's own when undefined. */
  readonly migrations?: readonly Migration[];
}

/**
 * What holds for one connection only: every commit is synced, the log is moved into the file every 8 MB, and 16 MB of
 * pages are kept in memory.
 */
export function configureConnection(database: DatabaseSync): void {
  database.exec("PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;");
  database.exec("PRAGMA wal_autocheckpoint = 1000; PRAGMA cache_size = -16384;");
}

/** Opens the file and brings its schema up to date; throws a StoreRefusedError for a newer or foreign store. */
export function openDatabase(options: StoreOptions): DatabaseSync {
  const database = new DatabaseSync(options.path);
  try {
    // The page size binds only before the first table exists and before WAL is on.
    database.exec("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL;");
    configureConnection(database);
    checkContent(database, options.path);
    prepareMeta(database, options);
    migrate(database, options);
    return database;
  } catch (error) {
    database.close();
    throw isDamage(error) ? damagedStore(options.path, error instanceof Error ? error.message : String(error)) : error;
  }
}

function checkContent(database: DatabaseSync, path: string): void {
  if (statSync(path).size > CHECKED_BYTES) return;
  const [found] = database.prepare("PRAGMA quick_check(1)").all();
  const words = String(found?.quick_check ?? "ok");
  if (words !== "ok") throw damagedStore(path, words);
}

function prepareMeta(database: DatabaseSync, options: StoreOptions): void {
  database.exec(`
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS migration (version INTEGER PRIMARY KEY, checksum TEXT NOT NULL);`);
  const remember = database.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)");
  remember.run("contract", String(MODULE_CONTRACT));
  remember.run("installation", options.installation);
  remember.run("created_at", String(options.clock.now()));
  const read = database.prepare("SELECT value FROM meta WHERE name = ?");
  const installation = String(read.get("installation")?.value);
  if (installation !== options.installation)
    throw new StoreRefusedError(
      `The store ${options.path} belongs to the installation "${installation}", not to "${options.installation}".`,
    );
  const contract = Number(read.get("contract")?.value);
  if (contract !== MODULE_CONTRACT)
    throw new StoreRefusedError(
      `The store ${options.path} follows contract ${contract}, this program ${MODULE_CONTRACT}.`,
    );
}

function migrate(database: DatabaseSync, { path, migrations = MIGRATIONS, backsUp = true }: StoreOptions): void {
  const rows = database.prepare("SELECT version, checksum FROM migration ORDER BY version").all();
  const found = Number(rows.at(-1)?.version ?? 0);
  const supported = migrations.at(-1)?.version ?? SCHEMA_VERSION;
  if (judgeStoreVersion(found, supported) === "refuse")
    throw new StoreRefusedError(
      `The store has schema version ${found}, this program knows ${supported}: it was written by a newer one.`,
    );
  for (const row of rows) {
    const known = migrations.find((migration) => migration.version === Number(row.version));
    if (known === undefined || checksumOf(known) !== row.checksum)
      throw new StoreRefusedError(`Migration ${row.version} of the store is not the one that this program knows.`);
  }
  const next = migrations.filter(({ version }) => version > found);
  if (next.length > 0 && found > 0 && backsUp) keepOlder(database, path, found);
  const insert = database.prepare("INSERT INTO migration (version, checksum) VALUES (?, ?)");
  for (const migration of next) {
    database.exec("BEGIN IMMEDIATE");
    try {
      database.exec(migration.sql);
      insert.run(migration.version, checksumOf(migration));
      database.exec("COMMIT");
    } catch (error) {
      database.exec("ROLLBACK");
      throw error;
    }
  }
}

/** Where the store of an older schema version is kept before it is brought forward. */
function olderStoreOf(path: string, version: number): string {
  return `${path}.version-${version}`;
}

/** Keeps a copy that an older program can still use; nothing stands under its name before it is whole. */
function keepOlder(database: DatabaseSync, path: string, version: number): void {
  const kept = olderStoreOf(path, version);
  const partial = `${kept}.partial`;
  rmSync(partial, { force: true });
  database.prepare("VACUUM INTO ?").run(partial);
  chmodSync(partial, 0o600);
  renameSync(partial, kept);
}
