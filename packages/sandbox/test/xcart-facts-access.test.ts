import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, beforeEach, expect, test } from "vitest";

let shop: XCartSandbox;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-03-04T16:22:09Z");
  shop = await startXCartSandbox({ now: () => now, products: [{ sku: "A" }] });
  shop.placeOrder({ items: [{ sku: "A" }] });
});
afterEach(() => shop.close());

const send = (method: string, path: string, headers: Record<string, string>, body?: string): Promise<Response> =>
  fetch(shop.url + path, { method, headers, ...(body === undefined ? {} : { body }) });

const json = { "Content-Type": "application/json" };
const paid = '{"code":"P"}';
const problemJson = "application/problem+json; charset=utf-8";
const plainJson = "application/json; charset=utf-8";

test.each<
  [
    what: string,
    method: string,
    path: string,
    headers: Record<string, string>,
    body: string | undefined,
    status: number,
    type: string,
  ]
>([
  ["the read key reads", "GET", "/api/orders", { "X-Auth-Token": "read-key" }, undefined, 200, plainJson],
  ["the full key reads", "GET", "/api/orders", { "X-Auth-Token": "all-key" }, undefined, 200, plainJson],
  [
    "the full key writes",
    "PUT",
    "/api/orders/1/payment_status",
    { ...json, "X-Auth-Token": "all-key" },
    paid,
    200,
    plainJson,
  ],
  [
    "the read key may not PUT",
    "PUT",
    "/api/orders/1/payment_status",
    { ...json, "X-Auth-Token": "read-key" },
    paid,
    403,
    problemJson,
  ],
  [
    "the read key may not POST",
    "POST",
    "/api/products",
    { ...json, "X-Auth-Token": "read-key" },
    "{}",
    403,
    problemJson,
  ],
  [
    "the read key may not DELETE",
    "DELETE",
    "/api/products/1",
    { "X-Auth-Token": "read-key" },
    undefined,
    403,
    problemJson,
  ],
  [
    "the read key may not even PATCH what is not there",
    "PATCH",
    "/api/orders/1",
    { ...json, "X-Auth-Token": "read-key" },
    "{}",
    403,
    problemJson,
  ],
  [
    "a verb that a path has not is no 405",
    "PATCH",
    "/api/orders/1",
    { ...json, "X-Auth-Token": "all-key" },
    "{}",
    404,
    plainJson,
  ],
  ["a wrong key", "GET", "/api/orders", { "X-Auth-Token": "nonsense" }, undefined, 401, plainJson],
  ["no key", "GET", "/api/orders", {}, undefined, 401, plainJson],
  ["a key in the query does not count", "GET", "/api/orders?_key=all-key", {}, undefined, 401, plainJson],
  [
    "a body that is not JSON",
    "PUT",
    "/api/orders/1/payment_status",
    { "X-Auth-Token": "all-key", "Content-Type": "application/x-www-form-urlencoded" },
    "code=P",
    415,
    problemJson,
  ],
  [
    "a body that is ld+json",
    "PUT",
    "/api/orders/1/payment_status",
    { "X-Auth-Token": "all-key", "Content-Type": "application/ld+json" },
    paid,
    200,
    plainJson,
  ],
  [
    "broken JSON",
    "PUT",
    "/api/orders/1/payment_status",
    { ...json, "X-Auth-Token": "all-key" },
    '{"code"',
    400,
    problemJson,
  ],
  ["a suffix chooses JSON", "GET", "/api/orders.json", { "X-Auth-Token": "read-key" }, undefined, 200, plainJson],
  ["products know no suffix", "GET", "/api/products.json", { "X-Auth-Token": "read-key" }, undefined, 404, plainJson],
  ["carts are listed apart", "GET", "/api/carts", { "X-Auth-Token": "read-key" }, undefined, 200, plainJson],
  ["a cart that is not there", "GET", "/api/carts/5", { "X-Auth-Token": "read-key" }, undefined, 404, problemJson],
  ["nothing writes an order", "POST", "/api/orders", { ...json, "X-Auth-Token": "all-key" }, "{}", 404, plainJson],
  [
    "nothing lists the statuses",
    "GET",
    "/api/payment_statuses",
    { "X-Auth-Token": "read-key" },
    undefined,
    404,
    plainJson,
  ],
  [
    "outside of the API is a page",
    "GET",
    "/api",
    { "X-Auth-Token": "read-key" },
    undefined,
    404,
    "text/html; charset=utf-8",
  ],
])("%s: %s %s", async (_what, method, path, headers, body, status, type) => {
  const answer = await send(method, path, headers, body);
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type]);
});

