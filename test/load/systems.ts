import { acumaticaConnector } from "@xmap/connectors/acumatica";
import { odooConnector } from "@xmap/connectors/odoo";
import { xcartConnector } from "@xmap/connectors/xcart";
import type { Connector, ConnectorSession, ConnectorSettings, EntityModule } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import type { RateLimit } from "@xmap/sandbox";
import { startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox } from "@xmap/sandbox/xcart";
import { onTestFinished } from "vitest";
import { entityOf } from "./load-module.ts";

/** A sandbox with records, and a session that asks it for one record at a time. */
export interface LoadedSystem {
  readonly port: number;
  readonly session: ConnectorSession;
  readonly entity: EntityModule;
  /** Keys of records that are there. */
  readonly keys: readonly (readonly string[])[];
  /** How many requests the sandbox has worked on and refused. */
  counts(): { readonly worked: number; readonly refused: number };
}

export type StartSystem = (records: number, rateLimit?: RateLimit) => Promise<LoadedSystem>;

const INTEGER_KEY = [{ field: "id", type: "integer" }] as const;

export function openSession(
  connector: Connector,
  system: string,
  options: ConnectorSettings["options"],
): ConnectorSession {
  return connector.open({
    system,
    options,
    clock: SYSTEM_CLOCK,
    timeoutMilliseconds: 60_000,
    projectFolder: import.meta.dirname,
  });
}

interface Counted {
  values(): { readonly requests: Readonly<Record<string, number>>; readonly refused: number };
}

const countsOf = (counters: Counted, isPlain: (label: string) => boolean) => () => {
  const { requests, refused } = counters.values();
  const worked = Object.entries(requests).reduce((sum, [label, count]) => (isPlain(label) ? sum + count : sum), 0);
  return { worked, refused };
};

const startShop: StartSystem = async (records, rateLimit) => {
  const products = Array.from({ length: records }, (_, index) => ({ sku: `S${index}` }));
  const shop = await startXCartSandbox({ products, ...(rateLimit === undefined ? {} : { rateLimit }) });
  onTestFinished(() => shop.close());
  return {
    port: shop.port,
    session: openSession(xcartConnector, "shop", { url: shop.url, key: shop.keys.all, api: "admin" }),
    entity: entityOf("shop", "products", INTEGER_KEY, ["id", "sku"]),
    keys: shop.products().map(({ id }) => [String(id)]),
    counts: countsOf(shop.counters, () => true),
  };
};

/** Its own session without `many`: each read is a request. */
const startErp: StartSystem = async (records, rateLimit) => {
  const odoo = await startOdooSandbox(rateLimit === undefined ? {} : { rateLimit });
  onTestFinished(() => odoo.close());
  const ids = odoo.call("res.partner", "create", [
    Array.from({ length: records }, (_, index) => ({ name: `P${index}` })),
  ]);
  const options = { url: odoo.url, database: odoo.database, login: "admin", key: "admin" };
  const { many: _, ...session } = openSession(odooConnector, "erp", options);
  return {
    port: odoo.port,
    session,
    entity: entityOf("erp", "res.partner", INTEGER_KEY, ["id", "name"]),
    keys: (ids as readonly number[]).map((id) => [String(id)]),
    counts: countsOf(odoo.counters, () => true),
  };
};

const startAcumatica: StartSystem = async (records, rateLimit) => {
  const items = Array.from({ length: records }, (_, index) => ({
    InventoryID: `ITEM-${index}`,
    Description: `Item ${index}`,
    ItemClass: "BIKEACC",
  }));
  const license = { apiUsers: 20 };
  const acumatica = await startAcumaticaSandbox({
    instance: "/AcuSandbox",
    seed: { records: { StockItem: items } },
    license,
    ...(rateLimit === undefined ? {} : { rateLimit }),
  });
  onTestFinished(() => acumatica.close());
  const options = { url: acumatica.baseUrl, tenant: acumatica.tenant, user: "admin", password: "admin", sessions: 10 };
  return {
    port: acumatica.port,
    session: openSession(acumaticaConnector, "acumatica", options),
    entity: entityOf(
      "acumatica",
      "StockItem",
      [{ field: "InventoryID", type: "string" }],
      ["InventoryID", "Description"],
    ),
    keys: items.map(({ InventoryID }) => [InventoryID]),
    counts: countsOf(acumatica.counters, (label) => label.includes(" ")),
  };
};

/** The three systems by name. */
export const SYSTEMS: Readonly<Record<string, StartSystem>> = {
  "X-Cart": startShop,
  Odoo: startErp,
  Acumatica: startAcumatica,
};
