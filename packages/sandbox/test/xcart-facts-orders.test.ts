import { type OrderInput, startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, beforeEach, expect, test } from "vitest";

let shop: XCartSandbox;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-03-04T16:22:09.700Z");
  shop = await startXCartSandbox({
    now: () => now,
    products: [
      { sku: "DRILL", name: "Cordless drill 18 V", price: 89.99, amount: 10 },
      { sku: "BITS", name: "Drill bit set, 9 pcs", price: 9.99, amount: 10 },
    ],
  });
});
afterEach(() => shop.close());

type Loose = ReturnType<typeof JSON.parse>;

async function get(path: string): Promise<Loose> {
  const answer = await fetch(shop.url + path, { headers: { "X-Auth-Token": "all-key" } });
  expect(answer.status, path).toBe(200);
  return answer.json();
}

async function put(path: string, body: unknown): Promise<[status: number, body: Loose]> {
  const headers = { "X-Auth-Token": "all-key", "Content-Type": "application/json" };
  const answer = await fetch(shop.url + path, { method: "PUT", headers, body: JSON.stringify(body) });
  return [answer.status, await answer.json()];
}

const orderMembers =
  "admin_notes billing_address create_date currency customer_id email id items notes order_number order_profile_id payment_status shipping_address shipping_id shipping_method_name shipping_status stock_status sub_total surcharges total tracking_numbers update_date used_coupons";
const itemMembers =
  "amount backordered_amount discounted_subtotal id item_net_price name price product_id sku surcharges update_date variant";
const addressMembers =
  "city country_code custom_fields firstname id is_billing is_shipping is_work lastname phone state state_name street title type zipcode";
const surchargeMembers = "available class code id include name type value weight";
const transactionMembers =
  "backend_transactions currency data date id local_name method_id name note public_id public_txn_id status type value";
const historyMembers = "code comment data date description details id ip profile_id profile_name";

const members = (value: object): string => Object.keys(value).sort().join(" ");

const company = { custom_fields: [{ name: "company", value: "Lindqvist Tools LLC" }] };

const examples: readonly [name: string, input: OrderInput, expected: Loose][] = [
  [
    "a registered customer's, paid, sales tax",
    {
      email: "marta@example.com",
      items: [{ sku: "DRILL" }, { sku: "BITS", amount: 2 }],
      billing_address: { type: "C", firstname: "Marta", state: 148, ...company },
      surcharges: [
        { type: "shipping", value: 8.95 },
        { type: "tax", value: 8.48 },
      ],
      payment_status: "P",
      shipping_status: "P",
      notes: "Please ring the bell",
    },
    {
      sub_total: 109.97,
      total: 127.4,
      payment_status: { id: 4, code: "P", name: "Paid", customer_name: "Paid" },
      shipping_status: { id: 2, code: "P", name: "Processing", customer_name: "Processing" },
      billing_address: { is_billing: true, is_shipping: true, state: 148, ...company },
      items: [{ discounted_subtotal: 89.99 }, { discounted_subtotal: 19.98, backordered_amount: 0, variant: null }],
      surcharges: [
        { code: "SHIPPING", class: "XLite\\Logic\\Order\\Modifier\\Shipping", include: false, weight: 0 },
        { code: "CDEV.STAX.1", class: "CDev\\SalesTax\\Logic\\Order\\Modifier\\Tax", weight: 1 },
      ],
    },
  ],
  [
    "with VAT, a coupon and a discount: net prices add up, shown prices do not",
    {
      currency: "EUR",
      items: [{ sku: "DRILL", price: 119, item_net_price: 100, discounted_subtotal: 175, amount: 2 }],
      billing_address: { country_code: "DE", state: null, state_name: "Berlin" },
      shipping_address: { country_code: "DE", state: null, state_name: "Hamburg" },
      surcharges: [
        { type: "discount", code: "DCOUPON", value: -20 },
        { type: "discount", value: -5 },
        { type: "shipping", value: 7 },
        { type: "tax", code: "CDEV.VAT.2", name: "MwSt.", value: 34.58 },
      ],
      used_coupons: [{ id: 77, code: "SPRING10", value: 20, type: "%", coupon_id: 15 }],
      admin_notes: "VIP: pack twice",
      payment_status: "P",
    },
    {
      sub_total: 200,
      total: 216.58,
      used_coupons: [{ type: "%" }],
      items: [{ price: 119, item_net_price: 100, discounted_subtotal: 175 }],
      billing_address: { is_billing: true, is_shipping: false, state: null },
      shipping_address: { is_billing: false, is_shipping: true, state_name: "Hamburg" },
    },
  ],
  [
    "a guest's, awaiting payment",
    {
      email: "j.okafor@example.net",
      items: [{ sku: "GLOVES", name: "Work gloves", price: 16.5, amount: 3, variant: 44 }],
      surcharges: [{ type: "shipping", value: 5 }],
    },
    {
      total: 54.5,
      items: [{ variant: 44 }],
      payment_status: { id: 1, code: "Q", name: "Awaiting payment" },
      shipping_status: { id: 1, code: "N", name: "New" },
    },
  ],
  [
    "without shipping, in yen, the customer deleted",
    {
      currency: "JPY",
      items: [{ sku: "EBOOK", price: 4800 }],
      shipping_address: null,
      customer_id: null,
      surcharges: [{ type: "tax", code: "CDEV.STAX.4", value: 480 }],
      payment_status: "R",
      shipping_status: "WND",
    },
    {
      sub_total: 4800,
      total: 5280,
      customer_id: null,
      shipping_address: null,
      shipping_id: 0,
      shipping_method_name: "",
      payment_status: { id: 7, code: "R", name: "Refunded" },
      shipping_status: { id: 5, code: "WND", name: "Will Not Deliver" },
    },
  ],
];

