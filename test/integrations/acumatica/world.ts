import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acumaticaConnector } from "@xmap/connectors/acumatica";
import { csvConnector } from "@xmap/connectors/csv";
import { sqlConnector } from "@xmap/connectors/sql";
import { xcartConnector } from "@xmap/connectors/xcart";
import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import {
  type OrderInput,
  type ShownOrder,
  startXCartSandbox,
  type XCartSandbox,
  type XCartSandboxOptions,
} from "@xmap/sandbox/xcart";
import { onTestFinished } from "vitest";
import { compiledModules } from "../harness/compiled-modules.ts";
import { type AtEnd, Integration } from "../harness/integration.ts";
import { SteppedClock } from "../harness/stepped-clock.ts";

/** What the warehouse holds to begin with. */
const ITEMS: Readonly<Record<string, number>> = { "TSH-001-M": 1000, "MUG-002": 500, "POSTER-3": 20 };

/** Milliseconds until a system that was paused is asked again. */
export const LONGEST_PAUSE = 600_000;

export interface WorldOptions {
  /** False for a shop without the companion module. */
  readonly companion?: boolean;
  /** Further items of Acumatica that the shop does not have yet, with what there is of each. */
  readonly moreItems?: Readonly<Record<string, number>>;
  /** How the shop behaves, beside its usual content. */
  readonly shopOptions?: XCartSandboxOptions;
  /** Answers the addresses to call in place of the systems' own. */
  readonly behind?: (system: "shop" | "acumatica", url: string) => Promise<string>;
  /** True where paid orders go to the warehouse without anybody's doing. */
  readonly sendsToWarehouse?: boolean;
  /** Takes what ends the world; the end of the test unless given. */
  readonly atEnd?: AtEnd;
}

/** A shop and an Acumatica tenant with the compiled integration between them, on one clock. */
export interface World {
  readonly shop: XCartSandbox;
  readonly erp: AcumaticaSandbox;
  readonly clock: SteppedClock;
  readonly integration: Integration;
}

/** Starts everything; it ends with the test. */
export async function startWorld({
  companion = true,
  moreItems = {},
  shopOptions = {},
  behind = async (_system, url) => url,
  sendsToWarehouse = false,
  atEnd = onTestFinished,
}: WorldOptions = {}): Promise<World> {
  const clock = new SteppedClock();
  const now = (): Date => new Date(clock.now());
  const items = { ...ITEMS, ...moreItems };
  const skus = Object.keys(items);
  const products = Object.keys(ITEMS).map((sku) => ({ sku, name: sku, price: 10 }));
  const shop = await startXCartSandbox({ now, companion, products, ...shopOptions });
  atEnd(() => shop.close());
  const erp = await startAcumaticaSandbox({
    now,
    license: { apiUsers: 10 },
    seed: {
      settings: { trackingOnConfirm: false },
      records: {
        StockItem: skus.map((InventoryID) => ({
          InventoryID,
          Description: InventoryID,
          ItemClass: "BIKEACC",
          DefaultWarehouseID: "WHOLESALE",
        })),
      },
      stock: Object.entries(items).map(([item, quantity]) => ({ item, warehouse: "WHOLESALE", quantity })),
    },
  });
  atEnd(() => erp.close());
  const all = await compiledModules("xcart-acumatica");
  const modules = all.filter(({ flows = {} }) => sendsToWarehouse || !("PaidOrderToWarehouse" in flows));
  const options = {
    url: await behind("acumatica", erp.baseUrl),
    tenant: erp.tenant,
    user: "admin",
    password: "admin",
    zone: "America/New_York",
    sessions: 4,
  };
  const folder = mkdtempSync(join(tmpdir(), "xmap-desk-"));
  atEnd(async () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "desk.sqlite");
  const tables = {
    setup: "shared/desk.sql",
    keys: "open_demand.sku, order_risk.id",
    changedBy: "count_requests.requested",
    overlap: 0,
  };
  const systems = {
    desk: { connector: sqlConnector, options: { dialect: "sqlite", file, ...tables } },
    shop: {
      connector: xcartConnector,
      options: { url: await behind("shop", shop.url), key: shop.keys.all, language: "en" },
    },
    acumatica: { connector: acumaticaConnector, options: { ...options, endpoint: "Default/24.200.001" } },
    tables: { connector: csvConnector, options: { folder: "tables" } },
  };
  const integration = await Integration.start({ modules, clock, systems }, atEnd);
  return { shop, erp, clock, integration };
}

/** Two shirts for 25 in all, by UPS; changed as asked. */
export function place({ shop }: World, change: Partial<OrderInput> = {}): ShownOrder {
  const items = [{ sku: "TSH-001-M", price: 12.5, amount: 2 }];
  return shop.placeOrder({ email: "ada@example.com", payment_status: "P", items, ...change });
}

export function orderOf({ shop }: World, { id }: ShownOrder): ShownOrder {
  const found = shop.orders().find((order) => order.id === id);
  if (found === undefined) throw new RangeError(`the shop has no order ${id}`);
  return found;
}

/** The one sales order of type SO that there is. */
export function onlySalesOrder({ erp }: World): Readonly<Record<string, unknown>> {
  const [only, ...others] = erp.records("SalesOrder").filter(({ OrderType }) => OrderType === "SO");
  if (only === undefined || others.length > 0) throw new RangeError(`${others.length} sales orders too many`);
  return only;
}

/** The sales order of an order of the shop; throws when there is none, or more than one. */
export function salesOrderOf({ erp }: World, { order_number: number }: ShownOrder): Readonly<Record<string, unknown>> {
  const [only, ...others] = erp.records("SalesOrder").filter(({ ExternalRef }) => ExternalRef === number);
  if (only === undefined || others.length > 0)
    throw new RangeError(`Acumatica has ${only === undefined ? "no" : others.length + 1} sales order ${number}`);
  return only;
}

/** Lets a person send everything that waits once more. */
export async function retryAll({ integration }: World): Promise<void> {
  await integration.engine.operations.decide({ decision: "retry", from: "beginning" }, {}, "ada", false);
  await integration.settle();
}

/** A list of lines of a record. */
export function linesIn(record: Readonly<Record<string, unknown>> | undefined, name: string) {
  const lines = record?.[name];
  return Array.isArray(lines) ? (lines as readonly Readonly<Record<string, unknown>>[]) : [];
}
