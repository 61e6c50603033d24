// @module-tag long

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { expect, it, onTestFinished } from "vitest";
import { copyMappings } from "../harness/mappings.ts";
import { temporaryFolder } from "../harness/temporary-folder.ts";
import { startCommand } from "./started-command.ts";

async function shopProject() {
  const shop = await startXCartSandbox();
  onTestFinished(() => shop.close());
  const folder = copyMappings(temporaryFolder());
  const run = async (url: string, ...words: readonly string[]) => {
    const environment = { SHOP_URL: url, SHOP_KEY: shop.keys.read, SHOP_WEBHOOK_SECRET: "whsec_c2VjcmV0" };
    const command = startCommand(words, folder, environment);
    const exitCode = await command.ended();
    return { exitCode, stdout: command.stdout(), stderr: command.stderr() };
  };
  return { shop, folder, run };
}

/** The same shop after an upgrade that took a field of orders away. */
async function startUpgradedShop(shop: XCartSandbox, lostField: string): Promise<string> {
  const server = createServer(async ({ url = "/" }, response) => {
    const answer = await fetch(`${shop.url}${url}`, { headers: { "x-auth-token": shop.keys.read } });
    const body = await answer.text();
    response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "application/json" });
    if (url !== "/api/docs.json") return response.end(body);
    const document = JSON.parse(body);
    delete document.components.schemas.orders.properties[lostField];
    return response.end(JSON.stringify(document));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it("a shop tells the form of its records, and the mappings compile with what it tells", async () => {
  const { shop, folder, run } = await shopProject();
  const pulled = await run(shop.url, "pull", "shop", "--env", "sandbox");
  expect(pulled.exitCode, pulled.stderr).toBe(0);
  const orders = JSON.parse(readFileSync(join(folder, "schemas/shop/orders.json"), "utf8"));
  expect(orders.properties).toMatchObject({
    order_number: { type: "string", readOnly: true, "x-xmap-searchable": true },
    email: { type: ["string", "null"], "x-xmap-personal": true },
    create_date: { type: "string", format: "date-time" },
    payment_transactions: { type: "array" },
    external_number: { type: ["string", "null"] },
  });
  expect(orders.properties.payment_transactions.items.properties).not.toHaveProperty("data");
  const variants = JSON.parse(readFileSync(join(folder, "schemas/shop/product_variants.json"), "utf8"));
  expect(variants.required).toEqual(expect.arrayContaining(["product_id", "sku"]));
  const check = await run(shop.url, "check");
  expect(check.stdout).toBe("");
  expect(check.exitCode).toBe(0);
});

it("after a pull that lost a field, a check names the rules that break", async () => {
  const { shop, run } = await shopProject();
  expect((await run(shop.url, "pull", "shop", "--env", "sandbox")).exitCode).toBe(0);
  const upgraded = await startUpgradedShop(shop, "shipping_method_name");
  const again = await run(upgraded, "pull", "shop", "--env", "sandbox");
  expect(again).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("! - shipping_method_name") });
  const check = await run(upgraded, "check");
  expect(check.exitCode).toBe(1);
  expect(check.stdout).toMatch(/xcart-odoo\/orders\.xmap:\d+:\d+: error/);
  expect(check.stdout).toMatch(/shipping_method_name +-> carrier_id/);
});

it("a shop of 5.4 says that it cannot be asked", async () => {
  const shop = await startXCartSandbox({ variant: "5.4" });
  onTestFinished(() => shop.close());
  const { run } = await shopProject();
  const pulled = await run(shop.url, "pull", "shop", "--env", "sandbox");
  expect(pulled).toMatchObject({ exitCode: 3, stderr: expect.stringContaining("does not describe its records") });
});
