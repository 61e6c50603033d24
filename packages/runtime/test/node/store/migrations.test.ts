import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { AuditReader, SqliteStore, verifyAudit } from "@xmap/runtime/node";
import { FakeClock } from "@xmap/testing";
import { expect, it, onTestFinished } from "vitest";
import { MIGRATIONS, SCHEMA_VERSION } from "../../../src/node/store/migrations.ts";
import type { Bench } from "../../fakes/bench.ts";
import { dayOfOrders } from "./day-of-orders.ts";

const FIXTURES = join(import.meta.dirname, "fixtures");
const VERSIONS = MIGRATIONS.map(({ version }) => version);

function fixtureOf(version: number): Buffer {
  return gunzipSync(readFileSync(join(FIXTURES, `version-${version}.sqlite.gz`)));
}

/** The systems as they were at the end of that day, with the store of the fixture. */
async function theDayAfter(version: number): Promise<Bench> {
  const bench = await dayOfOrders();
  await bench.store.close();
  writeFileSync(bench.path, fixtureOf(version));
  bench.store = new SqliteStore({ path: bench.path, installation: "test", clock: bench.clock });
  onTestFinished(() => bench.store.close());
  return bench;
}

it("there is a fixture of every schema version", () => {
  expect(readdirSync(FIXTURES).sort()).toEqual(VERSIONS.map((version) => `version-${version}.sqlite.gz`).sort());
});

it.each(VERSIONS)("a store of version %i does a day's work", async (version) => {
  const bench = await theDayAfter(version);
  expect((await bench.store.meta()).schemaVersion).toBe(SCHEMA_VERSION);
  const engine = bench.open();
  await engine.start();
  const sales = bench.erp.all("sale").length;
  expect(await engine.operations.status()).toMatchObject({ pending: 1, waiting: 1, outcomes: { delivered: 3 } });

  await engine.operations.resume({ flow: "OrderToCash" }, "person:ada");
  await bench.drain();
  expect(bench.ends.at(-1)).toMatchObject({ record: "shop/Order/5", outcome: "delivered" });
  bench.erp.put("product", { id: 9, sku: "LATER" });
  await bench.clock.advance(600_000);
  await engine.operations.decide({ decision: "retry", from: "failingStep" }, {}, "person:ada", false);
  await bench.drain();
  expect(bench.ends.at(-1)).toMatchObject({ record: "shop/Order/4", outcome: "delivered" });
  bench.order(1, { email: "1@example.com", note: "changed" });
  expect((await bench.run(1))?.outcome).toBe("delivered");
  bench.order(2, { email: "2@example.com", note: "note 2" });
  expect((await bench.run(2))?.outcome).toBe("unchanged");
  expect(bench.erp.all("sale").length).toBe(sales + 2);
  expect(await engine.operations.status()).toMatchObject({ pending: 0, waiting: 0 });

  await engine.stop();
  const reader = new AuditReader(bench.path);
  expect(verifyAudit(reader)).toMatchObject({ broken: undefined, values: { differing: 0 } });
  reader.close();
});

const NEXT = { version: SCHEMA_VERSION + 1, sql: "CREATE TABLE later (a); INSERT INTO later VALUES (1)" };

function olderStore(): string {
  const path = join(mkdtempSync(join(tmpdir(), "xmap-migrations-")), "store.sqlite");
  writeFileSync(path, fixtureOf(SCHEMA_VERSION));
  return path;
}

it("a copy of the older store is kept before it is brought forward, which the older program can still use", async () => {
  const path = olderStore();
  const options = { path, installation: "test", clock: new FakeClock() };
  const newer = new SqliteStore({ ...options, migrations: [...MIGRATIONS, NEXT] });
  expect((await newer.meta()).schemaVersion).toBe(NEXT.version);
  await newer.close();
  const kept = `${path}.version-${SCHEMA_VERSION}`;
  const older = new SqliteStore({ ...options, path: kept });
  expect((await older.meta()).schemaVersion).toBe(SCHEMA_VERSION);
  expect((await older.crossReferences({})).length).toBe(7);
  await older.close();
});

it("nothing is copied when nothing is brought forward, nor for a new store", async () => {
  const path = olderStore();
  const options = { installation: "test", clock: new FakeClock() };
  await new SqliteStore({ ...options, path }).close();
  await new SqliteStore({ ...options, path: `${path}-new` }).close();
  expect(readdirSync(join(path, "..")).filter((name) => name.includes("version"))).toEqual([]);
});

it("a migration that fails leaves the store as it was", () => {
  const path = olderStore();
  const failing = { version: NEXT.version, sql: "CREATE TABLE later (a); INSERT INTO nowhere VALUES (1)" };
  const options = { path, installation: "test", clock: new FakeClock() };
  expect(() => new SqliteStore({ ...options, migrations: [...MIGRATIONS, failing] })).toThrow("nowhere");
  const database = new DatabaseSync(path);
  expect(database.prepare("SELECT max(version) AS version FROM migration").get()).toEqual({ version: SCHEMA_VERSION });
  expect(database.prepare("SELECT count(*) AS count FROM sqlite_schema WHERE name = 'later'").get()).toEqual({
    count: 0,
  });
  database.close();
  expect(existsSync(`${path}.version-${SCHEMA_VERSION}`)).toBe(true);
});
