import { startXCartSandbox, type XCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { afterEach, describe, expect, test } from "vitest";

let shop: XCartSandbox;
afterEach(() => shop.close());

async function start(options: XCartSandboxOptions = {}): Promise<void> {
  const now = () => new Date("2026-03-04T12:00:00Z");
  shop = await startXCartSandbox({ now, products: [{ sku: "A" }, { sku: "B" }], ...options });
}

async function send(method: string, path: string, body?: unknown, key = "all-key"): Promise<[number, unknown]> {
  const headers = { "X-Auth-Token": key, "Content-Type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(shop.url + path, { method, headers, ...sent });
  const text = await answer.text();
  return [answer.status, text === "" ? "" : JSON.parse(text)];
}

const detail = (text: string) => ({ detail: text });
const blank = (resource: string, field: string) =>
  detail(
    `Object(XLite\\API\\Endpoint\\${resource}\\DTO\\Input).${field}:\n    This value should not be blank. (code c1051bb4-d103-4f74-8988-acbcafc7fdc3)\n`,
  );
const address = {
  firstname: "Ada",
  lastname: "Byron",
  street: "1 Main St",
  city: "Porto",
  country_code: "PT",
  zipcode: "1",
};

test.each<[method: string, path: string, body: unknown, status: number, answer: unknown]>([
  ["POST", "/api/products", { name: "x" }, 400, blank("Product", "sku")],
  ["POST", "/api/products", { sku: "" }, 400, blank("Product", "sku")],
  ["POST", "/api/products", { sku: "A" }, 400, detail("Input validations failed: SKU A is not unique")],
  ["POST", "/api/products", { sku: "C" }, 201, { id: 3, sku: "C", amount: 1000, enabled: true }],
  ["PUT", "/api/products/1", { sku: "A", nonsense: 1 }, 200, { id: 1, sku: "A" }],
  ["PUT", "/api/products/9", { name: "x" }, 404, detail("Not Found")],
  ["DELETE", "/api/products/1", undefined, 204, ""],
  ["POST", "/api/profiles", {}, 400, blank("Profile", "login")],
  ["POST", "/api/profiles", { login: "ada@example.com" }, 400, detail('Field "login" must be unique')],
  ["POST", "/api/profiles", { login: "eve@example.com" }, 201, { login: "eve@example.com", status: "E" }],
  ["POST", "/api/profiles/1/addresses", { ...address, street: "" }, 400, detail('Field "street" is required')],
  ["POST", "/api/profiles/1/addresses", address, 201, address],
  ["POST", "/api/profiles/9/addresses", address, 404, detail("Not Found")],
  ["GET", "/api/products/9/variants", undefined, 404, detail("Not Found")],
  ["POST", "/api/products/1/variants", { price: -1 }, 400, { detail: expect.stringContaining(").price:") }],
  ["GET", "/api/products/2/variants/1", undefined, 404, detail("Not Found")],
  ["PATCH", "/api/products/1", {}, 404, { title: "An error occurred", detail: "Not found" }],
  ["GET", "/api/xmap/version", undefined, 404, { title: "An error occurred", detail: "Not found" }],
])("%s %s %j answers %i", async (method, path, body, status, answer) => {
  await start();
  shop.addProfile({ login: "ada@example.com" });
  shop.putVariant({ product_id: 1, sku: "A-L" });
  const [found, content] = await send(method, path, body);
  expect(found).toBe(status);
  expect(content).toEqual(typeof answer === "string" ? answer : expect.objectContaining(answer));
});

test("profiles are filtered by a part of the login and by when they were added; bad filters are ignored in silence", async () => {
  await start();
  for (const login of ["ada@example.com", "grada@example.com", "eve@example.com"]) shop.addProfile({ login });
  const ids = async (query: string) =>
    ((await send("GET", `/api/profiles?${query}`))[1] as { id: number }[]).map(({ id }) => id);
  expect(await ids("login=ADA@")).toEqual([1, 2]);
  expect(await ids("added[after]=2026-03-04T12:00:00Z")).toEqual([1, 2, 3]);
  expect(await ids("added[strictly_after]=2026-03-04T12:00:00Z")).toEqual([]);
  expect(await ids("added[after]=rubbish&nonsense=1")).toEqual([1, 2, 3]);
});

test("products show their dates in the server's own zone", async () => {
  await start({ zoneMinutes: -210 });
  expect((await send("GET", "/api/products/1"))[1]).toMatchObject({ create_date: "2026-03-04T08:30:00-03:30" });
});

test("orders are sorted by the first of the query's sorts, equal ones by the next", async () => {
  let now = new Date("2026-03-04T12:00:00Z");
  await start({ now: () => now });
  for (let count = 0; count < 3; count += 1) {
    now = new Date(now.getTime() + 60_000);
    shop.placeOrder({ items: [{ sku: "A" }] });
  }
  now = new Date(now.getTime() + 60_000);
  shop.editOrder(1, { notes: "x" });
  shop.editOrder(2, { notes: "x" });
  const [, orders] = await send("GET", "/api/orders?order[lastRenewDate]=desc&order[date]=desc");
  expect((orders as { id: number }[]).map(({ id }) => id)).toEqual([2, 1, 3]);
});

describe("the add-on of 5.4", () => {
  const get = async (query: string, init: RequestInit = {}) => {
    const answer = await fetch(`${shop.url}/admin.php?target=RESTAPI&${query}`, init);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const form = (method: string, body: string): RequestInit => ({
    method,
    body,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  });

  test.each([
    ["_key=wrong&_path=order", 403, ""],
    ["_key=wrong&_path=nonsense", 404, ""],
    ["_key=read-key&_path=nonsense", 404, ""],
    ["_key=read-key&_path=order/9", 200, "null"],
    ["_key=read-key&_path=order&_cnd[limit][0]=5&_cnd[limit][1]=5", 200, "[]"],
    ["_key=read-key&_method=put&_path=product/1", 403, ""],
  ])("%s answers %i %j", async (query, status, text) => {
    await start({ variant: "5.4" });
    expect(await get(query)).toMatchObject({ status, text });
  });

  test("lists everything unless it is limited, tells the count, and answers 304 to what is known", async () => {
    await start({ variant: "5.4" });
    const { headers, text } = await get("_key=read-key&_path=product");
    expect(JSON.parse(text)).toMatchObject([{ product_id: 1, date: 1_772_625_600 }, { product_id: 2 }]);
    expect(JSON.parse(text)[0]).not.toHaveProperty("taxClass");
    expect(headers.get("x-result-count")).toBe("2");
    const known = { headers: { "If-None-Match": headers.get("etag") ?? "" } };
    expect((await get("_key=read-key&_path=product", known)).status).toBe(304);
    const limited = await get("_key=read-key&_path=product&_cnd[limit][0]=1&_cnd[limit][1]=1");
    expect(JSON.parse(limited.text)).toMatchObject([{ product_id: 2 }]);
    expect(limited.headers.get("x-result-count")).toBe("2");
  });

  test("takes statuses by their numbers, appends tracking numbers, and says in a header what is wrong", async () => {
    await start({ variant: "5.4" });
    const { id } = shop.placeOrder({ items: [{ sku: "A" }] });
    await get(`_key=all-key&_path=order/${id}`, form("PUT", "model[shippingStatus][id]=2"));
    for (let count = 0; count < 2; count += 1)
      await get(
        "_key=all-key&_path=ordertrackingnumber/0",
        form("POST", `model[order][order_id]=${id}&model[value]=1Z`),
      );
    expect(shop.orders()).toMatchObject([
      { shipping_status: { code: "P" }, tracking_numbers: [{ value: "1Z" }, { value: "1Z" }] },
    ]);
    const refused = await get(`_key=all-key&_path=order/${id}`, form("PUT", "model[shippingStatus][id]=99"));
    expect([refused.status, refused.text, refused.headers.get("x-rest-error")]).toEqual([
      400,
      "",
      'Field "shippingStatus" is wrong',
    ]);
  });

  test("has none of the newer API", async () => {
    await start({ variant: "5.4" });
    const answer = await fetch(`${shop.url}/api/orders`, { headers: { "X-Auth-Token": "all-key" } });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "text/html; charset=utf-8"]);
  });
});
