import { appendFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { csvConnector } from "@xmap/connectors/csv";
import { httpConnector } from "@xmap/connectors/http";
import { ndjsonConnector } from "@xmap/connectors/ndjson";
import { odooConnector } from "@xmap/connectors/odoo";
import { sqlConnector } from "@xmap/connectors/sql";
import type { MappingModule } from "@xmap/contract";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { expect, onTestFinished, test } from "vitest";
import { MAPPINGS } from "../../harness/mappings.ts";
import { runCommand } from "../../harness/run-command.ts";
import { type ConnectedSystem, Integration } from "../harness/integration.ts";
import { SteppedClock } from "../harness/stepped-clock.ts";
import { startWooCommerceShop } from "./woocommerce-shop.ts";

/** Below this repository, so that the compiled mappings find its packages. */
const PROJECTS = resolve(import.meta.dirname, "../../../.tmp");

function startProject(pair: string, touchpoints: string): string {
  mkdirSync(PROJECTS, { recursive: true });
  const folder = mkdtempSync(join(PROJECTS, "template-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const started = runCommand(
    ["init", folder, "--pair", pair, "--touchpoints", touchpoints, "--name", "test"],
    PROJECTS,
  );
  expect(started.stderr).toContain("files for");
  expect(runCommand(["compile"], folder)).toMatchObject({ exitCode: 0 });
  return folder;
}

async function modulesOf(folder: string): Promise<readonly MappingModule[]> {
  const files = readdirSync(join(folder, "generated"), { recursive: true, encoding: "utf8" });
  const paths = files.filter((file) => file.endsWith(".ts")).map((file) => join(folder, "generated", file));
  return Promise.all(paths.map(async (path) => (await import(pathToFileURL(path).href)) as MappingModule));
}

function linesOf(file: string): readonly Record<string, unknown>[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Record<string, unknown>);
}

const SERVICES = ["SHIPPING", "HANDLING", "DISCOUNT", "SALES-TAX"];

async function startErp(clock: SteppedClock): Promise<OdooSandbox> {
  const erp = await startOdooSandbox({
    now: () => new Date(clock.now()),
    seed: {
      products: [
        { sku: "TSH-001-M", name: "T-shirt", price: 12.5, quantity: 10 },
        { sku: "MUG-002", name: "Mug", price: 15, quantity: 10 },
        ...SERVICES.map((sku) => ({ sku, name: sku, price: 0, type: "service" as const })),
      ],
      carriers: [{ name: "Courier" }],
    },
  });
  onTestFinished(() => erp.close());
  return erp;
}

/** A project's systems beside its shop's own: the canonical model, tables, desk and Odoo. */
async function integrate(
  folder: string,
  clock: SteppedClock,
  erp: OdooSandbox,
  shop: Readonly<Record<string, ConnectedSystem>>,
): Promise<Integration> {
  return Integration.start({
    clock,
    modules: await modulesOf(folder),
    systems: {
      ...shop,
      shop: {
        connector: ndjsonConnector,
        options: { folder: join(folder, "hub"), keys: "products.sku, profiles.login" },
      },
      tables: { connector: csvConnector, options: { folder: join(folder, "tables") } },
      desk: {
        connector: sqlConnector,
        options: {
          dialect: "sqlite",
          file: join(folder, "desk.sqlite"),
          setup: join(folder, "shared/desk.sql"),
          keys: "open_demand.sku, order_risk.id",
          changedBy: "count_requests.requested",
          overlap: 0,
        },
      },
      erp: {
        connector: odooConnector,
        options: { url: erp.url, database: erp.database, login: "admin", key: "admin" },
      },
    },
  });
}

function fixture(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(MAPPINGS, "templates", path), "utf8")) as Record<string, unknown>;
}

