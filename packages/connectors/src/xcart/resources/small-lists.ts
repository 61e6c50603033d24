import type { ResourceDescription } from "@xmap/contract";
import type { XCartApi } from "../api.ts";
import { collection } from "./collection.ts";
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

/** A list that is read whole to be searched: memberships, tax classes, product classes. */
export function shortList(api: XCartApi, path: string): XCartResource {
  return collection(api, { path, isShort: true });
}
