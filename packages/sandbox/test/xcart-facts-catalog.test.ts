import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, beforeEach, expect, test } from "vitest";

let shop: XCartSandbox;

beforeEach(async () => {
  shop = await startXCartSandbox({ now: () => new Date("2026-03-04T16:22:10Z"), zoneMinutes: 60 });
});
afterEach(() => shop.close());

type Loose = ReturnType<typeof JSON.parse>;

async function send(method: string, path: string, body?: unknown): Promise<[status: number, body: Loose]> {
  const headers = { "X-Auth-Token": "all-key", "Content-Type": "application/json" };
  const answer = await fetch(shop.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return [answer.status, text === "" ? undefined : JSON.parse(text)];
}

const members = (value: object): string => Object.keys(value).sort().join(" ");

const profileMembers =
  "access_level create_date first_login_date force_change_password id language last_login_date login membership_id pending_membership_id referer role_ids status status_comment";
const productMembers =
  "amount arrival_date brief_description clean_url create_date description enabled free_shipping height id images inventory_traceable length memberships meta_description meta_tags meta_title name price product_class separate_box sku tax_class taxable update_date weight width";
const variantMembers =
  "amount attribute_checkbox_values attribute_select_values default_amount default_price default_variant default_weight id image price sku weight";

test("a profile has no name, and its dates have a colon in their offset", async () => {
  shop.addProfile({ login: "marta@example.com", registered: true });
  const [status, profile] = await send("GET", "/api/profiles/1");
  expect([status, members(profile)]).toEqual([200, profileMembers]);
  expect(profile).toMatchObject({
    login: "marta@example.com",
    access_level: 0,
    create_date: "2026-03-04T16:22:10+00:00",
    first_login_date: "2026-03-04T16:22:10+00:00",
    status: "E",
    language: "en",
    membership_id: null,
    role_ids: [],
  });
});

test("an order without an e-mail address has no profile, and stands in no other one's way", async () => {
  const order = shop.placeOrder({ email: "", items: [{ sku: "A" }] });
  expect([order.email, order.customer_id]).toEqual(["", null]);
  const { id } = shop.addProfile({ login: "ada@example.com" });
  expect((await send("PUT", `/api/profiles/${id}`, { status: "D" }))[0]).toBe(200);
});

test("guests are listed among the profiles and have never signed in; staff are listed too", async () => {
  shop.addProfile({ login: "staff@example.com", access_level: 100 });
  shop.placeOrder({ email: "guest@example.com", items: [{ sku: "A" }] });
  const [, profiles] = await send("GET", "/api/profiles");
  expect(profiles).toMatchObject([
    { login: "staff@example.com", access_level: 100 },
    { login: "guest@example.com", access_level: 0, first_login_date: null, last_login_date: null },
  ]);
});

test("a PUT of a profile, an address or a product changes what is sent and nothing else", async () => {
  shop.addProfile({ login: "marta@example.com", status_comment: "knows us" });
  expect(await send("PUT", "/api/profiles/1", { language: "de" })).toMatchObject([
    200,
    { language: "de", status_comment: "knows us" },
  ]);
  const address = { firstname: "Marta", lastname: "L", street: "1180 Alder Court, Unit 4", city: "Portland" };
  const [, made] = await send("POST", "/api/profiles/1/addresses", {
    ...address,
    country_code: "US",
    zipcode: "97205",
    state: 148,
    custom_fields: [{ name: "company", value: "Lindqvist Tools" }],
  });
  expect(await send("PUT", `/api/profiles/1/addresses/${made.id}`, { city: "Salem" })).toMatchObject([
    200,
    { ...address, city: "Salem", state: 148, custom_fields: [{ name: "company" }] },
  ]);
  shop.addProduct({ sku: "DRILL", name: "Drill", price: 89.99 });
  expect(await send("PUT", "/api/products/1", { amount: 37 })).toMatchObject([
    200,
    { sku: "DRILL", name: "Drill", price: 89.99, amount: 37 },
  ]);
});

test.each(["firstname", "lastname", "street", "city", "country_code", "zipcode"])(
  "an address without %s is refused in a sentence",
  async (field) => {
    shop.addProfile({ login: "marta@example.com" });
    const whole = { firstname: "M", lastname: "L", street: "S", city: "C", country_code: "US", zipcode: "1" };
    const refused = await send("POST", "/api/profiles/1/addresses", { ...whole, [field]: "" });
    expect(refused).toMatchObject([400, { detail: `Field "${field}" is required` }]);
  },
);

test("a product is written with names and read with objects", async () => {
  shop.addMembership("Wholesaler");
  shop.addClass("product", "Power tools");
  shop.addClass("tax", "Reduced");
  const sent = {
    sku: "DRILL",
    name: "Drill",
    price: 89.99,
    weight: 1.6,
    product_class: "Power tools",
    tax_class: "Reduced",
    memberships: ["Wholesaler"],
  };
  const [status, product] = await send("POST", "/api/products", sent);
  expect([status, members(product)]).toEqual([201, productMembers]);
  expect(product).toMatchObject({
    product_class: { id: 1, name: "Power tools" },
    tax_class: { id: 1, name: "Reduced" },
    memberships: [{ id: 1, name: "Wholesaler", enabled: true }],
    amount: 1000,
    inventory_traceable: true,
    create_date: "2026-03-04T17:22:10+01:00",
    clean_url: "drill",
  });
});

test.each([
  [{ sku: "" }, /\.sku:/],
  [{ sku: "x".repeat(33) }, /\.sku:\n {4}This value is too long/],
  [{ sku: "A", price: -1 }, /\.price:\n {4}This value should be greater than or equal to 0/],
  [{ sku: "A", price: "1" }, /The type of the "price" attribute must be "float", "string" given/],
  [{ sku: "DRILL" }, /Input validations failed: SKU DRILL is not unique/],
])("the new product %j is refused in one text, without a list", async (sent, detail) => {
  shop.addProduct({ sku: "DRILL" });
  const [status, body] = await send("POST", "/api/products", sent);
  expect([status, body.detail, body.violations]).toEqual([400, expect.stringMatching(detail), undefined]);
});

test("a variant answers the product's value where its own does not hold", async () => {
  shop.addProduct({ sku: "SHIRT", price: 20, amount: 5, weight: 0.2 });
  shop.putVariant({ product_id: 1, sku: "SHIRT-L", price: 22, default_price: false });
  const [, [variant]] = await send("GET", "/api/products/1/variants");
  expect(members(variant)).toBe(variantMembers);
  expect(variant).toMatchObject({ price: 22, amount: 5, weight: 0.2, default_price: false, default_amount: true });
  expect(await send("PUT", "/api/products/1/variants/1", { amount: 3, default_amount: false })).toMatchObject([
    200,
    { price: 22, amount: 3, default_amount: false },
  ]);
});

test("products cannot be looked up by SKU or by when they changed; they are sorted by name, price and arrival", async () => {
  for (const [sku, price] of [
    ["B", 2],
    ["A", 3],
    ["C", 1],
  ] as const)
    shop.addProduct({ sku, name: sku, price });
  const skus = async (query: string): Promise<Loose> =>
    (await send("GET", `/api/products?${query}`))[1].map(({ sku }: Loose) => sku).join("");
  expect(await skus("sku=A")).toBe("BAC");
  expect(await skus("update_date[after]=2030-01-01")).toBe("BAC");
  expect(await skus("order[name]=asc")).toBe("ABC");
  expect(await skus("order[price]=desc")).toBe("ABC");
});

test("a product that is not counted keeps its amount when it is sold", async () => {
  shop.addProduct({ sku: "EBOOK", inventory_traceable: false, amount: 0 });
  shop.placeOrder({ items: [{ sku: "EBOOK", amount: 3 }] });
  expect((await send("GET", "/api/products/1"))[1]).toMatchObject({ amount: 0, inventory_traceable: false });
});

test("categories are listed level by level, and tell the ids of their products alone", async () => {
  shop.addProduct({ sku: "DRILL" });
  shop.addCategory({ name: "Tools" });
  shop.addCategory({ name: "Drills", parent: 1, product_ids: [1] });
  expect((await send("GET", "/api/categories"))[1]).toMatchObject([{ name: "Tools", parent: null }]);
  const [, below] = await send("GET", "/api/categories?parent=1");
  expect(below).toMatchObject([{ name: "Drills", parent: 1, clean_url: "drills" }]);
  expect((await send("GET", "/api/categories/2/products?page=2"))[1]).toEqual([{ product_id: 1 }]);
  expect((await send("GET", "/api/products/1"))[1]).not.toHaveProperty("categories");
  expect((await send("GET", "/api/categories/1/stats"))[1]).toMatchObject({ subcategories_count_all: 1 });
});

test("a category is made, renamed, moved and deleted with those below it", async () => {
  const [status, tools] = await send("POST", "/api/categories", { name: "Tools" });
  expect([status, tools]).toMatchObject([201, { id: 1, name: "Tools", parent: null, enabled: true, position: 0 }]);
  await send("POST", "/api/categories", { name: "Drills", parent: 1 });
  await send("POST", "/api/categories", { name: "Sale" });
  expect(await send("PUT", "/api/categories/2", { name: "Power drills" })).toMatchObject([
    200,
    { name: "Power drills", parent: 1 },
  ]);
  expect(await send("PUT", "/api/categories/2/move", { parent: 3, position: 7 })).toMatchObject([
    200,
    { name: "Power drills", parent: 3, position: 7 },
  ]);
  expect((await send("PUT", "/api/categories/2", { parent: null }))[1]).toMatchObject({ parent: null });
  await send("PUT", "/api/categories/2", { parent: 3 });
  expect((await send("DELETE", "/api/categories/3"))[0]).toBe(204);
  expect(shop.categories().map(({ name }) => name)).toEqual(["Tools"]);
});

test("a product is in a category once however often it is put there, and is taken out once", async () => {
  shop.addProduct({ sku: "DRILL" });
  shop.addCategory({ name: "Tools" });
  for (const _ of [1, 2])
    expect(await send("POST", "/api/categories/1/products", { product_id: 1 })).toMatchObject([201, { name: "Tools" }]);
  expect(shop.categories()[0]?.product_ids).toEqual([1]);
  expect((await send("DELETE", "/api/categories/1/products/1"))[0]).toBe(204);
  expect(await send("DELETE", "/api/categories/1/products/1")).toMatchObject([400, { detail: "Wrong input" }]);
});

test("a picture is copied into the shop, so that its address and perhaps its name are new", async () => {
  shop.addProduct({ sku: "DRILL" });
  const sent = { externalUrl: "https://pictures.example.com/a/front.jpg?size=l", alt: "Drill", position: 10 };
  const [status, first] = await send("POST", "/api/products/1/images", sent);
  expect([status, first]).toMatchObject([201, { id: 1, alt: "Drill", position: 10 }]);
  expect(first.url).toBe("https://shop.example.com/images/product/front.jpg");
  const [, second] = await send("POST", "/api/products/1/images", sent);
  expect(second).toMatchObject({ id: 2, url: "https://shop.example.com/images/product/front_1.jpg" });
  expect((await send("PUT", "/api/products/1/images/2", { alt: "", position: 20 }))[1]).toMatchObject({
    alt: "Drill",
    position: 20,
  });
  expect((await send("GET", "/api/products/1"))[1].images).toMatchObject([first, { id: 2 }]);
  expect((await send("DELETE", "/api/products/1/images/1"))[0]).toBe(204);
  expect((await send("GET", "/api/products/1/images/1"))[0]).toBe(404);
  expect((await send("GET", "/api/products/1/images/2"))[1]).toMatchObject({ id: 2 });
});

test.each([
  ["POST", "/api/categories", { name: "" }, /\.name:\n {4}This value should not be blank/],
  ["POST", "/api/categories", { name: "A", parent: 9 }, /^Parent category with ID 9 is invalid$/],
  ["PUT", "/api/categories/1", { parent: 2 }, /^The category selected as a parent category has already been/],
  ["GET", "/api/categories/9/products", undefined, /^Category with ID 9 not found$/],
  ["POST", "/api/categories/9/products", { product_id: 1 }, /^Category with ID 9 not found$/],
  ["POST", "/api/categories/1/products", { product_id: 9 }, /^Product with ID 9 not found$/],
  ["DELETE", "/api/categories/1/products/9", undefined, /^Product with ID 9 not found$/],
  ["POST", "/api/products/9/images", { externalUrl: "https://a.example/b.jpg" }, /^Product with ID 9 not found$/],
  ["POST", "/api/products/1/images", { alt: "x" }, /^Fields 'attachment' and 'filename' are required$/],
  ["POST", "/api/products/1/images", { externalUrl: "https://a.invalid/b.jpg" }, /^\["Unable to download the contents/],
  ["PUT", "/api/products/1/images/9", { alt: "x" }, /^Image with ID 9 not found$/],
  ["DELETE", "/api/products/1/images/9", undefined, /^Image with ID 9 not found$/],
])("%s %s with %j is refused with a 400 that says why", async (method, path, body, detail) => {
  shop.addProduct({ sku: "DRILL" });
  shop.addCategory({ name: "Tools" });
  shop.addCategory({ name: "Drills", parent: 1 });
  const [status, answer] = await send(method, path, body);
  expect([status, answer.detail]).toEqual([400, expect.stringMatching(detail)]);
});

test("a deleted product makes its order and each page that holds it answer 500; a smaller page goes round it", async () => {
  for (const sku of ["A", "B", "C"]) shop.placeOrder({ items: [{ sku }] });
  shop.deleteProduct(2);
  const statuses = async (...paths: readonly string[]): Promise<readonly number[]> =>
    Promise.all(paths.map(async (path) => (await send("GET", path))[0]));
  expect(await statuses("/api/orders", "/api/orders/2", "/api/orders?itemsPerPage=1&page=2")).toEqual([500, 500, 500]);
  expect(await statuses("/api/orders?itemsPerPage=1", "/api/orders?itemsPerPage=1&page=3")).toEqual([200, 200]);
});
