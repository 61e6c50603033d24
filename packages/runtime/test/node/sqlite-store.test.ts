import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { createEvent, Failure, findBrokenLink } from "@xmap/contract";
import { checkPins, PinMismatchError, SqliteStore, type StoreChange, StoreRefusedError } from "@xmap/runtime/node";
import { FakeClock, FakeSystem } from "@xmap/testing";
import { beforeEach, describe, expect, it } from "vitest";
import { MIGRATIONS } from "../../src/node/store/migrations.ts";

const clock = new FakeClock();
let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), "xmap-store-")), "store.sqlite");
});

function open(options: { readonly installation?: string; readonly migrations?: typeof MIGRATIONS } = {}): SqliteStore {
  return new SqliteStore({ path, installation: "test", clock, ...options });
}

function accepted(id: string) {
  const record = { system: "shop", entity: "Order", key: ["1"] };
  const event = createEvent({ id, installation: "test", record, at: new Date(clock.now()), origin: "manual" });
  return { flow: "F", event, at: clock.now() };
}

describe("the file", () => {
  it("is synced at every commit, in write-ahead mode, and knows what it is", async () => {
    const store = open();
    expect(await store.meta()).toEqual({ schemaVersion: 1, contract: 1, installation: "test", createdAt: clock.now() });
    await store.close();
    const database = new DatabaseSync(path);
    expect(database.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    expect(database.prepare("PRAGMA page_size").get()).toEqual({ page_size: 8192 });
    database.close();
  });

  it.each([
    ["another installation", { installation: "other" }, 'belongs to the installation "test"'],
    ["a newer schema", { migrations: [] }, undefined],
    [
      "a changed migration",
      { migrations: [{ version: 1, sql: "SELECT 1" }] },
      "is not the one that this program knows",
    ],
  ])("refuses %s", async (_name, options, message) => {
    const migrations = [...MIGRATIONS, { version: 2, sql: "CREATE TABLE later (a)" }];
    await open(message === undefined ? { migrations } : {}).close();
    const reopened = message === undefined ? {} : options;
    expect(() => open(reopened)).toThrow(StoreRefusedError);
    expect(() => open(reopened)).toThrow(message ?? "schema version 2, this program knows 1");
  });

  it("is brought forward, keeping what it holds", async () => {
    const store = open();
    await store.write([{ change: "cursor", system: "shop", resource: "orders", cursor: "7" }]);
    await store.close();
    const newer = open({ migrations: [...MIGRATIONS, { version: 2, sql: "CREATE TABLE later (a)" }] });
    expect(await newer.cursor("shop", "orders")).toBe("7");
    expect((await newer.meta()).schemaVersion).toBe(2);
    await newer.close();
  });
});

describe("group commit", () => {
  it("resolves only after the commit, and puts what is asked for together into one", async () => {
    const store = open();
    const reader = new DatabaseSync(path, { readOnly: true });
    const count = (): unknown => reader.prepare("SELECT count(*) AS n FROM known_event").get()?.n;
    const writes = Array.from({ length: 50 }, (_, index) => store.accept([accepted(`e${index}`)]));
    await Promise.resolve();
    expect(count()).toBe(0);
    await writes[0];
    expect(count()).toBe(50);
    expect((await Promise.all(writes)).flat().map((one) => one?.version)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    reader.close();
    await store.close();
  });

  it("takes nothing in once the file is closed", async () => {
    const store = open();
    await store.close();
    await expect(store.accept([accepted("late")])).rejects.toThrow("the store is closed");
  });

  it("rejects the write that cannot be done and none of its neighbours", async () => {
    const store = open();
    const broken = { change: "cursor", system: "shop", resource: "orders", cursor: null } as unknown as StoreChange;
    const good: StoreChange = { change: "cursor", system: "erp", resource: "sale", cursor: "1" };
    const half: StoreChange = { change: "cursor", system: "half", resource: "sale", cursor: "1" };
    const results = await Promise.allSettled([
      store.write([good]),
      store.write([half, broken]),
      store.accept([accepted("e")]),
    ]);
    expect(results.map((result) => result.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await store.cursor("erp", "sale")).toBe("1");
    expect(await store.cursor("half", "sale")).toBeUndefined();
    await store.close();
  });

  it("answers nothing for an event that it knows", async () => {
    const store = open();
    expect(await store.accept([accepted("a"), accepted("a"), accepted("b")])).toEqual([
      { work: 1, version: 1, isNew: true },
      undefined,
      { work: 1, version: 2, isNew: false },
    ]);
    await store.close();
  });
});

it("chains audit records over restarts", async () => {
  const entry = {
    at: 1,
    actor: "flow:F",
    origin: "poll",
    event: "e",
    run: "r",
    step: "s",
    mappingHash: "h",
    target: "erp/Sale/1",
    operation: "update",
    fields: [{ rule: "x", path: "note", commitmentBefore: "a", commitmentAfter: "b" }],
    salt: "s",
  } as const;
  for (let round = 0; round < 2; round += 1) {
    const store = open();
    await store.write([
      { change: "audit", entry },
      { change: "audit", entry },
    ]);
    await store.close();
  }
  const store = open();
  const audit = await store.audit();
  expect(audit.map((record) => record.sequence)).toEqual([1, 2, 3, 4]);
  expect(findBrokenLink(audit, "")).toBeUndefined();
  await store.close();
});

it("remembers which systems it was made with and refuses others, naming both", async () => {
  const shop = new FakeSystem("shop");
  const erp = new FakeSystem("erp");
  const store = open();
  await checkPins(store, { shop });
  await checkPins(store, { shop, erp });
  erp.identity = { fingerprint: "erp-staging", label: "http://staging" };
  await expect(checkPins(store, { shop, erp })).rejects.toThrow(PinMismatchError);
  await expect(checkPins(store, { shop, erp })).rejects.toThrow(
    /http:\/\/erp \(erp-1\).*http:\/\/staging \(erp-staging\)/,
  );
  await store.close();
});

const DOWN = { class: "Maintenance", operation: "identify", message: "503", system: "erp" } as const;

it("starts with a known system that does not answer, and asks who it is before its first use", async () => {
  const erp = new FakeSystem("erp");
  const store = open();
  await checkPins(store, { erp });
  const request = { resource: "orders", key: ["1"], fields: [], joins: [] };

  erp.identify = () => Promise.reject(new Failure(DOWN));
  const { erp: waiting } = await checkPins(store, { erp });
  await expect(waiting?.read(request)).rejects.toThrow("503");
  erp.identify = () => Promise.resolve({ fingerprint: "erp-staging", label: "http://staging" });
  await expect(waiting?.read(request)).rejects.toMatchObject({ details: { class: "Forbidden", scope: "system" } });
  erp.identify = () => Promise.resolve(erp.identity);
  await expect(waiting?.read(request)).resolves.toBeUndefined();
  await store.close();
});

it("does not start with a system that it has never seen", async () => {
  const erp = new FakeSystem("erp");
  erp.identify = () => Promise.reject(new Failure(DOWN));
  const store = open();
  await expect(checkPins(store, { erp })).rejects.toThrow("503");
  await store.close();
});

it("lets one process at a time use a store, and lets go when that one closes it", async () => {
  const first = open();
  expect(() => open()).toThrow(StoreRefusedError);
  expect(() => open()).toThrow(/Another process is running on the store/);
  await first.close();
  const second = open();
  await second.close();
});
