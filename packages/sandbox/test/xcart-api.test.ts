import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

type Body = { readonly [name: string]: unknown };

let shop: XCartSandbox;
let now = new Date("2026-03-04T16:22:09.000Z");

beforeAll(async () => {
  shop = await startXCartSandbox({ now: () => now, products: [{ sku: "DRILL", price: 89.99, amount: 10 }] });
  shop.placeOrder({
    email: "marta@example.com",
    currency: "USD",
    items: [{ sku: "DRILL" }, { sku: "BITS", item_net_price: 9.99, amount: 2 }],
    surcharges: [
      { type: "shipping", value: 8.95 },
      { type: "tax", value: 8.478 },
      { type: "discount", value: -5 },
      { type: "tax", value: 3, include: true },
      { type: "handling", value: 100, available: false },
    ],
    payment_status: "P",
    payment_method: "Credit card",
  });
  for (let index = 2; index <= 35; index += 1) {
    now = new Date(now.getTime() + 60_000);
    const email = index === 2 ? "guest@example.com" : "many@example.com";
    shop.placeOrder({ email, items: [{ sku: "BITS" }], payment_status: index % 2 === 0 ? "Q" : "A" });
  }
});
afterAll(() => shop.close());

function send(
  path: string,
  init: { method?: string; key?: string | null; body?: unknown; accept?: string } = {},
): Promise<Response> {
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    Accept: init.accept ?? "application/json",
  };
  if (init.key !== null) {
    headers["X-Auth-Token"] = init.key ?? "all-key";
  }
  const body = init.body === undefined ? {} : { body: JSON.stringify(init.body) };
  return fetch(shop.url + path, { method: init.method ?? "GET", headers, ...body });
}

async function get<Result>(path: string): Promise<Result> {
  const response = await send(path);
  expect(response.status).toBe(200);
  return (await response.json()) as Result;
}

const problem = (detail: string) => ({
  type: "https://tools.ietf.org/html/rfc2616#section-10",
  title: "An error occurred",
  detail,
});
const nothing = { title: "An error occurred", detail: "Not found" };

test.each([
  ["/api/orders", { key: null }, 401, { code: 401, message: "JWT Token not found" }],
  ["/api/orders", { key: "wrong" }, 401, { message: "Invalid credentials." }],
  [
    "/api/orders/1/shipping_status",
    { key: "read-key", method: "PUT", body: { code: "S" } },
    403,
    problem("Access Denied."),
  ],
  ["/api/nonsense", {}, 404, nothing],
  ["/api/orders/1", { method: "DELETE" }, 404, nothing],
  ["/api/orders/by_number/US-1001", {}, 404, nothing],
  ["/api/orders/999999", {}, 404, problem("Not Found")],
  ["/api/orders/999999/payment_status", {}, 400, problem("Order with ID 999999 not found")],
  [
    "/api/orders/1/payment_status",
    { method: "PUT", body: { code: "ZZ" } },
    400,
    problem("Status code 'ZZ' is invalid"),
  ],
  ["/api/orders/1/shipping_status", { method: "PUT", body: { code: "ZZ" } }, 400, problem("Status code 'ZZ' is wrong")],
  ["/api/orders?page=0", {}, 400, problem("Page should not be less than 1")],
  ["/api/orders?itemsPerPage=-1", {}, 400, problem("Limit should not be less than 0")],
  [
    "/api/products/1",
    { method: "PUT", body: { amount: "7" } },
    400,
    problem('The type of the "amount" attribute must be "int", "string" given.'),
  ],
  ["/api/orders/999999/details", {}, 200, []],
  ["/api/orders/999999/history", {}, 200, []],
])("%s %j answers %i", async (path, init, status, body) => {
  const response = await send(path, init);
  expect([response.status, await response.json()]).toEqual([status, body]);
});

test("an order adds up, and its dates are whole seconds in UTC", async () => {
  const order = await get<Body & { items: Body[]; billing_address: Body; shipping_address: Body }>("/api/orders/1");
  expect(order).toMatchObject({
    id: 1,
    order_number: "10001",
    sub_total: 109.97,
    total: 122.4,
    create_date: "2026-03-04T16:22:09+0000",
    payment_status: { id: 4, code: "P", name: "Paid", customer_name: "Paid" },
    tracking_numbers: [],
  });
  expect(order.items.map(({ sku, amount, item_net_price }) => [sku, amount, item_net_price])).toEqual([
    ["DRILL", 1, 89.99],
    ["BITS", 2, 9.99],
  ]);
  expect(order.shipping_address.id).toBe(order.billing_address.id);
  expect(await get<Body>("/api/orders/by_number/10001")).toEqual(order);
  const [transaction] = await get<(Body & { backend_transactions: Body[] })[]>("/api/orders/1/payment_transactions");
  expect(transaction).toMatchObject({ status: "Creditcard", local_name: "Credit card", value: 122.4 });
  expect(transaction?.backend_transactions).toMatchObject([{ type: "sale", status: "S" }]);
});

const first = (count: number, from = 1) => Array.from({ length: count }, (_item, index) => from + index);

