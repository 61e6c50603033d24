import type { DatabaseSync } from "node:sqlite";
import { canonicalJson, parseRecordReference } from "@xmap/contract";
import { personalTexts } from "../../privacy/personal-texts.ts";
import { beginReading } from "../store/begin-reading.ts";
import { fromJson, type Statements } from "../store/statements.ts";
import { checkPersonName, emailsIn, keyHashesOf, mentionsOf, type PersonName } from "./person-name.ts";
import {
  freeTexts,
  isFilled,
  type LinkedPair,
  MENTIONED,
  ofRecords,
  type PersonalRow,
  rowsWhere,
  toPair,
} from "./personal-rows.ts";

/** What the store holds of a person. */
export interface PersonalData {
  /** Texts of the references of the person's records. */
  readonly records: readonly string[];
  /** What the person is called by in it: addresses, names, numbers. */
  readonly texts: readonly string[];
  readonly rows: readonly PersonalRow[];
}

/** A record names several people: one of them has to be named by the address. */
export class SeveralPeopleError extends RangeError {
  readonly emails: readonly string[];

  constructor(record: string, emails: readonly string[]) {
    super(`${record} names several e-mail addresses: ${emails.join(", ")}; say which one is meant`);
    this.emails = emails;
  }
}

const LEFT = "SELECT * FROM cross_reference WHERE left_record IN (SELECT value FROM json_each(?))";
const RIGHT = "SELECT * FROM cross_reference WHERE right_record IN (SELECT value FROM json_each(?))";
const BY_KEY = "SELECT * FROM cross_reference WHERE key_hash IN (SELECT value FROM json_each(?))";
const NAMED = `SELECT link, left_record, right_record, cardinality FROM cross_reference
  WHERE mentions(left_record) OR mentions(right_record)`;
const AUDITED = `SELECT sequence, body FROM audit WHERE body ->> '$.target' IN (SELECT value FROM json_each(?))
  AND salt <> '' AND json_array_length(body, '$.fields') > 0 ORDER BY sequence`;

/** Looks for people in a store on a connection of its own, also while an engine runs on it; changes nothing. */
export class PersonFinder {
  readonly #database: DatabaseSync;
  readonly #statements: Statements;
  readonly #personalFields: ReadonlySet<string>;

  /** `personalFields` says who a person is beside those that do so by their names. Throws a StoreRefusedError for what is no store. */
  constructor(path: string, personalFields: readonly string[] = []) {
    this.#personalFields = new Set(personalFields);
    const { database, statements } = beginReading(path);
    this.#database = database;
    this.#statements = statements;
  }

  /** Everything of the person with this address or number. Throws a RangeError for what is neither. */
  byName(name: PersonName): PersonalData {
    checkPersonName(name);
    const pattern = mentionsOf(name);
    this.#database.function("mentions", { deterministic: true }, (text) =>
      typeof text === "string" && pattern.test(text) ? 1 : 0,
    );
    const mentioned = rowsWhere(this.#statements, MENTIONED);
    const hashes = JSON.stringify(keyHashesOf(name));
    const pairs = [...this.#pairs(BY_KEY, hashes), ...this.#pairs(NAMED)];
    const found = [...mentioned.flatMap(({ records }) => records), ...pairs.flatMap(membersOf)];
    const records = this.#withLinked(new Set(found), pattern);
    const unowned = mentioned.filter(({ records: owners }) => owners.length === 0);
    const named = [...pairs.map(linkRow), ...unowned, ...freeTexts(this.#statements)];
    return this.#dataOf(records, named, ["email" in name ? name.email.trim() : name.phone.trim()]);
  }

  /**
   * Everything of the person that a record belongs to: the one whose e-mail address it names, or the record and what it is
   * linked with when it names none. Throws a RangeError for a wrong reference, a SeveralPeopleError for several addresses.
   */
  byRecord(record: string): PersonalData {
    parseRecordReference(record);
    const records = this.#withLinked(new Set([record]), undefined);
    const rows = rowsWhere(this.#statements, ofRecords(records));
    const emails = [...new Set(rows.flatMap(({ content }) => emailsIn(canonicalJson(content ?? null))))];
    const [email, another] = emails;
    if (another !== undefined) throw new SeveralPeopleError(record, emails);
    return email === undefined ? this.#dataOf(records, [], []) : this.byName({ email });
  }

  close(): void {
    this.#database.close();
  }

  #pairs(sql: string, ...parameters: readonly string[]): readonly LinkedPair[] {
    return this.#statements.all(sql, ...parameters).map(toPair);
  }

  /**
   * The records with those that stand for the same thing in other systems. Of records that share one with others only
   * those that are not somebody else's.
   */
  #withLinked(found: ReadonlySet<string>, pattern: RegExp | undefined): readonly string[] {
    const all = new Set(found);
    let added: readonly string[] = [...found];
    while (added.length > 0) {
      const list = JSON.stringify(added);
      const rights = this.#pairs(LEFT, list).filter(({ cardinality }) => cardinality === "one");
      const lefts = this.#pairs(RIGHT, list).filter(({ left }) => !all.has(left));
      const sharing = lefts.filter(({ cardinality }) => cardinality === "many").map(({ left }) => left);
      const others = pattern === undefined ? new Set() : this.#others(sharing, pattern);
      const next = [...rights.flatMap(({ right }) => right ?? []), ...lefts.map(({ left }) => left)];
      added = [...new Set(next)].filter((record) => !all.has(record) && !others.has(record));
      for (const record of added) all.add(record);
    }
    return [...all].sort();
  }

  /** Those of which is kept that they name addresses, and not the person. */
  #others(records: readonly string[], pattern: RegExp): ReadonlySet<string> {
    const texts = new Map<string, string>();
    for (const { records: owners, content } of rowsWhere(this.#statements, ofRecords(records)))
      for (const owner of owners) texts.set(owner, `${texts.get(owner) ?? ""} ${canonicalJson(content ?? null)}`);
    const others = [...texts].filter(([, text]) => emailsIn(text).length > 0 && !pattern.test(text));
    return new Set(others.map(([record]) => record));
  }

  #dataOf(records: readonly string[], named: readonly PersonalRow[], given: readonly string[]): PersonalData {
    const own = rowsWhere(this.#statements, ofRecords(records)).filter(isFilled);
    const texts = own.flatMap(({ content }) => personalTexts(content, this.#personalFields));
    const rows = [...own, ...named, ...this.#audited(records)];
    return { records, texts: [...new Set([...given, ...texts])], rows };
  }

  /** Audit records that bind values of the records: they say which fields were written, not what. */
  #audited(records: readonly string[]): readonly PersonalRow[] {
    return this.#statements.all(AUDITED, JSON.stringify(records)).map(({ sequence, body }): PersonalRow => {
      const { target, fields } = fromJson<{ target: string; fields: readonly { path: string }[] }>(body);
      return { kind: "audit", place: String(sequence), records: [target], content: fields.map(({ path }) => path) };
    });
  }
}

function membersOf({ left, right }: LinkedPair): readonly string[] {
  return right === undefined ? [left] : [left, right];
}

function linkRow({ link, left, right }: LinkedPair): PersonalRow {
  return { kind: "link", place: link, records: right === undefined ? [left] : [left, right], content: undefined };
}
