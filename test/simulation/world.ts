import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvConnector } from "@xmap/connectors/csv";
import { odooConnector } from "@xmap/connectors/odoo";
import { sqlConnector } from "@xmap/connectors/sql";
import { xcartConnector } from "@xmap/connectors/xcart";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import type { ConnectedSystem } from "../integrations/harness/integration.ts";
import { SteppedClock } from "../integrations/harness/stepped-clock.ts";
import { CARRIERS, CHARGES, GOODS, WEEK_MARKETS } from "./goods.ts";

export const WEBHOOK_SECRET = `whsec_${Buffer.from("the companion module's secret").toString("base64")}`;

/** The engine syncs each commit to its disk; a disk in memory does that at once. */
const DISK = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** A Monday at midnight. */
const BEGIN = Date.UTC(2026, 2, 2);

/** Both systems on one clock that the simulation moves, and how the engine finds them. */
export interface World {
  readonly shop: XCartSandbox;
  readonly erp: OdooSandbox;
  readonly clock: SteppedClock;
  readonly systems: Readonly<Record<string, ConnectedSystem>>;
  /** For the engine's own files. */
  readonly folder: string;
  /** Locations of the main and the second warehouse's stock. */
  readonly locations: { readonly main: number; readonly second: number };
  close(): Promise<void>;
}

/** A shop without products, and an ERP with all goods in two warehouses. */
export async function startWorld(seed: number): Promise<World> {
  const clock = new SteppedClock(BEGIN);
  const now = (): Date => new Date(clock.now());
  const shop = await startXCartSandbox({
    companion: true,
    now,
    randomSeed: seed,
    rateLimit: { requests: 80, perMilliseconds: 1_000 },
  });
  shop.addPaymentStatus("X1", "Waiting for the bank");
  const vats = new Map(WEEK_MARKETS.flatMap(({ vat }) => (vat === undefined ? [] : [[vat.tax, vat.rate] as const])));
  const erp = await startOdooSandbox({
    now,
    randomSeed: seed + 1,
    seed: {
      taxes: [...vats].map(([name, amount]) => ({ name, amount })),
      products: [
        ...GOODS.map(({ sku, name, price, main }) => ({ sku, name, price, quantity: main })),
        ...CHARGES.map((sku) => ({ sku, name: sku.toLowerCase(), type: "service" as const })),
      ],
      carriers: CARRIERS.map((name) => ({ name })),
      records: [{ model: "stock.warehouse", values: { name: "Outpost", code: "OUT" } }],
    },
  });
  const [main = 0, second = 0] = erp.records("stock.warehouse").map((house) => Number(house.lot_stock_id));
  const folder = mkdtempSync(join(DISK, "xmap-simulation-"));
  return {
    shop,
    erp,
    clock,
    folder,
    locations: { main, second },
    systems: {
      shop: {
        connector: xcartConnector,
        options: { url: shop.url, key: shop.keys.all, language: "en", webhookSecret: WEBHOOK_SECRET },
      },
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
    },
    async close() {
      shop.setWebhook(undefined);
      await shop.close();
      await erp.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
