import { xcartConnector } from "@xmap/connectors/xcart";
import type { ConnectorSession } from "@xmap/contract";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { FakeClock } from "@xmap/testing";
import { beforeEach, expect, it, onTestFinished } from "vitest";

let shop: XCartSandbox;
let session: ConnectorSession;
let clock: FakeClock;

beforeEach(async () => {
  clock = new FakeClock();
  shop = await startXCartSandbox({ products: Array.from({ length: 250 }, (_, index) => ({ sku: `P-${index}` })) });
  const options = { url: shop.url, key: shop.keys.all };
  const projectFolder = import.meta.dirname;
  session = xcartConnector.open({ system: "shop", options, clock, timeoutMilliseconds: 10_000, projectFolder });
  onTestFinished(async () => {
    await session.close();
    await shop.close();
  });
});

async function find(sku: string): Promise<readonly unknown[]> {
  const found = await session.search({ resource: "products", match: { sku }, fields: ["id", "sku"], limit: 5 });
  return found.map(({ id }) => id);
}

const requests = (): number =>
  Object.values(shop.counters.values().requests).reduce((total, count) => total + count, 0);

it("the list is read once for many SKUs, and each product as it is now", async () => {
  expect(await find("P-0")).toEqual([1]);
  const before = requests();
  expect(await Promise.all(["P-1", "P-200", "GHOST"].map(find))).toEqual([[2], [201], []]);
  expect(requests() - before).toBe(2);
});

it("a product that staff gave another SKU is found by that one and no longer by the old one", async () => {
  await find("P-0");
  shop.editProduct(1, { sku: "NEW" });
  expect(await find("P-0")).toEqual([]);
  expect(await find("NEW")).toEqual([1]);
});

it("a product that was made meanwhile is found after the shop has refused a second one", async () => {
  await find("P-0");
  const { id } = shop.addProduct({ sku: "MADE-BY-HAND" });
  expect(await find("MADE-BY-HAND")).toEqual([]);
  const create = { resource: "products", values: { sku: "MADE-BY-HAND", name: "x" }, lines: {}, writeKey: "1" };
  await expect(session.create(create)).rejects.toMatchObject({ details: { class: "Conflict", effect: "none" } });
  expect(await find("MADE-BY-HAND")).toEqual([id]);
});

it("what the session creates is found at once", async () => {
  await find("P-0");
  const before = requests();
  const [id] = await session.create({
    resource: "products",
    values: { sku: "OURS", name: "x" },
    lines: {},
    writeKey: "1",
  });
  expect((await find("OURS")).map(String)).toEqual([id]);
  expect(requests() - before).toBe(2);
});

it("the list is read again after a quarter of an hour", async () => {
  await find("P-0");
  shop.addProduct({ sku: "LATER" });
  await clock.advance(900_001);
  expect(await find("LATER")).toEqual([251]);
});
