import { schemaOf } from "../contract/entities.ts";
import { isReadOnly } from "../contract/read-only-fields.ts";
import { rowKeys } from "../contract/row-keys.ts";
import { dayOf } from "./field-value.ts";
import { blankRow, keyText, type Row, type Scalar } from "./row.ts";
import type { SentRow } from "./sent-row.ts";

/** What became of the sent parts, for business rules and for the echo of an error. */
export class Merged {
  readonly #sent = new Map<Row, SentRow>();
  readonly #errors = new Map<Row, { [field: string]: string }>();
  readonly #added = new Set<Row>();
  /** An error of the record as a whole. */
  recordError: string | undefined;

  /** Remembers where a sent row went. */
  note(row: Row, sent: SentRow, isAdded: boolean): void {
    this.#sent.set(row, sent);
    if (isAdded) {
      this.#added.add(row);
    }
  }

  /** What was sent for a row. */
  sentOf(row: Row): SentRow | undefined {
    return this.#sent.get(row);
  }

  /** True when a field was sent with a value. */
  wasSent(row: Row | undefined, field: string): boolean {
    const value = row === undefined ? undefined : this.#sent.get(row)?.values[field];
    return value !== undefined && value !== null;
  }

  /** True for a line that this request has added. */
  isAdded(row: Row): boolean {
    return this.#added.has(row);
  }

  /** Puts an error on a field; the first one stays. */
  fail(row: Row, field: string, message: string): void {
    const errors = this.#errors.get(row) ?? {};
    errors[field] ??= message;
    this.#errors.set(row, errors);
  }

  /** Errors of a row by field. */
  errorsOf(row: Row): { readonly [field: string]: string } {
    return this.#errors.get(row) ?? {};
  }

  get hasErrors(): boolean {
    return this.#errors.size > 0 || this.recordError !== undefined;
  }
}

/** Every error of a record, of its linked entities and of its lines. */
export function messagesIn(row: Row, merged: Merged): readonly string[] {
  const below = (one: Row): readonly string[] => [
    ...Object.values(merged.errorsOf(one)),
    ...Object.values(one.links).flatMap(below),
    ...Object.values(one.rows).flatMap((lines) => lines.flatMap(below)),
  ];
  return [...(merged.recordError === undefined ? [] : [merged.recordError]), ...below(row)];
}

/** How ids of lines that a client knows belong to stored lines. */
export type LineIds = { matches(line: Row, shownId: string): boolean };

/** Fields that hold a day without a time. */
const DAY_FIELDS =
  /^(?:Date|RequestedOn|ApplicationDate|TransactionDate|ShipmentDate|DueDate|InvoiceDate|ShipOn|SchedOrderDate|CancelByDate|ScheduledShipmentDate|EffectiveDate)$/;

/** Writes what was sent into a draft row: fields that people may change, linked entities, and lines by id or key. */
export function mergeRow(
  row: Row,
  sent: SentRow,
  merged: Merged,
  context: { readonly nextId: () => string; readonly lineIds: LineIds },
  isAdded: boolean,
): void {
  merged.note(row, sent, isAdded);
  for (const [field, value] of Object.entries(sent.values)) {
    if (!isReadOnly(row.type, field)) {
      row.values[field] = typeof value === "string" && DAY_FIELDS.test(field) ? toDay(row.type, field, value) : value;
    }
  }
  for (const [view, fields] of Object.entries(sent.custom)) {
    row.custom[view] = { ...row.custom[view], ...fields };
  }
  row.note = sent.note ?? row.note;
  for (const [name, linked] of Object.entries(sent.links)) {
    const type = schemaOf(row.type).links.get(name) ?? "";
    const target = row.links[name] ?? blankRow(type, context.nextId);
    row.links[name] = target;
    mergeRow(target, linked, merged, context, isAdded);
  }
  for (const [name, lines] of Object.entries(sent.rows)) {
    for (const line of lines) {
      mergeLine(row, name, line, merged, context);
    }
  }
}

function toDay(type: string, field: string, value: string): Scalar {
  return schemaOf(type).fields.get(field) === "dateTime" ? dayOf(value) : value;
}

function mergeLine(
  parent: Row,
  name: string,
  sent: SentRow,
  merged: Merged,
  context: { readonly nextId: () => string; readonly lineIds: LineIds },
): void {
  const type = schemaOf(parent.type).rows.get(name) ?? "";
  const lines = parent.rows[name] ?? [];
  parent.rows[name] = lines;
  const existing = lines.find((line) => isSameLine(line, sent, type, context.lineIds));
  if (sent.isDeleted) {
    if (existing !== undefined) {
      lines.splice(lines.indexOf(existing), 1);
    }
    return;
  }
  const line = existing ?? blankRow(type, context.nextId);
  if (existing === undefined) {
    lines.push(line);
  }
  mergeRow(line, sent, merged, context, existing === undefined);
}

function isSameLine(line: Row, sent: SentRow, type: string, lineIds: LineIds): boolean {
  if (sent.id !== undefined && lineIds.matches(line, sent.id)) {
    return true;
  }
  const keys = rowKeys(type);
  return (
    keys.length > 0 &&
    keys.every((key) => sent.values[key] !== undefined && keyText(sent.values[key]) === keyText(line.values[key]))
  );
}
