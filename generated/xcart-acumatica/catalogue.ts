// Generated from xcart-acumatica/catalogue.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  type BindingModule,
  checked,
  distinct,
  equals,
  type FlowModule,
  isLonger,
  join,
  type Line,
  type LookupModule,
  list,
  lookupField,
  type Report,
  type SystemModule,
  shape,
  text,
  wrongValue,
} from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";
import {
  type PlacedProduct,
  placedProductEntity,
  type ShopCategory,
  type ShopProduct,
  shopCategoryEntity,
} from "../shared/shop.ts";
import { type ImageRow, imageRowEntity } from "../shared/tables.ts";
import { type SalesCategory, type StockItem, salesCategoryEntity, steady, stockItemEntity } from "./entities.ts";
import { StockItems } from "./products.ts";

export const contract = 1;
export const id = "xcart-acumatica/catalogue";
export const hash = "a43819655f611ad4c7de458d0d423813db507056b9fbfff0e779a50ae52871b9";
export const sourceFiles = [
  "shared/demand.xmap",
  "shared/desk.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-acumatica/catalogue.xmap",
  "xcart-acumatica/entities.xmap",
  "xcart-acumatica/products.xmap",
];

export const systems: Readonly<Record<string, SystemModule>> = {};

/** The addresses of a product's pictures, with blanks between them. */
export const ImageUrls: LookupModule = {
  name: "ImageUrls",
  entity: imageRowEntity,
  columns: ["sku"],
  result: "urls",
  cacheMilliseconds: 0,
  none: () => ({ answer: null }),
  many: (key) => ({ word: "hold", message: `ImageUrls finds several for ${text(key)}` }),
};

export const ShopCategoryId: LookupModule = {
  name: "ShopCategoryId",
  entity: shopCategoryEntity,
  columns: ["path"],
  result: "id",
  cacheMilliseconds: 0,
  none: (key) => ({ word: "fail", message: `category ${text(key)} is not in the shop yet` }),
  many: (key) => ({ word: "hold", message: `ShopCategoryId finds several for ${text(key)}` }),
};

export const SalesCategoryName: LookupModule = {
  name: "SalesCategoryName",
  entity: salesCategoryEntity,
  columns: ["CategoryID"],
  result: "Description",
  cacheMilliseconds: 60000,
  none: () => ({ answer: null }),
  many: (key) => ({ word: "hold", message: `SalesCategoryName finds several for ${text(key)}` }),
};

export const SalesCategoryAbove: LookupModule = {
  name: "SalesCategoryAbove",
  entity: salesCategoryEntity,
  columns: ["CategoryID"],
  result: "ParentCategoryID",
  cacheMilliseconds: 60000,
  none: () => ({ answer: null }),
  many: (key) => ({ word: "hold", message: `SalesCategoryAbove finds several for ${text(key)}` }),
};

export const PicturedItem: LookupModule = {
  name: "PicturedItem",
  entity: stockItemEntity,
  columns: ["InventoryID"],
  result: "InventoryID",
  cacheMilliseconds: 600000,
  none: (key) => ({ word: "skip", message: `SKU ${text(key)} is not in Acumatica` }),
  many: (key) => ({ word: "hold", message: `PicturedItem finds several for ${text(key)}` }),
};

export interface SalesCategoriesDraft {
  readonly path: string | undefined;
  readonly enabled: boolean;
}

function checkSalesCategories(salesCategory: SalesCategory, report: Report): void {
  if (typeof salesCategory.CategoryID !== "number") {
    wrongValue(report, "SalesCategories/require/1", "CategoryID", "a number", salesCategory.CategoryID);
  }
  if (salesCategory.ParentCategoryID !== null && typeof salesCategory.ParentCategoryID !== "number") {
    wrongValue(report, "SalesCategories/$above", "ParentCategoryID", "a number", salesCategory.ParentCategoryID);
  }
  if (typeof salesCategory.Description !== "string") {
    wrongValue(report, "SalesCategories/path", "Description", "text", salesCategory.Description);
  }
}

