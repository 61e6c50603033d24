// @module-tag long

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readStatus } from "../demo/status.ts";
import { startWorld } from "../demo/world.ts";
import { startReceiver } from "../harness/http-receiver.ts";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { mappingsWithChannels } from "./channels.ts";

const PATIENCE = { timeout: 60_000, interval: 50 };
const ORDERS = 40;

const CHANNEL = 'xmap 1\n\nsystem pager = webhook { url: secret("PAGER_URL") }\n';

it("an outage of the ERP is one alert and one all-clear, though orders wait and xmap is killed in between", async () => {
  await using pager = await startReceiver(() => ({ status: 202 }));
  const folder = temporaryFolder();
  const project = mappingsWithChannels(folder, "", CHANNEL);
  const file = join(project, "xmap.json");
  const configuration = JSON.parse(readFileSync(file, "utf8")) as { environments: { sandbox: object } };
  Object.assign(configuration.environments.sandbox, { alerts: { channels: ["pager"], downSeconds: 2 } });
  writeFileSync(file, JSON.stringify(configuration));
  const world = await startWorld();
  const environment = { ...world.environment, PAGER_URL: pager.url };
  const start = async (): Promise<RuntimeProcess> => {
    const store = join(folder, "store.sqlite");
    const started = await startRuntime({ project, store, environment, pollEvery: "300ms" });
    world.connect(started.url);
    return started;
  };
  // A message that was taken just before the kill comes again, and says so by its id.
  const titles = (): readonly string[] => {
    const told = pager.requests.filter(({ method }) => method === "POST");
    const bodies = new Map(told.map(({ headers, body }) => [headers["webhook-id"], body]));
    return [...bodies.values()].map(
      (body) => (JSON.parse(body) as { readonly data: { readonly title: string } }).data.title,
    );
  };

  let runtime = await start();
  try {
    world.erp.faults.add({ kind: "status", status: 503 });
    for (let order = 0; order < ORDERS; order += 1) {
      const items = [{ sku: "TAPE-5M", price: 7.25 }];
      world.shop.placeOrder({ email: `a${order}@acme.example`, payment_status: "P", items });
    }
    await expect.poll(titles, PATIENCE).toEqual(["erp is down"]);
    await runtime.kill();
    runtime = await start();
    await expect.poll(async () => (await readStatus(runtime.url)).summary.pending, PATIENCE).toBe(ORDERS);
    world.erp.faults.clear();
    await expect.poll(titles, PATIENCE).toEqual(["erp is down", "erp is used again"]);
    await expect.poll(async () => (await readStatus(runtime.url)).summary.pending, PATIENCE).toBe(0);
    expect(titles()).toHaveLength(2);
  } finally {
    await runtime.stop();
    await world.close();
  }
}, 120_000);
