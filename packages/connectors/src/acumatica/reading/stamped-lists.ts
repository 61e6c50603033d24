import type { DataRecord } from "@xmap/contract";
import type { ContractCatalog, RecordType } from "../contract/catalog.ts";
import { recordKeys } from "../contract/record-keys.ts";
import { instantLiteral } from "./filter.ts";
import { keyOf, type RecordReader } from "./reader.ts";
import type { AskRows, StampedRow, TimeWindow } from "./time-windows.ts";

/** Older entities have only the first, items have both. */
const STAMP_FIELDS = ["LastModifiedDateTime", "LastModified"];
/** Plain fields by which a trigger may point at another record. */
const REFERENCE = /(?:ID|Nbr|Ref)$/;

export interface StampedRecord extends StampedRow {
  readonly record: DataRecord;
}

export interface StampedList {
  readonly resource: string;
  /** The field that holds the stamp. */
  readonly stamp: string;
  /** Fields beside key and stamp. */
  readonly fields?: readonly string[];
  /** Fields that are welcome where the list can be exported with them. */
  readonly spare?: readonly string[];
  readonly operation: string;
  /** Is told the server's time of each answer. */
  readonly heard?: (serverTime: number | undefined) => void;
}

/** The field that holds the time of a record's last change; undefined when it has none. */
export function stampField(type: RecordType): string | undefined {
  return STAMP_FIELDS.find((field) => type.fields.get(field) === "dateTime");
}

/** The plain fields of a record that name other records. */
export function referenceFields(type: RecordType): string[] {
  return [...type.fields].flatMap(([field, kind]) => (kind === "string" && REFERENCE.test(field) ? [field] : []));
}

/** The list of a resource, asked for by windows of time. */
export class StampedLists {
  readonly #reader: RecordReader;
  readonly #catalog: ContractCatalog;

  constructor(reader: RecordReader, catalog: ContractCatalog) {
    this.#reader = reader;
    this.#catalog = catalog;
  }

  /** Asks for rows of a resource by windows of its stamps. */
  asker(list: StampedList): AskRows<StampedRecord> {
    const { resource, stamp, fields = [], spare = [], operation, heard = () => {} } = list;
    const keys = recordKeys(resource);
    return async (window, limit) => {
      const filter = windowFilter(stamp, window);
      const search = { resource, filter, fields: [stamp, ...fields], spare, operation };
      const found = await this.#reader.list(limit === undefined ? search : { ...search, limit });
      heard(found.serverTime);
      return found.records.map((record) => ({
        record,
        key: keyOf(keys, record).join("/"),
        stamp: instantOf(record[stamp]),
      }));
    };
  }

  type(resource: string): Promise<RecordType> {
    return this.#catalog.of(resource);
  }
}

function windowFilter(field: string, { from, to }: TimeWindow): string | undefined {
  const bounds = [
    from === undefined ? undefined : `${field} ge ${literal(from)}`,
    to === undefined ? undefined : `${field} lt ${literal(to)}`,
  ].filter((bound) => bound !== undefined);
  return bounds.length === 0 ? undefined : bounds.join(" and ");
}

function literal(milliseconds: number): string {
  return instantLiteral(new Date(milliseconds).toISOString()) ?? "null";
}

function instantOf(value: unknown): number | undefined {
  const milliseconds = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
}