function mapSalesCategories(salesCategory: SalesCategory, answers: Answers, report: Report): SalesCategoriesDraft {
  const above = list(salesCategory.ParentCategoryID).filter((parentCategoryID) => parentCategoryID !== 0);
  const aboveName = answers.lookupEach(SalesCategoryName, "SalesCategories/$aboveName", above) as readonly string[];
  const second = answers.lookupEach(SalesCategoryAbove, "SalesCategories/$second", above) as readonly number[];
  const second3 = second.filter((secondValue) => secondValue !== 0);
  const secondName = answers.lookupEach(SalesCategoryName, "SalesCategories/$secondName", second3) as readonly string[];
  const third = answers.lookupEach(SalesCategoryAbove, "SalesCategories/$third", second3) as readonly number[];
  const third3 = third.filter((thirdValue) => thirdValue !== 0);
  const thirdName = answers.lookupEach(SalesCategoryName, "SalesCategories/$thirdName", third3) as readonly string[];
  const fourth = answers.lookupEach(SalesCategoryAbove, "SalesCategories/$fourth", third3) as readonly number[];
  if (!equals(unwrap(fourth.length > 0 ? fourth : [0]), 0)) {
    report.problem(
      "reject",
      "SalesCategories/require/1",
      `category ${text(salesCategory.CategoryID)} is below the fourth level`,
    );
  }
  return {
    path: join(
      unwrap([...thirdName, ...secondName, ...aboveName, salesCategory.Description].filter(() => true)),
      " / ",
    ),
    enabled: true,
  };
}

/**
 * A category has a category of the same path in the shop, down to the fourth level; what is renamed or moved in Acumatica is so there.
 * xcart-acumatica/catalogue.xmap:18
 */
export const SalesCategories: BindingModule = {
  name: "SalesCategories",
  link: "SalesCategories",
  left: salesCategoryEntity,
  right: shopCategoryEntity,
  key: ["path"],
  once: ["enabled"],
  lines: [],
  rules: [
    {
      id: "SalesCategories/$aboveName",
      target: "$aboveName",
      file: "xcart-acumatica/catalogue.xmap",
      line: 20,
      column: 3,
      text: "let aboveName = $above via SalesCategoryName",
    },
    {
      id: "SalesCategories/$second",
      target: "$second",
      file: "xcart-acumatica/catalogue.xmap",
      line: 21,
      column: 3,
      text: "let second = $above via SalesCategoryAbove",
    },
    {
      id: "SalesCategories/$secondName",
      target: "$secondName",
      file: "xcart-acumatica/catalogue.xmap",
      line: 22,
      column: 3,
      text: "let secondName = $second[$ != 0] via SalesCategoryName",
    },
    {
      id: "SalesCategories/$third",
      target: "$third",
      file: "xcart-acumatica/catalogue.xmap",
      line: 23,
      column: 3,
      text: "let third = $second[$ != 0] via SalesCategoryAbove",
    },
    {
      id: "SalesCategories/$thirdName",
      target: "$thirdName",
      file: "xcart-acumatica/catalogue.xmap",
      line: 24,
      column: 3,
      text: "let thirdName = $third[$ != 0] via SalesCategoryName",
    },
    {
      id: "SalesCategories/$fourth",
      target: "$fourth",
      file: "xcart-acumatica/catalogue.xmap",
      line: 25,
      column: 3,
      text: "let fourth = $third[$ != 0] via SalesCategoryAbove",
    },
    {
      id: "SalesCategories/path",
      target: "path",
      file: "xcart-acumatica/catalogue.xmap",
      line: 28,
      column: 3,
      text: '$join([$thirdName, $secondName, $aboveName, Description][$ != null], " / ") -> path key',
    },
    {
      id: "SalesCategories/enabled",
      target: "enabled",
      file: "xcart-acumatica/catalogue.xmap",
      line: 29,
      column: 3,
      text: "true -> enabled once",
    },
    {
      id: "SalesCategories/require/1",
      target: "require",
      file: "xcart-acumatica/catalogue.xmap",
      line: 26,
      column: 11,
      text: "($fourth ?? 0) = 0",
    },
  ],
  lookups: [
    (salesCategory: SalesCategory, ask: Ask) => {
      const above = list(salesCategory.ParentCategoryID).filter((parentCategoryID) => parentCategoryID !== 0);
      ask.lookupEach(SalesCategoryName, above);
      ask.lookupEach(SalesCategoryAbove, above);
    },
    (salesCategory: SalesCategory, ask: Ask, answers: Answers) => {
      const above = list(salesCategory.ParentCategoryID).filter((parentCategoryID) => parentCategoryID !== 0);
      const second = answers.lookupEach(SalesCategoryAbove, "SalesCategories/$second", above) as readonly number[];
      const second3 = second.filter((secondValue) => secondValue !== 0);
      ask.lookupEach(SalesCategoryName, second3);
      ask.lookupEach(SalesCategoryAbove, second3);
    },
    (salesCategory: SalesCategory, ask: Ask, answers: Answers) => {
      const above = list(salesCategory.ParentCategoryID).filter((parentCategoryID) => parentCategoryID !== 0);
      const second = answers.lookupEach(SalesCategoryAbove, "SalesCategories/$second", above) as readonly number[];
      const third = answers.lookupEach(
        SalesCategoryAbove,
        "SalesCategories/$third",
        second.filter((secondValue) => secondValue !== 0),
      ) as readonly number[];
      const third3 = third.filter((thirdValue) => thirdValue !== 0);
      ask.lookupEach(SalesCategoryName, third3);
      ask.lookupEach(SalesCategoryAbove, third3);
    },
  ],
  validate: checkSalesCategories,
  map: mapSalesCategories,
};

