import type { FaultPlan } from "@xmap/sandbox";
import type { XCartSandbox } from "@xmap/sandbox/xcart";
import { DEMO_CARRIERS, DEMO_PRODUCTS, DEMO_SERVICES, DEMO_STOCK } from "./demo-goods.ts";
import { demoOrders } from "./demo-orders.ts";

export const PAIRS = ["odoo", "acumatica"] as const;

export type PairName = (typeof PAIRS)[number];

export interface PairOptions {
  readonly pair: PairName;
  /** The shop's; the ERP takes the next one. 0: any that are free. */
  readonly port: number;
  readonly seed: number;
  /** What goes wrong when, on either side. */
  readonly faultPlans: { readonly shop?: FaultPlan; readonly erp?: FaultPlan };
  /** The address of a running xmap that the systems are to tell of their changes. */
  readonly tell: string | undefined;
}

/** A shop and an ERP that run. */
export interface SandboxPair {
  readonly shopUrl: string;
  readonly erpUrl: string;
  /** What an environment must say so that the mappings find them. */
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

interface StartedErp {
  readonly url: string;
  readonly variables: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const WEBHOOK_SECRET = `whsec_${Buffer.from("a secret of the sandbox only").toString("base64")}`;
/** For orders that people enter by hand; the shop's customers come with their orders. */
const COUNTER_CUSTOMER = { CustomerID: "COUNTER", CustomerName: "Sales over the counter", CustomerClass: "DEFAULT" };
const PUSH_SECRET = "push-secret-of-the-sandbox";

/** Starts an X-Cart and an ERP with demo content. Rejects when a port is taken. */
export async function startPair(options: PairOptions): Promise<SandboxPair> {
  const shop = await startShop(options);
  try {
    const erp = await (options.pair === "odoo" ? startOdoo(options) : startAcumatica(options));
    return {
      shopUrl: shop.url,
      erpUrl: erp.url,
      variables: {
        SHOP_URL: shop.url,
        SHOP_KEY: shop.keys.all,
        SHOP_WEBHOOK_SECRET: WEBHOOK_SECRET,
        ...erp.variables,
      },
      async close() {
        shop.setWebhook(undefined);
        await Promise.all([shop.close(), erp.close()]);
      },
    };
  } catch (error) {
    await shop.close();
    throw error;
  }
}

async function startShop({ port, seed, faultPlans, tell }: PairOptions): Promise<XCartSandbox> {
  const { startXCartSandbox } = await import("@xmap/sandbox/xcart");
  const shop = await startXCartSandbox({
    port,
    randomSeed: seed,
    products: DEMO_PRODUCTS.map((product) => ({ ...product, amount: DEMO_STOCK })),
    ...(faultPlans.shop === undefined ? {} : { faultPlan: faultPlans.shop }),
  });
  for (const order of demoOrders(seed)) shop.placeOrder(order);
  if (tell !== undefined) shop.setWebhook({ url: `${tell}/webhooks/shop`, secret: WEBHOOK_SECRET });
  return shop;
}

async function startOdoo({ port, seed, faultPlans }: PairOptions): Promise<StartedErp> {
  const { startOdooSandbox } = await import("@xmap/sandbox/odoo");
  const erp = await startOdooSandbox({
    port: nextPort(port),
    randomSeed: seed,
    ...(faultPlans.erp === undefined ? {} : { faultPlan: faultPlans.erp }),
    seed: {
      products: [
        ...DEMO_PRODUCTS.map((product) => ({ ...product, quantity: DEMO_STOCK })),
        ...DEMO_SERVICES.map((service) => ({ ...service, type: "service" as const })),
      ],
      carriers: DEMO_CARRIERS.map((name) => ({ name })),
    },
  });
  return {
    url: erp.url,
    variables: {
      ODOO_URL: erp.url,
      ODOO_DATABASE: erp.database,
      ODOO_LOGIN: "admin",
      ODOO_KEY: "admin",
      ODOO_WEBHOOK_SECRET: "sandbox",
    },
    close: () => erp.close(),
  };
}

async function startAcumatica({ port, seed, faultPlans, tell }: PairOptions): Promise<StartedErp> {
  const { startAcumaticaSandbox } = await import("@xmap/sandbox/acumatica");
  const items = DEMO_PRODUCTS.map(({ sku, name, price }) => ({
    InventoryID: sku,
    Description: name,
    DefaultPrice: price,
    ItemClass: "BIKEACC",
    DefaultWarehouseID: "WHOLESALE",
  }));
  const erp = await startAcumaticaSandbox({
    port: nextPort(port),
    randomSeed: seed,
    ...(faultPlans.erp === undefined ? {} : { faultPlan: faultPlans.erp }),
    seed: {
      records: { Customer: [COUNTER_CUSTOMER], StockItem: items },
      stock: items.map(({ InventoryID }) => ({ item: InventoryID, warehouse: "WHOLESALE", quantity: DEMO_STOCK })),
    },
  });
  if (tell !== undefined) {
    const header = { name: "x-xmap-secret", value: PUSH_SECRET };
    const told = (entity: string, keys: readonly string[]) => ({
      query: `XMAP-${entity}`,
      entity,
      fields: Object.fromEntries([...keys, "Status"].map((field) => [field, field])),
      url: `${tell}/webhooks/acumatica`,
      header,
    });
    erp.setPushNotifications([
      told("SalesOrder", ["OrderType", "OrderNbr"]),
      told("Shipment", ["ShipmentNbr"]),
      told("Payment", ["Type", "ReferenceNbr"]),
    ]);
  }
  return {
    url: erp.url,
    variables: {
      ACUMATICA_URL: erp.baseUrl,
      ACUMATICA_TENANT: erp.tenant,
      ACUMATICA_USER: "admin",
      ACUMATICA_PASSWORD: "admin",
      ACUMATICA_WEBHOOK_SECRET: PUSH_SECRET,
    },
    close: () => erp.close(),
  };
}

function nextPort(port: number): number {
  return port === 0 ? 0 : port + 1;
}
