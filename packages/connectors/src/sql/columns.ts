import { type EntitySchema, Failure, type Value } from "@xmap/contract";
import { formatInstant, toInstant } from "../shared/instants.ts";

export type ColumnKind =
  | "text"
  | "integer"
  | "bigInteger"
  | "number"
  | "decimal"
  | "boolean"
  | "instant"
  | "day"
  | "json"
  | "list"
  /** Bytes, which records do not carry. */
  | "bytes";

export interface Column {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly isNullable: boolean;
  /** The database fills it in when it is not given. */
  readonly hasDefault: boolean;
  /** The database alone writes it. */
  readonly isGenerated: boolean;
  readonly isUuid?: boolean | undefined;
  readonly maxLength?: number | undefined;
  /** Digits after the point. */
  readonly scale?: number | undefined;
  /** All digits; undefined when there is no bound. */
  readonly precision?: number | undefined;
  /** Labels of an enumeration. */
  readonly labels?: readonly string[] | undefined;
  readonly description?: string | undefined;
}

/** A double holds every decimal of so many digits. */
const EXACT_DIGITS = 15;

/** What PostgreSQL's types hold; every other type is text. */
const POSTGRES_KINDS: Readonly<Record<string, ColumnKind>> = {
  int2: "integer",
  int4: "integer",
  int8: "bigInteger",
  float4: "number",
  float8: "number",
  numeric: "decimal",
  bool: "boolean",
  timestamptz: "instant",
  timestamp: "instant",
  date: "day",
  json: "json",
  jsonb: "json",
  bytea: "bytes",
};

/** The kind of a PostgreSQL type by its name; names of lists begin with `_`. */
export function postgresKind(type: string): ColumnKind {
  return type.startsWith("_") ? "list" : (POSTGRES_KINDS[type] ?? "text");
}

/** The kind of a declared SQLite type: what its words say, as in SQLite's own rules of affinity. */
export function sqliteKind(declared: string): ColumnKind {
  const type = declared.toLowerCase();
  if (/bool/.test(type)) return "boolean";
  if (/datetime|timestamp/.test(type)) return "instant";
  if (/\bdate\b/.test(type)) return "day";
  if (/json/.test(type)) return "json";
  if (/bigint|int8|unsigned/.test(type)) return "bigInteger";
  if (/int/.test(type)) return "integer";
  if (/char|clob|text/.test(type)) return "text";
  if (/blob/.test(type)) return "bytes";
  if (/dec|num/.test(type)) return "decimal";
  return /real|floa|doub/.test(type) ? "number" : "text";
}

/** True for decimals that travel as numbers because a double holds all of their digits. */
function travelsAsNumber({ precision }: Column, dialect: "postgres" | "sqlite"): boolean {
  return dialect === "sqlite" || (precision !== undefined && precision <= EXACT_DIGITS);
}

/** A cell as a record holds it: empty text is null, instants are UTC, what a double cannot hold is text. */
export function toValue(column: Column, cell: unknown, dialect: "postgres" | "sqlite"): Value {
  if (cell === null || cell === undefined || cell === "") return null;
  switch (column.kind) {
    case "integer":
      return exactNumber(cell);
    case "number":
      return typeof cell === "number" ? cell : finiteNumber(String(cell));
    case "decimal":
      return travelsAsNumber(column, dialect) ? exactNumber(cell) : String(cell);
    case "boolean":
      return cell === true || cell === "t" || cell === 1n || cell === 1 || cell === "true";
    case "instant":
      return instantOf(cell);
    case "day":
      return String(cell).slice(0, 10);
    case "json":
    case "list":
      return parsedJson(cell);
    case "bytes":
      return null;
    case "bigInteger":
    case "text":
      return String(cell);
  }
}