export interface PlacedItemsCategory {
  readonly id: number | undefined;
}

export interface PlacedItemsImage {
  readonly url: string | null;
  readonly alt: string;
  readonly position: number;
}

export interface PlacedItemsDraft {
  readonly sku: string;
  readonly name: string;
  readonly categories: readonly Line<PlacedItemsCategory>[];
  readonly images: readonly Line<PlacedItemsImage>[];
}

function checkPlacedItems(stockItem: StockItem, report: Report): void {
  if (typeof stockItem.InventoryID !== "string") {
    wrongValue(report, "PlacedItems/$table", "InventoryID", "text", stockItem.InventoryID);
  }
  if (!Array.isArray(stockItem.FileURLs)) {
    wrongValue(report, "PlacedItems/$own", "FileURLs", "a list", stockItem.FileURLs);
  } else {
    for (const fileURL of stockItem.FileURLs) {
      if (typeof fileURL !== "object" || fileURL === null) {
        wrongValue(report, "PlacedItems/$own", "FileURLs[]", "a record", fileURL);
      } else {
        if (fileURL.FileType !== null && typeof fileURL.FileType !== "string") {
          wrongValue(report, "PlacedItems/$own", "FileURLs[].FileType", "text", fileURL.FileType);
        }
        if (fileURL.FileURL !== null && typeof fileURL.FileURL !== "string") {
          wrongValue(report, "PlacedItems/$own", "FileURLs[].FileURL", "text", fileURL.FileURL);
        }
      }
    }
  }
  if (stockItem.Description !== null && typeof stockItem.Description !== "string") {
    wrongValue(report, "PlacedItems/name", "Description", "text", stockItem.Description);
  }
  if (!Array.isArray(stockItem.Categories)) {
    wrongValue(report, "PlacedItems/categories", "Categories", "a list", stockItem.Categories);
  } else {
    for (const category of stockItem.Categories) {
      if (typeof category !== "object" || category === null) {
        wrongValue(report, "PlacedItems/categories", "Categories[]", "a record", category);
      } else if (category.CategoryID !== null && typeof category.CategoryID !== "number") {
        wrongValue(report, "PlacedItems/categories", "Categories[].CategoryID", "a number", category.CategoryID);
      }
    }
  }
}