test("every answer may be read from other origins and says how it is to be treated", async () => {
  for (const [path, headers] of [
    ["/api/orders", { "X-Auth-Token": "read-key" }],
    ["/api/orders", {}],
    ["/api/nonsense", { "X-Auth-Token": "read-key" }],
  ] as const) {
    expect(Object.fromEntries((await send("GET", path, headers)).headers)).toMatchObject({
      vary: "Accept",
      "access-control-allow-origin": "*",
      "x-content-type-options": "nosniff",
      "x-frame-options": "deny",
    });
  }
  const asked = await send("OPTIONS", "/api/orders", {});
  expect([asked.status, asked.headers.get("access-control-allow-headers")]).toEqual([
    200,
    "Authorization, Content-Type, Accept, X-Auth-Token",
  ]);
});

test("staff sign in with a password for an hour", async () => {
  const login = (password: string): Promise<Response> =>
    send("POST", "/api-login/check", json, JSON.stringify({ username: "admin@example.com", password }));
  const refused = await login("wrong");
  expect([refused.status, await refused.json()]).toEqual([401, { code: 401, message: "Invalid credentials." }]);
  const { token } = (await (await login("admin")).json()) as { token: string };
  const bearer = { ...json, Authorization: `Bearer ${token}` };
  expect((await send("PUT", "/api/orders/1/payment_status", bearer, paid)).status).toBe(200);
  now = new Date(now.getTime() + 3_600_000);
  const expired = await send("GET", "/api/orders", bearer);
  expect([expired.status, expired.headers.get("www-authenticate"), await expired.json()]).toEqual([
    401,
    "Bearer",
    { code: 401, message: "Expired JWT Token" },
  ]);
});

test("an error in linked data is a hydra:Error", async () => {
  const headers = { "X-Auth-Token": "read-key", Accept: "application/ld+json" };
  const answer = await send("GET", "/api/orders/999999", headers);
  expect([answer.status, answer.headers.get("content-type"), await answer.json()]).toEqual([
    404,
    "application/ld+json; charset=utf-8",
    {
      "@context": "/api/contexts/Error",
      "@type": "hydra:Error",
      "hydra:title": "An error occurred",
      "hydra:description": "Not Found",
    },
  ]);
});

test("successes: 200, 201 with the new address, 204 without a body", async () => {
  const headers = { ...json, "X-Auth-Token": "all-key" };
  const made = await send("POST", "/api/products", headers, '{"sku":"B"}');
  expect([made.status, made.headers.get("location")]).toEqual([201, "/api/products/2"]);
  expect((await send("PUT", "/api/products/2", headers, '{"price":3}')).status).toBe(200);
  const gone = await send("DELETE", "/api/products/2", headers);
  expect([gone.status, await gone.text()]).toEqual([204, ""]);
});

test.each([
  ["itemsPerPage=0", 200, []],
  ["itemsPerPage=0&page=2", 400, "Page should not be greater than 1 if limit is equal to 0"],
  ["page=0", 400, "Page should not be less than 1"],
  ["itemsPerPage=-1", 400, "Limit should not be less than 0"],
  ["page=1000", 200, []],
])("a list asked for with %s answers %d", async (query, status, found) => {
  const answer = await send("GET", `/api/orders?${query}`, { "X-Auth-Token": "read-key" });
  const body = await answer.json();
  expect([answer.status, status === 200 ? body : (body as { detail: string }).detail]).toEqual([status, found]);
});

test("the API describes its own paths, to those who have a key", async () => {
  expect((await send("GET", "/api/docs.json", {})).status).toBe(401);
  const document = (await (await send("GET", "/api/docs.json", { "X-Auth-Token": "read-key" })).json()) as {
    paths: object;
  };
  expect(Object.keys(document.paths)).toEqual(
    expect.arrayContaining(["/api/orders", "/api/orders/{id}/{kind}_status", "/api/profiles", "/api/products"]),
  );
});
