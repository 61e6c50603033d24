import type { SQLInputValue } from "node:sqlite";
import { type CrossReference, type LinkFilter, parseRecordReference } from "@xmap/contract";
import { optionalNumber, type Row, type Statements } from "./statements.ts";

const USUAL_LIMIT = 100;

/** Cross-references as they are kept. */
export class LinkTable {
  readonly #statements: Statements;
  readonly #installation: string;

  constructor(statements: Statements, installation: string) {
    this.#statements = statements;
    this.#installation = installation;
  }

  one(link: string, left: string): CrossReference | undefined {
    const sql = "SELECT * FROM cross_reference WHERE link = ? AND left_record = ?";
    const row = this.#statements.get(sql, link, left);
    return row === undefined ? undefined : this.#read(row);
  }

  /** Those of a link that point at a right record. */
  pointingTo(link: string, right: string): readonly CrossReference[] {
    const sql = "SELECT * FROM cross_reference WHERE link = ? AND right_record = ?";
    return this.#statements.all(sql, link, right).map((row) => this.#read(row));
  }

  list({ link, record, states, limit = USUAL_LIMIT }: LinkFilter): readonly CrossReference[] {
    const conditions: string[] = [];
    const parameters: SQLInputValue[] = [];
    if (link !== undefined) {
      conditions.push("link = ?");
      parameters.push(link);
    }
    if (record !== undefined) {
      conditions.push("(left_record = ? OR right_record = ?)");
      parameters.push(record, record);
    }
    if (states !== undefined) {
      conditions.push(`state IN (${states.map(() => "?").join(", ")})`);
      parameters.push(...states);
    }
    const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
    const sql = `SELECT * FROM cross_reference ${where} ORDER BY link, left_record LIMIT ?`;
    return this.#statements.all(sql, ...parameters, limit).map((row) => this.#read(row));
  }

  #read(row: Row): CrossReference {
    return {
      installation: this.#installation,
      link: String(row.link),
      left: parseRecordReference(String(row.left_record)),
      right: row.right_record === null ? undefined : parseRecordReference(String(row.right_record)),
      cardinality: row.cardinality as CrossReference["cardinality"],
      state: row.state as CrossReference["state"],
      run: String(row.run),
      keyHash: String(row.key_hash),
      createdAt: Number(row.created_at),
      confirmedAt: optionalNumber(row.confirmed_at),
      lastSeenAt: Number(row.last_seen_at),
    };
  }
}
