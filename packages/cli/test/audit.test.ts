import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { commitTo } from "@xmap/contract";
import { SqliteStore, type StoreChange, SYSTEM_CLOCK } from "@xmap/runtime/node";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type AuditListOptions, type AuditVerifyOptions, auditList, auditVerify } from "../src/commands/audit.ts";

const SALT = "0123456789abcdef0123456789abcdef";

let folder: string;
let store: SqliteStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "xmap-audit-"));
  const configuration = { language: 1, installation: "test", environments: { live: { store: "store.sqlite" } } };
  writeFileSync(join(folder, "xmap.json"), JSON.stringify(configuration));
  store = new SqliteStore({ path: join(folder, "store.sqlite"), installation: "test", clock: SYSTEM_CLOCK });
  await store.write([1, 2, 3].map((number) => ({ change: "audit", entry: entryOf(number) }) as const));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await store.close();
  rmSync(folder, { recursive: true });
});

function entryOf(number: number): Extract<StoreChange, { change: "audit" }>["entry"] {
  const field = { rule: "OrderToSale/note", path: "note", commitmentBefore: "" };
  return {
    at: Date.UTC(2026, 2, number),
    actor: "flow:Orders",
    origin: "webhook",
    event: `event-${number}`,
    run: `run-${number}`,
    step: "sale",
    mappingHash: "hash",
    target: number === 3 ? "erp/Partner/1" : "erp/Sale/1",
    operation: "update",
    fields: [{ ...field, commitmentAfter: commitTo(`note ${number}`, SALT, "note") }],
    salt: SALT,
  };
}

/** What the command wrote to stdout, and its exit code. */
function told(work: () => number): { exitCode: number; output: string } {
  let output = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    output += String(text);
    return true;
  });
  const exitCode = work();
  return { exitCode, output };
}

function verify(options: Partial<AuditVerifyOptions> = {}): ReturnType<typeof told> {
  return told(() => auditVerify(folder, { env: "live", json: false, ...options }));
}

function list(options: Partial<AuditListOptions>): ReturnType<typeof told> {
  return told(() => auditList(folder, { env: "live", json: false, ...options }));
}

function change(sql: string): void {
  const database = new DatabaseSync(join(folder, "store.sqlite"));
  database.exec(sql);
  database.close();
}

it("verifies the chain while the store is open, for people and for machines", async () => {
  const last = (await store.audit()).at(-1)?.hash;
  expect(verify()).toEqual({
    exitCode: 0,
    output: `3 audit records fit, from 2026-03-01T00:00:00.000Z to 2026-03-03T00:00:00.000Z.\nThe last hash is ${last}.\n`,
  });
  const { exitCode, output } = verify({ json: true, ...(last === undefined ? {} : { expect: last }) });
  expect([exitCode, JSON.parse(output)]).toEqual([
    0,
    {
      format: 1,
      fits: true,
      records: 3,
      first: "2026-03-01T00:00:00.000Z",
      last: "2026-03-03T00:00:00.000Z",
      lastHash: last,
      erased: 0,
      values: { proven: 0, differing: 0 },
    },
  ]);
});

it("names the first record that was changed, and ends with 1", () => {
  change(`UPDATE audit SET body = replace(body, 'flow:Orders', 'flow:Forged') WHERE sequence = 2`);
  expect(verify()).toEqual({
    exitCode: 1,
    output:
      "Audit record 2 does not fit: its content does not fit its hash: it was changed.\n" +
      "1 audit record before it fit, from 2026-03-01T00:00:00.000Z to 2026-03-01T00:00:00.000Z.\n",
  });
  const { exitCode, output } = verify({ json: true });
  expect([exitCode, JSON.parse(output)]).toEqual([
    1,
    expect.objectContaining({ fits: false, broken: expect.objectContaining({ sequence: 2 }) }),
  ]);
});

it("says that the record with a hash that was kept is gone", () => {
  const { exitCode, output } = verify({ expect: "abc" });
  expect([exitCode, output]).toEqual([
    1,
    expect.stringContaining("The audit log is not whole: no record has the hash abc"),
  ]);
});

it("lists the writes of a record, of a run, and of what a record's flow has written", async () => {
  const ended = {
    work: 1,
    flow: "Orders",
    outcome: "delivered",
    at: 0,
    version: 1,
    journaled: false,
    waiting: undefined,
  } as const;
  await store.end({ ...ended, run: "run-3", record: "shop/Order/7" }, []);
  const sequences = (options: Partial<AuditListOptions>): readonly unknown[] =>
    list({ json: true, ...options })
      .output.trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { sequence: number }).sequence);
  expect(sequences({ record: "erp/Sale/1" })).toEqual([1, 2]);
  expect(sequences({ run: "run-2" })).toEqual([2]);
  expect(sequences({ record: "shop/Order/7" })).toEqual([3]);
  expect(list({ record: "erp/Sale/1", run: "run-1" }).output.trimEnd().split("\n")).toEqual([
    "number  time                      actor        operation  record      step  run    fields",
    "1       2026-03-01T00:00:00.000Z  flow:Orders  update     erp/Sale/1  sale  run-1  note",
  ]);
  expect(list({ run: "none" })).toEqual({ exitCode: 0, output: "There are no such writes.\n" });
});

it("tells in JSON nothing but commitments of the values", () => {
  const { output } = list({ run: "run-1", json: true });
  expect(JSON.parse(output)).toMatchObject({
    format: 1,
    time: "2026-03-01T00:00:00.000Z",
    fields: [{ path: "note", commitmentBefore: "", commitmentAfter: commitTo("note 1", SALT, "note") }],
  });
  expect(output).not.toContain("note 1");
});

it.each<[string, () => number, RegExp]>([
  ["no store", () => auditVerify(folder, { json: false }), /Say which store: --env/],
  [
    "an unknown environment",
    () => auditVerify(folder, { env: "test", json: false }),
    /no environment "test"; it has: live/,
  ],
  [
    "a file that is not there",
    () => auditVerify(folder, { store: join(folder, "none"), json: false }),
    /cannot be opened/,
  ],
  [
    "neither record nor run",
    () => auditList(folder, { env: "live", json: false }),
    /--record shop\/Order\/5207, or --run/,
  ],
])("says what is missing with %s", (_name, work, message) => {
  expect(work).toThrow(message);
});
