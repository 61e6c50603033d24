import { DatabaseSync } from "node:sqlite";
import { type Clock, judgeStoreVersion, MODULE_CONTRACT } from "@xmap/contract";
import { checksumOf, MIGRATIONS, type Migration, SCHEMA_VERSION } from "./migrations.ts";

/** The store cannot be used by this program or for this installation. */
export class StoreRefusedError extends Error {
  override readonly name = "StoreRefusedError";
}

export interface StoreOptions {
  /** The SQLite file; it is made when it does not exist. */
  readonly path: string;
  readonly installation: string;
  readonly clock: Clock;
  /** Forward migrations; the program's own when undefined. */
  readonly migrations?: readonly Migration[];
}

/** Opens the file and brings its schema up to date; throws a StoreRefusedError for a newer or foreign store. */
export function openDatabase(options: StoreOptions): DatabaseSync {
  const database = new DatabaseSync(options.path);
  try {
    // The page size binds only before the first table exists and before WAL is on.
    database.exec("PRAGMA page_size = 8192; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
    database.exec("PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;");
    prepareMeta(database, options);
    migrate(database, options.migrations ?? MIGRATIONS);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
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

function migrate(database: DatabaseSync, migrations: readonly Migration[]): void {
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
  const insert = database.prepare("INSERT INTO migration (version, checksum) VALUES (?, ?)");
  for (const migration of migrations.filter(({ version }) => version > found)) {
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