test("an order of Shopify becomes canonical, then a sale in Odoo, and its delivery goes back", async () => {
  const folder = startProject("shopify-odoo", "orders");
  const clock = new SteppedClock(Date.UTC(2026, 2, 4, 17));
  const erp = await startErp(clock);
  const inbox = { folder: join(folder, "inbox"), keys: "products.sku" };
  const integration = await integrate(folder, clock, erp, {
    shopify: { connector: ndjsonConnector, options: inbox },
  });

  const order = fixture("shopify/shopify/fixtures/order-paid.json");
  appendFileSync(join(folder, "inbox/orders.ndjson"), `${JSON.stringify(order)}\n`);
  await integration.settle();
  expect(await integration.problems()).toEqual([]);
  expect(linesOf(join(folder, "hub/orders.ndjson"))).toMatchObject([
    { id: 450789469001, order_number: "1001", total: 53.25, payment_status: { code: "P" } },
  ]);
  const [sale] = erp.records("sale.order");
  expect(sale).toMatchObject({ client_order_ref: "1001", origin: "Shopify #1001", state: "sale", amount_total: 53.25 });
  const fulfillment = { id: 450789469001, status: "open", paid: true, tracking_numbers: [] };
  expect(linesOf(join(folder, "inbox/fulfillments.ndjson"))).toEqual([fulfillment]);

  erp.shipOrder(Number(sale?.id), { tracking: "1Z999" });
  await integration.settle();
  expect(linesOf(join(folder, "hub/orders.ndjson"))).toMatchObject([
    { shipping_status: { code: "S" }, tracking_numbers: [{ value: "1Z999" }] },
  ]);
  expect(linesOf(join(folder, "inbox/fulfillments.ndjson"))).toEqual([
    { ...fulfillment, status: "fulfilled", tracking_numbers: ["1Z999"] },
  ]);
  expect(erp.records("sale.order")).toHaveLength(1);
}, 300_000);

/** WooCommerce answers an empty text for what it does not know. */
function asTold(value: unknown): unknown {
  if (value === null) return "";
  if (Array.isArray(value)) return value.map(asTold);
  if (typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, asTold(each)]));
}

test("an order of WooCommerce becomes a sale in Odoo, its delivery completes it, and goods and stock come from Odoo", async () => {
  const folder = startProject("woocommerce-odoo", "orders,products,stock");
  const clock = new SteppedClock(Date.UTC(2026, 2, 4, 17));
  const erp = await startErp(clock);
  const shop = await startWooCommerceShop(clock);
  onTestFinished(() => shop.close());
  const { url, user, password } = shop;
  const options = { schema: join(folder, "apis/woocommerce.json"), url, user, password };
  const integration = await integrate(folder, clock, erp, { woocommerce: { connector: httpConnector, options } });

  await integration.settle();
  expect(await integration.problems()).toEqual([]);
  expect(shop.products).toMatchObject([
    { sku: "TSH-001-M", name: "T-shirt", regular_price: "12.5", status: "publish", stock_quantity: 10 },
    { sku: "MUG-002", name: "Mug", regular_price: "15", status: "publish", stock_quantity: 10 },
  ]);

  const paid = asTold(fixture("woocommerce/woocommerce/fixtures/order-paid.json")) as Record<string, unknown>;
  const note = { id: 1, key: "gift", value: "yes" };
  shop.save({ ...paid, meta_data: [note] });
  shop.save({ ...paid, id: 728, number: "728", transaction_id: "ch_2" });
  await integration.settle();
  expect(await integration.problems()).toEqual([]);
  const [first, second] = erp.records("sale.order");
  expect(first).toMatchObject({ client_order_ref: "727", state: "sale", amount_total: 53.25 });
  expect(second).toMatchObject({ client_order_ref: "728", state: "sale", amount_total: 53.25 });
  expect(shop.products).toMatchObject([{ stock_quantity: 6 }, { stock_quantity: 8 }]);

  erp.shipOrder(Number(first?.id), { tracking: "1Z999" });
  shop.save({ id: 728, status: "cancelled" });
  await integration.settle();
  expect(shop.orders).toMatchObject([
    { id: 727, status: "completed", meta_data: [note, { key: "tracking_number", value: "1Z999" }] },
    { id: 728, status: "cancelled", meta_data: [] },
  ]);
  expect(erp.records("sale.order")).toMatchObject([{ state: "sale" }, { state: "cancel" }]);
  expect(shop.products).toMatchObject([{ stock_quantity: 8 }, { stock_quantity: 9 }]);
}, 300_000);
