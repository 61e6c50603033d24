import { type OdooSandbox, startOdooSandbox } from "@xmap/sandbox/odoo";
import { afterEach, beforeEach, expect, test } from "vitest";
import { odooConnector } from "../../src/odoo/connector.ts";
import { failureOf, settingsFor } from "../support.ts";

const SECRET = "the-newest-secret-0001";
let odoo: OdooSandbox;
beforeEach(async () => {
  odoo = await startOdooSandbox({});
});
afterEach(() => odoo.close());

function webhooksOf(options: Readonly<Record<string, string>>) {
  const { url, database } = odoo;
  const session = odooConnector.open(settingsFor({ url, database, login: "admin", key: "admin", ...options }));
  if (session.webhooks === undefined) throw new Error("the session sets no webhooks up");
  return session.webhooks;
}

test("rules are made once, follow address, secret and resources, and are taken away again", async () => {
  const webhooks = webhooksOf({ webhookSecret: SECRET });
  const address = "http://127.0.0.1:9/webhooks/erp";
  const rule = { resource: "sale.order", address: `${address}/***`, active: true };
  expect(await webhooks.register(`${address}/`, ["sale.order", "stock.picking"])).toEqual([
    rule,
    { ...rule, resource: "stock.picking" },
  ]);
  const made = odoo.records("base.automation").map(({ id }) => id);
  await webhooks.register(address, ["sale.order", "stock.picking"]);
  expect(odoo.records("base.automation").map(({ id }) => id)).toEqual(made);
  const urls = () => odoo.records("ir.actions.server").map(({ webhook_url: url }) => url);
  expect(urls()).toContain(`${address}/${SECRET}`);
  const renewed = webhooksOf({ webhookSecret: `a-secret-after-that-1 ${SECRET}` });
  expect(await renewed.register(address, ["sale.order"])).toEqual([rule]);
  expect(odoo.records("base.automation")).toHaveLength(1);
  expect(await renewed.remove()).toBe(1);
  expect(await renewed.list()).toEqual([]);
});

test("without a secret, or of a model that is not there, nothing is made", async () => {
  expect(await failureOf(webhooksOf({}).register("http://127.0.0.1:9/x", ["sale.order"]))).toMatchObject({
    class: "Invalid",
    message: expect.stringContaining("webhookSecret"),
  });
  const webhooks = webhooksOf({ webhookSecret: SECRET });
  expect(await failureOf(webhooks.register("http://127.0.0.1:9/x", ["no.such.model"]))).toMatchObject({
    class: "SchemaDrift",
  });
  expect(odoo.records("base.automation")).toEqual([]);
});
