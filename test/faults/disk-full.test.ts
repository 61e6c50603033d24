import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { signWebhook } from "@xmap/sandbox/xcart";
import { expect, it } from "vitest";
import { startWorld, type World } from "../demo/world.ts";
import { ODOO_ORDERS } from "../harness/mappings.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { expectExactlyOnce, placeOrders } from "./exactly-once.ts";
import { buildLibrary, HAS_COMPILER } from "./preloaded-library.ts";

/** A disk that can be filled up and emptied, with a store on it. */
class Disk {
  readonly store: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly #marker: string;

  constructor() {
    const folder = temporaryFolder();
    const watched = join(folder, "disk");
    mkdirSync(watched);
    this.#marker = join(folder, "full");
    this.store = join(watched, "store.sqlite");
    const LD_PRELOAD = buildLibrary("refuse-writes.c", folder);
    this.environment = { LD_PRELOAD, WATCHED_FOLDER: watched, FULL_MARKER: this.#marker };
  }

  fill(): void {
    writeFileSync(this.#marker, "");
  }

  makeRoom(): void {
    rmSync(this.#marker, { force: true });
  }
}

/** Only acknowledged webhooks tell the runtime of orders: it does not poll within the test. */
async function start(world: World, disk: Disk): Promise<RuntimeProcess> {
  const environment = { ...world.environment, ...disk.environment };
  const started = await startRuntime({ project: ODOO_ORDERS, store: disk.store, environment, pollEvery: "1h" });
  world.connect(started.url);
  return started;
}

/** Tells the runtime of an order once, as the companion module does; answers the status, undefined without an answer. */
async function tell(world: World, url: string, order: number): Promise<number | undefined> {
  const body = JSON.stringify({ event: "order.changed", event_id: `told-${order}`, data: { id: order } });
  const secret = String(world.environment.SHOP_WEBHOOK_SECRET);
  const headers = signWebhook(secret, `told-${order}`, Math.floor(Date.now() / 1_000), body);
  try {
    const response = await fetch(`${url}/webhooks/shop`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return undefined;
  }
}

it.skipIf(!HAS_COMPILER)(
  "a full disk: webhooks are refused and not acknowledged; with room again nothing is lost or written twice (needs a C compiler)",
  { timeout: 180_000 },
  async () => {
    const world = await startWorld();
    // The ERP is slow, so that acknowledged orders are under way when the disk fills up.
    world.erp.faults.add({ kind: "delay", delayMilliseconds: 30 });
    const disk = new Disk();
    let runtime = await start(world, disk);
    try {
      const numbers = placeOrders(world, 20);
      await world.shop.drainWebhooks();
      expect(world.shop.failedWebhooks()).toBe(0);
      disk.fill();
      const [late] = placeOrders(world, 1, false);
      const lateId = Number(world.shop.orders().at(-1)?.id);
      // Refused with 503, or nobody there to answer: either way the shop comes again.
      const refusals = [];
      for (let attempt = 0; attempt < 5; attempt += 1) refusals.push(await tell(world, runtime.url, lateId));
      for (const status of refusals) expect([503, undefined]).toContain(status);
      disk.makeRoom();
      if ((await tell(world, runtime.url, lateId)) !== 202) {
        // It has stopped by itself, and has to say why.
        expect(runtime.log()).toMatch(/disk|space|full/i);
        await runtime.kill();
        runtime = await start(world, disk);
        expect(await tell(world, runtime.url, lateId)).toBe(202);
      }
      await expectExactlyOnce(world, [...numbers, late ?? ""], 60_000);
    } finally {
      await runtime.kill();
      await world.close();
    }
  },
);

it.skipIf(!HAS_COMPILER)(
  "killed while the disk is full: the next start has all that was acknowledged (needs a C compiler)",
  { tags: ["long"], timeout: 180_000 },
  async () => {
    const world = await startWorld();
    world.erp.faults.add({ kind: "delay", delayMilliseconds: 30 });
    const disk = new Disk();
    let runtime = await start(world, disk);
    try {
      const numbers = placeOrders(world, 20);
      await world.shop.drainWebhooks();
      disk.fill();
      await expect.poll(() => tell(world, runtime.url, 1)).not.toBe(202);
      await runtime.kill();
      disk.makeRoom();
      runtime = await start(world, disk);
      await expectExactlyOnce(world, numbers, 60_000);
    } finally {
      await runtime.kill();
      await world.close();
    }
  },
);
