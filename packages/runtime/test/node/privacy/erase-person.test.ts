import { existsSync, readFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import type { Erasure } from "@xmap/contract";
import { AuditReader, type AuditReport, type PersonalData, PersonFinder, verifyAudit } from "@xmap/runtime/node";
import { expect, it, onTestFinished } from "vitest";
import { Bench } from "../../fakes/bench.ts";

const ADA = "ada.lovelace@example.com";
const TRACES = ["ada.lovelace", "Lovelace", "Analytical Street", "30 1234567"];
const ADAS_NOTE = "for Ada Lovelace, Analytical Street 12, call +49 30 1234567 or write to Ada.Lovelace@Example.com";

/** Ada has an order that was delivered, a dead letter and one that is pending; Bob has a delivered order and a dead letter. */
async function shopOfTwo(): Promise<Bench> {
  const bench = new Bench();
  onTestFinished(() => bench.store.close().catch(() => {}));
  await bench.engine.start();
  const missing = [{ id: 1, sku: "NOWHERE", amount: 1 }];
  bench.order(1, { email: ADA, note: ADAS_NOTE });
  bench.order(2, { email: ADA, note: ADAS_NOTE, items: missing });
  bench.order(3, { email: "bob@example.com", note: "for Bob" });
  bench.order(4, { email: "bob@example.com", note: "for Bob", items: missing });
  for (const id of [1, 2, 3, 4]) await bench.run(id);
  return bench;
}

function find(path: string, work: (finder: PersonFinder) => PersonalData): PersonalData {
  const finder = new PersonFinder(path);
  try {
    return work(finder);
  } finally {
    finder.close();
  }
}

function verify(path: string): AuditReport {
  const reader = new AuditReader(path);
  try {
    return verifyAudit(reader);
  } finally {
    reader.close();
  }
}

function tracesIn(path: string, traces: readonly string[] = TRACES): readonly string[] {
  const files = [path, `${path}-wal`].filter((file) => existsSync(file));
  const bytes = Buffer.concat(files.map((file) => readFileSync(file)))
    .toString("latin1")
    .toLowerCase();
  return traces.filter((trace) => bytes.includes(trace.toLowerCase()));
}

function erasure({ records, texts }: PersonalData): Erasure {
  return { records, texts };
}

it("finds what the store holds of a person by the address, however it is written, and nothing of others", async () => {
  const { path } = await shopOfTwo();
  const found = find(path, (finder) => finder.byName({ email: "ADA.Lovelace@example.com " }));
  expect(found.records).toEqual(["erp/Partner/101", "erp/Sale/102", "shop/Order/1", "shop/Order/2"]);
  expect(new Set(found.rows.map(({ kind }) => kind))).toEqual(new Set(["sent", "waiting", "journal", "link", "audit"]));
  expect(JSON.stringify(found)).not.toContain("bob");
  expect(found.texts).toContain(ADA);
});

it("finds a person by a telephone number, with or without the country's code, and by a record", async () => {
  const { path } = await shopOfTwo();
  expect(find(path, (finder) => finder.byName({ phone: "030 / 123-4567" })).records).toContain("shop/Order/2");
  expect(find(path, (finder) => finder.byRecord("shop/Order/2")).records).toContain("erp/Sale/102");
  expect(find(path, (finder) => finder.byRecord("erp/Sale/999")).records).toEqual(["erp/Sale/999"]);
});

it.each([{ email: "nobody" }, { phone: "123" }])("refuses %j", async (name) => {
  const { path } = await shopOfTwo();
  expect(() => find(path, (finder) => finder.byName(name))).toThrow(RangeError);
});

it("S19: an erased person leaves no trace in the file, the audit log is whole, and a later event of the order works", async () => {
  const bench = await shopOfTwo();
  const { path } = bench;
  await bench.store.write([
    { change: "note", name: "alerts", body: { text: `order of ${ADA.toUpperCase()} (Ada Lovelace)` } },
    { change: "pause", pause: { kind: "flow", name: "Other", since: 1, reason: `asked by ${ADA}`, actor: undefined } },
  ]);
  expect(tracesIn(path)).toEqual(TRACES);
  const links = await bench.store.crossReferences({});
  const found = find(path, (finder) => finder.byName({ email: ADA }));
  const plan = erasure({ ...found, texts: [...found.texts, "Ada Lovelace"] });
  const report = await bench.engine.operations.erasePerson(plan, "person:officer");
  expect(report).toMatchObject({ clean: true });
  expect(report.audits).toBeGreaterThan(0);
  expect(tracesIn(path)).toEqual([]);
  expect(tracesIn(path, ["bob@example.com"])).toEqual(["bob@example.com"]);
  expect(find(path, (finder) => finder.byName({ email: ADA })).rows).toEqual([]);

  const verified = verify(path);
  expect([verified.broken, verified.erased]).toEqual([undefined, report.audits]);
  expect(verified.values?.differing).toBe(0);
  const erasures = (await bench.store.audit()).filter(({ operation }) => operation === "erase");
  expect(erasures.map(({ target, actor }) => [target, actor])).toEqual(
    plan.records.map((record) => [record, "person:officer"]),
  );

  const after = await bench.store.crossReferences({});
  expect(after.map(({ left, right }) => [left, right])).toEqual(links.map(({ left, right }) => [left, right]));
  const sales = bench.erp.all("sale").length;
  bench.order(1, { email: "erased@shop.example", note: "changed", total: 20 });
  expect((await bench.run(1))?.outcome).toBe("delivered");
  expect(bench.erp.all("sale").length).toBe(sales);
  expect(bench.erp.all("sale")).toContainEqual(expect.objectContaining({ id: 102, total: 20, note: "changed" }));
  expect(verify(path).broken).toBeUndefined();
});

it("the dead letter of an erased person can be retried from the beginning with what the shop says now", async () => {
  const bench = await shopOfTwo();
  const found = find(bench.path, (finder) => finder.byName({ email: ADA }));
  await bench.engine.operations.erasePerson(erasure(found), "person:officer");
  const [dead] = await bench.engine.operations.list({ record: "shop/Order/2" });
  expect(dead?.problems.every(({ message }) => message === "(erased)")).toBe(true);
  expect(await bench.engine.operations.show(dead?.run ?? "")).toMatchObject({ input: undefined, done: [] });
  bench.order(2, { email: "erased@shop.example", note: null });
  const again = { decision: "retry", from: "failingStep" } as const;
  await bench.engine.operations.decide(again, { record: "shop/Order/2" }, "person:officer", false);
  await bench.drain();
  expect(bench.ends.at(-1)).toMatchObject({ record: "shop/Order/2", outcome: "delivered" });
});

it("by a record that names no address, what is kept of it and of its partner in the other system is erased", async () => {
  const bench = await shopOfTwo();
  bench.order(5, { email: "eve@example.com", note: "for Eve" });
  await bench.run(5);
  const found = find(bench.path, (finder) => finder.byRecord("shop/Order/5"));
  expect(found.records).toEqual(["erp/Sale/108", "shop/Order/5"]);
  await bench.engine.operations.erasePerson(erasure(found), "person:officer");
  expect(find(bench.path, (finder) => finder.byRecord("erp/Sale/108")).rows).toEqual([]);
  expect(tracesIn(bench.path, ["for Eve", "for Bob"])).toEqual(["for Bob"]);
});

it("whoever is only named in the reason why another's dead letter was closed does not take that letter along", async () => {
  const bench = await shopOfTwo();
  const discard = { decision: "discard", reason: `the same as that of ${ADA}` } as const;
  await bench.engine.operations.decide(discard, { record: "shop/Order/4" }, "person:ops", false);
  const found = find(bench.path, (finder) => finder.byName({ email: ADA }));
  expect(found.records).not.toContain("shop/Order/4");
  await bench.engine.operations.erasePerson(erasure(found), "person:officer");
  expect(tracesIn(bench.path, [ADA, "the same as that of (erased)"])).toEqual(["the same as that of (erased)"]);
});

it("of people who share a partner only the one who is meant is found", async () => {
  const bench = await shopOfTwo();
  const company = { system: "erp", entity: "Partner", key: ["900"] };
  const head = { installation: "test", link: "Company", cardinality: "many", state: "confirmed" } as const;
  const times = { createdAt: 1, confirmedAt: 1, lastSeenAt: 1 };
  const share = (id: string) => {
    const left = { system: "shop", entity: "Order", key: [id] };
    return {
      change: "crossReference",
      reference: { ...head, left, right: company, run: "r", keyHash: "k", ...times },
    } as const;
  };
  await bench.store.write([share("2"), share("4")]);
  const left = "shop/Order/2";
  const sent = { email: ADA };
  const snapshot = { link: "Company", left, sent, seen: {}, lines: {}, otherLines: {}, mappingHash: "hash" };
  await bench.store.write([{ change: "snapshot", snapshot }]);
  const found = find(bench.path, (finder) => finder.byName({ email: ADA }));
  expect(found.records).toContain("erp/Partner/900");
  expect(found.records).not.toContain("shop/Order/4");
});

it("what an engine keeps in memory of an erased person is not written again", async () => {
  const bench = await shopOfTwo();
  const found = find(bench.path, (finder) => finder.byName({ email: ADA }));
  await bench.store.erase(erasure(found), []);
  await bench.store.write([{ change: "note", name: "alerts", body: { reason: `no address of ${ADA}` } }]);
  expect(await bench.store.note("alerts")).toEqual({ reason: "no address of (erased)" });
});

it("a record whose key is the address is forgotten; the audit log cannot lose its name and says so when it is searched", async () => {
  const bench = new Bench();
  onTestFinished(() => bench.store.close());
  const left = { system: "shop", entity: "Customer", key: [ADA] };
  const right = { system: "erp", entity: "Partner", key: ["7"] };
  const head = { installation: "test", link: "Customers", cardinality: "one", state: "confirmed" } as const;
  const times = { createdAt: 1, confirmedAt: 1, lastSeenAt: 1 };
  const reference = { ...head, left, right, run: "run-1", keyHash: "hash", ...times };
  await bench.store.write([{ change: "crossReference", reference }]);
  const found = find(bench.path, (finder) => finder.byName({ email: ADA }));
  expect(found.records).toEqual(["erp/Partner/7", "shop/Customer/ada.lovelace%40example.com"]);
  await bench.offlineOperations().erasePerson(erasure(found), "person:officer");
  expect(tracesIn(bench.path)).toEqual([]);
  expect((await bench.store.audit()).map(({ target }) => target)).toEqual(["erp/Partner/7"]);
});

it("says that it is not clean while another process reads, and cleans up when it is asked again", async () => {
  const bench = await shopOfTwo();
  const reader = new DatabaseSync(bench.path, { readOnly: true });
  reader.exec("BEGIN");
  reader.prepare("SELECT count(*) FROM work").get();
  const found = find(bench.path, (finder) => finder.byName({ email: ADA }));
  expect(await bench.store.erase(erasure(found), [])).toMatchObject({ clean: false });
  reader.close();
  expect(await bench.store.erase(erasure(found), [])).toMatchObject({ clean: true });
  expect(tracesIn(bench.path)).toEqual([]);
}, 30_000);

it("a salt that is gone without an erasure breaks the audit log", async () => {
  const bench = await shopOfTwo();
  const database = new DatabaseSync(bench.path);
  database.exec("UPDATE audit SET salt = '' WHERE sequence = 2");
  database.close();
  expect(verify(bench.path).broken).toEqual({
    sequence: 2,
    reason: "its salt is gone, so that no value can be proven by it",
  });
});

it("card numbers are never kept, and somebody is told", async () => {
  const places: string[] = [];
  const bench = new Bench();
  await bench.store.close();
  const { SqliteStore } = await import("@xmap/runtime/node");
  const onCardNumber = (place: string): void => void places.push(place);
  bench.store = new SqliteStore({ path: bench.path, installation: "test", clock: bench.clock, onCardNumber });
  onTestFinished(() => bench.store.close());
  bench.open();
  await bench.engine.start();
  const card = "4111 1111 1111 1111";
  bench.order(1, { note: `paid by ${card}` });
  bench.order(2, { note: `paid by ${card}`, items: [{ id: 1, sku: "NOWHERE", amount: 1 }] });
  expect((await bench.run(1))?.outcome).toBe("delivered");
  expect((await bench.run(2))?.outcome).toBe("rejected");
  expect(tracesIn(bench.path, [card])).toEqual([]);
  expect(tracesIn(bench.path, ["[card number]"])).toEqual(["[card number]"]);
  expect(places).toContain("what waits for shop/Order/2");
  expect(verify(bench.path).broken).toBeUndefined();
});
