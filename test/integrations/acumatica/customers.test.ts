// @module-tag long

import { expect, it } from "vitest";
import { place, startWorld, type World } from "./world.ts";

const ADDRESS = {
  is_billing: true,
  is_shipping: true,
  is_work: false,
  type: "R",
  title: "",
  firstname: "Ada",
  lastname: "King",
  phone: "+1 206 555 0100",
  street: "12 Pine Street",
  zipcode: "98101",
  city: "Seattle",
  country_code: "US",
  state: 181,
  state_name: "Washington",
  custom_fields: [],
};

function customersOf({ erp }: World, email: string) {
  return erp.records("Customer").filter(({ Email }) => Email === email);
}

/** Somebody with an account in the shop. */
async function register(world: World, login: string): Promise<number> {
  const { id } = world.shop.addProfile({ login, registered: true });
  const { url, keys } = world.shop;
  const headers = { "x-auth-token": keys.all, "content-type": "application/json" };
  const answer = await fetch(`${url}/api/profiles/${id}/addresses`, {
    method: "POST",
    headers,
    body: JSON.stringify(ADDRESS),
  });
  expect(answer.status).toBe(201);
  return id;
}

it("somebody who registers becomes a customer with name and address", async () => {
  const world = await startWorld();
  const id = await register(world, "ada@example.com");
  await world.integration.engine.operations.trigger("CustomersToAcumatica", [String(id)], "test");
  await world.integration.settle();
  expect(customersOf(world, "ada@example.com")).toMatchObject([
    {
      CustomerName: "Ada King",
      Status: "Active",
      MainContact: {
        Phone1: "+1 206 555 0100",
        Address: { AddressLine1: "12 Pine Street", City: "Seattle", State: "WA", PostalCode: "98101", Country: "US" },
      },
    },
  ]);
  expect(await world.integration.problems()).toEqual([]);
});

it("who is in Acumatica already is found by e-mail, and its address comes to the shop", async () => {
  const world = await startWorld();
  const id = await register(world, "ada@example.com");
  const Address = { AddressLine1: "1 Oak Road", City: "Tacoma", PostalCode: "98402", Country: "US", State: "WA" };
  world.erp.put("Customer", { CustomerName: "Ada King", Email: "ada@example.com" });
  await world.integration.engine.operations.trigger("CustomersToAcumatica", [String(id)], "test");
  await world.integration.settle();
  const [known] = customersOf(world, "ada@example.com");
  expect(customersOf(world, "ada@example.com")).toHaveLength(1);
  world.erp.put("Customer", { CustomerID: String(known?.CustomerID), MainContact: { Address } });
  await world.integration.settle();
  expect(world.shop.addressesOf(id)).toMatchObject([{ street: "1 Oak Road", city: "Tacoma", zipcode: "98402" }]);
  expect(await world.integration.problems()).toEqual([]);
});

it("a customer whom Acumatica locks is locked in the shop", async () => {
  const world = await startWorld();
  const id = await register(world, "ada@example.com");
  await world.integration.engine.operations.trigger("CustomersToAcumatica", [String(id)], "test");
  await world.integration.settle();
  const [known] = customersOf(world, "ada@example.com");
  world.erp.put("Customer", { CustomerID: String(known?.CustomerID), Status: "Inactive" });
  await world.integration.settle();
  expect(world.shop.profiles().find((profile) => profile.id === id)?.status).toBe("D");
});

it("guests and people who order by phone get no account, and a guest's address overwrites nothing", async () => {
  const world = await startWorld();
  world.erp.put("Customer", { CustomerName: "Phone Person", Email: "phone@example.com" });
  place(world, { email: "guest@example.com" });
  await world.integration.settle();
  expect(world.shop.profiles().map(({ login }) => login)).toEqual(["guest@example.com"]);
  const profile = world.shop.profiles()[0];
  await world.integration.engine.operations.trigger("CustomersToAcumatica", [String(profile?.id)], "test");
  world.erp.put("Customer", {
    CustomerID: String(customersOf(world, "guest@example.com")[0]?.CustomerID),
    CustomerName: "Guest Master",
  });
  await world.integration.settle();
  expect(customersOf(world, "guest@example.com")).toMatchObject([{ CustomerName: "Guest Master" }]);
  expect(await world.integration.problems()).toEqual([]);
});
