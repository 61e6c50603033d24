import { expect, it } from "vitest";
import { startOdooPair } from "../integrations/harness/odoo-pair.ts";

it("someone who opens an account and buys while Odoo is slow becomes one contact", async () => {
  const { shop, erp, integration } = await startOdooPair();
  erp.faults.add({ kind: "delay", match: { operation: "res.partner.create" }, delayMilliseconds: 1_000 });
  const email = "ada@example.com";
  const { id } = shop.addProfile({ login: email, registered: true });
  shop.placeOrder({ email, customer_id: id, payment_status: "P", items: [{ sku: "TAPE" }] });
  // Profiles are not polled: the companion module tells of them.
  await integration.engine.acceptChanges([
    { system: "shop", resource: "profiles", key: [String(id)], origin: "webhook" },
  ]);
  await integration.settle();
  const contacts = erp
    .records("res.partner")
    .filter((partner) => partner.type === "contact" && partner.email === email);
  expect(contacts).toHaveLength(1);
  expect(await integration.problems()).toEqual([]);
});
