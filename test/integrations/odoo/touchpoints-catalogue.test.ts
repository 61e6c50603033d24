// @module-tag long

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csvConnector } from "@xmap/connectors/csv";
import { odooConnector } from "@xmap/connectors/odoo";
import { xcartConnector } from "@xmap/connectors/xcart";
import { startOdooSandbox } from "@xmap/sandbox/odoo";
import { startXCartSandbox } from "@xmap/sandbox/xcart";
import { expect, it, onTestFinished } from "vitest";
import { compiledModules } from "../harness/compiled-modules.ts";
import { Integration } from "../harness/integration.ts";
import { SteppedClock } from "../harness/stepped-clock.ts";

const PICTURES = "https://pictures.example.com";
const FLOWS = ["ProductToShop", "CategoryToShop", "ProductToCategory", "ImagesToShop"];

type Fields = Readonly<Record<string, string | number | boolean>>;

/** A shop and an Odoo with two products, joined by the flows of the catalogue alone, and a table of pictures. */
async function startCatalogue() {
  const clock = new SteppedClock();
  const now = (): Date => new Date(clock.now());
  const shop = await startXCartSandbox({ now });
  onTestFinished(() => shop.close());
  const products = ["DRILL", "TAPE"].map((sku) => ({ sku, name: sku.toLowerCase(), price: 5, quantity: 3 }));
  const erp = await startOdooSandbox({ now, seed: { products } });
  onTestFinished(() => erp.close());
  const folder = mkdtempSync(join(tmpdir(), "xmap-tables-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "product_images.csv"), "sku,urls\n");
  const all = await compiledModules("xcart-odoo");
  const modules = all.map((module) => {
    const flows = Object.entries(module.flows).filter(([name]) => FLOWS.includes(name));
    return { ...module, flows: Object.fromEntries(flows) };
  });
  const systems = {
    shop: { connector: xcartConnector, options: { url: shop.url, key: shop.keys.all, language: "en" } },
    erp: { connector: odooConnector, options: { url: erp.url, database: erp.database, login: "admin", key: "admin" } },
    tables: { connector: csvConnector, options: { folder } },
  };
  const integration = await Integration.start({ modules, systems, clock });

  const productId = (sku: string): number => {
    const [id] = erp.call("product.product", "search", [[["default_code", "=", sku]]]) as number[];
    return id ?? 0;
  };
  const shopId = (sku: string): number => shop.products().find((product) => product.sku === sku)?.id ?? 0;
  return {
    shop,
    erp,
    clock,
    integration,
    shopId,
    /** A category of Odoo, below another one. */
    category: (name: string, above?: number): number =>
      Number(erp.call("product.category", "create", [{ name, parent_id: above ?? false }])),
    change: (id: number, values: Fields): void => {
      erp.call("product.category", "write", [[id], values]);
    },
    changeProduct: (sku: string, values: Fields): void => {
      erp.call("product.product", "write", [[productId(sku)], values]);
    },
    /** The rows of the table. */
    pictures: (rows: Readonly<Record<string, readonly string[]>>): void => {
      const lines = Object.entries(rows).map(([sku, names]) => {
        return `${sku},${names.map((name) => `${PICTURES}/${name}`).join(" ")}`;
      });
      writeFileSync(join(folder, "product_images.csv"), `${["sku,urls", ...lines].join("\n")}\n`);
    },
    shown: (sku: string): readonly string[] =>
      shop.imagesOf(shopId(sku)).map(({ source, file }) => (source === "" ? file : source.replace(`${PICTURES}/`, ""))),
    /** What is in which category of the shop, by its path; only those that hold something. */
    shelves: (): Readonly<Record<string, readonly string[]>> => {
      const categories = shop.categories();
      const pathOf = (id: number | null): string[] => {
        const found = categories.find((one) => one.id === id);
        return found === undefined ? [] : [...pathOf(found.parent), found.name];
      };
      const skuOf = (id: number): string => shop.products().find((product) => product.id === id)?.sku ?? "";
      return Object.fromEntries(
        categories
          .filter(({ product_ids }) => product_ids.length > 0)
          .map(({ id, product_ids }) => [pathOf(id).join(" / "), product_ids.map(skuOf).sort()]),
      );
    },
    count: (what: string): number => shop.journal().filter((entry) => entry.what === what).length,
  };
}

it("row 11, catalogue, Odoo to shop: a new category and its products appear in the shop, at any depth", async () => {
  const { integration, shop, category, changeProduct, shelves } = await startCatalogue();
  const tools = category("Tools");
  const drills = category("Drills", tools);
  changeProduct("DRILL", { categ_id: category("Cordless", drills) });
  changeProduct("TAPE", { categ_id: tools });
  await integration.settle();
  expect(shelves()).toEqual({ Tools: ["TAPE"], "Tools / Drills / Cordless": ["DRILL"] });
  expect(
    shop
      .categories()
      .filter(({ enabled }) => !enabled)
      .map(({ name }) => name)
      .sort(),
  ).toEqual(["Deliveries", "Expenses", "Services"]);
  expect(await integration.problems()).toEqual([]);
});

it("row 11, catalogue: a product that is moved in Odoo moves in the shop, and stays where staff have put it besides", async () => {
  const { integration, shop, shopId, category, changeProduct, shelves } = await startCatalogue();
  changeProduct("TAPE", { categ_id: category("Tools") });
  await integration.settle();
  shop.addCategory({ name: "Sale", product_ids: [shopId("TAPE")] });
  await integration.settle();
  changeProduct("TAPE", { categ_id: category("Measures") });
  await integration.settle();
  expect(shelves()).toEqual({ Measures: ["TAPE"], Sale: ["TAPE"] });
  changeProduct("TAPE", { categ_id: false });
  await integration.settle();
  expect(shelves()).toEqual({ Sale: ["TAPE"] });
});

it("row 11, catalogue: a category that is renamed or moved in Odoo is so in the shop, with all in it", async () => {
  const { integration, shop, category, change, changeProduct, shelves } = await startCatalogue();
  const tools = category("Tools");
  const drills = category("Drills", tools);
  changeProduct("DRILL", { categ_id: drills });
  await integration.settle();
  const before = shop.categories().length;
  change(tools, { name: "Power tools" });
  await integration.settle();
  expect(shelves()).toEqual({ "Power tools / Drills": ["DRILL"] });
  change(drills, { parent_id: false, name: "Drilling" });
  await integration.settle();
  expect(shelves()).toEqual({ Drilling: ["DRILL"] });
  changeProduct("DRILL", { lst_price: 9 });
  await integration.settle();
  expect(shelves()).toEqual({ Drilling: ["DRILL"] });
  expect(shop.categories()).toHaveLength(before);
  expect(await integration.problems()).toEqual([]);
});

it("row 11, pictures: they are there once and in order however often it runs; one that leaves the table goes", async () => {
  const { integration, shop, shopId, pictures, changeProduct, shown, count } = await startCatalogue();
  pictures({ TAPE: ["front.jpg", "back.jpg"] });
  await integration.settle();
  expect(shown("TAPE")).toEqual(["front.jpg", "back.jpg"]);
  expect(shop.imagesOf(shopId("TAPE")).map(({ alt }) => alt)).toEqual(["tape", "tape"]);
  shop.addImage({ product_id: shopId("TAPE"), position: 90, alt: "By hand", file: "hand.jpg", source: "" });
  changeProduct("TAPE", { name: "Tape measure" });
  await integration.settle();
  expect(shop.imagesOf(shopId("TAPE")).map(({ alt }) => alt)).toEqual(["Tape measure", "Tape measure", "By hand"]);
  expect(count("image added")).toBe(3);
  pictures({ TAPE: ["back.jpg", "side.jpg"], DRILL: ["front.jpg"], GHOST: ["ghost.jpg"] });
  await integration.settle();
  expect(shown("TAPE")).toEqual(["back.jpg", "side.jpg", "hand.jpg"]);
  expect(shown("DRILL")).toEqual(["front.jpg"]);
  pictures({ TAPE: [], DRILL: ["front.jpg"] });
  await integration.settle();
  expect(shown("TAPE")).toEqual(["hand.jpg"]);
  expect(await integration.problems()).toEqual([]);
});

it.each(["POST /api/products/{id}/images", "POST /api/categories/{id}/products", "POST /api/categories"])(
  "row 12, catalogue: what %s has done is done once when its answer is lost",
  async (operation) => {
    const { integration, shop, category, changeProduct, pictures, shelves, shown, count } = await startCatalogue();
    await integration.settle();
    const [categories, images] = [shop.categories().length, count("image added")];
    shop.faults.add({ kind: "lostAnswer", match: { operation }, remaining: 2 });
    changeProduct("TAPE", { categ_id: category("Tools") });
    pictures({ TAPE: ["front.jpg", "back.jpg"] });
    await integration.settle();
    expect(shelves()).toMatchObject({ Tools: ["TAPE"] });
    expect(shown("TAPE")).toEqual(["front.jpg", "back.jpg"]);
    expect(count("image added")).toBe(images + 2);
    expect(shop.categories()).toHaveLength(categories + 1);
    expect(await integration.problems()).toEqual([]);
  },
);

it("row 12, pictures: one that cannot be loaded is told, and the others come when it is mended", async () => {
  const { integration, pictures, shown } = await startCatalogue();
  await integration.settle();
  pictures({ TAPE: ["front.jpg https://nowhere.invalid/gone.jpg"] });
  await integration.settle();
  expect(await integration.problems()).toEqual([
    "rejected: Unable to download the contents of https://nowhere.invalid/gone.jpg",
  ]);
  expect(shown("TAPE")).toEqual(["front.jpg"]);
  pictures({ TAPE: ["front.jpg", "back.jpg"] });
  await integration.settle();
  expect(shown("TAPE")).toEqual(["front.jpg", "back.jpg"]);
  expect(await integration.problems()).toEqual([]);
});
