import { schemaOf } from "../contract/entities.ts";

/** A value without its wrapper. Points in time are ISO 8601 in UTC. */
export type Scalar = string | number | boolean | null;

/** A custom field's value with its type, e.g. `CustomStringField`. */
export type CustomValue = { readonly type: string; readonly value: Scalar };

/** A stored record, linked entity or detail line. Stored rows are never changed: a transaction changes copies. */
export type Row = {
  readonly id: string;
  /** Its type in the contract. */
  readonly type: string;
  readonly values: { [field: string]: Scalar };
  readonly links: { [name: string]: Row };
  readonly rows: { [name: string]: Row[] };
  readonly custom: { [view: string]: { [field: string]: CustomValue } };
  note: string;
};

/** An empty row of a type, with its linked entities; `nextId` gives a GUID for each. */
export function blankRow(type: string, nextId: () => string, depth = 0): Row {
  const schema = schemaOf(type);
  const row: Row = { id: nextId(), type, values: {}, links: {}, rows: {}, custom: {}, note: "" };
  for (const name of schema.fields.keys()) {
    row.values[name] = null;
  }
  for (const [name, linked] of schema.links) {
    if (depth < 3) {
      row.links[name] = blankRow(linked, nextId, depth + 1);
    }
  }
  for (const name of schema.rows.keys()) {
    row.rows[name] = [];
  }
  return row;
}

/** A field's text; empty when it has none. */
export function textOf(row: Row | undefined, field: string): string {
  const value = row?.values[field];
  return typeof value === "string" ? value : "";
}

/** A field's number; 0 when it has none. */
export function numberOf(row: Row | undefined, field: string): number {
  const value = row?.values[field];
  return typeof value === "number" ? value : 0;
}

/** True when a field is true. */
export function flagOf(row: Row | undefined, field: string): boolean {
  return row?.values[field] === true;
}

/** The lines of a detail. */
export function linesOf(row: Row | undefined, name: string): readonly Row[] {
  return row?.rows[name] ?? [];
}

/** A linked entity. Throws RangeError when the type has none of this name. */
export function linkOf(row: Row, name: string): Row {
  const linked = row.links[name];
  if (linked === undefined) {
    throw new RangeError(`${row.type} has no ${name}`);
  }
  return linked;
}

/** Sets the fields that are still empty. */
export function setDefaults(row: Row, values: { readonly [field: string]: Scalar }): void {
  for (const [field, value] of Object.entries(values)) {
    row.values[field] ??= value;
  }
}

/** Money and quantities: half away from zero, as the ERP rounds. */
export function rounded(value: number, digits = 2): number {
  const factor = 10 ** digits;
  return (Math.sign(value) * Math.round(Number((Math.abs(value) * factor).toPrecision(15)))) / factor || 0;
}

/** How keys compare: without case and padding. */
export function keyText(value: Scalar | undefined): string {
  return String(value ?? "")
    .trim()
    .toUpperCase();
}
