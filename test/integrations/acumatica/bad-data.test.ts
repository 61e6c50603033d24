// @module-tag long
import { createSeededRandom } from "@xmap/sandbox";
import { expect, it } from "vitest";
import {
  expectSaid,
  isJsonRecord,
  MANY_LINES,
  MUTATION_SEED,
  MUTATIONS,
  mangleOrders,
  PATIENCE,
} from "../harness/bad-data.ts";
import { type Json, startManglingProxy } from "../harness/mangling-proxy.ts";
import { drawMutation, type Mutation, mutated } from "../harness/mutations.ts";
import { linesIn, place, salesOrderOf, startWorld, type World } from "./world.ts";

/** What an order must say for itself, so that the engine knows which one it is. */
const SPARED_OF_ORDERS = ["id"];
const SPARED_OF_ITEMS = ["id", "InventoryID", "LastModified"];

/** An order as the shop's API shows it, with a customer of its own. */
function placeOwn(world: World, index: number) {
  return place(world, {
    email: `customer-${index}@example.com`,
    items: [
      { sku: "TSH-001-M", amount: 1 + (index % 4) },
      { sku: "MUG-002", amount: 1 },
    ],
    billing_address: { street: `${index} Main Street`, custom_fields: [{ name: "vat_number", value: "US1" }] },
    shipping_address: { street: `${index} Side Street`, firstname: "Robin", lastname: `Number ${index}` },
    surcharges: [
      { type: "shipping", value: 5 },
      { type: "discount", value: -1 },
    ],
    notes: "As always.",
    used_coupons: [{ code: "SPRING" }],
  });
}

/** Nothing in Acumatica is half of what it should be. */
function expectWhole({ erp }: World): void {
  for (const order of erp.records("SalesOrder")) {
    expect(linesIn(order, "Details").length, `lines of ${String(order.OrderNbr)}`).toBeGreaterThan(0);
    expect(typeof order.CustomerID === "string" && order.CustomerID !== "").toBe(true);
    expect(Number.isFinite(order.OrderTotal)).toBe(true);
  }
  for (const payment of erp.records("Payment")) expect(Number(payment.PaymentAmount)).toBeGreaterThan(0);
}

it(
  `bad data, shop: ${MUTATIONS} orders of which something is wrong end delivered, held or refused by a named rule, never half`,
  async () => {
    const mutations = new Map<number, Mutation>();
    const mangled = (answer: Json): Json => mangleOrders(answer, mutations);
    const world = await startWorld({
      behind: async (system, url) => (system === "shop" ? startManglingProxy(url, mangled) : url),
    });
    const random = createSeededRandom(MUTATION_SEED);
    const orders = Array.from({ length: MUTATIONS }, (_none, index) => placeOwn(world, index));
    for (const order of orders) mutations.set(order.id, drawMutation(random, order as Json, SPARED_OF_ORDERS));
    const healthy = placeOwn(world, MUTATIONS);
    await world.integration.settle();
    const after = placeOwn(world, MUTATIONS + 1);
    await world.integration.settle();
    for (const good of [healthy, after]) expect(salesOrderOf(world, good).Status).toBe("Open");
    const runs = orders.map(({ id }) => ({
      flow: "OrderToAcumatica",
      record: `shop/Order/${id}`,
      mutation: mutations.get(id),
    }));
    expectSaid(world.integration, runs);
    expectWhole(world);
  },
  PATIENCE,
);

it(
  `bad data, Acumatica: ${MUTATIONS} items of which something is wrong end delivered, held or refused by a named rule`,
  async () => {
    const skus = Array.from({ length: MUTATIONS }, (_none, index) => `BAD-${index}`);
    const mutations = new Map<string, Mutation>();
    const mangled = (answer: Json): Json => mangleItems(answer, mutations);
    const world = await startWorld({
      moreItems: Object.fromEntries(skus.map((sku) => [sku, 9])),
      behind: async (system, url) => (system === "acumatica" ? startManglingProxy(url, mangled) : url),
    });
    const random = createSeededRandom(MUTATION_SEED + 1);
    for (const sku of skus) mutations.set(sku, drawMutation(random, usualItem(sku), SPARED_OF_ITEMS));
    await world.integration.settle();
    const order = placeOwn(world, 1);
    await world.integration.settle();
    expect(salesOrderOf(world, order).Status).toBe("Open");
    const runs = skus.flatMap((sku) =>
      ["StockItemToShop", "AcumaticaStockToShop"].map((flow) => ({
        flow,
        record: `acumatica/StockItem/${sku}`,
        mutation: mutations.get(sku),
      })),
    );
    expectSaid(world.integration, runs);
    for (const product of world.shop.products()) {
      expect(product.sku === "" || product.name === "").toBe(false);
      expect(Number.isSafeInteger(product.amount) && product.amount >= 0, `amount of ${product.sku}`).toBe(true);
    }
  },
  PATIENCE,
);

it(
  `bad data, shop: an order of ${MANY_LINES} lines arrives whole, or is refused whole`,
  async () => {
    const world = await startWorld();
    const items = Array.from({ length: MANY_LINES }, () => ({ sku: "MUG-002", amount: 1 }));
    const large = place(world, { items });
    const small = place(world, { email: "bob@example.com", billing_address: { street: "2 Main Street" } });
    await world.integration.settle();
    expect(salesOrderOf(world, small).Status).toBe("Open");
    const [sales] = world.erp.records("SalesOrder").filter(({ ExternalRef }) => ExternalRef === large.order_number);
    const problems = await world.integration.problems();
    expect(sales === undefined ? problems : linesIn(sales, "Details").length).toEqual(
      sales === undefined ? [expect.stringContaining("lines")] : MANY_LINES,
    );
  },
  PATIENCE,
);

/** What the mappings read of an item, in the form of its answers. */
function usualItem(sku: string): Json {
  return {
    Description: { value: sku },
    ItemStatus: { value: "Active" },
    DefaultPrice: { value: 10 },
    DimensionWeight: { value: 0.5 },
    TaxCategory: { value: "TAXABLE" },
    Content: { value: "Text" },
    Attributes: [
      { AttributeDescription: { value: "Colour" }, Value: { value: "R" }, ValueDescription: { value: "Red" } },
    ],
    WarehouseDetails: [{ WarehouseID: { value: "WHOLESALE" }, QtyOnHand: { value: 9 } }],
  };
}

/** Items by their SKU, wherever they stand in an answer. */
function mangleItems(answer: Json, mutations: ReadonlyMap<string, Mutation>): Json {
  if (Array.isArray(answer)) return answer.map((each) => mangleItems(each, mutations));
  if (!isJsonRecord(answer)) return answer;
  const { InventoryID: id = null } = answer;
  const sku = isJsonRecord(id) ? id.value : undefined;
  const mutation = typeof sku === "string" ? mutations.get(sku) : undefined;
  return mutation === undefined ? answer : mutated(answer, mutation);
}
