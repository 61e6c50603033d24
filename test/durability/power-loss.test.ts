import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { sharedEmails } from "../demo/judge.ts";
import { startWorld } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const compiler = spawnSync("cc", ["--version"]).status === 0;

/** The library that keeps each file as it was at its last sync, made from its source. */
function buildLibrary(folder: string): string {
  const library = join(folder, "keep-synced-images.so");
  execFileSync("cc", [
    "-shared",
    "-fPIC",
    "-O1",
    "-o",
    library,
    resolve(import.meta.dirname, "keep-synced-images.c"),
    "-ldl",
  ]);
  return library;
}

/** What a power loss does to a folder: every file falls back to its last synced image; what was never synced is gone. */
function losePower(watched: string, images: string): void {
  for (const name of readdirSync(watched)) rmSync(join(watched, name));
  for (const name of readdirSync(images)) {
    if (!name.endsWith(".unfinished")) copyFileSync(join(images, name), join(watched, name));
  }
}

it.skipIf(!compiler)("the library tells synced writes from written ones (needs a C compiler)", () => {
  const folder = temporaryFolder();
  const watched = join(folder, "watched");
  const images = join(folder, "images");
  mkdirSync(watched);
  mkdirSync(images);
  const file = join(watched, "file");
  const script = `const fs = require("node:fs"); const file = fs.openSync(${JSON.stringify(file)}, "w");
    fs.writeSync(file, "synced"); fs.fsyncSync(file); fs.writeSync(file, " and lost"); process.kill(process.pid, "SIGKILL");`;
  spawnSync(process.execPath, ["-e", script], {
    env: { ...process.env, LD_PRELOAD: buildLibrary(folder), WATCHED_FOLDER: watched, IMAGE_FOLDER: images },
  });
  expect(readFileSync(file, "utf8")).toBe("synced and lost");
  losePower(watched, images);
  expect(readFileSync(file, "utf8")).toBe("synced");
});

it.skipIf(!compiler)(
  "no acknowledged order is lost when unsynced writes are dropped at the kill (needs a C compiler)",
  { tags: ["long"], timeout: 180_000 },
  async () => {
    const folder = temporaryFolder();
    const library = buildLibrary(folder);
    const watched = join(folder, "watched");
    const images = join(folder, "images");
    mkdirSync(watched);
    mkdirSync(images);
    const world = await startWorld();
    // The ERP is slow, so that most orders are acknowledged and not yet delivered when the power goes.
    world.erp.faults.add({ kind: "delay", delayMilliseconds: 40 });
    const environment = { ...world.environment, LD_PRELOAD: library, WATCHED_FOLDER: watched, IMAGE_FOLDER: images };
    const start = async (): Promise<RuntimeProcess> => {
      // No poll within the test: only the acknowledged webhooks know of the orders.
      const started = await startRuntime({
        project: ODOO_ORDERS,
        store: join(watched, "store.sqlite"),
        environment,
        pollEvery: "1h",
      });
      world.connect(started.url);
      return started;
    };
    const numbers: string[] = [];
    let runtime = await start();
    try {
      for (let round = 0; round < 3; round += 1) {
        for (let count = 0; count < 20; count += 1) {
          const email = `person${numbers.length % 13}@example.com`;
          const order = world.shop.placeOrder({
            email,
            payment_status: "P",
            items: [{ sku: "TAPE-5M", amount: 2 }],
            shipping_method_name: "Courier",
          });
          numbers.push(String(order.order_number));
        }
        await world.shop.drainWebhooks();
        expect(world.shop.failedWebhooks()).toBe(0);
        await runtime.kill();
        losePower(watched, images);
        runtime = await start();
      }
      const confirmed = (): string[] =>
        world.erp
          .records("sale.order")
          .filter((sale) => sale.state === "sale")
          .map((sale) => String(sale.client_order_ref));
      await expect.poll(() => confirmed().length, { timeout: 60_000 }).toBeGreaterThanOrEqual(numbers.length);
      expect(confirmed().sort()).toEqual([...numbers].sort());
      const creates = world.erp
        .journal()
        .filter((entry) => entry.what === "create" && entry.record.startsWith("sale.order/"));
      expect(creates.length).toBe(numbers.length);
      expect(sharedEmails(world)).toEqual([]);
    } finally {
      await runtime.kill();
      await world.close();
    }
  },
);
