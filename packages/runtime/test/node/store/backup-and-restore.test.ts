import { copyFileSync, existsSync, readdirSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import {
  AuditReader,
  backupNameOf,
  backupStore,
  backupsIn,
  PersonFinder,
  planRestore,
  type RestoreOptions,
  removeOldBackups,
  restoreStore,
  SqliteStore,
  StoreRefusedError,
  verifyAudit,
} from "@xmap/runtime/node";
import { expect, it, onTestFinished } from "vitest";
import { Bench, HALF } from "../../fakes/bench.ts";
import { mappingModule } from "../../fakes/order-mapping.ts";

/** A shop whose orders an engine has delivered, and what a restore of its store is told. */
async function delivered(orders: number): Promise<{ bench: Bench; options: RestoreOptions; by: RestoreBy }> {
  const bench = new Bench();
  onTestFinished(() => bench.store.close().catch(() => {}));
  await bench.engine.start();
  await deliver(bench, 1, orders);
  const file = join(dirname(bench.path), "backup.sqlite");
  const options = { file, path: bench.path, installation: "test", environment: "live" };
  return { bench, options, by: { actor: "person:ada", clock: bench.clock, random: HALF } };
}

type RestoreBy = Parameters<typeof restoreStore>[1];

async function deliver(bench: Bench, first: number, last: number): Promise<void> {
  for (let id = first; id <= last; id += 1) {
    bench.order(id, { email: `${id}@example.com` });
    await bench.run(id);
  }
}

function backUp(bench: Bench, file: string, environment = "live"): ReturnType<typeof backupStore> {
  return backupStore({ path: bench.path, file, environment, clock: bench.clock });
}

async function stop(bench: Bench): Promise<void> {
  await bench.engine.stop();
  await bench.store.close();
}

function openAgain(bench: Bench): void {
  bench.store = new SqliteStore({ path: bench.path, installation: "test", clock: bench.clock });
}

function isWhole(path: string): boolean {
  const reader = new AuditReader(path);
  try {
    return verifyAudit(reader).broken === undefined;
  } finally {
    reader.close();
  }
}

it("a backup made while the engine writes is whole, of one moment, and of nobody else's concern", async () => {
  const { bench, options } = await delivered(3);
  bench.order(4);
  const [found] = await Promise.all([backUp(bench, options.file), bench.run(4)]);
  expect(found).toMatchObject({ installation: "test", environment: "live", backupAt: expect.any(Number) });
  expect(isWhole(options.file)).toBe(true);
  expect(statSync(options.file).mode & 0o777).toBe(0o600);
  expect(readdirSync(dirname(options.file)).filter((name) => name.startsWith("backup"))).toEqual(["backup.sqlite"]);
  await expect(backUp(bench, options.file)).rejects.toThrow("is there already");
});

it("keeps the newest backups of a store and environment, and nothing else is removed", async () => {
  const { bench } = await delivered(1);
  const folder = join(dirname(bench.path), "backups");
  for (const at of [3, 1, 2]) await backUp(bench, join(folder, backupNameOf(bench.path, "live", at)));
  const other = join(folder, backupNameOf(bench.path, "test", 1));
  await backUp(bench, other, "test");
  writeFileSync(join(folder, "store-live-notes.sqlite"), "");
  const removed = removeOldBackups(folder, bench.path, "live", 2);
  expect(removed).toEqual([join(folder, "store-live-1970-01-01T00-00-00.001Z.sqlite")]);
  expect(backupsIn(folder, bench.path, "live").map((file) => file.slice(folder.length + 1))).toEqual([
    "store-live-1970-01-01T00-00-00.003Z.sqlite",
    "store-live-1970-01-01T00-00-00.002Z.sqlite",
  ]);
  expect(existsSync(other)).toBe(true);
});

it("a restored store is the backup's, the replaced one is kept beside it, and the audit log says who did it", async () => {
  const { bench, options, by } = await delivered(2);
  await backUp(bench, options.file);
  await deliver(bench, 3, 4);
  await stop(bench);
  expect(planRestore(options)).toMatchObject({ backup: { links: 4 }, replaced: { found: { links: 8 }, erased: [] } });
  const kept = await restoreStore(options, by);
  expect(kept).toMatch(/store\.sqlite\.replaced-/);
  expect(isWhole(kept ?? "")).toBe(true);
  openAgain(bench);
  expect((await bench.store.crossReferences({})).length).toBe(4);
  expect((await bench.store.audit()).at(-1)).toMatchObject({ actor: "person:ada", operation: "restore" });
  expect(isWhole(bench.path)).toBe(true);
  expect(readdirSync(dirname(bench.path)).filter((name) => name.includes("restoring"))).toEqual([]);
});

it("what was delivered after the backup is found again by its key, and nothing is made twice", async () => {
  const { bench, options, by } = await delivered(2);
  await backUp(bench, options.file);
  await deliver(bench, 3, 6);
  await stop(bench);
  await restoreStore(options, by);
  openAgain(bench);
  await bench.open().start();
  const before = { sales: bench.erp.all("sale"), partners: bench.erp.all("partner") };
  for (const id of [1, 2, 3, 4, 5, 6]) await bench.run(id);
  expect({ sales: bench.erp.all("sale"), partners: bench.erp.all("partner") }).toEqual(before);
  expect((await bench.store.crossReferences({})).length).toBe(12);
  expect(isWhole(bench.path)).toBe(true);
});

it.each(["create", "update"] as const)(
  "a run whose %s was under way at the backup and done since is not done again",
  async (method) => {
    const { bench, options, by } = await delivered(1);
    const id = method === "create" ? 2 : 1;
    bench.order(id, { email: "1@example.com", note: "under way" });
    const reached = Promise.withResolvers<void>();
    const backedUp = Promise.withResolvers<void>();
    bench.erp.gates.set(method, () => {
      reached.resolve();
      return backedUp.promise;
    });
    const run = bench.run(id);
    await reached.promise;
    await backUp(bench, options.file);
    bench.erp.gates.clear();
    backedUp.resolve();
    expect((await run)?.outcome).toBe("delivered");
    await stop(bench);
    const before = bench.erp.all("sale");
    await restoreStore(options, by);
    openAgain(bench);
    expect((await bench.store.state()).pending).toBe(1);
    const writes = bench.erp.count("create") + bench.erp.count("update");
    await bench.open().start();
    await bench.drain();
    expect(bench.ends.at(-1)).toMatchObject({ record: `shop/Order/${id}` });
    expect(bench.erp.all("sale")).toEqual(before);
    expect(bench.erp.count("create") + bench.erp.count("update")).toBe(writes);
  },
);

it("what was pending in the backup tells no customer", async () => {
  const { bench, options, by } = await delivered(1);
  await bench.change(1, { origin: "webhook" });
  await backUp(bench, options.file);
  await bench.drain();
  await stop(bench);
  await restoreStore(options, by);
  openAgain(bench);
  expect((await bench.pending()).map(({ event }) => event.xmaporigin)).toEqual(["backfill"]);
});

it.each([
  ["instants", (at: number) => new Date(at).toISOString()],
  ["texts that only their system understands", (at: number) => `version-${at}`],
])(
  "what polls find from before the restore tells no customer, what is newer does: stamps are %s",
  async (_what, stampOf) => {
    const { bench, options, by } = await delivered(1);
    await backUp(bench, options.file);
    await stop(bench);
    const { clock, shop } = bench;
    const pageOf = (id: number, cursor: string, more: boolean): (typeof shop.changes)[number] => {
      bench.order(id);
      return {
        changed: [{ key: [String(id)], stamp: stampOf(clock.now()), settled: true, record: { id } }],
        cursor,
        more,
      };
    };
    const missed = [pageOf(7, "1", true), pageOf(8, "2", false)];
    await clock.advance(1_000);
    await restoreStore(options, by);
    await clock.advance(1_000);
    openAgain(bench);
    shop.changes = [...missed, pageOf(9, "3", false)];
    const origins: string[] = [];
    const engine = bench.open({
      modules: [mappingModule()],
      observers: [{ accepted: ({ record, origin }) => void origins.push(`${record} ${origin}`) }],
    });
    await engine.start();
    await engine.poll();
    await engine.poll();
    await engine.stop();
    expect(origins).toEqual(["shop/Order/7 backfill", "shop/Order/8 backfill", "shop/Order/9 poll"]);
  },
);

it("a person who was erased after the backup is erased again", async () => {
  const { bench, options, by } = await delivered(2);
  bench.order(3, { email: "ada@example.com", note: "for ada@example.com" });
  await bench.run(3);
  await backUp(bench, options.file);
  const finder = new PersonFinder(bench.path);
  const { records, texts } = finder.byName({ email: "ada@example.com" });
  finder.close();
  await bench.engine.operations.erasePerson({ records, texts }, "person:officer");
  await stop(bench);
  expect(planRestore(options).replaced?.erased.toSorted()).toEqual(records);
  await restoreStore(options, by);
  const again = new PersonFinder(bench.path);
  expect(again.byName({ email: "ada@example.com" }).rows).toEqual([]);
  again.close();
  expect(isWhole(bench.path)).toBe(true);
  openAgain(bench);
});

it("a damaged store is replaced too, and kept as it is", async () => {
  const { bench, options, by } = await delivered(2);
  await backUp(bench, options.file);
  await stop(bench);
  writeFileSync(bench.path, Buffer.alloc(40_000, 1));
  expect(planRestore(options).replaced).toEqual({ found: undefined, erased: [] });
  const kept = await restoreStore(options, by);
  expect(statSync(kept ?? "").size).toBe(40_000);
  openAgain(bench);
  expect((await bench.store.crossReferences({})).length).toBe(4);
});

it("a store can be restored where there is none", async () => {
  const { bench, options, by } = await delivered(1);
  await backUp(bench, options.file);
  const path = join(dirname(bench.path), "elsewhere", "store.sqlite");
  expect(await restoreStore({ ...options, path }, by)).toBeUndefined();
  expect(isWhole(path)).toBe(true);
});

it("refuses while an engine runs on the store, and changes nothing", async () => {
  const { bench, options, by } = await delivered(1);
  await backUp(bench, options.file);
  await expect(restoreStore(options, by)).rejects.toThrow("Another process is running on the store");
  expect(await bench.store.state()).toMatchObject({ pending: 0 });
});

it.each([
  ["another installation", { installation: "other" }, 'belongs to the installation "test", not to "other"'],
  ["another environment", { environment: "staging" }, 'backup of the environment "live", not of "staging"'],
])("refuses a backup of %s", async (_what, options, message) => {
  const { bench, options: usual, by } = await delivered(1);
  await backUp(bench, usual.file);
  await stop(bench);
  await expect(restoreStore({ ...usual, ...options }, by)).rejects.toThrow(StoreRefusedError);
  expect(() => planRestore({ ...usual, ...options })).toThrow(message);
  openAgain(bench);
});

it("refuses a backup of other systems than the store that is there", async () => {
  const { bench, options } = await delivered(1);
  const pinTo = (label: string) =>
    bench.store.write([{ change: "pin", system: "erp", identity: { fingerprint: label, label } }]);
  await pinTo("staging");
  await backUp(bench, options.file);
  await pinTo("production");
  expect(() => planRestore(options)).toThrow(/is of other systems.*staging.*production/);
});

it("refuses a backup of a newer program", async () => {
  const { bench, options, by } = await delivered(1);
  await backUp(bench, options.file);
  await stop(bench);
  const database = new DatabaseSync(options.file);
  database.exec("INSERT INTO migration (version, checksum) VALUES (999, 'later')");
  database.close();
  await expect(restoreStore(options, by)).rejects.toThrow("it was written by a newer one");
  openAgain(bench);
  expect((await bench.store.crossReferences({})).length).toBe(2);
});

it.each([
  ["is cut off", (file: string) => truncateSync(file, 20_000)],
  ["is no store", (file: string) => writeFileSync(file, "no store at all, but long enough to be looked at")],
  ["has a changed audit log", (file: string) => forge(file)],
  ["is not there", (file: string) => copyFileSync(file, `${file}.away`)],
])("refuses a backup that %s", async (what, spoil) => {
  const { bench, options } = await delivered(2);
  await backUp(bench, options.file);
  spoil(options.file);
  const file = what === "is not there" ? `${options.file}.missing` : options.file;
  expect(() => planRestore({ ...options, file })).toThrow(StoreRefusedError);
});

function forge(file: string): void {
  const database = new DatabaseSync(file);
  database.exec("UPDATE audit SET body = replace(body, 'flow:', 'person:') WHERE sequence = 1");
  database.close();
}