/** A record's value as the statement's parameter; throws Invalid for what the column cannot hold. */
export function toParameter(
  column: Column,
  value: Value | undefined,
  place: { readonly system: string; readonly operation: string; readonly dialect: "postgres" | "sqlite" },
): unknown {
  if (value === undefined || value === null) return null;
  const refuse = (message: string): Failure =>
    new Failure({
      class: "Invalid",
      system: place.system,
      operation: place.operation,
      message: `${column.name} ${message}`,
      fields: [{ path: column.name, message }],
    });
  if (column.kind === "json") return JSON.stringify(value);
  if (column.kind === "list") return Array.isArray(value) ? value : [value];
  if (typeof value === "object") throw refuse("takes one value, not a record or list");
  const isSqlite = place.dialect === "sqlite";
  switch (column.kind) {
    case "boolean": {
      if (typeof value !== "boolean") throw refuse("takes true or false");
      return isSqlite ? (value ? 1n : 0n) : value;
    }
    case "integer":
    case "bigInteger": {
      const text = String(value);
      if (!/^-?\d+$/.test(text)) throw refuse("takes a whole number");
      return isSqlite ? sqliteInteger(text, refuse) : text;
    }
    case "number":
    case "decimal": {
      const text = String(value).trim();
      if (!/^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)) throw refuse("takes a number");
      if (!isSqlite) return text;
      if (text.replace(/^-?0*\.?0*|\.|e.*$/gi, "").length > EXACT_DIGITS)
        throw refuse(`has more than ${EXACT_DIGITS} digits, which SQLite does not keep`);
      return Number(text);
    }
    case "instant": {
      const instant = typeof value === "string" ? toInstant(value) : undefined;
      if (instant === undefined) throw refuse("takes an instant such as 2026-03-04T16:22:09Z");
      // As SQLite's own functions write it, so that rows stay in order.
      return isSqlite ? instant.replace("T", " ").replace("Z", "") : instant;
    }
    case "bytes":
      throw refuse("holds bytes, which cannot be written");
    case "day":
    case "text":
      return String(value);
  }
}

/** The column as a field of a record's schema. */
export function columnSchema(column: Column, dialect: "postgres" | "sqlite"): EntitySchema {
  const { kind, maxLength, scale, labels, isNullable, isGenerated, hasDefault, description } = column;
  const or = (type: "string" | "integer" | "number" | "boolean") => (isNullable ? ([type, "null"] as const) : type);
  const about = {
    ...(description === undefined ? {} : { description }),
    ...(isGenerated ? { readOnly: true } : {}),
    ...(hasDefault && !isGenerated ? { "x-xmap-defaulted": true } : {}),
    ...(kind === "json" || kind === "list" ? {} : { "x-xmap-searchable": true }),
  };
  switch (kind) {
    case "integer":
      return { type: or("integer"), ...about };
    case "number":
      return { type: or("number"), ...about };
    case "decimal": {
      if (!travelsAsNumber(column, dialect)) return { type: or("string"), pattern: "^-?[0-9.]+$", ...about };
      return { type: or("number"), ...(scale === undefined ? {} : { "x-xmap-decimal": scale }), ...about };
    }
    case "boolean":
      return { type: or("boolean"), ...about };
    case "instant":
      return { type: or("string"), format: "date-time", ...about };
    case "day":
      return { type: or("string"), format: "date", ...about };
    case "json":
      return about;
    case "list":
      return { type: isNullable ? ["array", "null"] : "array", items: {}, ...about };
    case "bigInteger":
      return { type: or("string"), pattern: "^-?[0-9]+$", ...about };
    case "bytes":
    case "text": {
      if (labels !== undefined) return { enum: isNullable ? [...labels, null] : labels, ...about };
      return { type: or("string"), ...(maxLength === undefined ? {} : { maxLength }), ...about };
    }
  }
}

/** A number when a double holds exactly what is written, else the text. */
function exactNumber(cell: unknown): Value {
  const text = String(cell);
  if (typeof cell === "number") return cell;
  const number = Number(text);
  const digits = text.replace(/^-?0*|\./g, "");
  return Number.isFinite(number) && digits.length <= EXACT_DIGITS ? number : text;
}

/** Infinity and NaN, which JSON cannot hold, as text. */
function finiteNumber(text: string): Value {
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** Text without an offset is UTC; numbers of SQLite are seconds, or milliseconds from 1e11 on. */
function instantOf(cell: unknown): Value {
  if (typeof cell === "bigint" || typeof cell === "number") {
    const number = Number(cell);
    return formatInstant(number >= 1e11 ? number : number * 1_000);
  }
  const text = String(cell).trim().replace(" ", "T");
  const withTime = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00` : text;
  const withSeconds = withTime.replace(/(T\d{2}:\d{2})(?=$|Z|[+-])/, "$1:00").replace(/([+-]\d{2})$/, "$1:00");
  return toInstant(/(?:Z|[+-]\d{2}:?\d{2})$/.test(withSeconds) ? withSeconds : `${withSeconds}Z`) ?? String(cell);
}

function parsedJson(cell: unknown): Value {
  try {
    return JSON.parse(String(cell)) as Value;
  } catch {
    return String(cell);
  }
}

function sqliteInteger(text: string, refuse: (message: string) => Failure): bigint {
  const value = BigInt(text);
  if (BigInt.asIntN(64, value) !== value) throw refuse("takes a whole number of 64 bits");
  return value;
}
