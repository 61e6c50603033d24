import { acumaticaConnector } from "@xmap/connectors/acumatica";
import { odooConnector } from "@xmap/connectors/odoo";
import { xcartConnector } from "@xmap/connectors/xcart";
import type { ConnectorSession, ConnectorSettings, EntityModule } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { type AcumaticaSandboxOptions, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { counter } from "./counter.ts";

/** A system whose clock the test moves, with one resource whose records are stamped as that system stamps them. */
export interface ClockedSource {
  readonly session: ConnectorSession;
  readonly entity: EntityModule;
  /** Adds a record under the stamp of the clock; answers its key. */
  add(): string;
  /** Changes a record under the stamp of the clock. */
  change(key: string): void;
  /** The stamp of every record by its key. */
  stamps(): ReadonlyMap<string, string>;
  close(): Promise<void>;
}

export type Now = () => Date;

export const SOURCES: Readonly<Record<string, (now: Now) => Promise<ClockedSource>>> = {
  "Acumatica's LastModifiedDateTime": (now) => clockedAcumatica({ now }),
  "Acumatica's LastModifiedDateTime in lists without an order": (now) =>
    clockedAcumatica({ now, hasUnstableLists: true }),
  "Odoo's write_date": clockedOdoo,
  "X-Cart's lastRenewDate with its filter": (now) => clockedXCart({ now }),
  "X-Cart's lastRenewDate in shops without the filter": (now) => clockedXCart({ now, lastRenewDateFilter: false }),
  "X-Cart's lastRenewDate by the add-on of 5.4": (now) => clockedXCart({ now, variant: "5.4" }),
};

async function clockedAcumatica(options: AcumaticaSandboxOptions): Promise<ClockedSource> {
  const erp = await startAcumaticaSandbox(options);
  const { baseUrl: url, tenant } = erp;
  const session = acumaticaConnector.open(settings({ url, tenant, user: "admin", password: "admin" }));
  let count = 0;
  const put = (InventoryID: string): string => {
    count += 1;
    erp.put("StockItem", { InventoryID, Description: `Item ${count}`, ItemClass: "BIKEACC" });
    return InventoryID;
  };
  return {
    session,
    entity: { ...entityOf("StockItem"), key: [{ field: "InventoryID", type: "string" }], fields: ["InventoryID"] },
    add: () => put(`ITEM-${String(count).padStart(6, "0")}`),
    change: (key) => void put(key),
    stamps: () =>
      new Map(
        erp.records("StockItem").map((row) => [String(row.InventoryID), wholeSecond(String(row.LastModifiedDateTime))]),
      ),
    async close() {
      await session.close();
      await erp.close();
    },
  };
}

async function clockedOdoo(now: Now): Promise<ClockedSource> {
  const odoo = await startOdooSandbox({ now });
  const { url, database } = odoo;
  const session = odooConnector.open(settings({ url, database, login: "admin", key: "admin" }));
  const counted = counter();
  return {
    session,
    entity: entityOf("res.partner"),
    add: () => String(odoo.call("res.partner", "create", [{ name: `Partner ${counted()}` }])),
    change: (key) => void odoo.call("res.partner", "write", [[Number(key)], { name: `Changed ${counted()}` }]),
    stamps: () =>
      new Map(odoo.records("res.partner").map((row) => [String(row.id), instantOf(String(row.write_date))])),
    async close() {
      await session.close();
      await odoo.close();
    },
  };
}

async function clockedXCart(options: XCartSandboxOptions): Promise<ClockedSource> {
  const shop = await startXCartSandbox({ ...options, products: [{ sku: "A" }] });
  const session = xcartConnector.open(settings({ url: shop.url, key: shop.keys.all }));
  const counted = counter();
  return {
    session,
    entity: entityOf("orders"),
    add: () => String(shop.placeOrder({ items: [{ sku: "A" }], email: "ada@example.com" }).id),
    change: (key) => void shop.editOrder(Number(key), { notes: `Changed ${counted()}` }),
    stamps: () => new Map(shop.orders().map(({ id, update_date }) => [String(id), String(update_date)])),
    async close() {
      await session.close();
      await shop.close();
    },
  };
}

function entityOf(resource: string): EntityModule {
  const key = [{ field: "id", type: "integer" }] as const;
  return { name: "Record", system: "source", resource, key, fields: ["id"], joins: [] };
}

/** Whole seconds, as the RPC tells them. */
function instantOf(odooTime: string): string {
  return `${odooTime.slice(0, 19).replace(" ", "T")}Z`;
}

/** The connector tells stamps by the second. */
function wholeSecond(instant: string): string {
  return `${instant.slice(0, 19)}Z`;
}

function settings(options: ConnectorSettings["options"]): ConnectorSettings {
  const projectFolder = import.meta.dirname;
  return { system: "source", options, clock: SYSTEM_CLOCK, timeoutMilliseconds: 30_000, projectFolder };
}
