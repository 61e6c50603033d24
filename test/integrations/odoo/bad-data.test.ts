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
import { compiledModules } from "../harness/compiled-modules.ts";
import { type Json, startManglingProxy } from "../harness/mangling-proxy.ts";
import { drawMutation, type Mutation, mutated } from "../harness/mutations.ts";
import { type OdooPair, startOdooPair } from "../harness/odoo-pair.ts";
import { startInstallation } from "./installation.ts";
import { linesOf, placeOrder, recordsOf, saleOf } from "./records.ts";

/** What an order must say for itself, so that the engine knows which one it is. */
const SPARED_OF_ORDERS = ["id"];
const SPARED_OF_PRODUCTS = ["id", "write_date", "__last_update"];
/** An order as the shop's API shows it, with a customer of its own. */
function placeOwn(pair: OdooPair, index: number) {
  return placeOrder(pair, {
    email: `customer-${index}@example.com`,
    items: [
      { sku: "TAPE", amount: 1 + (index % 4) },
      { sku: "GLOVES", amount: 1 },
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

/** Nothing in Odoo is half of what it should be. */
function expectWhole(pair: OdooPair): void {
  const partners = recordsOf(pair, "res.partner");
  const nameless = partners.filter(
    ({ name, type }) => type !== "delivery" && (typeof name !== "string" || name.trim() === ""),
  );
  expect(nameless).toEqual([]);
  for (const sale of recordsOf(pair, "sale.order")) {
    expect(linesOf(pair, sale).length, `lines of ${sale.client_order_ref}`).toBeGreaterThan(0);
    expect(partners.some(({ id }) => id === sale.partner_id)).toBe(true);
    expect(Number.isFinite(sale.amount_total)).toBe(true);
  }
  for (const bill of recordsOf(pair, "account.move", { state: "posted" }))
    expect(Number.isFinite(bill.amount_total)).toBe(true);
}

it(
  `bad data, shop: ${MUTATIONS} orders of which something is wrong end delivered, held or refused by a named rule, never half`,
  async () => {
    const pair = await startOdooPair({ quantity: 100_000 });
    const random = createSeededRandom(MUTATION_SEED);
    const mutations = new Map<number, Mutation>();
    const mangled = (answer: Json): Json => mangleOrders(answer, mutations);
    const shopUrl = await startManglingProxy(pair.shop.url, mangled);
    const modules = await compiledModules("xcart-odoo");
    const integration = await startInstallation({ ...pair, modules, shopUrl });
    const orders = Array.from({ length: MUTATIONS }, (_none, index) => placeOwn(pair, index));
    for (const order of orders) mutations.set(order.id, drawMutation(random, order as Json, SPARED_OF_ORDERS));
    const healthy = placeOwn(pair, MUTATIONS);
    await integration.settle();
    const after = placeOwn(pair, MUTATIONS + 1);
    await integration.settle();
    for (const good of [healthy, after]) expect(saleOf(pair, good).state).toBe("sale");
    const runs = orders.map(({ id }) => ({
      flow: "OrderToCash",
      record: `shop/Order/${id}`,
      mutation: mutations.get(id),
    }));
    expectSaid(integration, runs);
    expectWhole(pair);
  },
  PATIENCE,
);

it(
  `bad data, Odoo: ${MUTATIONS} products of which something is wrong end delivered, held or refused by a named rule`,
  async () => {
    const pair = await startOdooPair();
    const random = createSeededRandom(MUTATION_SEED + 1);
    const skus = Array.from({ length: MUTATIONS }, (_none, index) => `BAD-${index}`);
    const { products } = pair.erp.seed({
      products: skus.map((sku) => ({ sku, name: `Product ${sku}`, price: 5, quantity: 9 })),
    });
    const mutations = new Map<number, Mutation>();
    const records = new Map(recordsOf(pair, "product.product").map((record) => [record.id, record]));
    const seen = [
      "name",
      "default_code",
      "lst_price",
      "weight",
      "active",
      "is_storable",
      "type",
      "sale_ok",
      "description_sale",
      "free_qty",
      "qty_available",
    ];
    for (const id of Object.values(products)) {
      const record = Object.fromEntries(seen.map((name) => [name, (records.get(id)?.[name] ?? false) as Json]));
      mutations.set(id, drawMutation(random, record, SPARED_OF_PRODUCTS));
    }
    const erpUrl = await startManglingProxy(pair.erp.url, (answer, { body }) =>
      JSON.stringify(body).includes('"product.product"') ? mangleRows(answer, mutations) : answer,
    );
    const integration = await startInstallation({ ...pair, modules: await compiledModules("xcart-odoo"), erpUrl });
    await integration.settle();
    const order = placeOrder(pair);
    await integration.settle();
    expect(saleOf(pair, order).state).toBe("sale");
    const runs = Object.values(products).flatMap((id) =>
      ["ProductToShop", "StockToShop"].map((flow) => ({
        flow,
        record: `erp/Product/${id}`,
        mutation: mutations.get(id),
      })),
    );
    expectSaid(integration, runs);
    for (const product of pair.shop.products()) {
      expect(product.sku === "" || product.name === "").toBe(false);
      expect(Number.isSafeInteger(product.amount) && product.amount >= 0, `amount of ${product.sku}`).toBe(true);
    }
  },
  PATIENCE,
);

it(
  `bad data, shop: an order of ${MANY_LINES} lines arrives whole, or is refused whole`,
  async () => {
    const pair = await startOdooPair({ quantity: 1_000_000 });
    const items = Array.from({ length: MANY_LINES }, () => ({ sku: "TAPE", amount: 1 }));
    const large = placeOrder(pair, { items });
    const small = placeOrder(pair, { email: "bob@example.com", billing_address: { street: "2 Main Street" } });
    await pair.integration.settle();
    expect(saleOf(pair, small).state).toBe("sale");
    const [sale] = recordsOf(pair, "sale.order", { client_order_ref: large.order_number });
    const problems = await pair.integration.problems();
    expect(sale === undefined ? problems : linesOf(pair, sale).length).toEqual(
      sale === undefined ? [expect.stringContaining("lines")] : MANY_LINES,
    );
  },
  PATIENCE,
);

/** The records of Odoo's answer by their ids. */
function mangleRows(answer: Json, mutations: ReadonlyMap<number, Mutation>): Json {
  if (Array.isArray(answer)) return answer.map((each) => mangleRows(each, mutations));
  if (!isJsonRecord(answer)) return answer;
  if ("result" in answer) return { ...answer, result: mangleRows(answer.result ?? null, mutations) };
  const mutation = mutations.get(Number(answer.id));
  return mutation === undefined ? answer : mutated(answer, mutation);
}
