import { expect, it, onTestFinished } from "vitest";
import { GOODS } from "./goods.ts";
import type { OrderLife } from "./order-life.ts";
import { Watch } from "./watch.ts";
import { startWorld, type World } from "./world.ts";

/** Both systems without an engine, and an order of two pieces in the book. */
async function watched(): Promise<{ readonly world: World; readonly watch: Watch; readonly life: OrderLife }> {
  const world = await startWorld(1);
  onTestFinished(() => world.close());
  const watch = new Watch(world);
  const shown = world.shop.placeOrder({ items: [{ sku: SKU, amount: 2 }], email: "ada@example.com" });
  const life: OrderLife = {
    story: "shipped",
    id: Number(shown.id),
    number: String(shown.order_number),
    customer: { email: "ada@example.com", market: MARKET, address: ADDRESS, profileId: undefined },
    announced: true,
    shown,
    lines: [{ sku: SKU, name: SKU, quantity: 2, unitPrice: 1 }],
    charges: [],
    expected: {
      payment: "Q",
      shipping: "N",
      sale: "draft",
      total: 2,
      street: ADDRESS.street,
      paymentMails: 0,
      shippedMails: 0,
      tracking: [],
      paid: [],
      credited: [],
      paidBack: [],
      waits: [],
    },
  };
  watch.placed(life);
  return { world, watch, life };
}

const SKU = GOODS[3]?.sku ?? "";
const ON_SHELF = GOODS[3]?.main ?? 0;
const MARKET = {
  currency: "USD",
  digits: 2,
  country: "US",
  state: "",
  city: "",
  zipcode: "",
  vat: undefined,
  priceFactor: 1,
};
const ADDRESS = {
  firstname: "Ada",
  lastname: "King",
  phone: "1",
  street: "1 Elm",
  zipcode: "1",
  city: "Elm",
  country: "US",
  state: "Oregon",
};

/** A sale of the order in Odoo. */
function sell({ erp }: World, { number }: OrderLife): number {
  const [product] = erp.records("product.product").filter(({ default_code: sku }) => sku === SKU);
  const partner = erp.call("res.partner", "create", [{ name: "Ada King", email: "ada@example.com" }]);
  const line = { product_id: Number(product?.id), product_uom_qty: 2, price_unit: 1, tax_ids: [] };
  const values = { partner_id: Number(partner), client_order_ref: number, order_line: [[0, 0, line]] };
  return Number(erp.call("sale.order", "create", [values]));
}

it("says nothing of an order that goes its usual way", async () => {
  const { world, watch, life } = await watched();
  const sale = sell(world, life);
  world.erp.confirm(sale);
  life.expected.paid = [2];
  world.erp.invoice(sale, { pay: true });
  world.erp.shipOrder(sale);
  life.expected.shippedMails = 1;
  world.shop.setShippingStatus(life.id, "S");
  watch.placing([{ sku: SKU, name: SKU, quantity: ON_SHELF - 2, unitPrice: 1 }]);
  expect(watch.violations).toEqual([]);
});

it("sees a second sale and a second contact", async () => {
  const { world, watch, life } = await watched();
  sell(world, life);
  sell(world, life);
  watch.look();
  expect(watch.violations).toEqual([
    expect.stringContaining("has two sales"),
    expect.stringContaining("has two contacts"),
  ]);
});

it("sees that the shop says Shipped while a parcel is missing", async () => {
  const { world, watch, life } = await watched();
  const sale = sell(world, life);
  world.erp.confirm(sale);
  world.erp.shipOrder(sale, { lines: [{ sku: SKU, quantity: 1 }] });
  life.expected.shippedMails = 1;
  world.shop.setShippingStatus(life.id, "S");
  watch.look();
  expect(watch.violations).toEqual([expect.stringContaining("is Shipped in the shop while its deliveries are")]);
});

it("sees a mail that nothing has caused", async () => {
  const { world, watch, life } = await watched();
  world.shop.setPaymentStatus(life.id, "P");
  watch.look();
  expect(watch.violations).toEqual([expect.stringContaining('mailed "payment status" 1 times, there was cause for 0')]);
});

it("sees money that was booked twice", async () => {
  const { world, watch, life } = await watched();
  const sale = sell(world, life);
  world.erp.confirm(sale);
  world.erp.invoice(sale, { pay: true });
  watch.look();
  expect(watch.violations).toEqual([expect.stringContaining("1 payments: 2")]);
});

it("sees what is sold and not there, until pieces that vanished are known", async () => {
  const { watch } = await watched();
  const rest = (quantity: number) => [{ sku: SKU, name: SKU, quantity, unitPrice: 1 }];
  watch.stock.unseen(SKU, 1);
  watch.placing(rest(ON_SHELF - 1));
  expect(watch.violations).toEqual([]);
  for (let minute = 0; minute < 15; minute += 1) watch.stock.passed(true);
  watch.placing(rest(ON_SHELF - 1));
  expect(watch.violations).toEqual([expect.stringContaining(`oversold ${SKU}`)]);
});
