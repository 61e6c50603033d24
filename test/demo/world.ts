import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox, type WebhookDisorder, type XCartSandbox } from "@xmap/sandbox/xcart";
import { CARRIERS, CHARGE_PRODUCTS, MARKETS, PRODUCTS } from "./catalogue.ts";

const WEBHOOK_SECRET = `whsec_${Buffer.from("the companion module's demo secret").toString("base64")}`;

/** A shop and an ERP on loopback, and the variables by which the runtime finds them. */
export interface World {
  readonly shop: XCartSandbox;
  readonly erp: OdooSandbox;
  readonly environment: Readonly<Record<string, string>>;
  /** Lets the companion module tell the runtime at this address. */
  connect(runtimeUrl: string): void;
  close(): Promise<void>;
}

export interface WorldOptions {
  /** Requests a second that the shop allows; undefined: as many as come. */
  readonly shopRate?: number;
  readonly shopPort?: number;
  /** True for a shop that has the companion module's API too, and so takes tracking numbers. */
  readonly companion?: boolean;
  /** What faults and webhooks of both systems draw by. */
  readonly randomSeed?: number;
  /** How the network treats webhooks; every seventh is sent twice unless given. */
  readonly webhookDisorder?: WebhookDisorder;
}

/** Starts both systems with the demo's products, carriers and taxes. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const rate = options.shopRate;
  const randomSeed = options.randomSeed ?? 1;
  const shop = await startXCartSandbox({
    randomSeed,
    companion: options.companion ?? false,
    products: PRODUCTS.map(({ sku, name, price }) => ({ sku, name, price })),
    ...(options.shopPort === undefined ? {} : { port: options.shopPort }),
    ...(rate === undefined ? {} : { rateLimit: { requests: rate, perMilliseconds: 1_000 } }),
  });
  shop.addPaymentStatus("X1", "Waiting for the bank");
  const folder = mkdtempSync(join(tmpdir(), "xmap-world-"));
  const vats = MARKETS.flatMap((market) => (market.vat === undefined ? [] : [market.vat]));
  const erp = await startOdooSandbox({
    randomSeed: randomSeed + 1,
    seed: {
      taxes: vats.map(({ tax, rate: percent }) => ({ name: tax, amount: percent })),
      products: [
        ...PRODUCTS.map(({ sku, name, price }) => ({ sku, name, price, quantity: 1_000_000 })),
        ...CHARGE_PRODUCTS.map(({ sku, name }) => ({ sku, name, type: "service" as const })),
      ],
      carriers: CARRIERS.map((name) => ({ name })),
    },
  });
  const doubling =
    options.webhookDisorder === undefined ? { duplicateEvery: 7 } : { disorder: options.webhookDisorder };
  return {
    shop,
    erp,
    environment: {
      SHOP_URL: shop.url,
      SHOP_KEY: shop.keys.all,
      SHOP_WEBHOOK_SECRET: WEBHOOK_SECRET,
      ODOO_URL: erp.url,
      ODOO_DATABASE: erp.database,
      ODOO_LOGIN: "admin",
      ODOO_KEY: "admin",
      ODOO_WEBHOOK_SECRET: "demo-secret-part-of-the-address",
      DESK_FILE: join(folder, "desk.sqlite"),
    },
    connect: (runtimeUrl) =>
      shop.setWebhook({ url: `${runtimeUrl}/webhooks/shop`, secret: WEBHOOK_SECRET, attempts: 8, ...doubling }),
    async close() {
      shop.setWebhook(undefined);
      await shop.close();
      await erp.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