test.each(examples)("an order %s", async (_name, input, expected) => {
  const { id } = shop.placeOrder(input);
  const order = await get(`/api/orders/${id}`);
  expect(order).toMatchObject({ create_date: "2026-03-04T16:22:09+0000", stock_status: "", ...expected });
  expect(members(order)).toBe(orderMembers);
  expect(new Set(order.items.map(members))).toEqual(new Set([itemMembers]));
  expect(members(order.billing_address)).toBe(addressMembers);
  expect(new Set(order.surcharges.map(members))).toEqual(new Set([surchargeMembers]));
  expect(await get(`/api/orders/by_number/${order.order_number}`)).toEqual(order);
  expect(await get(`/api/orders/${id}/payment_status`)).toEqual(order.payment_status);
});

test.each([
  [
    "payment",
    [
      [1, "Q"],
      [2, "A"],
      [3, "PP"],
      [4, "P"],
      [5, "D"],
      [6, "C"],
      [7, "R"],
    ],
  ],
  [
    "shipping",
    [
      [1, "N"],
      [2, "P"],
      [3, "S"],
      [4, "D"],
      [5, "WND"],
      [6, "R"],
      [7, "WFA"],
      [8, "NBA"],
      [9, "NF"],
    ],
  ],
] as const)(
  "each %s status is set by code and by number, also those that are the system's own",
  async (kind, statuses) => {
    shop.placeOrder({ items: [{ sku: "DRILL" }] });
    for (const [id, code] of statuses.toReversed()) {
      expect(await put(`/api/orders/1/${kind}_status`, { code })).toMatchObject([200, { id, code }]);
    }
    for (const [id, code] of statuses) {
      expect(await put(`/api/orders/1/${kind}_status`, { code: String(id) })).toMatchObject([200, { id, code }]);
    }
  },
);

test("the customer reads another name of two statuses", async () => {
  shop.placeOrder({ items: [{ sku: "DRILL" }], payment_status: "A", shipping_status: "NBA" });
  expect(await get("/api/orders/1")).toMatchObject({
    payment_status: { name: "Authorized", customer_name: "Authorization hold" },
    shipping_status: { name: "New/Backorder", customer_name: "New" },
  });
});

test.each([
  ["D", "N", 10],
  ["C", "N", 10],
  ["R", "N", 10],
  ["R", "P", 10],
  ["R", "S", 8],
  ["R", "D", 8],
  ["A", "N", 8],
  ["C", "S", 10],
])("payment %s of an order that is %s leaves %d in stock", async (payment, shipping, left) => {
  shop.placeOrder({ items: [{ sku: "DRILL", amount: 2 }], payment_status: "P", shipping_status: shipping });
  expect(shop.products()[0]?.amount).toBe(8);
  await put("/api/orders/1/payment_status", { code: payment });
  await put("/api/orders/1/payment_status", { code: payment });
  expect(shop.products()[0]?.amount).toBe(left);
});

