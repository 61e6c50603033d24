// @module-tag long

import { expect, it } from "vitest";
import { type OdooPair, startOdooPair } from "../harness/odoo-pair.ts";
import { addAddress, customersOf, EMAIL, placeOrder, recordsOf, saleOf } from "./records.ts";
import { becomes, connectWebhooks } from "./webhooks.ts";

const NEW = "new@example.com";
const UNITED_STATES = 233;
const CONTACT = {
  name: "Grace Hopper",
  email: "grace@example.com",
  street: "3 Navy Yard",
  city: "Arlington",
  zip: "22201",
  country_id: UNITED_STATES,
};

function profileOf({ shop }: OdooPair, login: string) {
  return shop.profiles().find((profile) => profile.login.toLowerCase() === login);
}

it("row 11, customers, shop to Odoo: who registers becomes a contact with the address", async () => {
  const pair = await startOdooPair();
  await connectWebhooks(pair);
  const { id } = pair.shop.addProfile({ login: NEW, registered: true });
  await addAddress(pair, id, { firstname: "Grace", lastname: "Hopper", street: "3 Navy Yard", zipcode: "22201" });
  await becomes(pair, () => customersOf(pair, NEW).map(({ name, street, zip }) => [name, street, zip]), [
    ["Grace Hopper", "3 Navy Yard", "22201"],
  ]);
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, customers, shop to Odoo: who has registered without a name waits for nobody", async () => {
  const pair = await startOdooPair();
  await connectWebhooks(pair);
  pair.shop.addProfile({ login: NEW, registered: true });
  await pair.shop.drainWebhooks();
  await pair.integration.settle();
  expect(customersOf(pair, NEW)).toEqual([]);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, customers: the shop's staff are no customers", async () => {
  const pair = await startOdooPair();
  await connectWebhooks(pair);
  const { id } = pair.shop.addProfile({ login: "staff@example.com", registered: true, access_level: 100 });
  await addAddress(pair, id);
  await pair.shop.drainWebhooks();
  await pair.integration.settle();
  expect(customersOf(pair, "staff@example.com")).toEqual([]);
});

it("row 11, customers, Odoo to shop: a contact becomes a customer of the shop with the address", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  pair.erp.call("res.partner", "create", [CONTACT]);
  await pair.integration.settle();
  const profile = profileOf(pair, "grace@example.com");
  expect(profile).toMatchObject({ status: "E" });
  expect(pair.shop.addressesOf(Number(profile?.id))).toMatchObject([
    {
      firstname: "Grace",
      lastname: "Hopper",
      street: "3 Navy Yard",
      city: "Arlington",
      zipcode: "22201",
      country_code: "US",
    },
  ]);
  expect(await pair.integration.problems()).toEqual([]);
});

it.each([
  ["without an address", { name: "Grace Hopper", email: "grace@example.com" }],
  ["with one word for a name", { ...CONTACT, name: "Hopper" }],
  ["without an e-mail address", { ...CONTACT, email: false }],
  ["that is the delivery address of another", { ...CONTACT, type: "delivery" }],
])(
  "row 11, customers, Odoo to shop: a contact %s stays out of the shop, and waits for nobody",
  async (_what, values) => {
    const pair = await startOdooPair();
    await pair.integration.settle();
    pair.erp.call("res.partner", "create", [values]);
    await pair.integration.settle();
    expect(pair.shop.profiles()).toEqual([]);
    expect(await pair.integration.problems()).toEqual([]);
  },
);

it("row 11, customers, Odoo to shop: an address that is changed in Odoo follows", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  const id = pair.erp.call("res.partner", "create", [CONTACT]);
  await pair.integration.settle();
  pair.erp.call("res.partner", "write", [[Number(id)], { street: "9 Harbour Road" }]);
  await pair.integration.settle();
  const profile = profileOf(pair, "grace@example.com");
  expect(pair.shop.addressesOf(Number(profile?.id)).map(({ street }) => street)).toEqual(["9 Harbour Road"]);
});

it("row 11, customers, Odoo to shop: a contact that is archived is disabled in the shop", async () => {
  const pair = await startOdooPair();
  await pair.integration.settle();
  const id = pair.erp.call("res.partner", "create", [CONTACT]);
  await pair.integration.settle();
  pair.erp.call("res.partner", "write", [[Number(id)], { active: false }]);
  await pair.integration.settle();
  expect(profileOf(pair, "grace@example.com")?.status).toBe("D");
});

it("row 6, deduplication: a customer whom both know is linked by e-mail, and neither is made twice", async () => {
  const pair = await startOdooPair();
  const { id } = pair.shop.addProfile({ login: "grace@example.com", registered: true });
  await addAddress(pair, id, { firstname: "Grace", lastname: "Hopper" });
  pair.erp.call("res.partner", "create", [CONTACT]);
  await pair.integration.settle();
  expect(pair.shop.profiles()).toHaveLength(1);
  expect(customersOf(pair, "grace@example.com")).toHaveLength(1);
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 6: an order's buyer and recipients do not come back to the shop as customers of their own", async () => {
  const pair = await startOdooPair();
  placeOrder(pair, { shipping_address: { firstname: "Annabella", lastname: "Noel", street: "350 5th Ave" } });
  await pair.integration.settle();
  await pair.integration.settle();
  expect(pair.shop.profiles().map(({ login }) => login)).toEqual(["ada@example.com"]);
  expect(recordsOf(pair, "res.partner", { type: "delivery" })).toHaveLength(1);
  expect(await pair.integration.problems()).toEqual([]);
});

