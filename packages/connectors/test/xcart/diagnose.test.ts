import { startXCartSandbox, type XCartSandboxOptions } from "@xmap/sandbox/xcart";
import { expect, onTestFinished, test } from "vitest";
import { xcartConnector } from "../../src/xcart/connector.ts";
import { failureOf, settingsFor } from "../support.ts";

async function startShop(options: XCartSandboxOptions = {}) {
  const shop = await startXCartSandbox(options);
  onTestFinished(() => shop.close());
  const diagnose = async (key: string, resources: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const session = xcartConnector.open(settingsFor({ url: shop.url, key, ...more }));
    const diagnosis = await session.diagnose?.(resources).finally(() => session.close());
    if (diagnosis === undefined) throw new Error("the session does not diagnose");
    return diagnosis;
  };
  return { shop, diagnose };
}

const rightsOf = ({ rights }: { readonly rights: readonly { resource: string; action: string; allowed: boolean }[] }) =>
  rights.filter(({ allowed }) => allowed).map(({ resource, action }) => `${action} ${resource}`);

test("the full key may write what the API takes, and nothing is changed to find that out", async () => {
  const { shop, diagnose } = await startShop({ products: [{ sku: "A" }] });
  shop.placeOrder({ items: [{ sku: "A", amount: 1 }], currency: "EUR" });
  const before = shop.journal().length;
  const diagnosis = await diagnose(shop.keys.all, ["orders", "products", "memberships"], { language: "en" });
  expect(diagnosis).toMatchObject({
    product: "X-Cart",
    version: "5.5.1",
    variant: "Admin REST API",
    account: "the full key",
    locale: "en",
    currency: "EUR",
    isIndivisible: true,
    missing: [],
  });
  expect(Math.abs((diagnosis.serverTime ?? 0) - Date.now())).toBeLessThan(60_000);
  expect(rightsOf(diagnosis)).toEqual([
    "read orders",
    "write orders",
    "read products",
    "write products",
    "create products",
    "read memberships",
  ]);
  expect(diagnosis.notes).toContain(
    "The companion module xmap is not there: tracking numbers cannot be written, and no webhooks are sent.",
  );
  expect(shop.journal()).toHaveLength(before);
});

test("the read key may read only, and a resource that the API does not have is missing", async () => {
  const { shop, diagnose } = await startShop({ companion: true });
  const diagnosis = await diagnose(shop.keys.read, ["products", "wishlists"]);
  expect(diagnosis).toMatchObject({ account: "the read key", missing: ["wishlists"] });
  expect(rightsOf(diagnosis)).toEqual(["read products"]);
  expect(diagnosis.notes.join(" ")).toContain("The companion module xmap is there");
});

test("an order that the shop cannot show hides nothing else", async () => {
  const { shop, diagnose } = await startShop({ products: [{ sku: "A" }] });
  shop.placeOrder({ items: [{ sku: "A", amount: 1 }] });
  const [product] = shop.products();
  shop.deleteProduct(product?.id ?? 0);
  const diagnosis = await diagnose(shop.keys.all, ["orders"]);
  expect(rightsOf(diagnosis)).toEqual(["read orders", "write orders"]);
  expect(diagnosis.serverTime).toBeDefined();
});

test.each([
  ["all", ["read products", "write products", "create products"], "the full key"],
  ["read", ["read products"], "the read key"],
] as const)("the add-on of 5.4 tells by its %s key what that may do", async (key, rights, account) => {
  const { shop, diagnose } = await startShop({ variant: "5.4" });
  const diagnosis = await diagnose(shop.keys[key], ["products"]);
  expect(diagnosis).toMatchObject({ variant: "REST API add-on of 5.0 to 5.4", account, isIndivisible: true });
  expect(rightsOf(diagnosis)).toEqual(rights);
});

test("a wrong key is refused as ever", async () => {
  const { diagnose } = await startShop();
  expect(await failureOf(diagnose("wrong", ["orders"]))).toMatchObject({ class: "Unauthorized" });
});
