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
CREATE TABLE flow (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE known_event (sequence INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, at INTEGER NOT NULL);

CREATE TABLE work (
  work INTEGER PRIMARY KEY,
  flow INTEGER NOT NULL,
  record TEXT NOT NULL,
  event TEXT NOT NULL,
  next_event TEXT,
  version INTEGER NOT NULL,
  accepted_at INTEGER NOT NULL,
  next_at INTEGER,
  mapping_hash TEXT,
  covered_version INTEGER NOT NULL DEFAULT 0,
  wrote INTEGER NOT NULL DEFAULT 0,
  attempts INTEGER NOT NULL DEFAULT 0,
  failed_since INTEGER,
  due_at INTEGER NOT NULL DEFAULT 0,
  delay INTEGER NOT NULL DEFAULT 0,
  parked_for TEXT,
  content TEXT,
  UNIQUE (flow, record)
);
CREATE INDEX work_ready ON work (flow, work) WHERE due_at = 0 AND parked_for IS NULL;
CREATE INDEX work_due ON work (due_at) WHERE due_at > 0;
CREATE INDEX work_parked ON work (parked_for, work) WHERE parked_for IS NOT NULL;
CREATE INDEX work_begun ON work (mapping_hash) WHERE mapping_hash IS NOT NULL;

CREATE TABLE journal (work INTEGER NOT NULL, step TEXT NOT NULL, result TEXT, PRIMARY KEY (work, step)) WITHOUT ROWID;

CREATE TABLE ended (
  sequence INTEGER PRIMARY KEY,
  run TEXT NOT NULL,
  flow INTEGER NOT NULL,
  record TEXT NOT NULL,
  outcome TEXT NOT NULL,
  at INTEGER NOT NULL
);

CREATE TABLE waiting (
  run TEXT PRIMARY KEY,
  work INTEGER NOT NULL,
  flow TEXT NOT NULL,
  record TEXT NOT NULL,
  outcome TEXT NOT NULL,
  cause TEXT NOT NULL,
  step TEXT NOT NULL,
  body TEXT NOT NULL,
  input TEXT,
  edited INTEGER NOT NULL DEFAULT 0,
  mapping_hash TEXT NOT NULL,
  shown TEXT,
  since INTEGER NOT NULL,
  closed_at INTEGER,
  closed_by TEXT
);
CREATE INDEX waiting_open ON waiting (flow, record) WHERE closed_at IS NULL;
CREATE INDEX waiting_since ON waiting (since) WHERE closed_at IS NULL;
CREATE INDEX waiting_closed ON waiting (closed_at) WHERE closed_at IS NOT NULL;

CREATE TABLE approval (
  flow TEXT NOT NULL,
  record TEXT NOT NULL,
  step TEXT NOT NULL,
  shown TEXT NOT NULL,
  actor TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (flow, record, step, shown)
) WITHOUT ROWID;

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

CREATE TABLE pause (
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  since INTEGER NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT,
  PRIMARY KEY (kind, name)
) WITHOUT ROWID;

CREATE TABLE note (name TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
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
