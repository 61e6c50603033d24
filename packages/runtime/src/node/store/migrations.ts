import { hashText } from "@xmap/contract";

export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** Forward only: a released migration is never changed, only followed by another one. */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    sql: `
CREATE TABLE inbox (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  flow TEXT NOT NULL,
  record TEXT NOT NULL,
  event_id TEXT NOT NULL,
  envelope TEXT NOT NULL,
  accepted_at INTEGER NOT NULL,
  settled INTEGER NOT NULL,
  UNIQUE (flow, record, event_id)
);
CREATE INDEX inbox_pending ON inbox (sequence) WHERE settled = 0;
CREATE TABLE run (
  run TEXT PRIMARY KEY,
  flow TEXT NOT NULL,
  record TEXT NOT NULL,
  mapping_hash TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  failed_since INTEGER,
  due_at INTEGER NOT NULL,
  outcome TEXT,
  ended_at INTEGER
);
CREATE INDEX run_open ON run (run) WHERE outcome IS NULL;
CREATE TABLE journal (run TEXT NOT NULL, step TEXT NOT NULL, result TEXT, PRIMARY KEY (run, step)) WITHOUT ROWID;
CREATE TABLE cross_reference (
  link TEXT NOT NULL,
  left_record TEXT NOT NULL,
  right_record TEXT,
  cardinality TEXT NOT NULL,
  state TEXT NOT NULL,
  run TEXT NOT NULL,
  key_hash TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  last_seen_at INTEGER NOT NULL,
  PRIMARY KEY (link, left_record)
);
CREATE INDEX cross_reference_right ON cross_reference (link, right_record);
CREATE TABLE snapshot (link TEXT NOT NULL, left_record TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (link, left_record));
CREATE TABLE cursor (system TEXT NOT NULL, resource TEXT NOT NULL, cursor TEXT NOT NULL, PRIMARY KEY (system, resource));
CREATE TABLE seen (
  system TEXT NOT NULL,
  resource TEXT NOT NULL,
  record_key TEXT NOT NULL,
  stamp TEXT NOT NULL,
  PRIMARY KEY (system, resource, record_key)
) WITHOUT ROWID;
CREATE TABLE waiting (
  run TEXT PRIMARY KEY,
  flow TEXT NOT NULL,
  record TEXT NOT NULL,
  body TEXT NOT NULL,
  input TEXT,
  since INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by TEXT
);
CREATE INDEX waiting_open ON waiting (flow, record) WHERE closed_at IS NULL;
CREATE TABLE metric (name TEXT PRIMARY KEY, value REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE audit (sequence INTEGER PRIMARY KEY, body TEXT NOT NULL, salt TEXT NOT NULL, hash TEXT NOT NULL);
CREATE TABLE pin (system TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, label TEXT NOT NULL);
`,
  },
];

/** The schema version that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.at(-1)?.version ?? 0;

/** Binds a store to the exact text of a migration. */
export function checksumOf(migration: Migration): string {
  return hashText(migration.sql);
}
