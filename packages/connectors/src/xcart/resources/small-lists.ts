import type { ResourceDescription } from "@xmap/contract";
import type { XCartApi } from "../api.ts";
import { childCollection, collection } from "./collection.ts";
import type { XCartResource } from "./resource.ts";

const readOnly = (description: string, changes: ResourceDescription["changes"]): ResourceDescription => ({
  description,
  changes,
  operations: {},
  writable: [],
  joins: [],
});

export const MEMBERSHIPS_DESCRIPTION = readOnly("Memberships of customers.", "fullScan");
export const TAX_CLASSES_DESCRIPTION = readOnly("Tax classes of products.", "fullScan");
export const PRODUCT_CLASSES_DESCRIPTION = readOnly("Product classes.", "fullScan");
export const CATEGORIES_DESCRIPTION = readOnly("Categories, each with the id of the one above.", "fullScan");
export const CATEGORY_PRODUCTS_DESCRIPTION = readOnly(
  "Which products are in a category, by category_id and id; products do not tell their categories themselves.",
  "fullScan",
);

/** A list that is read whole to be searched: memberships, tax classes, product classes. */
export function shortList(api: XCartApi, path: string): XCartResource {
  return collection(api, { path, isShort: true });
}

/** Categories, by id or by the category above. */
export function categories(api: XCartApi): XCartResource {
  return collection(api, {
    path: "/api/categories",
    filters: { parent: (value) => [["parent", value]] },
    isShort: true,
  });
}

/** The products of each category. */
export function categoryProducts(api: XCartApi, parents: XCartResource): XCartResource {
  const path = (categoryId: string): string => `/api/categories/${categoryId}/products`;
  return childCollection(api, { parentField: "category_id", parents, path, hasItems: false });
}
