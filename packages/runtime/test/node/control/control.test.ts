import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CrossReference, Operations, Snapshot, WaitingDetails } from "@xmap/contract";
import { type ControlServer, ControlUnreachableError, connectControl, startControlServer } from "@xmap/runtime/node";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Bench } from "../../fakes/bench.ts";

let folder: string;
let path: string;
let server: ControlServer | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "xmap-control-"));
  path = join(folder, "store.sqlite.control");
  server = undefined;
});
afterEach(async () => {
  await server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const WAITING: WaitingDetails = {
  run: "run-1",
  flow: "OrderToCash",
  record: "shop/Order/1",
  outcome: "held",
  step: "sale",
  problems: [{ rule: "OrderToSale/note", message: "grüße" }],
  failure: undefined,
  attempts: 2,
  since: 1_000,
  event: "event-1",
  group: "group-1",
  stack: [{ name: "OrderToSale/note", file: "orders.xmap", line: 3 }],
  input: { id: 1, note: null, tags: [] },
  edited: false,
  alsoWaiting: 0,
  done: ["subject"],
};
const GROUP = {
  group: "group-1",
  count: 1,
  flow: "OrderToCash",
  outcome: "held",
  step: "sale",
  message: "grüße",
  oldest: 1,
  newest: 2,
} as const;
const PAUSE = { kind: "flow", name: "OrderToCash", since: 1, reason: "stocktaking", actor: "person:ada" } as const;

const REFERENCE: CrossReference = {
  installation: "test",
  link: "OrderToSale",
  left: { system: "shop", entity: "Order", key: ["1"] },
  right: { system: "erp", entity: "SaleOrder", key: ["41"] },
  cardinality: "one",
  state: "confirmed",
  run: "run-1",
  keyHash: "hash",
  createdAt: 1,
  confirmedAt: 2,
  lastSeenAt: 3,
};
const SNAPSHOT: Snapshot = {
  link: "OrderToSale",
  left: "shop/Order/1",
  sent: { note: "grüße" },
  seen: {},
  lines: {},
  otherLines: {},
  mappingHash: "hash",
};

/** What each operation is asked with and answers. */
const TABLE: {
  readonly [Name in keyof Operations]: [Parameters<Operations[Name]>, Awaited<ReturnType<Operations[Name]>>];
} = {
  list: [[{ flow: "OrderToCash", outcomes: ["held"], limit: 3 }], [WAITING]],
  groups: [[{}], [GROUP]],
  show: [["run-1"], WAITING],
  edit: [["run-1", { id: 1, lines: [{ sku: "A" }], email: null }, "person:ada"], undefined],
  decide: [
    [{ decision: "discard", reason: "a test" }, { runs: ["run-1"] }, "person:ada", true],
    [{ run: "run-1", flow: "OrderToCash", record: "shop/Order/1", result: "discarded" }],
  ],
  trigger: [["OrderToCash", ["1", "ü"], "person:ada"], "event-9"],
  pause: [[{ system: "erp" }, "stocktaking", "person:ada"], undefined],
  resume: [[{ flow: "OrderToCash" }, "person:ada"], undefined],
  paused: [[], [PAUSE]],
  links: [[{ link: "OrderToSale", states: ["broken"], limit: 3 }], [REFERENCE]],
  showLink: [[{ link: "OrderToSale", left: "shop/Order/1" }], { reference: REFERENCE, snapshot: SNAPSHOT }],
  linkRecords: [[{ link: "OrderToSale", left: "shop/Order/1" }, "erp/SaleOrder/41", "person:ada"], undefined],
  unlinkRecords: [[{ link: "OrderToSale", left: "shop/Order/1" }, "person:ada"], undefined],
  erasePerson: [
    [{ records: ["shop/Order/1"], texts: ["ada@example.com"] }, "person:ada"],
    { rows: 3, audits: 2, clean: true },
  ],
  status: [[], { outcomes: { held: 1 }, pending: 2, waiting: 1, running: true, paused: [PAUSE] }],
};
const NAMES = Object.keys(TABLE) as (keyof Operations)[];

/** Answers as the table says and remembers what it was asked. */
function recording(asked: unknown[]): Operations {
  const entries = NAMES.map((name) => [
    name,
    async (...parameters: unknown[]) => {
      asked.push([name, parameters]);
      return TABLE[name][1];
    },
  ]);
  return Object.fromEntries(entries) as Operations;
}

function call(operations: Operations, name: keyof Operations): Promise<unknown> {
  return (operations[name] as (...parameters: unknown[]) => Promise<unknown>)(...TABLE[name][0]);
}

it.each(NAMES)("%s goes over the socket with its parameters and its answer", async (name) => {
  const asked: unknown[] = [];
  server = await startControlServer({ operations: recording(asked), path });
  expect(await call(connectControl(path), name)).toEqual(TABLE[name][1]);
  expect(asked).toEqual([[name, TABLE[name][0]]]);
});

it.each([
  ["RangeError", new RangeError('there is no flow "X"')],
  ["StoreRefusedError", Object.assign(new Error("the disk is full"), { name: "StoreRefusedError" })],
])("a %s keeps its name and its message", async (name, error) => {
  const operations = { ...recording([]), trigger: () => Promise.reject(error) };
  server = await startControlServer({ operations, path });
  const refused = connectControl(path).trigger("X", ["1"], "person:ada");
  await expect(refused).rejects.toMatchObject({ name, message: error.message });
  if (error instanceof RangeError) await expect(refused).rejects.toBeInstanceOf(RangeError);
});

it("nothing that waits is told as undefined", async () => {
  server = await startControlServer({ operations: { ...recording([]), show: async () => undefined }, path });
  expect(await connectControl(path).show("nobody")).toBeUndefined();
});

it("drives an engine that runs", async () => {
  const bench = new Bench();
  await bench.engine.start();
  bench.order(1, { email: null });
  const end = await bench.run(1);
  server = await startControlServer({ operations: bench.engine.operations, path });
  const operations = connectControl(path);
  const details = await operations.show(end?.run ?? "");
  expect(details).toEqual(JSON.parse(JSON.stringify(await bench.engine.operations.show(end?.run ?? ""))));
  await operations.edit(end?.run ?? "", { ...(details?.input as object), email: "a@b.c" }, "person:ada");
  const filter = { runs: [end?.run ?? ""] };
  await operations.decide({ decision: "retry", from: "failingStep" }, filter, "person:ada", false);
  await bench.drain();
  expect(bench.ends.at(-1)?.outcome).toBe("delivered");
  await expect(operations.trigger("Nobody", ["1"], "person:ada")).rejects.toThrow(RangeError);
});

it("the socket is its owner's alone and is gone after the stop", async () => {
  server = await startControlServer({ operations: recording([]), path });
  expect(statSync(path).mode & 0o777).toBe(0o600);
  await server.close();
  server = undefined;
  expect(existsSync(path)).toBe(false);
  await expect(connectControl(path).status()).rejects.toMatchObject({
    name: "ControlUnreachableError",
    isUntouched: true,
  });
});

it("a socket that a crash has left is replaced", async () => {
  leaveStaleSocket(path);
  await expect(connectControl(path).status()).rejects.toBeInstanceOf(ControlUnreachableError);
  server = await startControlServer({ operations: recording([]), path });
  expect(await connectControl(path).paused()).toEqual([PAUSE]);
});

it("a socket that answers is not taken away from its engine", async () => {
  server = await startControlServer({ operations: recording([]), path });
  await expect(startControlServer({ operations: recording([]), path })).rejects.toThrow("another engine answers");
  expect(await connectControl(path).paused()).toEqual([PAUSE]);
});

it("a file in the way is left alone", async () => {
  writeFileSync(path, "notes");
  await expect(startControlServer({ operations: recording([]), path })).rejects.toThrow("is in the way");
  expect(existsSync(path)).toBe(true);
});

it("a path that is too long for a socket is refused with the mend", async () => {
  const long = join(folder, "x".repeat(120));
  await expect(startControlServer({ operations: recording([]), path: long })).rejects.toThrow(
    /put the store into a folder with a shorter path/,
  );
  expect(() => connectControl(long)).toThrow(RangeError);
});

it("an engine that goes away in the middle says that it may have been done", async () => {
  const listener = createServer((socket) => socket.once("data", () => socket.destroy()));
  await new Promise<void>((resolve) => listener.listen(path, resolve));
  await expect(connectControl(path).resume({ flow: "X" }, "person:ada")).rejects.toMatchObject({ isUntouched: false });
  await new Promise((resolve) => listener.close(resolve));
});

/** A socket file that nobody listens on. */
function leaveStaleSocket(at: string): void {
  const script = `require("node:net").createServer().listen(process.argv[1], () => process.kill(process.pid, "SIGKILL"))`;
  spawnSync(process.execPath, ["-e", script, at]);
  expect(statSync(at).isSocket()).toBe(true);
}
