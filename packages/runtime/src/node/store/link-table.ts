import type { SQLInputValue } from "node:sqlite";
import { type CrossReference, formatRecordReference, type LinkFilter, parseRecordReference } from "@xmap/contract";
import type { LinkedQuery } from "../../engine/store.ts";
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

  /** How many there are by link. */
  counts(): ReadonlyMap<string, number> {
    const rows = this.#statements.all(
      "SELECT link, count(*) AS count FROM cross_reference GROUP BY link ORDER BY link",
    );
    return new Map(rows.map(({ link, count }) => [String(link), Number(count)]));
  }

  /** How many there are by the systems of their two records. */
  countsBySystem(): ReadonlyMap<string, number> {
    const system = (column: string): string => `substr(${column}, 1, instr(${column}, '/') - 1)`;
    const sides = `${system("left_record")} AS left_system, ${system("right_record")} AS right_system`;
    const rows = this.#statements.all(
      `SELECT ${sides}, count(*) AS count FROM cross_reference GROUP BY left_system, right_system`,
    );
    const counts = new Map<string, number>();
    for (const { left_system: left, right_system: right, count } of rows)
      for (const name of new Set([left, right]))
        if (typeof name === "string") counts.set(name, (counts.get(name) ?? 0) + Number(count));
    return counts;
  }

  /** Texts of the records of an entity that are linked on either side, in their order. */
  linked({ system, entity, after, limit }: LinkedQuery): readonly string[] {
    const prefix = formatRecordReference({ system, entity, key: [""] });
    const from = after ?? prefix;
    // The sign after the slash ends the range of texts with this prefix.
    const end = `${prefix.slice(0, -1)}0`;
    const side = (column: string): string =>
      `SELECT ${column} AS record FROM cross_reference WHERE ${column} > ? AND ${column} < ? AND state IN ('pending', 'confirmed')`;
    const sql = `${side("left_record")} UNION ${side("right_record")} ORDER BY record LIMIT ?`;
    return this.#statements.all(sql, from, end, from, end, limit).map(({ record }) => String(record));
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
