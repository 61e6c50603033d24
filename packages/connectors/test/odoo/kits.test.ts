import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { expect, onTestFinished, test } from "vitest";
import { odooConnector } from "../../src/odoo/connector.ts";
import { settingsFor } from "../support.ts";

async function start(apps: readonly "mrp"[]) {
  const erp = await startOdooSandbox({ apps, seed: { products: [{ sku: "PART", name: "Part", quantity: 6 }] } });
  const options = { url: erp.url, database: erp.database, login: "admin", key: "admin" };
  const session = odooConnector.open(settingsFor(options));
  onTestFinished(async () => {
    await session.close();
    await erp.close();
  });
  return { erp, session };
}

const POLL = { resource: "mrp.bom", limit: 10, fields: [] } as const;

test("an Odoo without kits offers none, has none that changed, and its products are in none", async () => {
  const { erp, session } = await start([]);
  const [product] = erp.records("product.product");
  const key = [String(product?.id)];
  expect(await session.capabilities()).toEqual([]);
  expect(await session.readChanged({ ...POLL, cursor: undefined })).toMatchObject({ changed: [], more: false });
  const fields = ["default_code", "bom_ids.type", "bom_line_ids.bom_id.type"];
  const read = await session.read({ resource: "product.product", key, fields, joins: [] });
  expect(read).toMatchObject({ default_code: "PART", bom_ids: null, bom_line_ids: null });
  const diagnosis = await session.diagnose?.(["mrp.bom"]);
  expect(diagnosis?.missing).toEqual([]);
  expect(diagnosis?.notes).toContainEqual(expect.stringContaining("Odoo has no mrp.bom"));
});

test("a kit is read with its components' stock, and polled", async () => {
  const { erp, session } = await start(["mrp"]);
  erp.seed({ kits: [{ sku: "KIT", name: "Kit", parts: { PART: 2 } }] });
  const kit = erp.records("product.product").find(({ default_code: sku }) => sku === "KIT");
  expect(await session.capabilities()).toEqual(["kits"]);
  expect((await session.readChanged({ ...POLL, cursor: undefined })).changed.map(({ key }) => key)).toEqual([["1"]]);
  const fields = ["free_qty", "bom_ids.bom_line_ids.product_qty", "bom_ids.bom_line_ids.product_id.free_qty"];
  const read = await session.read({ resource: "product.product", key: [String(kit?.id)], fields, joins: [] });
  expect(read).toMatchObject({
    free_qty: 3,
    bom_ids: [{ bom_line_ids: [{ product_qty: 2, product_id: { free_qty: 6 } }] }],
  });
});
