import {
  type ConnectorSettings,
  type DataRecord,
  Failure,
  type LinePatch,
  type ResourceDescription,
  type Value,
} from "@xmap/contract";
import type { XCartApi } from "../api.ts";
import type { CategoryMembers } from "./category-members.ts";
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
import { ProductImages } from "./product-images.ts";
import { idText, isDataRecord, type Lines, type XCartResource } from "./resource.ts";
import { SkuIndex } from "./sku-index.ts";

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
  description:
    "Products. A write of `amount` sets the stock; it is absolute, and a checkout may come in between. `categories` are written by their ids. `images` are added by `url`, from where the shop copies them; it shows an address of its own then, and a picture is known again by `alt`.",
  changes: "fullScan",
  operations: {},
  writable: [...Object.keys(PRODUCT_FIELDS), "images", "categories"],
  writeEffects: { amount: ["movesStock"] },
  joins: ["variants", "categories"],
};

export const VARIANTS_DESCRIPTION: ResourceDescription = {
  description: "Variants of products, where the shop has the module for them; a key is product_id and id.",
  changes: "fullScan",
  operations: {},
  writable: Object.keys(VARIANT_FIELDS),
  writeEffects: { amount: ["movesStock"] },
  joins: [],
};

/** Products: found by id, and by SKU through an index. The shop has no filter for other fields. */
export function products(api: XCartApi, settings: ConnectorSettings, categories: CategoryMembers): XCartResource {
  const base = collection(api, {
    path: "/api/products",
    searchAdvice:
      "they are found by id and sku; for other fields give the lookup an index, which reads the whole list once",
  });
  const images = new ProductImages(api, settings);
  const index = base.list === undefined ? undefined : new SkuIndex(base.list, settings.clock);

  /** Writes what lies outside the product's own fields. */
  async function place(id: string, { lines, whole }: Placed): Promise<void> {
    if (lines.images !== undefined) await images.write(id, lines.images);
    if (lines.categories !== undefined) await categories.write(id, lines.categories);
    if (Array.isArray(whole.images)) await images.set(id, whole.images, imagesOf(await base.read([id], [])));
    if (Array.isArray(whole.categories)) await categories.set(id, whole.categories);
  }

  return {
    ...base,
    find(match, limit) {
      const sku = match.get("sku");
      if (match.has("id") || index === undefined || typeof sku !== "string") return base.find(match, limit);
      return findBySku(index, base, sku.trim());
    },
    async read(key, joins) {
      const [id = ""] = key;
      const product = await base.read(key, []);
      if (product === undefined) return undefined;
      const joined: Record<string, readonly DataRecord[]> = {};
      if (joins.includes("variants"))
        joined.variants = (await variants(api, settings, base).find(new Map([["product_id", id]]), 0)) ?? [];
      if (joins.includes("categories")) joined.categories = await categories.of(id);
      return { ...product, ...joined };
    },
    async create(values, lines) {
      const { fields, placed } = split(values, lines);
      const input = inputOf(settings, "create products", PRODUCT_FIELDS, fields, placed.others);
      const { id } = await api.post("/api/products", input).catch((thrown: unknown) => {
        throw whenTaken(thrown, index);
      });
      if (typeof input.sku === "string") index?.put(input.sku, String(id));
      await place(String(id), placed);
      return [String(id)];
    },
    async update([id = ""], values, lines) {
      const { fields, placed } = split(values, lines);
      const input = inputOf(settings, "update products", PRODUCT_FIELDS, fields, placed.others);
      if (Object.keys(input).length > 0) await api.put(`/api/products/${id}`, input);
      if (typeof input.sku === "string") index?.put(input.sku, id);
      await place(id, placed);
    },
  };
}

/** Lists below a product: line by line, or as a whole. */
interface Placed {
  readonly lines: { readonly images?: LinePatch; readonly categories?: LinePatch };
  readonly whole: { readonly images?: Value; readonly categories?: Value };
  readonly others: Lines;
}

function split(
  { images: allImages, categories: allCategories, ...fields }: DataRecord,
  { images, categories, ...others }: Lines,
): { readonly fields: DataRecord; readonly placed: Placed } {
  const lines = { ...(images === undefined ? {} : { images }), ...(categories === undefined ? {} : { categories }) };
  const whole = {
    ...(allImages === undefined ? {} : { images: allImages }),
    ...(allCategories === undefined ? {} : { categories: allCategories }),
  };
  return { fields, placed: { lines, whole, others } };
}

function imagesOf(product: DataRecord | undefined): readonly DataRecord[] {
  const images = product?.images;
  return Array.isArray(images) ? images.filter(isDataRecord) : [];
}

async function findBySku(index: SkuIndex, { read }: XCartResource, sku: string): Promise<readonly DataRecord[]> {
  const found = async (): Promise<readonly DataRecord[]> => {
    const id = await index.idOf(sku);
    const product = id === undefined ? undefined : await read([id], []);
    return product === undefined ? [] : [product];
  };
  const first = await found();
  const isStale = first.length === 0 ? (await index.idOf(sku)) !== undefined : first[0]?.sku !== sku;
  if (!isStale) return first;
  // The product has another SKU now or is gone.
  await index.rebuild();
  return found();
}

/** A create that finds the SKU taken: the index is out of date, and what has the SKU is found by the next attempt. */
function whenTaken(thrown: unknown, index: SkuIndex | undefined): unknown {
  if (!(thrown instanceof Failure)) return thrown;
  const isTaken = thrown.details.fields.some(({ path, rule }) => path === "sku" && rule === "unique");
  if (!isTaken) return thrown;
  index?.forget();
  const { system, operation, status, message, fields } = thrown.details;
  return new Failure({
    class: "Conflict",
    system,
    operation,
    message,
    fields,
    ...(status === undefined ? {} : { status }),
    cause: thrown,
  });
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
