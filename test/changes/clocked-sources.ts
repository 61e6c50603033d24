import { odooConnector } from "@xmap/connectors/odoo";
import { xcartConnector } from "@xmap/connectors/xcart";
import type { ConnectorSession, ConnectorSettings, EntityModule } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";

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
  "Odoo's write_date": clockedOdoo,
  "X-Cart's lastRenewDate with its filter": (now) => clockedXCart({ now }),
  "X-Cart's lastRenewDate in shops without the filter": (now) => clockedXCart({ now, lastRenewDateFilter: false }),
  "X-Cart's lastRenewDate by the add-on of 5.4": (now) => clockedXCart({ now, variant: "5.4" }),
};

async function clockedOdoo(now: Now): Promise<ClockedSource> {
  const odoo = await startOdooSandbox({ now });
  const { url, database } = odoo;
  const session = odooConnector.open(settings({ url, database, login: "admin", key: "admin" }));
  let count = 0;
  return {
    session,
    entity: entityOf("res.partner"),
    add: () => String(odoo.call("res.partner", "create", [{ name: `Partner ${(count += 1)}` }])),
    change: (key) => void odoo.call("res.partner", "write", [[Number(key)], { name: `Changed ${(count += 1)}` }]),
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
  let count = 0;
  return {
    session,
    entity: entityOf("orders"),
    add: () => String(shop.placeOrder({ items: [{ sku: "A" }], email: "ada@example.com" }).id),
    change: (key) => void shop.editOrder(Number(key), { notes: `Changed ${(count += 1)}` }),
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

function settings(options: ConnectorSettings["options"]): ConnectorSettings {
  const projectFolder = import.meta.dirname;
  return { system: "source", options, clock: SYSTEM_CLOCK, timeoutMilliseconds: 30_000, projectFolder };
}