function mapPlacedItems(stockItem: StockItem, answers: Answers, report: Report): PlacedItemsDraft {
  const table = answers.lookup(ImageUrls, "PlacedItems/$table", stockItem.InventoryID) as string | undefined;
  const own = stockItem.FileURLs.filter((fileURL) => fileURL.FileType === "Image").map((fileURL) => fileURL.FileURL);
  const urls = own.length > 0
    ? own
    : jsonata
      .compute(
        "PlacedItems/$urls",
        '$match($table ?: "", /\\S+/)',
        shape.items(shape.anyRecord),
        { root: stockItem, variables: { table } },
        (run, context, bindings) => {
          const value_1 = jsonata.settled(jsonata.binding(bindings, "table"));
          return jsonata.settled(jsonata.callNative(run, 0, jsonata.functions.match, context, [jsonata.asArgument(jsonata.settled((jsonata.isTrue(value_1) ? value_1 : ""))), jsonata.regularExpression(run, 21, "\\S+", "")]));
        },
      )
      .map((item) => checked(lookupField(item, "match"), shape.text, "PlacedItems/$urls", "match"));
  const sku = stockItem.InventoryID;
  if (isLonger(sku, 32)) {
    wrongValue(report, "PlacedItems/sku", "sku", "text of at most 32 characters", sku);
  }
  return {
    sku,
    name: stockItem.Description || stockItem.InventoryID,
    categories: stockItem.Categories.map((category): Line<PlacedItemsCategory> => {
      const name = answers.lookup(SalesCategoryName, "PlacedItems/$name", category.CategoryID) as string | undefined;
      const above = answers.lookup(SalesCategoryAbove, "PlacedItems/$above", category.CategoryID) as number | undefined;
      const above3 = list(above).filter((aboveValue) => aboveValue !== 0);
      const aboveName = answers.lookupEach(SalesCategoryName, "PlacedItems/$aboveName", above3) as readonly string[];
      const second = answers.lookupEach(SalesCategoryAbove, "PlacedItems/$second", above3) as readonly number[];
      const second3 = second.filter((secondValue) => secondValue !== 0);
      const secondName = answers.lookupEach(SalesCategoryName, "PlacedItems/$secondName", second3) as readonly string[];
      const third = answers.lookupEach(SalesCategoryAbove, "PlacedItems/$third", second3) as readonly number[];
      const thirdName = answers.lookupEach(
        SalesCategoryName,
        "PlacedItems/$thirdName",
        third.filter((thirdValue) => thirdValue !== 0),
      ) as readonly string[];
      return {
        identity: `Categories/${text(category.CategoryID)}`,
        values: {
          id: answers.lookup(
            ShopCategoryId,
            "PlacedItems/categories/id",
            join(
              unwrap(
                [...thirdName, ...secondName, ...aboveName, name]
                  .filter((value) => value !== undefined)
                  .filter(() => true),
              ),
              " / ",
            ),
          ) as number | undefined,
        },
      };
    }),
    images: distinct(urls)
      .map((url, place) => ({ url, place }))
      .map((line): Line<PlacedItemsImage> => {
        if (line.url == null) {
          report.problem("reject", "PlacedItems/images/url", "url has no value");
        }
        return {
          identity: `lines/${text(line.url)}`,
          values: {
            url: line.url,
            alt: stockItem.Description || stockItem.InventoryID,
            position: line.place * 10 + 10,
          },
        };
      }),
  };
}

/**
 * Only categories and pictures that came from here are taken away again; the shop's staff may add others.
 * xcart-acumatica/catalogue.xmap:40
 */
