import { DatabaseSync } from "node:sqlite";
import { type AuditRecord, commitTo, type Value } from "@xmap/contract";
import { Statements } from "./statements.ts";

const ADD = "INSERT OR REPLACE INTO newest (target, path, rule, commitment, salt) VALUES (?, ?, ?, ?, ?)";
const OF_FIELD = "SELECT commitment, salt FROM newest WHERE target = ? AND path = ?";

/** The newest commitment that each rule made for a field; on disk for as long as it is used, since audit logs are long. */
export class CommitmentIndex {
  readonly #database = new DatabaseSync("");
  readonly #statements = new Statements(this.#database);

  constructor() {
    this.#database.exec(`CREATE TABLE newest (
  target TEXT NOT NULL, path TEXT NOT NULL, rule TEXT NOT NULL, commitment TEXT NOT NULL, salt TEXT NOT NULL,
  PRIMARY KEY (target, path, rule)) WITHOUT ROWID;
BEGIN`);
  }

  /** Takes in a record; later ones stand for earlier ones. */
  add({ target, fields }: AuditRecord, salt: string): void {
    for (const { path, rule, commitmentAfter } of fields)
      this.#statements.run(ADD, target, path, rule, commitmentAfter, salt);
  }

  /** Whether a value is the one that some rule wrote last; undefined when none wrote the field. */
  proves(target: string, path: string, value: Value): boolean | undefined {
    const rows = this.#statements.all(OF_FIELD, target, path);
    if (rows.length === 0) return undefined;
    return rows.some(({ commitment, salt }) => commitTo(value, String(salt), path) === commitment);
  }

  close(): void {
    this.#database.close();
  }
}
