import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startXCartSandbox, type XCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { type RuntimeProcess, startRuntime } from "../harness/runtime-process.ts";
import { callOdoo } from "./odoo-calls.ts";
import { freshName } from "./real-server.ts";
import { SERVER } from "./server.ts";

const SECRET = `whsec_${Buffer.from("the companion module's secret of this test").toString("base64")}`;

/** A shop and the real Odoo, joined by a running `xmap run`. */
export interface JoinedSystems {
  readonly shop: XCartSandbox;
  readonly runtime: RuntimeProcess;
  close(): Promise<void>;
}

/** Starts a shop, and the runtime with the mappings of this project; both systems are asked every second. */
export async function joinSystems(project: string, options: XCartSandboxOptions): Promise<JoinedSystems> {
  const folder = mkdtempSync(join(tmpdir(), "xmap-real-odoo-"));
  const shop = await startXCartSandbox(options);
  const runtime = await startRuntime({
    project,
    store: join(folder, "store.sqlite"),
    environment: {
      SHOP_URL: shop.url,
      SHOP_KEY: shop.keys.all,
      SHOP_WEBHOOK_SECRET: SECRET,
      ODOO_URL: SERVER.url,
      ODOO_DATABASE: SERVER.database,
      ODOO_LOGIN: SERVER.login,
      ODOO_KEY: SERVER.key,
      ODOO_WEBHOOK_SECRET: "a secret part of the address",
      DESK_FILE: join(folder, "desk.sqlite"),
    },
    pollEvery: "1s",
  }).catch(async (refused: unknown) => {
    await shop.close();
    throw refused;
  });
  shop.setWebhook({ url: `${runtime.url}/webhooks/shop`, secret: SECRET, attempts: 8 });
  return {
    shop,
    runtime,
    async close() {
      await runtime.kill();
      await shop.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What every order of these tests needs in Odoo: products for charges, a price list in dollars, and a carrier of this name. */
export async function prepareSales(): Promise<{ readonly carrier: string }> {
  for (const code of ["SHIPPING", "DISCOUNT"])
    await ensure("product.product", "default_code", code, { name: code, type: "service" });
  const [dollar] = (await callOdoo("res.currency", "search", [[["name", "=", "USD"]]])) as number[];
  await ensure("product.pricelist", "currency_id", dollar ?? 0, { name: "US dollars" });
  const carrier = freshName("Courier");
  const [service] = (await callOdoo("product.product", "search", [[["default_code", "=", "SHIPPING"]]])) as number[];
  await callOdoo("delivery.carrier", "create", [{ name: carrier, product_id: service, delivery_type: "fixed" }]);
  return { carrier };
}

async function ensure(model: string, field: string, value: string | number, values: object): Promise<void> {
  const found = (await callOdoo(model, "search", [[[field, "=", value]]])) as number[];
  if (found.length === 0) await callOdoo(model, "create", [{ ...values, [field]: value }]);
}