export const PlacedItems: BindingModule = {
  name: "PlacedItems",
  link: "PlacedItems",
  left: stockItemEntity,
  right: placedProductEntity,
  key: ["sku"],
  once: ["name"],
  lines: [
    { field: "categories", key: [], once: [] },
    { field: "images", key: ["alt"], once: ["url"] },
  ],
  rules: [
    {
      id: "PlacedItems/$table",
      target: "$table",
      file: "xcart-acumatica/catalogue.xmap",
      line: 41,
      column: 3,
      text: "let table = InventoryID via ImageUrls",
    },
    {
      id: "PlacedItems/sku",
      target: "sku",
      file: "xcart-acumatica/catalogue.xmap",
      line: 45,
      column: 3,
      text: "InventoryID -> sku key",
    },
    {
      id: "PlacedItems/name",
      target: "name",
      file: "xcart-acumatica/catalogue.xmap",
      line: 46,
      column: 3,
      text: "Description ?: InventoryID -> name once",
    },
    {
      id: "PlacedItems/$name",
      target: "$name",
      file: "xcart-acumatica/catalogue.xmap",
      line: 48,
      column: 5,
      text: "let name = CategoryID via SalesCategoryName",
    },
    {
      id: "PlacedItems/$above",
      target: "$above",
      file: "xcart-acumatica/catalogue.xmap",
      line: 49,
      column: 5,
      text: "let above = CategoryID via SalesCategoryAbove",
    },
    {
      id: "PlacedItems/$aboveName",
      target: "$aboveName",
      file: "xcart-acumatica/catalogue.xmap",
      line: 50,
      column: 5,
      text: "let aboveName = $above[$ != 0] via SalesCategoryName",
    },
    {
      id: "PlacedItems/$second",
      target: "$second",
      file: "xcart-acumatica/catalogue.xmap",
      line: 51,
      column: 5,
      text: "let second = $above[$ != 0] via SalesCategoryAbove",
    },
    {
      id: "PlacedItems/$secondName",
      target: "$secondName",
      file: "xcart-acumatica/catalogue.xmap",
      line: 52,
      column: 5,
      text: "let secondName = $second[$ != 0] via SalesCategoryName",
    },
    {
      id: "PlacedItems/$third",
      target: "$third",
      file: "xcart-acumatica/catalogue.xmap",
      line: 53,
      column: 5,
      text: "let third = $second[$ != 0] via SalesCategoryAbove",
    },
    {
      id: "PlacedItems/$thirdName",
      target: "$thirdName",
      file: "xcart-acumatica/catalogue.xmap",
      line: 54,
      column: 5,
      text: "let thirdName = $third[$ != 0] via SalesCategoryName",
    },
    {
      id: "PlacedItems/categories/id",
      target: "categories.id",
      file: "xcart-acumatica/catalogue.xmap",
      line: 55,
      column: 5,
      text: '$join([$thirdName, $secondName, $aboveName, $name][$ != null], " / ") -> id via ShopCategoryId',
    },
    {
      id: "PlacedItems/images/url",
      target: "images.url",
      file: "xcart-acumatica/catalogue.xmap",
      line: 58,
      column: 5,
      text: "url -> url once",
    },
    {
      id: "PlacedItems/images/alt",
      target: "images.alt",
      file: "xcart-acumatica/catalogue.xmap",
      line: 59,
      column: 5,
      text: "$$.Description ?: $$.InventoryID -> alt key",
    },
    {
      id: "PlacedItems/images/position",
      target: "images.position",
      file: "xcart-acumatica/catalogue.xmap",
      line: 60,
      column: 5,
      text: "place * 10 + 10 -> position",
    },
  ],
  lookups: [
    (stockItem: StockItem, ask: Ask) => {
      ask.lookup(ImageUrls, stockItem.InventoryID);
      for (const category of stockItem.Categories) {
        ask.lookup(SalesCategoryName, category.CategoryID);
        ask.lookup(SalesCategoryAbove, category.CategoryID);
      }
    },
    (stockItem: StockItem, ask: Ask, answers: Answers) => {
      for (const category of stockItem.Categories) {
        const above = answers.lookup(
          SalesCategoryAbove,
          "PlacedItems/$above",
          category.CategoryID,
        ) as number | undefined;
        const above3 = list(above).filter((aboveValue) => aboveValue !== 0);
        ask.lookupEach(SalesCategoryName, above3);
        ask.lookupEach(SalesCategoryAbove, above3);
      }
    },
    (stockItem: StockItem, ask: Ask, answers: Answers) => {
      for (const category of stockItem.Categories) {
        const above = answers.lookup(
          SalesCategoryAbove,
          "PlacedItems/$above",
          category.CategoryID,
        ) as number | undefined;
        const second = answers.lookupEach(
          SalesCategoryAbove,
          "PlacedItems/$second",
          list(above).filter((aboveValue) => aboveValue !== 0),
        ) as readonly number[];
        const second3 = second.filter((secondValue) => secondValue !== 0);
        ask.lookupEach(SalesCategoryName, second3);
        ask.lookupEach(SalesCategoryAbove, second3);
      }
    },
    (stockItem: StockItem, ask: Ask, answers: Answers) => {
      for (const category of stockItem.Categories) {
        const above = answers.lookup(
          SalesCategoryAbove,
          "PlacedItems/$above",
          category.CategoryID,
        ) as number | undefined;
        const second = answers.lookupEach(
          SalesCategoryAbove,
          "PlacedItems/$second",
          list(above).filter((aboveValue) => aboveValue !== 0),
        ) as readonly number[];
        const third = answers.lookupEach(
          SalesCategoryAbove,
          "PlacedItems/$third",
          second.filter((secondValue) => secondValue !== 0),
        ) as readonly number[];
        ask.lookupEach(SalesCategoryName, third.filter((thirdValue) => thirdValue !== 0));
      }
    },
    (stockItem: StockItem, ask: Ask, answers: Answers) => {
      for (const category of stockItem.Categories) {
        const name = answers.lookup(SalesCategoryName, "PlacedItems/$name", category.CategoryID) as string | undefined;
        const above = answers.lookup(
          SalesCategoryAbove,
          "PlacedItems/$above",
          category.CategoryID,
        ) as number | undefined;
        const above3 = list(above).filter((aboveValue) => aboveValue !== 0);
        const aboveName = answers.lookupEach(SalesCategoryName, "PlacedItems/$aboveName", above3) as readonly string[];
        const second = answers.lookupEach(SalesCategoryAbove, "PlacedItems/$second", above3) as readonly number[];
        const second3 = second.filter((secondValue) => secondValue !== 0);
        const secondName = answers.lookupEach(
          SalesCategoryName,
          "PlacedItems/$secondName",
          second3,
        ) as readonly string[];
        const third = answers.lookupEach(SalesCategoryAbove, "PlacedItems/$third", second3) as readonly number[];
        const thirdName = answers.lookupEach(
          SalesCategoryName,
          "PlacedItems/$thirdName",
          third.filter((thirdValue) => thirdValue !== 0),
        ) as readonly string[];
        ask.lookup(
          ShopCategoryId,
          join(
            unwrap(
              [...thirdName, ...secondName, ...aboveName, name]
                .filter((value) => value !== undefined)
                .filter(() => true),
            ),
            " / ",
          ),
        );
      }
    },
  ],
  validate: checkPlacedItems,
  map: mapPlacedItems,
};

