import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, beforeEach, expect, test } from "vitest";
import { deedsOn, openPage, sendForm, unlabelled } from "./pages-client.ts";

let shop: XCartSandbox;

beforeEach(async () => {
  shop = await startXCartSandbox({
    products: [
      { sku: "LAMP", name: "Lamp", price: 20, amount: 9 },
      { sku: "RUG", name: "Rug", price: 100, amount: 5 },
    ],
  });
});
afterEach(() => shop.close());

const order = {
  email: "ada@example.com",
  sku: ["LAMP", "RUG", ""],
  amount: [2, 1, 1],
  city: "Salem",
  shipping: 5,
  discount: 10,
  payment_status: "P",
  payment_method: "PayPal",
  notes: "",
};

test("a person places an order and sees it", async () => {
  const placed = await sendForm(shop.url, "placeOrder", order);
  expect(placed).toMatchObject({ status: 200, said: "Order 10001 is placed." });
  expect(placed.text).toContain("ada@example.com");
  expect(shop.orders()).toMatchObject([
    {
      total: 135,
      payment_status: { code: "P" },
      shipping_address: { city: "Salem" },
      items: [
        { sku: "LAMP", amount: 2 },
        { sku: "RUG", amount: 1 },
      ],
      surcharges: [
        { type: "shipping", value: 5 },
        { type: "discount", value: -10 },
      ],
    },
  ]);
  expect(shop.products().map(({ amount }) => amount)).toEqual([7, 4]);
});

test("statuses, lines, notes, refunds and a cancellation work as in the back office", async () => {
  await sendForm(shop.url, "placeOrder", order);
  await sendForm(shop.url, "setStatus", { order: 1, kind: "shipping", code: "S" });
  expect((await openPage(shop.url)).text).toContain("shipped");
  expect(shop.mails()).toMatchObject([{ kind: "shipped" }]);
  await sendForm(shop.url, "editItem", { order: 1, item: 1, amount: 3, price: 19 });
  expect(shop.orders()[0]).toMatchObject({ total: 152, items: [{ amount: 3, price: 19, item_net_price: 19 }, {}] });
  await sendForm(shop.url, "editNotes", { order: 1, admin_notes: "call first" });
  await sendForm(shop.url, "refundOrder", { order: 1, value: 50 });
  expect(shop.orders()[0]).toMatchObject({ admin_notes: "call first", payment_status: { code: "PP" } });
  const tooMuch = await sendForm(shop.url, "refundOrder", { order: 1, value: 103 });
  expect(tooMuch).toMatchObject({ status: 400, said: "of order 1 102 USD can be refunded, not 103" });
  await sendForm(shop.url, "refundOrder", { order: 1, value: "" });
  expect(shop.orders()[0]?.payment_status.code).toBe("R");
  await sendForm(shop.url, "placeOrder", { ...order, sku: ["RUG"], amount: [2] });
  await sendForm(shop.url, "cancelOrder", { order: 2 });
  expect(shop.orders()[1]).toMatchObject({ payment_status: { code: "C" }, shipping_status: { code: "WND" } });
  expect(shop.products()[1]?.amount).toBe(4);
});

test("refunds show among the payment transactions of the API", async () => {
  await sendForm(shop.url, "placeOrder", order);
  await sendForm(shop.url, "refundOrder", { order: 1, value: 35 });
  const answer = await fetch(`${shop.url}/api/orders/1/payment_transactions`, {
    headers: { "X-Auth-Token": "read-key" },
  });
  expect(await answer.json()).toMatchObject([
    { type: "sale", value: 135, local_name: "PayPal" },
    { type: "refund", value: 35, backend_transactions: [{ status: "S" }] },
  ]);
});

test("products are added and changed", async () => {
  await sendForm(shop.url, "addProduct", { sku: "SOFA", name: "Sofa", price: 899, amount: 3 });
  const changed = await sendForm(shop.url, "editProduct", { product: 1, name: "Lamp", price: 21.5, amount: 8 });
  expect(changed.text).toContain("SOFA");
  expect(shop.products()).toMatchObject([{ price: 21.5, amount: 8 }, {}, { sku: "SOFA", price: 899, amount: 3 }]);
});

test.each([
  ["placeOrder", { ...order, email: "" }, "Fill in &quot;email&quot;."],
  ["placeOrder", { ...order, sku: ["", ""] }, "Choose a product."],
  ["placeOrder", { ...order, amount: ["two", 1] }, "&quot;amount&quot; must be a number, not &quot;two&quot;."],
  ["setStatus", { order: 7, kind: "payment", code: "P" }, "the shop has no order 7"],
  ["editItem", { order: 1, item: 9, amount: 1, price: 1 }, "the shop has no order 1"],
  ["addFault", { kind: "earthquake" }, "a fault needs a kind"],
])("the form %s says what is wrong with %j", async (deed, fields, said) => {
  const refused = await sendForm(shop.url, deed, fields);
  expect([refused.status, refused.said]).toEqual([400, expect.stringContaining(said)]);
  expect(shop.orders()).toEqual([]);
});

test("faults are set and removed by forms", async () => {
  await sendForm(shop.url, "addFault", { kind: "status", operation: "GET /api/orders", times: 2, status: 502 });
  expect(shop.faults.list()).toEqual([
    { kind: "status", status: 502, remaining: 2, match: { operation: "GET /api/orders" } },
  ]);
  await sendForm(shop.url, "clearFaults", {});
  expect(shop.faults.list()).toEqual([]);
});

test("what customers write is shown as text", async () => {
  const hostile = `<script>alert("1")</script>'`;
  shop.addProduct({ sku: hostile, name: hostile });
  shop.placeOrder({ items: [{ sku: hostile }], email: hostile, notes: hostile });
  const { text } = await openPage(shop.url);
  expect(text).not.toContain("<script>alert");
  expect(text).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;");
});

test("each control has a label, each table a caption, and every form is answered", async () => {
  await sendForm(shop.url, "placeOrder", order);
  const { status, text } = await openPage(shop.url);
  expect([status, unlabelled(text)]).toEqual([200, []]);
  expect(text).toContain('<html lang="en">');
  for (const deed of deedsOn(text)) {
    expect((await sendForm(shop.url, deed, {})).said, deed).not.toMatch(/has no form/);
  }
  expect(await sendForm(shop.url, "nonsense", {})).toMatchObject({ status: 404 });
});
