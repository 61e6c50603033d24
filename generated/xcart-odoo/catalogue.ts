// Generated from xcart-odoo/catalogue.xmap. Do not edit: change the mapping and compile again.

import {
  type Answers,
  type Ask,
  type BindingModule,
  checked,
  distinct,
  type FlowModule,
  isIn,
  isLonger,
  type Line,
  type LookupModule,
  lookupField,
  type Report,
  type SystemModule,
  shape,
  text,
  wrongValue,
} from "@xmap/runtime";
import * as jsonata from "@xmap/runtime/jsonata";
import { type Product, type ProductCategory, productCategoryEntity, productEntity } from "../shared/odoo.ts";
import { careful } from "../shared/policies.ts";
import {
  type PlacedProduct,
  placedProductEntity,
  type ShopCategory,
  type ShopProduct,
  shopCategoryEntity,
} from "../shared/shop.ts";
import { type ImageRow, imageRowEntity } from "../shared/tables.ts";
import { Products, StockedId } from "./products-stock.ts";

export const contract = 1;
export const id = "xcart-odoo/catalogue";
export const hash = "ab404dd1ce4b26aaf886b55755f08e920aaadcf8003afa571f12841a72acd366";
export const sourceFiles = [
  "shared/demand.xmap",
  "shared/desk.xmap",
  "shared/odoo.xmap",
  "shared/policies.xmap",
  "shared/shop.xmap",
  "shared/tables.xmap",
  "xcart-odoo/catalogue.xmap",
  "xcart-odoo/orders.xmap",
  "xcart-odoo/products-stock.xmap",
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

export const CategoryPath: LookupModule = {
  name: "CategoryPath",
  entity: productCategoryEntity,
  columns: ["id"],
  result: "complete_name",
  cacheMilliseconds: 0,
  none: () => ({ answer: null }),
  many: (key) => ({ word: "hold", message: `CategoryPath finds several for ${text(key)}` }),
};

export interface CategoriesDraft {
  readonly path: string | null;
  readonly enabled: boolean;
}

function checkCategories(productCategory: ProductCategory, report: Report): void {
  if (productCategory.complete_name !== null && typeof productCategory.complete_name !== "string") {
    wrongValue(report, "Categories/path", "complete_name", "text", productCategory.complete_name);
  }
}

function mapCategories(productCategory: ProductCategory): CategoriesDraft {
  return {
    path: productCategory.complete_name,
    enabled: !isIn(productCategory.complete_name, ["Deliveries", "Expenses", "Services"]),
  };
}

/**
 * A category has a category of the same path in the shop; what is renamed or moved in Odoo is so there.
 * xcart-odoo/catalogue.xmap:16
 */
export const Categories: BindingModule = {
  name: "Categories",
  link: "Categories",
  left: productCategoryEntity,
  right: shopCategoryEntity,
  key: ["path"],
  once: ["enabled"],
  lines: [],
  rules: [
    {
      id: "Categories/path",
      target: "path",
      file: "xcart-odoo/catalogue.xmap",
      line: 17,
      column: 3,
      text: "complete_name -> path key",
    },
    {
      id: "Categories/enabled",
      target: "enabled",
      file: "xcart-odoo/catalogue.xmap",
      line: 18,
      column: 3,
      text: '$not(complete_name in ["Deliveries", "Expenses", "Services"]) -> enabled once',
    },
  ],
  lookups: [],
  validate: checkCategories,
  map: mapCategories,
};

export interface PlacedCategory {
  readonly id: number | undefined;
}

export interface PlacedImage {
  readonly url: string;
  readonly alt: string;
  readonly position: number;
}

export interface PlacedDraft {
  readonly sku: string | null;
  readonly name: string;
  readonly categories: readonly Line<PlacedCategory>[];
  readonly images: readonly Line<PlacedImage>[];
}

function checkPlaced(product: Product, report: Report): void {
  if (product.default_code !== null && typeof product.default_code !== "string") {
    wrongValue(report, "Placed/$urls", "default_code", "text", product.default_code);
  }
  if (product.categ_id !== null && typeof product.categ_id !== "number") {
    wrongValue(report, "Placed/$path", "categ_id", "a number", product.categ_id);
  }
  if (typeof product.name !== "string") {
    wrongValue(report, "Placed/name", "name", "text", product.name);
  }
}

function mapPlaced(product: Product, answers: Answers, report: Report): PlacedDraft {
  const urls = answers.lookup(ImageUrls, "Placed/$urls", product.default_code) as string | undefined;
  const path = answers.lookup(CategoryPath, "Placed/$path", product.categ_id) as string | undefined;
  const sku = product.default_code;
  if (product.default_code == null) {
    report.problem("reject", "Placed/sku", "sku has no value");
  }
  if (typeof sku === "string" && isLonger(sku, 32)) {
    wrongValue(report, "Placed/sku", "sku", "text of at most 32 characters", sku);
  }
  return {
    sku,
    name: product.name,
    categories: [{ id: product.categ_id }]
      .filter((item) => item.id !== null)
      .map((line): Line<PlacedCategory> => ({
        identity: `lines/${text(line.id)}`,
        values: {
          id: answers.lookup(ShopCategoryId, "Placed/categories/id", path) as number | undefined,
        },
      })),
    images: distinct(
      jsonata
        .compute(
          "Placed/images",
          '$match($urls ?: "", /\\S+/)',
          shape.items(shape.anyRecord),
          { root: product, variables: { urls } },
          (run, context, bindings) => {
            const value_1 = jsonata.settled(jsonata.binding(bindings, "urls"));
            return jsonata.settled(jsonata.callNative(run, 0, jsonata.functions.match, context, [jsonata.asArgument(jsonata.settled((jsonata.isTrue(value_1) ? value_1 : ""))), jsonata.regularExpression(run, 20, "\\S+", "")]));
          },
        )
        .map((item) => checked(lookupField(item, "match"), shape.text, "Placed/images", "match")),
    )
      .map((url, place) => ({ url, place }))
      .map((line): Line<PlacedImage> => ({
        identity: `lines/${line.url}`,
        values: {
          url: line.url,
          alt: product.name,
          position: line.place * 10 + 10,
        },
      })),
  };
}

/**
 * Only categories and pictures that came from here are taken away again; the shop's staff may add others.
 * xcart-odoo/catalogue.xmap:31
 */
export const Placed: BindingModule = {
  name: "Placed",
  link: "Placed",
  left: productEntity,
  right: placedProductEntity,
  key: ["sku"],
  once: ["name"],
  lines: [
    { field: "categories", key: [], once: [] },
    { field: "images", key: ["alt"], once: ["url"] },
  ],
  rules: [
    {
      id: "Placed/$urls",
      target: "$urls",
      file: "xcart-odoo/catalogue.xmap",
      line: 32,
      column: 3,
      text: "let urls = default_code via ImageUrls",
    },
    {
      id: "Placed/$path",
      target: "$path",
      file: "xcart-odoo/catalogue.xmap",
      line: 33,
      column: 3,
      text: "let path = categ_id via CategoryPath",
    },
    {
      id: "Placed/sku",
      target: "sku",
      file: "xcart-odoo/catalogue.xmap",
      line: 35,
      column: 3,
      text: "default_code -> sku key",
    },
    {
      id: "Placed/name",
      target: "name",
      file: "xcart-odoo/catalogue.xmap",
      line: 36,
      column: 3,
      text: "name -> name once",
    },
    {
      id: "Placed/categories/id",
      target: "categories.id",
      file: "xcart-odoo/catalogue.xmap",
      line: 38,
      column: 5,
      text: "$path -> id via ShopCategoryId",
    },
    {
      id: "Placed/images/url",
      target: "images.url",
      file: "xcart-odoo/catalogue.xmap",
      line: 42,
      column: 5,
      text: "url -> url once",
    },
    {
      id: "Placed/images/alt",
      target: "images.alt",
      file: "xcart-odoo/catalogue.xmap",
      line: 43,
      column: 5,
      text: "$$.name -> alt key",
    },
    {
      id: "Placed/images/position",
      target: "images.position",
      file: "xcart-odoo/catalogue.xmap",
      line: 44,
      column: 5,
      text: "place * 10 + 10 -> position",
    },
  ],
  lookups: [
    (product: Product, ask: Ask) => {
      ask.lookup(ImageUrls, product.default_code);
      ask.lookup(CategoryPath, product.categ_id);
    },
    (product: Product, ask: Ask, answers: Answers) => {
      const path = answers.lookup(CategoryPath, "Placed/$path", product.categ_id) as string | undefined;
      ask.lookup(ShopCategoryId, path);
    },
  ],
  validate: checkPlaced,
  map: mapPlaced,
};

export interface CategoryToShopState {
  readonly category: ProductCategory;
  readonly shown: ShopCategory;
}

/** xcart-odoo/catalogue.xmap:21 */
export const CategoryToShop: FlowModule = {
  name: "CategoryToShop",
  subject: { name: "category", entity: productCategoryEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: productCategoryEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [],
  steps: [
    {
      step: "sync",
      id: "shown",
      file: "xcart-odoo/catalogue.xmap",
      line: 25,
      assign: "shown",
      binding: Categories,
      record: (state: CategoryToShopState) => state.category,
    },
  ],
};

export interface ProductToCategoryState {
  readonly product: Product;
  readonly goods: ShopProduct;
  readonly placed: PlacedProduct;
}

/** xcart-odoo/catalogue.xmap:48 */
export const ProductToCategory: FlowModule = {
  name: "ProductToCategory",
  subject: { name: "product", entity: productEntity },
  where: undefined,
  triggers: [
    {
      event: "change",
      entity: productEntity,
      via: undefined,
      at: undefined,
      hints: [
        { by: "webhook", everyMilliseconds: undefined },
        { by: "poll", everyMilliseconds: 60000 },
      ],
    },
  ],
  policy: careful,
  atMostEveryMilliseconds: 5000,
  rules: [],
  steps: [
    {
      step: "sync",
      id: "goods",
      file: "xcart-odoo/catalogue.xmap",
      line: 52,
      assign: "goods",
      binding: Products,
      record: (state: ProductToCategoryState) => state.product,
    },
    {
      step: "sync",
      id: "placed",
      file: "xcart-odoo/catalogue.xmap",
      line: 53,
      assign: "placed",
      binding: Placed,
      record: (state: ProductToCategoryState) => state.product,
    },
  ],
};

export interface ImagesToShopState {
  readonly row: ImageRow;
  readonly id: number;
  readonly product: Product;
  readonly goods: ShopProduct;
  readonly placed: PlacedProduct;
}

/**
 * Who edits the table need not touch the product.
 * xcart-odoo/catalogue.xmap:57
 */
export const ImagesToShop: FlowModule = {
  name: "ImagesToShop",
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
  policy: careful,
  atMostEveryMilliseconds: undefined,
  rules: [
    {
      id: "ImagesToShop/id",
      target: "id",
      file: "xcart-odoo/catalogue.xmap",
      line: 61,
      column: 3,
      text: "id = row.sku via StockedId",
    },
  ],
  steps: [
    {
      step: "value",
      id: "id",
      file: "xcart-odoo/catalogue.xmap",
      line: 61,
      assign: "id",
      lookups: [
        (state: ImagesToShopState, ask: Ask) => {
          ask.lookup(StockedId, state.row.sku);
        },
      ],
      value: (state: ImagesToShopState, answers: Answers) =>
        answers.lookup(StockedId, "ImagesToShop/id", state.row.sku) as number | undefined,
    },
    {
      step: "read",
      id: "product",
      file: "xcart-odoo/catalogue.xmap",
      line: 62,
      assign: "product",
      entity: productEntity,
      key: (state: ImagesToShopState) => [state.id],
    },
    {
      step: "find",
      id: "goods",
      file: "xcart-odoo/catalogue.xmap",
      line: 63,
      assign: "goods",
      binding: Products,
      side: "left",
      record: (state: ImagesToShopState) => state.product,
      otherwise: () => ({ word: "skip", message: "not sold in the shop" }),
    },
    {
      step: "sync",
      id: "placed",
      file: "xcart-odoo/catalogue.xmap",
      line: 64,
      assign: "placed",
      binding: Placed,
      record: (state: ImagesToShopState) => state.product,
    },
  ],
};

export const bindings: Readonly<Record<string, BindingModule>> = { Categories, Placed };

export const flows: Readonly<Record<string, FlowModule>> = { CategoryToShop, ProductToCategory, ImagesToShop };
//# sourceMappingURL=catalogue.ts.map
