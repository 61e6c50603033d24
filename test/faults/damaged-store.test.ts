import { closeSync, existsSync, fstatSync, ftruncateSync, openSync, statSync, writeSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readStatus } from "../demo/status.ts";
import { startWorld } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { type RuntimeProcess, RuntimeRefused, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { expectExactlyOnce, expectNothingTwice, missingOrders, placeOrders } from "./exactly-once.ts";

const PAGE = 4_096;

/** Bytes that are no page of a database, the same each time. */
const RUBBISH = Buffer.from(Array.from({ length: PAGE }, (_, index) => (index * 151 + 89) % 256));

function overwrite(file: string, place: (length: number) => number): void {
  const descriptor = openSync(file, "r+");
  writeSync(descriptor, RUBBISH, 0, PAGE, Math.max(0, place(fstatSync(descriptor).size)));
  closeSync(descriptor);
}

function cutOff(file: string, place: (length: number) => number): void {
  const descriptor = openSync(file, "r+");
  ftruncateSync(descriptor, place(fstatSync(descriptor).size));
  closeSync(descriptor);
}

interface Damage {
  readonly what: string;
  /** Stopped in order, the whole store is in one file; killed, its latest part is in the one beside it. */
  readonly end: "stopped" | "killed";
  readonly damage: (store: string) => void;
}

const DAMAGES: readonly [Damage, ...Damage[]] = [
  {
    what: "the last page of the file is overwritten",
    end: "stopped",
    damage: (store) => overwrite(store, (length) => length - PAGE),
  },
  {
    what: "a page in the middle of the file is overwritten",
    end: "stopped",
    damage: (store) => overwrite(store, (length) => Math.floor(length / PAGE / 2) * PAGE),
  },
  {
    what: "the first page of the file is overwritten",
    end: "stopped",
    damage: (store) => overwrite(store, () => 0),
  },
  {
    what: "the last quarter of the file is missing",
    end: "stopped",
    damage: (store) => cutOff(store, (length) => Math.floor((length / PAGE) * 0.75) * PAGE),
  },
  {
    what: "the end of the write-ahead log is overwritten",
    end: "killed",
    damage: (store) => overwrite(`${store}-wal`, (length) => length - PAGE),
  },
  {
    what: "the end of both files is overwritten",
    end: "killed",
    damage: (store) => {
      overwrite(store, (length) => length - PAGE);
      overwrite(`${store}-wal`, (length) => length - PAGE);
    },
  },
];

const NAME = "$what after it was $end: refused with the file and the mend, or right and once in the ERP";
const [first, ...others] = DAMAGES;

it.each([first])(NAME, { timeout: 180_000 }, survive);
it.each(others)(NAME, { timeout: 180_000, tags: ["long"] }, survive);

async function survive({ end, damage }: Damage): Promise<void> {
  const world = await startWorld();
  const store = join(temporaryFolder(), "store.sqlite");
  const start = async (): Promise<RuntimeProcess> => {
    const started = await startRuntime({
      project: ODOO_ORDERS,
      store,
      environment: world.environment,
      pollEvery: "500ms",
    });
    world.connect(started.url);
    return started;
  };
  let runtime: RuntimeProcess | undefined = await start();
  try {
    const numbers = placeOrders(world, 20);
    await expectExactlyOnce(world, numbers);
    // These are acknowledged and not delivered when it ends.
    world.erp.faults.add({ kind: "status", status: 503, match: { path: "/jsonrpc" } });
    numbers.push(...placeOrders(world, 10));
    await world.shop.drainWebhooks();
    await (end === "killed" ? runtime.kill() : runtime.stop());
    runtime = undefined;
    if (end === "killed") expect(statSync(`${store}-wal`).size).toBeGreaterThan(PAGE);
    else expect(existsSync(`${store}-wal`)).toBe(false);
    damage(store);
    world.erp.faults.clear();

    const next = await start().catch((error: unknown) => error);
    if (next instanceof RuntimeRefused) {
      expectClearRefusal(next.exitCode, next.message, store);
      return;
    }
    runtime = next as RuntimeProcess;
    const ending: { exitCode?: number | null } = {};
    void runtime.ended().then((exitCode) => Object.assign(ending, { exitCode }));
    const isOver = (): boolean => ending.exitCode !== undefined || missingOrders(world, numbers).length === 0;
    const says = (): string => `neither delivered nor ended; it says: ${runtime?.log().slice(-3_000)}`;
    await expect
      .poll(isOver, { timeout: 60_000 })
      .toBe(true)
      .catch(() => expect.fail(says()));
    if (ending.exitCode !== undefined) expectClearRefusal(ending.exitCode, runtime.log(), store);
    else {
      await expectExactlyOnce(world, numbers);
      expect((await readStatus(runtime.url)).waiting).toEqual([]);
    }
  } finally {
    expectNothingTwice(world);
    await runtime?.kill();
    await world.close();
  }
}

function expectClearRefusal(exitCode: number | null, words: string, store: string): void {
  // Null: it stayed without being ready, and the test had to kill it.
  expect(exitCode ?? "none", words).toBeGreaterThan(0);
  expect(words).toContain(store);
  expect(words).toMatch(/damaged|corrupt|malformed|not a database/i);
  expect(words).toMatch(/copy|backup|restore/i);
}
