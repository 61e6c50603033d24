import type { ConnectorSettings, ResourceDescription } from "@xmap/contract";
import type { XCartApi } from "../api.ts";
import { childCollection, collection } from "./collection.ts";
import {
  type FieldsToWrite,
  inputOf,
  namedFields,
  nameLists,
  parentMissing,
  plainFields,
  textFields,
} from "./fields-to-write.ts";
import { idText, type XCartResource } from "./resource.ts";

const PRODUCT_FIELDS: FieldsToWrite = {
  ...textFields("sku", "name", "description", "brief_description", "meta_tags", "meta_description", "meta_title"),
  ...plainFields("meta_description_type", "price", "enabled", "weight", "separate_box", "width", "length", "height"),
  ...plainFields("free_shipping", "taxable", "arrival_date", "inventory_traceable", "amount"),
  ...textFields("clean_url"),
  ...namedFields("product_class", "tax_class"),
  ...nameLists("memberships"),
};

const SHARED_VARIANT_FIELDS = ["price", "amount", "weight"];
const VARIANT_FIELDS: FieldsToWrite = {
  ...plainFields(...SHARED_VARIANT_FIELDS, ...SHARED_VARIANT_FIELDS.map((name) => `default_${name}`)),
  ...plainFields("default_variant", "sku"),
};

export const PRODUCTS_DESCRIPTION: ResourceDescription = {
  description: "Products. A write of `amount` sets the stock; it is absolute, and a checkout may come in between.",
  changes: "fullScan",
  operations: {},
  writable: Object.keys(PRODUCT_FIELDS),
  writeEffects: { amount: ["movesStock"] },
  joins: ["variants"],
};

export const VARIANTS_DESCRIPTION: ResourceDescription = {
  description: "Variants of products, where the shop has the module for them; a key is product_id and id.",
  changes: "fullScan",
  operations: {},
  writable: Object.keys(VARIANT_FIELDS),
  writeEffects: { amount: ["movesStock"] },
  joins: [],
};

/** Products: the shop has no filter for them, so they are found by id or in the whole list. */
export function products(api: XCartApi, settings: ConnectorSettings): XCartResource {
  const base = collection(api, {
    path: "/api/products",
    searchAdvice: "it has no filter for it: give the lookup an index, which reads the whole list once",
  });
  return {
    ...base,
    async read(key, joins) {
      const product = await base.read(key, []);
      if (product === undefined || !joins.includes("variants")) return product;
      return {
        ...product,
        variants: (await variants(api, settings, base).find(new Map([["product_id", key[0] ?? ""]]), 0)) ?? [],
      };
    },
    async create(values, lines) {
      const { id } = await api.post(
        "/api/products",
        inputOf(settings, "create products", PRODUCT_FIELDS, values, lines),
      );
      return [String(id)];
    },
    async update([id], values, lines) {
      const input = inputOf(settings, "update products", PRODUCT_FIELDS, values, lines);
      if (Object.keys(input).length > 0) await api.put(`/api/products/${id}`, input);
    },
  };
}

/** Variants of products, below their product. */
export function variants(api: XCartApi, settings: ConnectorSettings, parents: XCartResource): XCartResource {
  const path = (productId: string): string => `/api/products/${productId}/variants`;
  return {
    ...childCollection(api, { parentField: "product_id", parents, path, hasItems: true }),
    async create({ product_id: product, ...values }, lines) {
      const productId = idText(product);
      const input = withOwnValues(inputOf(settings, "create product_variants", VARIANT_FIELDS, values, lines));
      if (productId === undefined) throw parentMissing(settings, "create product_variants", "product_id");
      const { id } = await api.post(path(productId), input);
      return [productId, String(id)];
    },
    async update([productId = "", id], values, lines) {
      const input = withOwnValues(inputOf(settings, "update product_variants", VARIANT_FIELDS, values, lines));
      if (Object.keys(input).length > 0) await api.put(`${path(productId)}/${id}`, input);
    },
  };
}

/** A variant shows the product's value as long as `default_*` is true, so a value of its own switches that off. */
function withOwnValues(input: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const own = SHARED_VARIANT_FIELDS.filter((name) => Object.hasOwn(input, name));
  return { ...Object.fromEntries(own.map((name) => [`default_${name}`, false])), ...input };
}