test("a payment transaction's own status is the method's name; codes are in its backend transactions", async () => {
  shop.placeOrder({
    items: [{ sku: "DRILL" }],
    payment_status: "P",
    payment_method: "Credit card",
    transactions: [{ succeeded: false, note: "Card declined" }, { succeeded: true }],
  });
  const transactions = await get("/api/orders/1/payment_transactions");
  expect(transactions).toMatchObject([
    { status: "Creditcard", name: "Creditcard", local_name: "Credit card", note: "Card declined", value: 89.99 },
    { type: "sale", currency: "USD" },
  ]);
  expect(transactions.map((one: Loose) => one.backend_transactions[0].status)).toEqual(["F", "S"]);
  expect(transactions.map(members)).toEqual([transactionMembers, transactionMembers]);
  const newest = await get("/api/orders/1/payment_transactions?order[date]=desc");
  expect(newest.map(({ id }: Loose) => id)).toEqual([2, 1]);
});

test("history repeats the code as the comment and has an empty list for data", async () => {
  shop.placeOrder({ items: [{ sku: "DRILL" }] });
  await put("/api/orders/1/shipping_status", { code: "S" });
  shop.editOrder(1, { tracking_numbers: ["1Z1"] });
  const history = await get("/api/orders/1/history");
  expect(history.map(({ code, comment }: Loose) => [code, comment])).toEqual([
    ["PLACE ORDER", "PLACE ORDER"],
    ["CHANGE SHIPPING STATUS ORDER", "CHANGE SHIPPING STATUS ORDER"],
    ["ORDER EDITED", "ORDER EDITED"],
  ]);
  expect(history[0]).toMatchObject({ data: [], details: [], profile_id: null });
  expect(history.map(members)).toEqual([historyMembers, historyMembers, historyMembers]);
  expect((await get("/api/orders/1")).tracking_numbers).toEqual([
    { id: 1, date: "2026-03-04T16:22:09+0000", value: "1Z1" },
  ]);
});

test("guests with one e-mail address share a profile; a deleted customer leaves null", async () => {
  for (const email of ["g@example.com", "g@example.com", "other@example.com"]) {
    shop.placeOrder({ email, items: [{ sku: "BITS" }] });
  }
  const ids = async (): Promise<Loose> => (await get("/api/orders")).map((order: Loose) => order.customer_id);
  expect(await ids()).toEqual([1, 1, 2]);
  const [order] = await get("/api/orders");
  const copy = await fetch(`${shop.url}/api/profiles/${order.order_profile_id}`, {
    headers: { "X-Auth-Token": "read-key" },
  });
  expect(copy.status).toBe(404);
  shop.deleteProfile(1);
  expect(await ids()).toEqual([null, null, 2]);
});

test.each([
  [[{ type: "tax", value: 3, include: true }], 89.99],
  [[{ type: "handling", value: 3, available: false }], 89.99],
  [
    [
      { type: "tax", value: 1.005 },
      { type: "tax", value: 1.005 },
    ],
    92.01,
  ],
  [[{ type: "discount", value: -500 }], 0],
  [[{ type: "discount", value: -0.005 }], 89.98],
])("surcharges %j make a total of %d", async (surcharges, total) => {
  shop.placeOrder({ items: [{ sku: "DRILL" }], surcharges });
  expect((await get("/api/orders/1")).total).toBe(total);
});

test("a page over a list that grows shows an order twice", async () => {
  for (let count = 0; count < 4; count += 1) {
    now = new Date(now.getTime() + 1000);
    shop.placeOrder({ items: [{ sku: "BITS" }] });
  }
  const page = async (number: number): Promise<Loose> =>
    (await get(`/api/orders?order[date]=desc&itemsPerPage=2&page=${number}`)).map(({ id }: Loose) => id);
  expect(await page(1)).toEqual([4, 3]);
  now = new Date(now.getTime() + 1000);
  shop.placeOrder({ items: [{ sku: "BITS" }] });
  expect(await page(2)).toEqual([3, 2]);
});
