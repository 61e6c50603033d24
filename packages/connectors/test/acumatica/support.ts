import type { Clock, ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { type AcumaticaSandbox, type AcumaticaSandboxOptions, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { onTestFinished } from "vitest";
import { acumaticaConnector } from "../../src/acumatica/connector.ts";
import { settingsFor } from "../support.ts";

/** Time passes as soon as somebody waits for it. */
export function hurriedClock(): Clock {
  let now = Date.now();
  return {
    now: () => now,
    after(milliseconds, callback) {
      const timer = setImmediate(() => {
        now += milliseconds;
        callback();
      });
      return () => clearImmediate(timer);
    },
  };
}

/** A tenant with one customer and two items in stock. */
export const SHOP: NonNullable<AcumaticaSandboxOptions["seed"]> = {
  records: {
    Customer: [
      {
        CustomerID: "C000000417",
        CustomerName: "Harbor Lane Cycles",
        CustomerClass: "ECCUSTOMER",
        TaxZone: "WAEXT",
        MainContact: { Email: "maya.okafor@example.com", Phone1: "+1 (253) 555-0142" },
      },
    ],
    StockItem: [
      {
        InventoryID: "BIKE-HELM-M",
        Description: "Helmet Nova, size M",
        ItemClass: "BIKEACC",
        DefaultPrice: 59,
        DefaultWarehouseID: "WHOLESALE",
      },
      {
        InventoryID: "BIKE-LAMP-01",
        Description: "Front lamp 400 lm",
        ItemClass: "BIKEACC",
        DefaultPrice: 24.95,
        DefaultWarehouseID: "WHOLESALE",
      },
    ],
  },
  stock: [
    { item: "BIKE-HELM-M", warehouse: "WHOLESALE", location: "R1S1", quantity: 148 },
    { item: "BIKE-HELM-M", warehouse: "RETAIL", location: "S1", quantity: 12 },
    { item: "BIKE-LAMP-01", warehouse: "WHOLESALE", location: "R1S2", quantity: 61 },
  ],
};

export interface Erp {
  readonly acumatica: AcumaticaSandbox;
  readonly session: ConnectorSession;
  /** Another session, closed with the test. */
  open(options?: ConnectorSettings["options"], more?: Partial<ConnectorSettings>): ConnectorSession;
}

/** A sandbox with the shop's content and a session with it; both end with the test. */
export async function startErp(
  options: AcumaticaSandboxOptions = {},
  sessionOptions: ConnectorSettings["options"] = {},
): Promise<Erp> {
  const acumatica = await startAcumaticaSandbox({ instance: "/AcuSandbox", seed: SHOP, ...options });
  const sessions: ConnectorSession[] = [];
  const open: Erp["open"] = (given = {}, more = {}) => {
    const basic = { url: acumatica.baseUrl, tenant: acumatica.tenant, user: "admin", password: "admin" };
    const settings = settingsFor({ ...basic, ...given }, { clock: hurriedClock(), ...more });
    const session = acumaticaConnector.open(settings);
    sessions.push(session);
    return session;
  };
  onTestFinished(async () => {
    for (const session of sessions) await session.close();
    await acumatica.close();
  });
  return { acumatica, session: open(sessionOptions), open };
}

/** An order of one helmet, off hold. */
export const ORDER = {
  OrderType: "SO",
  CustomerID: "C000000417",
  Hold: false,
  Date: "2026-03-09",
  CustomerOrder: "100300",
  ExternalRef: "100300",
} as const;

export const HELMET = { InventoryID: "BIKE-HELM-M", OrderQty: 2, WarehouseID: "WHOLESALE" } as const;

/** Makes an order with a line of two helmets; answers its key. */
export function createOrder(session: ConnectorSession, values: object = {}): Promise<readonly string[]> {
  const add = [{ identity: "items/1", values: { ...HELMET, UnitPrice: 59.5, ManualPrice: true } }];
  return session.create({
    resource: "SalesOrder",
    values: { ...ORDER, ...values },
    lines: { Details: { add, change: [], remove: [] } },
    writeKey: "order",
  });
}
