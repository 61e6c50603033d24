import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Business, startBusiness } from "./business-world.ts";

let world: Business;
beforeEach(async () => {
  world = await startBusiness({
    seed: {
      carriers: [
        { name: "Flat rate", sku: "SHIP", price: 5, trackingUrl: "https://t.example/<shipmenttrackingnumber>" },
      ],
    },
  });
});
afterEach(() => world.close());

async function quotation(partner: number, more: object = {}): Promise<number> {
  const order_line = [[0, 0, { product_id: 1, product_uom_qty: 2 }]];
  return await world.create("sale.order", { partner_id: partner, order_line, ...more });
}

describe("fiscal positions", () => {
  test.each([
    ["at home", "US", 1, [1]],
    ["abroad", "DE", 2, [3]],
  ])("a customer %s gets its position, and the product's taxes are mapped", async (_where, code, position, taxes) => {
    const partner = await world.create("res.partner", { name: "Bo", country_id: await world.country(code) });
    const order = await quotation(partner);
    expect(await world.read("sale.order", order, ["fiscal_position_id"])).toMatchObject({
      fiscal_position_id: position,
    });
    const [line] = await world.find("sale.order.line", [["order_id", "=", order]], ["tax_ids"]);
    expect(line?.tax_ids).toEqual(taxes);
  });

  test("a customer without a country gets none, and one of its own is taken before all", async () => {
    const nowhere = await world.create("res.partner", { name: "Bo" });
    expect(await world.read("sale.order", await quotation(nowhere), ["fiscal_position_id"])).toMatchObject({
      fiscal_position_id: false,
    });
    const special = await world.create("account.fiscal.position", { name: "Exempt" });
    const exempt = await world.create("res.partner", {
      name: "Cy",
      country_id: 233,
      property_account_position_id: special,
    });
    const order = await quotation(exempt);
    const [line] = await world.find("sale.order.line", [["order_id", "=", order]], ["tax_ids"]);
    expect(line?.tax_ids).toEqual([]);
  });

  test("taxes that the client names are not mapped", async () => {
    const partner = await world.create("res.partner", { name: "Bo", country_id: await world.country("DE") });
    const order_line = [[0, 0, { product_id: 1, tax_ids: [[6, 0, [1]]] }]];
    const order = await world.create("sale.order", { partner_id: partner, order_line });
    const [line] = await world.find("sale.order.line", [["order_id", "=", order]], ["tax_ids"]);
    expect(line?.tax_ids).toEqual([1]);
  });
});

describe("delivery", () => {
  test("a carrier alone adds no line, its wizard adds one and replaces it", async () => {
    const order = await quotation(world.partner, { carrier_id: 1 });
    const lines = () =>
      world.find(
        "sale.order.line",
        [
          ["order_id", "=", order],
          ["is_delivery", "=", true],
        ],
        ["price_unit", "name"],
      );
    expect(await lines()).toEqual([]);
    for (const _ of [1, 2]) {
      const wizard = await world.create("choose.delivery.carrier", { order_id: order, carrier_id: 1 });
      await world.rpc.call("choose.delivery.carrier", "button_confirm", [[wizard]]);
    }
    expect(await lines()).toEqual([{ id: expect.any(Number), price_unit: 5, name: "Flat rate" }]);
  });

  test("an order that is worth enough is delivered for nothing", async () => {
    await world.rpc.call("delivery.carrier", "write", [[1], { free_over: true, amount: 30 }]);
    const order = await quotation(world.partner);
    const wizard = await world.create("choose.delivery.carrier", { order_id: order, carrier_id: 1 });
    expect(await world.read("choose.delivery.carrier", wizard, ["delivery_price"])).toMatchObject({
      delivery_price: 0,
    });
  });

  test("the carrier goes along to the delivery and makes its tracking address", async () => {
    const sale = await world.sale(1, { carrier_id: 1 });
    const picking = world.odoo.shipOrder(sale, { tracking: "1Z" });
    expect(await world.read("stock.picking", picking, ["carrier_id", "carrier_tracking_url"])).toMatchObject({
      carrier_id: 1,
      carrier_tracking_url: "https://t.example/1Z",
    });
  });
});

test("the wizard cancels several orders, and a locked one stops it", async () => {
  const orders = [await world.sale(1), await world.sale(1)];
  const wizard = await world.create("sale.mass.cancel.orders", { sale_order_ids: [[6, 0, orders]] });
  await world.rpc.call("sale.order", "action_lock", [[orders[1]]]);
  expect(await world.problem("sale.mass.cancel.orders", "action_mass_cancel", [[wizard]])).toBe(
    "odoo.exceptions.UserError",
  );
  expect(await world.read("sale.order", orders[0] ?? 0, ["state"])).toMatchObject({ state: "sale" });
  await world.rpc.call("sale.order", "action_unlock", [[orders[1]]]);
  await world.rpc.call("sale.mass.cancel.orders", "action_mass_cancel", [[wizard]]);
  for (const order of orders) {
    expect(await world.read("sale.order", order, ["state"])).toMatchObject({ state: "cancel" });
  }
});

test("a second company sells in its own currency, from its own warehouse", async () => {
  const home = await world.create("res.partner", {
    name: "Branch",
    country_id: await world.country("DE"),
    is_company: true,
  });
  const company = await world.create("res.company", {
    name: "Branch",
    partner_id: home,
    currency_id: 2,
    country_id: await world.country("DE"),
  });
  const house = await world.create("stock.warehouse", { name: "Branch", code: "BR", company_id: company });
  const order = await world.create("sale.order", { partner_id: world.partner, company_id: company });
  expect(await world.read("sale.order", order, ["currency_id", "warehouse_id"])).toMatchObject({
    currency_id: 2,
    warehouse_id: house,
  });
});

test("taxes of a group are each counted, and the company decides whether prices contain them", async () => {
  const [state, city] = [
    await world.create("account.tax", { name: "State", amount: 6 }),
    await world.create("account.tax", { name: "City", amount: 4 }),
  ];
  const both = await world.create("account.tax", {
    name: "Both",
    amount_type: "group",
    amount: 0,
    children_tax_ids: [state, city],
  });
  const order_line = [[0, 0, { product_id: 1, price_unit: 110, tax_ids: [both] }]];
  const order = await world.create("sale.order", { partner_id: world.partner, order_line });
  expect(await world.read("sale.order", order, ["amount_untaxed", "amount_tax"])).toMatchObject({
    amount_untaxed: 110,
    amount_tax: 11,
  });
  await world.rpc.call("res.company", "write", [[1], { account_price_include: "tax_included" }]);
  const included = await world.create("sale.order", { partner_id: world.partner, order_line });
  expect(await world.read("sale.order", included, ["amount_untaxed", "amount_total"])).toMatchObject({
    amount_untaxed: 100,
    amount_total: 110,
  });
});