export interface SalesCategoryToShopState {
  readonly category: SalesCategory;
  readonly shown: ShopCategory;
}

/** xcart-acumatica/catalogue.xmap:32 */
export const SalesCategoryToShop: FlowModule = {
  name: "SalesCategoryToShop",
  subject: { name: "category", entity: salesCategoryEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: salesCategoryEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
        { by: "sweep", everyMilliseconds: 86400000 },
      ],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [
    {
      step: "sync",
      id: "shown",
      file: "xcart-acumatica/catalogue.xmap",
      line: 36,
      assign: "shown",
      binding: SalesCategories,
      record: (state: SalesCategoryToShopState) => state.category,
    },
  ],
};

export interface StockItemToCategoryState {
  readonly item: StockItem;
  readonly known: ShopProduct | undefined;
  readonly goods: ShopProduct;
  readonly placed: PlacedProduct;
}

/**
 * To give an item another category need not change the item itself: the sweep finds it.
 * xcart-acumatica/catalogue.xmap:70
 */
export const StockItemToCategory: FlowModule = {
  name: "StockItemToCategory",
  subject: { name: "item", entity: stockItemEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: stockItemEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
        { by: "sweep", everyMilliseconds: 86400000 },
      ],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: 5000,
  rules: [
    {
      id: 'require $exists(known) or item.ItemStatus = "Active"',
      target: "require",
      file: "xcart-acumatica/catalogue.xmap",
      line: 75,
      column: 3,
      text: 'require $exists(known) or item.ItemStatus = "Active" else skip "not for sale"',
    },
  ],
  steps: [
    {
      step: "find",
      id: "known",
      file: "xcart-acumatica/catalogue.xmap",
      line: 74,
      assign: "known",
      binding: StockItems,
      side: "left",
      record: (state: StockItemToCategoryState) => state.item,
      otherwise: undefined,
    },
    {
      step: "require",
      id: 'require $exists(known) or item.ItemStatus = "Active"',
      file: "xcart-acumatica/catalogue.xmap",
      line: 75,
      condition: (state: StockItemToCategoryState) => state.known !== undefined || state.item.ItemStatus === "Active",
      otherwise: () => ({ word: "skip", message: "not for sale" }),
      shown: (state: StockItemToCategoryState) => [state.item.ItemStatus],
    },
    {
      step: "sync",
      id: "goods",
      file: "xcart-acumatica/catalogue.xmap",
      line: 76,
      assign: "goods",
      binding: StockItems,
      record: (state: StockItemToCategoryState) => state.item,
    },
    {
      step: "sync",
      id: "placed",
      file: "xcart-acumatica/catalogue.xmap",
      line: 77,
      assign: "placed",
      binding: PlacedItems,
      record: (state: StockItemToCategoryState) => state.item,
    },
  ],
};

