import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { csvConnector } from "@xmap/connectors/csv";
import { odooConnector } from "@xmap/connectors/odoo";
import type { DataRecord } from "@xmap/contract";
import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { startLoadEngine } from "./load-engine.ts";
import { entityOf, readingModule, writingModule } from "./load-module.ts";
import { RECORDS } from "./scale.ts";
import { openSession } from "./systems.ts";

const KEY = [{ field: "id", type: "integer" }] as const;
const ODOO_PRODUCT = entityOf("erp", "product.product", KEY, ["id", "name", "default_code"]);
const ROW = entityOf("file", "products", [{ field: "sku", type: "string" }], ["sku", "name"]);

/** Products in a file, which gives them as fast as they are taken, and an empty Odoo. */
async function startPair(products: number) {
  const folder = temporaryFolder();
  const rows = Array.from({ length: products }, (_, index) => `S${index},Product ${index}`);
  writeFileSync(join(folder, "products.csv"), ["sku,name", ...rows, ""].join("\n"));
  const odoo = await startOdooSandbox();
  onTestFinished(() => odoo.close());
  const sessions = {
    file: openSession(csvConnector, "file", { folder }),
    erp: openSession(odooConnector, "erp", { url: odoo.url, database: odoo.database, login: "admin", key: "admin" }),
  };
  const callsOf = (method: string) => odoo.counters.values().requests[`product.product.${method}`] ?? 0;
  const allCalls = () => odoo.counters.values().requests["POST /jsonrpc"] ?? 0;
  return { odoo, sessions, callsOf, allCalls };
}

/** What a session asks once: sign-in, the user, the fields of the resource; and the page after the last one. */
const OPENING_CALLS = 6;
const HUNDREDS = RECORDS / 100;

test(`${RECORDS} records go into Odoo, and of each kind of call there is at most one for each 100`, async () => {
  const { odoo, sessions, callsOf, allCalls } = await startPair(RECORDS);
  const before = odoo.records("product.product").length;
  const map = ({ sku = null, name = null }: DataRecord) => ({ default_code: sku, name });
  const engine = await startLoadEngine(writingModule(ROW, ODOO_PRODUCT, ["default_code"], map), sessions);
  await engine.goingLive.fill({ flow: "Load", since: undefined, anew: false });
  await engine.idle();
  expect(engine.summary().outcomes).toMatchObject({ delivered: RECORDS });
  expect(odoo.records("product.product").length - before).toBe(RECORDS);
  for (const method of ["search_read", "create", "read"])
    expect(callsOf(method), `calls of ${method}`).toBeLessThanOrEqual(HUNDREDS + 1);
  expect(allCalls()).toBeLessThanOrEqual(3 * HUNDREDS + OPENING_CALLS);
});

test(`${RECORDS} records come out of Odoo with a call for each 100`, async () => {
  const { odoo, sessions, callsOf, allCalls } = await startPair(0);
  const made = Array.from({ length: RECORDS }, (_, index) => ({ default_code: `P${index}`, name: `Product ${index}` }));
  odoo.call("product.product", "create", [made]);
  const all = odoo.records("product.product").length;
  const engine = await startLoadEngine(readingModule(ODOO_PRODUCT), sessions);
  await engine.goingLive.fill({ flow: "Load", since: undefined, anew: false });
  await engine.idle();
  expect(engine.summary().outcomes).toMatchObject({ unchanged: all });
  expect(callsOf("read")).toBe(0);
  expect(allCalls()).toBeLessThanOrEqual(Math.ceil(all / 100) + OPENING_CALLS);
});