const COMPANY = { custom_fields: [{ name: "company", value: "King Engines Ltd" }] };

function companyOf(pair: OdooPair) {
  return recordsOf(pair, "res.partner", { name: "King Engines Ltd" });
}

it("row 11, customers, shop to Odoo: a membership is a price list, and one that the table lacks is held", async () => {
  const pair = await startOdooPair();
  const wholesale = pair.erp.call("product.pricelist", "create", [{ name: "Wholesale", currency_id: 1 }]);
  pair.shop.addMembership("Wholesale");
  const { id: other } = pair.shop.addMembership("Unheard of");
  const { id } = pair.shop.addProfile({ login: NEW, registered: true, membership_id: 1 });
  await addAddress(pair, id, { firstname: "Grace", lastname: "Hopper" });
  await pair.integration.engine.operations.trigger("CustomersFromShop", [String(id)], "test");
  await pair.integration.settle();
  expect(customersOf(pair, NEW)[0]?.property_product_pricelist).toBe(wholesale);
  expect(await pair.integration.problems()).toEqual([]);
  const answer = await fetch(`${pair.shop.url}/api/profiles/${id}`, {
    method: "PUT",
    headers: { "x-auth-token": pair.shop.keys.all, "content-type": "application/json" },
    body: JSON.stringify({ membership_id: other }),
  });
  expect(answer.status).toBe(200);
  await pair.integration.engine.operations.trigger("CustomersFromShop", [String(id)], "test");
  await pair.integration.settle();
  expect(await pair.integration.problems()).toEqual([`held: membership ${other} is not in tables/pricelists.csv`]);
  expect(customersOf(pair, NEW)[0]?.property_product_pricelist).toBe(wholesale);
});

it("row 11, customers, shop to Odoo: two customers of a company are contacts of one company with its VAT number and price list", async () => {
  const pair = await startOdooPair();
  const wholesale = pair.erp.call("product.pricelist", "create", [{ name: "Wholesale", currency_id: 1 }]);
  const custom_fields = [...COMPANY.custom_fields, { name: "vat_number", value: "GB123456789" }];
  for (const [login, firstname] of [
    [NEW, "Grace"],
    ["ann@example.com", "Ann"],
  ] as const) {
    const { id } = pair.shop.addProfile({ login, registered: true, membership_id: 1 });
    await addAddress(pair, id, { firstname, lastname: "King", custom_fields });
    await pair.integration.engine.operations.trigger("CustomersFromShop", [String(id)], "test");
    await pair.integration.settle();
  }
  expect(await pair.integration.problems()).toEqual([]);
  expect(companyOf(pair)).toMatchObject([
    { is_company: true, vat: "GB123456789", property_product_pricelist: wholesale, city: "Portland" },
  ]);
  const [company] = companyOf(pair);
  for (const [login, name] of [
    [NEW, "Grace King"],
    ["ann@example.com", "Ann King"],
  ] as const) {
    expect(customersOf(pair, login)).toMatchObject([{ name, parent_id: company?.id, vat: "GB123456789" }]);
  }
  expect(pair.shop.profiles()).toHaveLength(2);
});

it("row 11, orders, shop to Odoo: a guest of a company is its contact, buys on account and by the company's order number", async () => {
  const pair = await startOdooPair();
  const custom_fields = [...COMPANY.custom_fields, { name: "purchase_order", value: "PO-4711" }];
  const order = placeOrder(pair, {
    payment_status: "Q",
    payment_method: "Purchase Order",
    billing_address: { firstname: "Ada", lastname: "King", custom_fields },
  });
  await pair.integration.settle();
  const sale = saleOf(pair, order);
  const [company] = companyOf(pair);
  const [terms] = recordsOf(pair, "account.payment.term", { name: "30 Days" });
  expect(customersOf(pair, EMAIL)).toMatchObject([{ name: "Ada King", parent_id: company?.id }]);
  expect(sale).toMatchObject({ state: "sale", payment_term_id: terms?.id, client_order_ref: order.order_number });
  expect(String(sale.note)).toContain("Purchase order PO-4711");
  expect(await pair.integration.problems()).toEqual([]);
});

it("row 11, orders, shop to Odoo: of two price lists in a currency a person decides, where no table says which", async () => {
  const pair = await startOdooPair();
  pair.erp.call("product.pricelist", "create", [{ name: "Wholesale", currency_id: 1 }]);
  placeOrder(pair);
  await pair.integration.settle();
  expect((await pair.integration.problems()).join()).toMatch(/^held: /);
});
