import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvConnector } from "@xmap/connectors/csv";
import { odooConnector } from "@xmap/connectors/odoo";
import { sqlConnector } from "@xmap/connectors/sql";
import { xcartConnector } from "@xmap/connectors/xcart";
import { type OdooSandbox, type OdooSeed, startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox, type XCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { onTestFinished } from "vitest";
import { compiledModules } from "./compiled-modules.ts";
import { type ConnectedSystem, Integration, type IntegrationParts } from "./integration.ts";
import { SteppedClock } from "./stepped-clock.ts";

export interface OdooPair {
  readonly shop: XCartSandbox;
  readonly erp: OdooSandbox;
  readonly clock: SteppedClock;
  readonly integration: Integration;
}

export interface OdooPairOptions {
  readonly shop?: XCartSandboxOptions;
  readonly engine?: IntegrationParts["engine"];
  /** Kits that Odoo has, made of the goods: then it has the app `mrp`. */
  readonly kits?: OdooSeed["kits"];
  /** Pieces of each product that Odoo has. */
  readonly quantity?: number;
}

/** What both systems sell; prices in US dollars. */
export const GOODS = [
  { sku: "DRILL", name: "Cordless drill", price: 89.99 },
  { sku: "TAPE", name: "Tape measure", price: 7.25 },
  { sku: "GLOVES", name: "Work gloves", price: 16.5 },
] as const;

const CHARGES = [
  { sku: "SHIPPING", name: "Shipping" },
  { sku: "HANDLING", name: "Handling" },
  { sku: "DISCOUNT", name: "Discount" },
  { sku: "SALES-TAX", name: "Sales tax" },
] as const;

/** X-Cart and Odoo with a few goods, joined by the mappings of `mappings/xcart-odoo`; all ends with the test. */
export async function startOdooPair(options: OdooPairOptions = {}): Promise<OdooPair> {
  const clock = new SteppedClock();
  const now = (): Date => new Date(clock.now());
  const shop = await startXCartSandbox({ companion: true, products: [...GOODS], now, ...options.shop });
  onTestFinished(() => shop.close());
  const { quantity = 100, kits } = options;
  const erp = await startOdooSandbox({
    now,
    apps: kits === undefined ? [] : ["mrp"],
    seed: {
      taxes: [
        { name: "20% VAT", amount: 20 },
        { name: "19% MwSt.", amount: 19 },
      ],
      products: [
        ...GOODS.map((goods) => ({ ...goods, quantity })),
        ...CHARGES.map((charge) => ({ ...charge, type: "service" as const })),
      ],
      kits: kits ?? [],
      carriers: [{ name: "Courier" }, { name: "UPS Ground" }],
    },
  });
  onTestFinished(() => erp.close());
  const folder = mkdtempSync(join(tmpdir(), "xmap-desk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const systems: Record<string, ConnectedSystem> = {
    shop: { connector: xcartConnector, options: { url: shop.url, key: shop.keys.all, language: "en" } },
    erp: {
      connector: odooConnector,
      options: { url: erp.url, database: erp.database, login: "admin", key: "admin" },
    },
    tables: { connector: csvConnector, options: { folder: "tables" } },
    desk: {
      connector: sqlConnector,
      options: {
        dialect: "sqlite",
        file: join(folder, "desk.sqlite"),
        setup: "shared/desk.sql",
        keys: "open_demand.sku, order_risk.id",
        changedBy: "count_requests.requested",
        overlap: 0,
      },
    },
  };
  const modules = await compiledModules("xcart-odoo");
  const engine = options.engine === undefined ? {} : { engine: options.engine };
  const integration = await Integration.start({ modules, systems, clock, ...engine });
  return { shop, erp, clock, integration };
}
