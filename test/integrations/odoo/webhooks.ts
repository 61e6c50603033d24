import { odooConnector } from "@xmap/connectors/odoo";
import { xcartConnector } from "@xmap/connectors/xcart";
import { startWebhookServer } from "@xmap/runtime/node";
import { expect, onTestFinished } from "vitest";
import { MAPPINGS } from "../../harness/mappings.ts";
import type { OdooPair } from "../harness/odoo-pair.ts";

/** What the companion module signs with. */
export const SHOP_SECRET = `whsec_${Buffer.from("the companion module's test secret").toString("base64")}`;
const ERP_SECRET = "part-of-the-address-0123456789";
/** How far the clock goes between two looks. */
const STEP = 500;

/** Lets both systems tell the engine of changes over HTTP; answers the address for the shop's webhooks. */
export async function connectWebhooks({ shop, erp, clock, integration }: OdooPair): Promise<string> {
  const common = { clock, timeoutMilliseconds: 30_000, projectFolder: MAPPINGS };
  const shopOptions = { url: shop.url, key: shop.keys.all, webhookSecret: SHOP_SECRET, language: "en" };
  const erpOptions = {
    url: erp.url,
    database: erp.database,
    login: "admin",
    key: "admin",
    webhookSecret: ERP_SECRET,
  };
  const sessions = {
    shop: xcartConnector.open({ system: "shop", options: shopOptions, ...common }),
    erp: odooConnector.open({ system: "erp", options: erpOptions, ...common }),
  };
  const server = await startWebhookServer({ engine: integration.engine, sessions, port: 0 });
  onTestFinished(async () => {
    shop.setWebhook(undefined);
    await server.close();
    for (const session of Object.values(sessions)) await session.close();
  });
  shop.setWebhook({ url: `${server.url}/webhooks/shop`, secret: SHOP_SECRET });
  const watched = ["sale.order", "stock.picking", "product.product", "stock.quant", "account.move", "res.partner"];
  await sessions.erp.webhooks?.register(`${server.url}/webhooks/erp`, watched);
  return `${server.url}/webhooks/shop`;
}

/** Waits, while time goes on and no system is polled, until what is looked at is as expected. */
export async function becomes({ clock }: OdooPair, look: () => unknown, expected: unknown): Promise<void> {
  await expect
    .poll(() => {
      clock.advance(STEP);
      return look();
    })
    .toEqual(expected);
}
