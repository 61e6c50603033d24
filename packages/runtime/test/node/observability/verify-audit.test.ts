import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type AuditRecord, chainAuditRecord } from "@xmap/contract";
import { AuditReader, type AuditReport, StoreRefusedError, verifyAudit } from "@xmap/runtime/node";
import { expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";

/** A store that an engine has written some orders to; the engine stays open. */
async function written(orders: number): Promise<Bench> {
  const bench = new Bench();
  await bench.engine.start();
  for (let id = 1; id <= orders; id += 1) {
    bench.order(id);
    await bench.change(id);
  }
  await bench.drain();
  return bench;
}

function verify(path: string, expectedHash?: string): AuditReport {
  const reader = new AuditReader(path);
  try {
    return verifyAudit(reader, expectedHash);
  } finally {
    reader.close();
  }
}

function change(path: string, sql: string): void {
  const database = new DatabaseSync(path);
  database.exec(sql);
  database.close();
}

it("finds that a chain fits, while the engine has the store open", async () => {
  const bench = await written(4);
  const report = verify(bench.path);
  const records = await bench.store.audit();
  expect(records.length).toBe(5);
  expect(report).toEqual({
    records: records.length,
    firstAt: records[0]?.at,
    lastAt: records.at(-1)?.at,
    lastHash: records.at(-1)?.hash,
    erased: 0,
    broken: undefined,
    values: { proven: expect.any(Number), differing: 0, firstDiffering: undefined },
  });
  bench.order(9);
  await bench.run(9);
  expect(verify(bench.path, report.lastHash).records).toBeGreaterThan(records.length);
  await bench.engine.stop();
  await bench.store.close();
  expect(verify(bench.path, report.lastHash).broken).toBeUndefined();
});

it("finds nothing wrong with an empty chain", async () => {
  const bench = await written(0);
  const values = { proven: 0, differing: 0, firstDiffering: undefined };
  const nothing = { firstAt: undefined, lastAt: undefined, lastHash: "", erased: 0, broken: undefined, values };
  expect(verify(bench.path)).toEqual({ records: 0, ...nothing });
});

it("holds the values that the store keeps against the newest commitments, over several writes of a field", async () => {
  const bench = await written(2);
  bench.order(1, { note: "second", total: 20 });
  await bench.run(1);
  const before = verify(bench.path).values;
  // Of each order: ref, partner, total, created; and the note of the first.
  expect(before).toEqual({ proven: 9, differing: 0, firstDiffering: undefined });
  const target = (await bench.store.audit()).at(-1)?.target;
  change(
    bench.path,
    `UPDATE snapshot SET body = json_set(body, '$.sent.note', 'forged') WHERE left_record = 'shop/Order/1'`,
  );
  expect(verify(bench.path).values).toEqual({ proven: 8, differing: 1, firstDiffering: { target, path: "note" } });
});

it("finds that values cannot be proven any more when a salt was exchanged, which the chain does not cover", async () => {
  const bench = await written(1);
  const proven = verify(bench.path).values?.proven;
  change(bench.path, `UPDATE audit SET salt = '${"0".repeat(32)}'`);
  expect(verify(bench.path)).toMatchObject({ broken: undefined, values: { proven: 0, differing: proven } });
});

it.each([
  [
    "a changed field",
    `UPDATE audit SET body = replace(body, '"actor":"flow:', '"actor":"fl0w:') WHERE sequence = 3`,
    3,
    "its content does not fit its hash",
  ],
  [
    "a commitment taken away",
    `UPDATE audit SET body = json_set(body, '$.fields[0].commitmentAfter', '') WHERE sequence = 2`,
    2,
    "its content does not fit its hash",
  ],
  ["a removed record", "DELETE FROM audit WHERE sequence = 3", 4, "the records from 3 to 3 are missing"],
  ["the first ones removed", "DELETE FROM audit WHERE sequence < 4", 4, "the records from 1 to 3 are missing"],
  [
    "a record put in before the first",
    "INSERT INTO audit SELECT 0, body, salt, hash FROM audit WHERE sequence = 1",
    0,
    "a record stands before number 1",
  ],
  [
    "two records in each other's place",
    "UPDATE audit SET sequence = -1 WHERE sequence = 2; UPDATE audit SET sequence = 2 WHERE sequence = 3; UPDATE audit SET sequence = 3 WHERE sequence = -1",
    2,
    "it says that it is number 3",
  ],
  [
    "another hash beside it",
    "UPDATE audit SET hash = 'x' WHERE sequence = 4",
    4,
    "the hash that is kept beside it is another one",
  ],
  ["a salt taken away", "UPDATE audit SET salt = '' WHERE sequence = 4", 4, "its salt is gone"],
  ["a body that is no JSON", "UPDATE audit SET body = '{' WHERE sequence = 2", 2, "what is kept is no audit record"],
  [
    "a body that is no record",
    "UPDATE audit SET body = 'null' WHERE sequence = 2",
    2,
    "what is kept is no audit record",
  ],
  [
    "a time that is none",
    `UPDATE audit SET body = json_set(body, '$.at', 1e300) WHERE sequence = 2`,
    2,
    "what is kept is no audit record",
  ],
  [
    "fields that are none",
    `UPDATE audit SET body = json_set(body, '$.fields', json('[null]')) WHERE sequence = 2`,
    2,
    "what is kept is no audit record",
  ],
])("finds %s", async (_name, sql, sequence, reason) => {
  const bench = await written(3);
  change(bench.path, sql);
  expect(verify(bench.path).broken).toEqual({ sequence, reason: expect.stringContaining(reason) });
});

it("finds a record that was changed with its own hash made to fit, by the one after it", async () => {
  const bench = await written(3);
  const [, second] = await bench.store.audit();
  if (second === undefined) throw new Error("there is no second record");
  const forged: AuditRecord = chainAuditRecord({ ...second, actor: "flow:Other" }, second.previousHash);
  change(bench.path, `UPDATE audit SET body = '${JSON.stringify(forged)}', hash = '${forged.hash}' WHERE sequence = 2`);
  expect(verify(bench.path).broken).toEqual({
    sequence: 3,
    reason: expect.stringContaining("does not follow the record before it"),
  });
});

it("finds that the end was cut off only with a hash that was kept elsewhere", async () => {
  const bench = await written(3);
  const { lastHash, records } = verify(bench.path);
  change(bench.path, `DELETE FROM audit WHERE sequence = ${records}`);
  expect(verify(bench.path).broken).toBeUndefined();
  expect(verify(bench.path, lastHash)).toMatchObject({
    records: records - 1,
    broken: { sequence: undefined, reason: `no record has the hash ${lastHash}: records were cut off or written anew` },
  });
});

it("reads a long chain page by page and misses none", async () => {
  const bench = await written(1);
  const entry = {
    at: 1,
    actor: "flow:F",
    origin: "manual",
    event: "e",
    run: "r",
    step: "s",
    mappingHash: "h",
    target: "erp/Sale/1",
    operation: "update",
    fields: [],
    salt: "0".repeat(32),
  } as const;
  const { records } = verify(bench.path);
  await bench.store.write(
    Array.from({ length: 2_500 }, (_, at) => ({ change: "audit", entry: { ...entry, at } }) as const),
  );
  expect(verify(bench.path)).toMatchObject({ records: records + 2_500, lastAt: 2_499, broken: undefined });
});

it("knows the runs of a record", async () => {
  const bench = await written(2);
  const reader = new AuditReader(bench.path);
  const runs = reader.runsOf("shop/Order/2");
  expect([...runs]).toEqual(bench.ends.filter((end) => end.record === "shop/Order/2").map((end) => end.run));
  expect(
    [...reader.records()].filter(({ record }) => record !== undefined && runs.has(record.run)).length,
  ).toBeGreaterThan(0);
  reader.close();
});

it("refuses a file that is missing or no store", async () => {
  const bench = await written(0);
  expect(() => new AuditReader(join(bench.path, "..", "none.sqlite"))).toThrow(StoreRefusedError);
  const empty = join(bench.path, "..", "other.sqlite");
  change(empty, "CREATE TABLE audit_of_another (a)");
  expect(() => new AuditReader(empty)).toThrow(/is not a store of xmap/);
});
