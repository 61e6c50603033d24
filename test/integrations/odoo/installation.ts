import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvConnector } from "@xmap/connectors/csv";
import { odooConnector } from "@xmap/connectors/odoo";
import { sqlConnector } from "@xmap/connectors/sql";
import { xcartConnector } from "@xmap/connectors/xcart";
import type { MappingModule } from "@xmap/contract";
import { onTestFinished } from "vitest";
import { Integration } from "../harness/integration.ts";
import type { OdooPair } from "../harness/odoo-pair.ts";

export interface InstallationParts extends Pick<OdooPair, "shop" | "erp" | "clock"> {
  readonly modules: readonly MappingModule[];
  /** Addresses to call in place of the systems' own. */
  readonly shopUrl?: string;
  readonly erpUrl?: string;
}

/** One more installation of mappings between a shop and an Odoo that run already, with a store of its own. */
export function startInstallation(parts: InstallationParts): Promise<Integration> {
  const { shop, erp, clock, modules, shopUrl = shop.url, erpUrl = erp.url } = parts;
  const folder = mkdtempSync(join(tmpdir(), "xmap-desk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const desk = {
    dialect: "sqlite",
    file: join(folder, "desk.sqlite"),
    setup: "shared/desk.sql",
    keys: "open_demand.sku, order_risk.id",
    changedBy: "count_requests.requested",
    overlap: 0,
  };
  const systems = {
    shop: { connector: xcartConnector, options: { url: shopUrl, key: shop.keys.all, language: "en" } },
    erp: {
      connector: odooConnector,
      options: { url: erpUrl, database: erp.database, login: "admin", key: "admin" },
    },
    tables: { connector: csvConnector, options: { folder: "tables" } },
    desk: { connector: sqlConnector, options: desk },
  };
  return Integration.start({ modules, systems, clock });
}
