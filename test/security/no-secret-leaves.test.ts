// @module-tag long

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Fault } from "@xmap/sandbox";
import { expect, it, onTestFinished } from "vitest";
import { readStatus } from "../demo/status.ts";
import { startWorld } from "../demo/world.ts";
import { startReceiver } from "../harness/http-receiver.ts";
import { copyRunnableMappings } from "../harness/mappings.ts";
import { startRuntime } from "../harness/runtime-process.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";

const ODOO_KEY = "Xq7-odoo-key-of-the-test-0001";
const STORE_KEY = Buffer.from("Xq7 key of the encrypted store..").toString("base64");
const COLLECTOR_KEY = "Xq7-collector-key-of-the-test-0002";
const CARD = "4111 1111 1111 1111";

/** What systems answer when something is wrong; some repeat what they were sent. */
function refusals(keys: string): readonly (readonly [status: number, body: string])[] {
  return [
    [400, JSON.stringify({ detail: `bad: ${keys}`, error: keys })],
    [403, JSON.stringify({ detail: `no right for ${keys}` })],
    [404, "<html>not here</html>"],
    [409, JSON.stringify({ detail: `conflict of ${keys}` })],
    [413, "{}"],
    [429, "{}"],
    [500, `Traceback: login('admin', '${keys}')`],
    [502, "<html>bad gateway</html>"],
    [503, "{}"],
  ];
}

/** Every file below a folder, links left out. */
function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() && statSync(path).size > 0 ? [path] : [];
  });
}

/** A secret and the forms in which it travels. */
function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64").replace(/=+$/, "")];
}

it("no secret and no card number is in the store, the log, traces, metrics, the status or the compiled mappings", {
  timeout: 240_000,
}, async () => {
  const world = await startWorld();
  onTestFinished(() => world.close());
  const { shop, erp } = world;
  const letIn = (): void => erp.setUsers([{ login: "admin", password: ODOO_KEY, uid: 2 }]);
  letIn();
  const { SHOP_KEY = "", SHOP_WEBHOOK_SECRET = "" } = world.environment;
  const secrets = { SHOP_KEY, SHOP_WEBHOOK_SECRET, ODOO_KEY, STORE_KEY, COLLECTOR_KEY };
  const answered = { status: 200, headers: { "content-type": "application/json" }, body: "{}" };
  await using collector = await startReceiver(() => answered);
  const folder = temporaryFolder();
  const project = copyRunnableMappings(folder);
  const store = join(folder, "store", "store.sqlite");
  const runtime = await startRuntime({
    project,
    store,
    pollEvery: "300ms",
    environment: {
      ...world.environment,
      ODOO_KEY,
      XMAP_SECRET_KEY: STORE_KEY,
      XMAP_LOG: "debug",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `x-collector-key=${COLLECTOR_KEY}`,
    },
  });
  onTestFinished(() => runtime.kill());
  world.connect(runtime.url);
  const order = (note: string): void => {
    shop.placeOrder({
      email: "person@example.com",
      payment_status: "P",
      notes: note,
      items: [{ sku: "TAPE-5M", amount: 1 }],
      shipping_method_name: "Courier",
    });
  };
  const sales = (): number => erp.records("sale.order").length;
  order("the first one");
  await expect.poll(sales).toBe(1);

  let placed = 1;
  // One after the other, or a pause after the first would keep the others from being met.
  const faults: readonly Omit<Fault, "match">[] = [
    ...refusals(`${SHOP_KEY} ${ODOO_KEY}`).map(([status, body]) => ({
      kind: "status" as const,
      status,
      body,
      retryAfter: 1,
    })),
    { kind: "htmlPage" },
    { kind: "resetBefore" },
    { kind: "lostAnswer" },
  ];
  for (const fault of faults) {
    shop.faults.add({ ...fault, remaining: 1, match: { operation: "GET /api/orders/{id}" } });
    erp.faults.add({ ...fault, remaining: 1, match: { operation: "sale.order.create" } });
    order(`paid by ${CARD}`);
    placed += 1;
    await expect.poll(() => [...shop.faults.list(), ...erp.faults.list()].length).toBe(0);
  }
  erp.setUsers([{ login: "admin", password: "another", uid: 2 }]);
  await expect.poll(async () => (await readStatus(runtime.url)).summary.pausedSystems.length).toBeGreaterThan(0);
  letIn();
  const settled = async (): Promise<number> => {
    const { summary, waiting } = await readStatus(runtime.url);
    return summary.pausedSystems.length === 0 && summary.pending === 0 ? sales() + waiting.length : 0;
  };
  await expect.poll(settled, { timeout: 120_000 }).toBeGreaterThanOrEqual(placed);
  await fetch(`${runtime.url}/webhooks/shop`, {
    method: "POST",
    body: "{}",
    headers: { "webhook-signature": "v1,AAAA" },
  });

  const pages = ["/status", "/metrics"].map(async (page) => (await fetch(`${runtime.url}${page}`)).text());
  const told = await Promise.all(pages);
  await runtime.stop();
  const artifacts = new Map<string, string>([
    ["log", runtime.log()],
    ["traces", collector.requests.map(({ body }) => body).join("\n")],
    ["status and metrics", told.join("\n")],
  ]);
  const files = [...filesBelow(join(folder, "store")), ...filesBelow(join(project, ".xmap"))];
  for (const file of files) artifacts.set(file, readFileSync(file, "latin1"));

  // What is searched is what was meant to be there: failures of many kinds, traces, a store, compiled mappings.
  const log = artifacts.get("log") ?? "";
  for (const kind of ["Maintenance", "RateLimited", "Unauthorized"]) expect(log, kind).toContain(kind);
  expect(log, "a note is kept without its card number, and that is no change").not.toContain("written again and again");
  expect(artifacts.get("traces")).toContain("xmap.step.kind");
  expect(files.filter((file) => file.endsWith(".sqlite") || file.endsWith(".ts")).length).toBeGreaterThan(1);
  expect(collector.requests[0]?.headers["x-collector-key"]).toBe(COLLECTOR_KEY);

  const leaks = [...artifacts].flatMap(([place, text]) => [
    ...Object.entries(secrets).flatMap(([name, secret]) =>
      formsOf(secret).some((form) => text.includes(form)) ? [`${name} in ${place}`] : [],
    ),
    ...(text.includes(CARD) || text.includes(CARD.replaceAll(" ", "")) ? [`card number in ${place}`] : []),
  ]);
  expect(leaks).toEqual([]);
});
