// @module-tag long

import { expect, it } from "vitest";
import { onlySalesOrder, place, startWorld, type World } from "./world.ts";

const LOGIN = "ada@example.com";
const COMPANY = [{ name: "company", value: "King Engines Ltd" }];
const ADDRESS = {
  is_billing: true,
  is_shipping: true,
  firstname: "Ada",
  lastname: "King",
  street: "12 Pine Street",
  zipcode: "98101",
  city: "Seattle",
  country_code: "US",
};

type Fields = Readonly<Record<string, unknown>>;

/** Sends to the shop's own interface, as its staff and customers do by other ways. */
async function send({ shop }: World, method: "POST" | "PUT", path: string, fields: Fields): Promise<void> {
  const headers = { "x-auth-token": shop.keys.all, "content-type": "application/json" };
  const answer = await fetch(`${shop.url}/api/profiles/${path}`, { method, headers, body: JSON.stringify(fields) });
  if (!answer.ok) throw new Error(await answer.text());
}

/** Somebody with an account in the shop, taken over to Acumatica. */
async function register(world: World, profile: Fields = {}, address: Fields = {}): Promise<number> {
  world.shop.addMembership("Wholesale");
  const { id } = world.shop.addProfile({ login: LOGIN, registered: true, ...profile });
  await send(world, "POST", `${id}/addresses`, { ...ADDRESS, ...address });
  await carry(world, id);
  return id;
}

async function carry(world: World, id: number): Promise<void> {
  await world.integration.engine.operations.trigger("CustomersToAcumatica", [String(id)], "test");
  await world.integration.settle();
}

function customersOf({ erp }: World): readonly Fields[] {
  return erp.records("Customer").filter(({ Email }) => Email === LOGIN);
}

function membershipOf({ shop }: World, id: number): number | null | undefined {
  return shop.profiles().find((profile) => profile.id === id)?.membership_id;
}

it("row 11, customers, shop to Acumatica: a membership is a price class", async () => {
  const world = await startWorld();
  const id = await register(world);
  expect(customersOf(world)).toMatchObject([{ PriceClassID: null }]);
  await send(world, "PUT", String(id), { membership_id: 1 });
  await carry(world, id);
  expect(customersOf(world)).toMatchObject([{ PriceClassID: "WHOLESALE" }]);
  expect(membershipOf(world, id)).toBe(1);
  expect(await world.integration.problems()).toEqual([]);
});

it("row 11, customers, Acumatica to shop: a price class is a membership, and is one no more when it is taken away", async () => {
  const world = await startWorld();
  const id = await register(world);
  const CustomerID = String(customersOf(world)[0]?.CustomerID);
  world.erp.put("Customer", { CustomerID, PriceClassID: "WHOLESALE" });
  await world.integration.settle();
  expect(membershipOf(world, id)).toBe(1);
  world.erp.put("Customer", { CustomerID, PriceClassID: null });
  await world.integration.settle();
  expect(membershipOf(world, id)).toBeNull();
  expect(await world.integration.problems()).toEqual([]);
});

it("row 11, customers: a membership and a price class that the table lacks are held, and nothing else is taken instead", async () => {
  const world = await startWorld();
  const id = await register(world);
  const { id: other } = world.shop.addMembership("Unheard of");
  await send(world, "PUT", String(id), { membership_id: other });
  await carry(world, id);
  const told = (what: string): string => `held: ${what} is not in tables/acumatica-price-classes.csv`;
  expect(await world.integration.problems()).toEqual([told(`membership ${other}`)]);
  expect(customersOf(world)).toMatchObject([{ PriceClassID: null }]);
  await send(world, "PUT", String(id), { membership_id: 1 });
  await carry(world, id);
  world.erp.put("Customer", { CustomerID: String(customersOf(world)[0]?.CustomerID), PriceClassID: "RETAIL" });
  await world.integration.settle();
  expect(await world.integration.problems()).toEqual([told("price class RETAIL")]);
  expect(membershipOf(world, id)).toBe(1);
});

it("row 11, customers, shop to Acumatica: a company is the account, and the person stays the person", async () => {
  const world = await startWorld();
  const custom_fields = [
    ...COMPANY,
    { name: "vat_number", value: "GB123456789" },
    { name: "tax_exemption_number", value: "EX-77" },
  ];
  const id = await register(world, {}, { custom_fields });
  const [customer] = customersOf(world);
  expect(customer).toMatchObject({
    CustomerName: "King Engines Ltd",
    TaxRegistrationID: "GB123456789",
    TaxExemptionNumber: "EX-77",
    MainContact: { Attention: "Ada King" },
  });
  const CustomerID = String(customer?.CustomerID);
  world.erp.put("Customer", { CustomerID, CustomerName: "King Works Ltd", MainContact: { Phone1: "+1 206 555 0199" } });
  await world.integration.settle();
  expect(world.shop.addressesOf(id)).toMatchObject([{ firstname: "Ada", lastname: "King", phone: "+1 206 555 0199" }]);
  expect(customersOf(world)).toMatchObject([{ CustomerName: "King Works Ltd" }]);
  expect(await world.integration.problems()).toEqual([]);
});

it("row 11, customers: a customer who has become a company in Acumatica is one there still when the shop changes", async () => {
  const world = await startWorld();
  const id = await register(world);
  const CustomerID = String(customersOf(world)[0]?.CustomerID);
  const MainContact = { Attention: "Grace Hopper" };
  world.erp.put("Customer", { CustomerID, CustomerName: "King Works Ltd", MainContact });
  await world.integration.settle();
  expect(world.shop.addressesOf(id)).toMatchObject([{ firstname: "Grace", lastname: "Hopper" }]);
  await send(world, "PUT", `${id}/addresses/${world.shop.addressesOf(id)[0]?.id}`, { phone: "+1 206 555 0177" });
  await carry(world, id);
  expect(customersOf(world)).toMatchObject([
    { CustomerName: "King Works Ltd", MainContact: { Attention: "Grace Hopper", Phone1: "+1 206 555 0177" } },
  ]);
  expect(await world.integration.problems()).toEqual([]);
});

it("row 11, orders, shop to Acumatica: a guest of a company buys on account, by its own order number", async () => {
  const world = await startWorld();
  const custom_fields = [...COMPANY, { name: "purchase_order", value: "PO-4711" }];
  const order = place(world, {
    payment_status: "Q",
    payment_method: "Purchase Order",
    billing_address: { firstname: "Ada", lastname: "King", custom_fields },
  });
  await world.integration.settle();
  expect(customersOf(world)).toMatchObject([
    { CustomerName: "King Engines Ltd", MainContact: { Attention: "Ada King" } },
  ]);
  expect(onlySalesOrder(world)).toMatchObject({
    Status: "Open",
    CustomerOrder: "PO-4711",
    ExternalRef: order.order_number,
    FinancialSettings: { Terms: "30D" },
  });
  expect(await world.integration.problems()).toEqual([]);
});

it("row 11, orders, shop to Acumatica: a person who has not paid waits, whatever the method", async () => {
  const world = await startWorld();
  place(world, { payment_status: "Q", payment_method: "Purchase Order" });
  await world.integration.settle();
  expect(onlySalesOrder(world)).toMatchObject({ Status: "On Hold" });
  expect(await world.integration.problems()).toEqual([]);
});
