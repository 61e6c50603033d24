import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync, type SQLInputValue } from "node:sqlite";
import { type ConnectorSettings, Failure } from "@xmap/contract";
import { type CompiledQuery, Kysely, PostgresDialect, type RawBuilder, SqliteDialect } from "kysely";
import pg from "pg";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { databaseFailure, isLostConnection } from "./errors.ts";
import type { PostgresPlace, SqlitePlace, SqlOptions } from "./options.ts";

export type Row = Readonly<Record<string, unknown>>;
type Tables = Record<string, Row>;

/** What runs statements, within a transaction or not. */
export interface StatementRunner {
  readonly dialect: "postgres" | "sqlite";
  /** Rows of a statement; rejects with a Failure that tells what the database's error means. */
  run(
    statement: RawBuilder<unknown>,
    about: { readonly operation: string; readonly writes: boolean },
  ): Promise<readonly Row[]>;
}

export interface Database extends StatementRunner {
  /** All of the work or none of it. */
  transaction<Result>(operation: string, work: (inner: StatementRunner) => Promise<Result>): Promise<Result>;
  /** Where the database is, without its password. */
  readonly label: string;
  close(): Promise<void>;
}

const MOST_CONNECTIONS = 4;
/** How long the client waits beyond the server's own timeout, which answers more exactly. */
const GRACE_MILLISECONDS = 2_000;

/** Opens nothing yet: the first statement connects. */
export function openDatabase(settings: ConnectorSettings, { database: place }: SqlOptions): Database {
  const { dialect } = place;
  const password = dialect === "postgres" ? new URL(place.url).password : "";
  const secrets = [password, safelyDecoded(password)];
  const contextOf = (operation: string, writes: boolean): CallContext => ({
    system: settings.system,
    operation,
    writes,
    secrets,
  });
  const connected = new Kysely<Tables>({
    dialect: place.dialect === "postgres" ? postgresDialect(place, settings) : sqliteDialect(place, settings),
  });

  async function guarded<Result>(context: CallContext, work: () => Promise<Result>): Promise<Result> {
    if (place.dialect === "sqlite" && place.setup === undefined && !existsSync(place.file))
      throw callFailure(context, { class: "Maintenance", message: `There is no file ${place.file}` });
    try {
      return await work();
    } catch (thrown) {
      throw thrown instanceof Failure ? thrown : databaseFailure(context, dialect, thrown);
    }
  }

  const runnerOn = (kysely: Pick<Kysely<Tables>, "executeQuery" | "getExecutor">): StatementRunner => ({
    dialect,
    run: (statement, { operation, writes }) =>
      guarded(contextOf(operation, writes), async () => {
        const compiled = statement.compile(kysely) as CompiledQuery<Row>;
        return (await kysely.executeQuery(compiled)).rows;
      }),
  });

  const runner = runnerOn(connected);
  return {
    dialect,
    run: (statement, about) =>
      runner.run(statement, about).catch((thrown: unknown) => {
        // The connection may have ended while it was idle; what only reads is asked again, over another one.
        if (about.writes || !isLostConnection(thrown)) throw thrown;
        return runner.run(statement, about);
      }),
    label: place.dialect === "postgres" ? publicAddress(place) : place.file,
    transaction: (operation, work) =>
      guarded(contextOf(operation, true), () =>
        connected.transaction().execute((transaction) => work(runnerOn(transaction))),
      ),
    close: () => connected.destroy(),
  };
}

/** Values come as the text that PostgreSQL writes, so that no digit is lost. */
const AS_TEXT = { getTypeParser: () => (text: unknown) => text };

function postgresDialect(place: PostgresPlace, { timeoutMilliseconds }: ConnectorSettings): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: place.url,
    max: MOST_CONNECTIONS,
    application_name: "xmap",
    connectionTimeoutMillis: timeoutMilliseconds,
    statement_timeout: timeoutMilliseconds,
    query_timeout: timeoutMilliseconds + GRACE_MILLISECONDS,
    idle_in_transaction_session_timeout: timeoutMilliseconds,
    options: "-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=iso_8601",
    types: AS_TEXT,
  });
  // A server that ends connections must not end the process: the next statement connects anew.
  const heard = () => {};
  pool.on("error", heard);
  pool.on("connect", (client) => client.on("error", heard));
  return new PostgresDialect({ pool });
}

function sqliteDialect(place: SqlitePlace, { timeoutMilliseconds }: ConnectorSettings): SqliteDialect {
  const database = async () => {
    const opened = new DatabaseSync(place.file, { timeout: timeoutMilliseconds });
    opened.exec("pragma foreign_keys = on");
    if (place.setup !== undefined) opened.exec(readFileSync(place.setup, "utf8"));
    return {
      close: () => opened.close(),
      prepare(text: string) {
        const statement = opened.prepare(text);
        statement.setReadBigInts(true);
        const bound = (values: readonly unknown[]) => [...values] as SQLInputValue[];
        return {
          reader: statement.columns().length > 0,
          all: (values: readonly unknown[]) => statement.all(...bound(values)),
          run: (values: readonly unknown[]) => statement.run(...bound(values)),
          iterate: (values: readonly unknown[]) => statement.iterate(...bound(values)),
        };
      },
    };
  };
  return new SqliteDialect({ database });
}

function publicAddress({ url, schema }: PostgresPlace): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname} (${schema})`;
}

function safelyDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