test.each([
  ["", first(30)],
  ["?page=2", first(5, 31)],
  ["?page=3", []],
  ["?itemsPerPage=500", first(35)],
  ["?itemsPerPage=2&page=2", [3, 4]],
  ["?itemsPerPage=2&order[date]=desc", [35, 34]],
  ["?paymentStatus.code=P", [1]],
  ["?paymentStatus.code[]=P&paymentStatus.code[]=A&itemsPerPage=2", [1, 3]],
  ["?shippingStatus.code=D", []],
  ["?profile.login=GUEST", [2]],
  ["?date[before]=2026-03-04T16:23:09%2B0000", [1, 2]],
  ["?date[strictly_before]=2026-03-04T16:23:09Z", [1]],
  ["?date[after]=2026-03-04T18:55:09%2B02:00", [34, 35]],
  ["?date[strictly_after]=@1772643309", [35]],
  ["?lastRenewDate[after]=2026-03-04T16:55:09Z", [34, 35]],
  ["?date[after]=rubbish&itemsPerPage=1", [1]],
  ["?sku=DRILL&itemsPerPage=1", [1]],
])("GET /api/orders%s", async (query, expected) => {
  const orders = await get<{ id: number }[]>(`/api/orders${query}`);
  expect(orders.map((order) => order.id)).toEqual(expected);
});

test("linked data tells the total and the next page", async () => {
  const response = await send("/api/orders?itemsPerPage=10&page=2", { accept: "application/ld+json" });
  const body = (await response.json()) as { "hydra:member": Body[]; "hydra:view": Body };
  expect(response.headers.get("content-type")).toBe("application/ld+json; charset=utf-8");
  expect(body).toMatchObject({ "@type": "hydra:Collection", "hydra:totalItems": 35 });
  expect(body["hydra:member"][0]).toMatchObject({ "@id": "/api/orders/11", id: 11 });
  expect(body["hydra:view"]["hydra:next"]).toContain("page=3");
});

test("an older build ignores the lastRenewDate filter in silence", async () => {
  const old = await startXCartSandbox({ now: () => now, lastRenewDateFilter: false });
  try {
    old.placeOrder({ items: [{ sku: "A" }] });
    const path = `${old.url}/api/orders?lastRenewDate[after]=2030-01-01`;
    const response = await fetch(path, { headers: { "X-Auth-Token": "read-key" } });
    expect(await response.json()).toHaveLength(1);
  } finally {
    await old.close();
  }
});

describe("statuses", () => {
  const put = (path: string, code: string) => send(path, { method: "PUT", body: { code } });

  test("a change mails, moves update_date and writes history; the same status again does nothing", async () => {
    const before = shop.mails().length;
    now = new Date("2026-03-05T08:00:00.900Z");
    const answer = await put("/api/orders/3/shipping_status", "S");
    expect(await answer.json()).toEqual({ id: 3, code: "S", name: "Shipped", customer_name: "Shipped" });
    now = new Date("2026-03-05T09:00:00.000Z");
    await put("/api/orders/3/shipping_status", "S");
    await put("/api/orders/4/payment_status", "P");
    await put("/api/orders/4/shipping_status", "2");
    expect(shop.mails().slice(before)).toEqual([
      { orderId: 3, kind: "shipped", at: "2026-03-05T08:00:00.900Z" },
      { orderId: 4, kind: "payment status", at: "2026-03-05T09:00:00.000Z" },
    ]);
    expect(await get("/api/orders/3")).toMatchObject({ update_date: "2026-03-05T08:00:00+0000" });
    const history = await get<{ code: string; comment: string }[]>("/api/orders/3/history");
    expect(history.map(({ code, comment }) => [code, comment])).toEqual([
      ["PLACE ORDER", "PLACE ORDER"],
      ["CHANGE SHIPPING STATUS ORDER", "CHANGE SHIPPING STATUS ORDER"],
    ]);
  });

  test("a cancelled payment returns the stock once", async () => {
    const { id } = shop.placeOrder({ items: [{ sku: "DRILL", amount: 4 }] });
    const amount = async () => (await get<{ amount: number }>("/api/products/1")).amount;
    const taken = await amount();
    await put(`/api/orders/${id}/payment_status`, "C");
    await put(`/api/orders/${id}/payment_status`, "D");
    expect((await amount()) - taken).toBe(4);
  });
});

test("staff edit an order: totals follow", () => {
  const { id } = shop.placeOrder({ items: [{ sku: "DRILL" }], surcharges: [{ type: "discount", value: -10 }] });
  const edited = shop.editOrder(id, { items: [{ sku: "DRILL", amount: 2 }], surcharges: [], tracking_numbers: ["1Z"] });
  expect(edited).toMatchObject({ total: 179.98, tracking_numbers: [{ value: "1Z" }] });
});

test("customers and stock", async () => {
  const guest = shop.orders().find((order) => order.email === "guest@example.com");
  const [profile] = await get<Body[]>("/api/profiles?login=guest");
  expect(profile).toMatchObject({ id: guest?.customer_id, login: "guest@example.com", first_login_date: null });
  expect(await get(`/api/profiles/${guest?.customer_id}/addresses`)).toMatchObject([
    { id: guest?.billing_address?.id },
  ]);
  const answer = await send("/api/products/1", { method: "PUT", body: { amount: 12 } });
  expect(await answer.json()).toMatchObject({ id: 1, sku: "DRILL", amount: 12, price: 89.99 });
});

test("a deleted product breaks its order and the whole page, but not the other pages", async () => {
  const product = shop.addProduct({ sku: "GONE" });
  const { id } = shop.placeOrder({ items: [{ sku: "GONE" }] });
  shop.deleteProduct(product.id);
  const statuses = [`/api/orders/${id}`, `/api/orders?page=2`, "/api/orders?page=1", "/api/orders/1"].map(
    async (path) => {
      const response = await send(path);
      return response.status;
    },
  );
  expect(await Promise.all(statuses)).toEqual([500, 500, 200, 200]);
});