export interface ItemImagesToShopState {
  readonly row: ImageRow;
  readonly id: string;
  readonly item: StockItem;
  readonly goods: ShopProduct;
  readonly placed: PlacedProduct;
}

/**
 * Who edits the table need not touch the item.
 * xcart-acumatica/catalogue.xmap:81
 */
export const ItemImagesToShop: FlowModule = {
  name: "ItemImagesToShop",
  subject: { name: "row", entity: imageRowEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: imageRowEntity,
      via: undefined,
      at: undefined,
      hints: [{ by: "poll", everyMilliseconds: 60000 }],
    },
  ],
  policy: steady,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "ItemImagesToShop/id",
      target: "id",
      file: "xcart-acumatica/catalogue.xmap",
      line: 85,
      column: 3,
      text: "id = row.sku via PicturedItem",
    },
  ],
  steps: [
    {
      step: "value",
      id: "id",
      file: "xcart-acumatica/catalogue.xmap",
      line: 85,
      assign: "id",
      lookups: [
        (state: ItemImagesToShopState, ask: Ask) => {
          ask.lookup(PicturedItem, state.row.sku);
        },
      ],
      value: (state: ItemImagesToShopState, answers: Answers) =>
        answers.lookup(PicturedItem, "ItemImagesToShop/id", state.row.sku) as string | undefined,
    },
    {
      step: "read",
      id: "item",
      file: "xcart-acumatica/catalogue.xmap",
      line: 86,
      assign: "item",
      entity: stockItemEntity,
      key: (state: ItemImagesToShopState) => [state.id],
    },
    {
      step: "find",
      id: "goods",
      file: "xcart-acumatica/catalogue.xmap",
      line: 87,
      assign: "goods",
      binding: StockItems,
      side: "left",
      record: (state: ItemImagesToShopState) => state.item,
      otherwise: () => ({ word: "skip", message: "not sold in the shop" }),
    },
    {
      step: "sync",
      id: "placed",
      file: "xcart-acumatica/catalogue.xmap",
      line: 88,
      assign: "placed",
      binding: PlacedItems,
      record: (state: ItemImagesToShopState) => state.item,
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { SalesCategories, PlacedItems };

export const flows: Readonly<Record<string, FlowModule>> = { SalesCategoryToShop, StockItemToCategory, ItemImagesToShop };

/** None is absent and one stands for itself, as paths over lists have it. */
function unwrap<Item>(items: readonly Item[]): readonly Item[] | Item | undefined {
  return items.length > 1 ? items : items[0];
}
//# sourceMappingURL=catalogue.ts.map
