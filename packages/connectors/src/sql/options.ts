import { resolve } from "node:path";
import type { ConnectorSettings } from "@xmap/contract";
import { optionalText, optionFailure, requiredText } from "../shared/settings.ts";

export interface SqlOptions {
  readonly database: PostgresPlace | SqlitePlace;
  /** Key columns of tables and views that the database knows no key of. */
  readonly keys: ReadonlyMap<string, readonly string[]>;
  /** Columns by which changes are found, by table; the empty name stands for all tables. */
  readonly changedBy: ReadonlyMap<string, readonly string[]>;
  readonly overlapSeconds: number;
  readonly overlapNumbers: number;
}

export interface PostgresPlace {
  readonly dialect: "postgres";
  readonly url: string;
  readonly schema: string;
}

export interface SqlitePlace {
  readonly dialect: "sqlite";
  /** Absolute path. */
  readonly file: string;
  /** Absolute path of the script that makes the tables; undefined where they are there. */
  readonly setup: string | undefined;
}

const STANDARD_OVERLAP_SECONDS = 60;
const STANDARD_OVERLAP_NUMBERS = 1_000;

/** The options of a `system` declaration; throws Invalid, which names the option and never its value. */
export function readSqlOptions(settings: ConnectorSettings): SqlOptions {
  const overlap = settings.options.overlap ?? undefined;
  if (overlap !== undefined && (typeof overlap !== "number" || !Number.isInteger(overlap) || overlap < 0))
    throw optionFailure(settings, "overlap", "must be a whole number, at least 0");
  return {
    database: placeOf(settings),
    keys: columnsByTable(settings, "keys"),
    changedBy: columnsByTable(settings, "changedBy"),
    overlapSeconds: overlap ?? STANDARD_OVERLAP_SECONDS,
    overlapNumbers: overlap ?? STANDARD_OVERLAP_NUMBERS,
  };
}

function placeOf(settings: ConnectorSettings): SqlOptions["database"] {
  const dialect = requiredText(settings, "dialect");
  if (dialect === "sqlite") {
    const setup = optionalText(settings, "setup");
    const inProject = (path: string): string => resolve(settings.projectFolder, path);
    return {
      dialect,
      file: inProject(requiredText(settings, "file")),
      setup: setup === undefined ? undefined : inProject(setup),
    };
  }
  if (dialect !== "postgres") throw optionFailure(settings, "dialect", 'must be "postgres" or "sqlite"');
  const url = requiredText(settings, "url");
  if (!/^postgres(?:ql)?:\/\//.test(url) || !URL.canParse(url))
    throw optionFailure(settings, "url", "must look like postgres://user:password@host:5432/database");
  return { dialect, url, schema: optionalText(settings, "schema") ?? "public" };
}

/** `orders.id, stock.sku, updated_at` by table; a column without a table stands under the empty name. */
function columnsByTable(settings: ConnectorSettings, name: string): ReadonlyMap<string, readonly string[]> {
  const columns = new Map<string, readonly string[]>();
  for (const part of (optionalText(settings, name) ?? "").split(",")) {
    const written = part.trim();
    if (written === "") continue;
    const dot = written.lastIndexOf(".");
    const table = dot < 0 ? "" : written.slice(0, dot);
    const column = written.slice(dot + 1);
    if (column === "" || dot === 0) throw optionFailure(settings, name, "must look like orders.updated_at, stock.id");
    columns.set(table, [...(columns.get(table) ?? []), column]);
  }
  return columns;
}
