// @module-tag long

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { acumaticaConnector } from "@xmap/connectors/acumatica";
import { csvConnector } from "@xmap/connectors/csv";
import { xcartConnector } from "@xmap/connectors/xcart";
import { startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { startXCartSandbox } from "@xmap/sandbox/xcart";
import { expect, it, onTestFinished } from "vitest";
import { compiledModules } from "../harness/compiled-modules.ts";
import { Integration } from "../harness/integration.ts";
import { SteppedClock } from "../harness/stepped-clock.ts";

const PICTURES = "https://pictures.example.com";
const FLOWS = ["StockItemToShop", "SalesCategoryToShop", "StockItemToCategory", "ItemImagesToShop"];

/** A shop and an Acumatica with two items, joined by the flows of the catalogue alone, and a table of pictures. */
async function startCatalogue() {
  const clock = new SteppedClock();
  const now = (): Date => new Date(clock.now());
  const shop = await startXCartSandbox({ now });
  onTestFinished(() => shop.close());
  const StockItem = ["DRILL", "TAPE"].map((InventoryID) => ({
    InventoryID,
    Description: InventoryID.toLowerCase(),
    ItemClass: "BIKEACC",
  }));
  const erp = await startAcumaticaSandbox({ now, license: { apiUsers: 10 }, seed: { records: { StockItem } } });
  onTestFinished(() => erp.close());
  const folder = mkdtempSync(join(tmpdir(), "xmap-tables-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, "product_images.csv"), "sku,urls\n");
  const all = await compiledModules("xcart-acumatica");
  const modules = all.map((module) => {
    const flows = Object.entries(module.flows).filter(([name]) => FLOWS.includes(name));
    return { ...module, flows: Object.fromEntries(flows) };
  });
  const access = { url: erp.baseUrl, tenant: erp.tenant, user: "admin", password: "admin", sessions: 4 };
  const systems = {
    shop: { connector: xcartConnector, options: { url: shop.url, key: shop.keys.all, language: "en" } },
    acumatica: { connector: acumaticaConnector, options: { ...access, endpoint: "Default/24.200.001" } },
    tables: { connector: csvConnector, options: { folder } },
  };
  const integration = await Integration.start({ modules, systems, clock });
  const shopId = (sku: string): number => shop.products().find((product) => product.sku === sku)?.id ?? 0;
  return {
    shop,
    erp,
    integration,
    shopId,
    /** A sales category, below another one or at the top; answers its id. */
    category: (Description: string, ParentCategoryID = 0): number =>
      Number(erp.put("ItemSalesCategory", { Description, ParentCategoryID }).CategoryID),
    change: (CategoryID: number, values: Readonly<Record<string, string | number>>): void => {
      erp.put("ItemSalesCategory", { CategoryID, ...values });
    },
    /** Puts an item into categories, as somebody does on the item's own form. */
    place: (InventoryID: string, ...categories: number[]): void => {
      erp.put("StockItem", { InventoryID, Categories: categories.map((CategoryID) => ({ CategoryID })) });
    },
    /** Takes an item out of a category. */
    remove: (InventoryID: string, CategoryID: number): void => {
      erp.put("StockItem", { InventoryID, Categories: [{ CategoryID, delete: true }] });
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

it("row 11, catalogue, Acumatica to shop: a new category and its items appear in the shop, down to the fourth level", async () => {
  const { integration, category, place, shelves } = await startCatalogue();
  const tools = category("Tools");
  const cordless = category("Cordless", category("Drills", tools));
  place("DRILL", category("18 V", cordless), cordless);
  place("TAPE", tools);
  await integration.settle();
  expect(shelves()).toEqual({
    Tools: ["TAPE"],
    "Tools / Drills / Cordless": ["DRILL"],
    "Tools / Drills / Cordless / 18 V": ["DRILL"],
  });
  expect(await integration.problems()).toEqual([]);
});

it("row 11, catalogue: a category below the fourth level is told", async () => {
  const { integration, category } = await startCatalogue();
  const fifth = ["A", "B", "C", "D", "E"].reduce((above, name) => category(name, above), 0);
  await integration.settle();
  expect(await integration.problems()).toEqual([`rejected: category ${fifth} is below the fourth level`]);
});

it("row 11, catalogue: an item that is moved in Acumatica moves in the shop, and stays where staff have put it besides", async () => {
  const { integration, shop, shopId, category, place, remove, shelves } = await startCatalogue();
  const tools = category("Tools");
  place("TAPE", tools);
  await integration.settle();
  shop.addCategory({ name: "Sale", product_ids: [shopId("TAPE")] });
  await integration.settle();
  const measures = category("Measures");
  place("TAPE", measures);
  remove("TAPE", tools);
  await integration.settle();
  expect(shelves()).toEqual({ Measures: ["TAPE"], Sale: ["TAPE"] });
  remove("TAPE", measures);
  await integration.settle();
  expect(shelves()).toEqual({ Sale: ["TAPE"] });
});

it("row 11, catalogue: an item that became a member on the category's form is placed by the daily sweep", async () => {
  const { integration, erp, category, shelves } = await startCatalogue();
  const tools = category("Tools");
  await integration.settle();
  erp.put("ItemSalesCategory", { CategoryID: tools, Members: [{ InventoryID: "TAPE" }] });
  await integration.settle();
  expect(shelves()).toEqual({});
  await integration.engine.operations.trigger("StockItemToCategory", ["TAPE"], "sweep");
  await integration.settle();
  expect(shelves()).toEqual({ Tools: ["TAPE"] });
  expect(await integration.problems()).toEqual([]);
});

it("row 11, catalogue: a category that is renamed or moved in Acumatica is so in the shop, with all in it", async () => {
  const { integration, shop, erp, category, change, place, shelves } = await startCatalogue();
  const tools = category("Tools");
  const drills = category("Drills", tools);
  place("DRILL", drills);
  await integration.settle();
  const before = shop.categories().length;
  change(tools, { Description: "Power tools" });
  await integration.settle();
  expect(shelves()).toEqual({ "Power tools / Drills": ["DRILL"] });
  change(drills, { ParentCategoryID: 0, Description: "Drilling" });
  await integration.settle();
  expect(shelves()).toEqual({ Drilling: ["DRILL"] });
  erp.put("StockItem", { InventoryID: "DRILL", DefaultPrice: 9 });
  await integration.settle();
  expect(shelves()).toEqual({ Drilling: ["DRILL"] });
  expect(shop.categories()).toHaveLength(before);
  expect(await integration.problems()).toEqual([]);
});

it("row 11, pictures: they are there once and in order however often it runs; one that leaves the table goes", async () => {
  const { integration, shop, erp, shopId, pictures, shown, count } = await startCatalogue();
  pictures({ TAPE: ["front.jpg", "back.jpg"] });
  await integration.settle();
  expect(shown("TAPE")).toEqual(["front.jpg", "back.jpg"]);
  expect(shop.imagesOf(shopId("TAPE")).map(({ alt }) => alt)).toEqual(["tape", "tape"]);
  shop.addImage({ product_id: shopId("TAPE"), position: 90, alt: "By hand", file: "hand.jpg", source: "" });
  erp.put("StockItem", { InventoryID: "TAPE", Description: "Tape measure" });
  await integration.settle();
  expect(shop.imagesOf(shopId("TAPE")).map(({ alt }) => alt)).toEqual(["Tape measure", "Tape measure", "By hand"]);
  expect(count("image added")).toBe(3);
  pictures({ TAPE: ["back.jpg", "side.jpg"], DRILL: ["front.jpg"], GHOST: ["ghost.jpg"] });
  await integration.settle();
  expect(shown("TAPE")).toEqual(["back.jpg", "side.jpg", "hand.jpg"]);
  expect(shown("DRILL")).toEqual(["front.jpg"]);
  expect(await integration.problems()).toEqual([]);
});

it("row 11, pictures: addresses of the item itself come before those of the table, and films stay away", async () => {
  const { integration, erp, pictures, shown } = await startCatalogue();
  pictures({ TAPE: ["table.jpg"] });
  await integration.settle();
  expect(shown("TAPE")).toEqual(["table.jpg"]);
  erp.put("StockItem", {
    InventoryID: "TAPE",
    FileURLs: [
      { FileURL: `${PICTURES}/front.jpg`, FileType: "Image" },
      { FileURL: `${PICTURES}/film.mp4`, FileType: "Video" },
      { FileURL: `${PICTURES}/back.jpg`, FileType: "Image" },
    ],
  });
  await integration.settle();
  expect(shown("TAPE")).toEqual(["front.jpg", "back.jpg"]);
  expect(await integration.problems()).toEqual([]);
});

it.each(["POST /api/products/{id}/images", "POST /api/categories/{id}/products", "POST /api/categories"])(
  "row 12, catalogue: what %s has done is done once when its answer is lost",
  async (operation) => {
    const { integration, shop, category, place, pictures, shelves, shown, count } = await startCatalogue();
    await integration.settle();
    const [categories, images] = [shop.categories().length, count("image added")];
    shop.faults.add({ kind: "lostAnswer", match: { operation }, remaining: 2 });
    place("TAPE", category("Tools"));
    pictures({ TAPE: ["front.jpg", "back.jpg"] });
    await integration.settle();
    expect(shelves()).toMatchObject({ Tools: ["TAPE"] });
    expect(shown("TAPE")).toEqual(["front.jpg", "back.jpg"]);
    expect(count("image added")).toBe(images + 2);
    expect(shop.categories()).toHaveLength(categories + 1);
    expect(await integration.problems()).toEqual([]);
  },
);
