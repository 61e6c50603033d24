import type { SandboxRequest, SandboxResponse } from "../server/http-message.ts";
import { isJsonObject, type Json, type JsonObject } from "../server/json.ts";
import { type NamedRow, type Product, showProduct, showVariant, type Variant } from "./catalog.ts";
import { type InputFields, readInput } from "./input-check.ts";
import { answerPage, wantsLinkedData } from "./listing.ts";
import { parseFilterDate } from "./order-date.ts";
import { problem } from "./problem.ts";
import { answerCreated, answerDeleted, answerItem, notFound, type Route, type XCartApi } from "./route.ts";
import { type SortFields, sortRows } from "./sort-rows.ts";
import type { XCartStore } from "./store.ts";

const text = { type: "string" } as const;
const flag = { type: "bool" } as const;
const size = { type: "float" } as const;

const byName: SortFields<NamedRow> = { name: ({ name }) => name };
const productSorts: SortFields<Product> = {
  ...byName,
  price: ({ price }) => price,
  arrivalDate: ({ arrival }) => arrival,
};

/** What the API takes of one. */
export const productFields: InputFields = {
  sku: { type: "string", required: true, most: 32 },
  name: text,
  description: text,
  brief_description: text,
  meta_tags: text,
  meta_description: text,
  meta_title: text,
  price: { type: "float", least: 0 },
  enabled: flag,
  weight: size,
  separate_box: flag,
  width: size,
  length: size,
  height: size,
  free_shipping: flag,
  taxable: flag,
  arrival_date: text,
  inventory_traceable: flag,
  amount: { type: "int" },
  product_class: { type: "string", nullable: true },
  tax_class: { type: "string", nullable: true },
  memberships: { type: "array" },
  clean_url: text,
};

/** What the API takes of one. */
export const variantFields: InputFields = {
  price: { type: "float", least: 0 },
  default_price: flag,
  amount: { type: "int" },
  default_amount: flag,
  weight: size,
  default_weight: flag,
  default_variant: flag,
  sku: { type: "string", nullable: true, most: 32 },
};

/** Products, their variants and the short lists. */
export const productRoutes: readonly Route[] = [
  {
    pattern: /^\/api\/products$/,
    label: "/api/products",
    methods: ["GET", "POST"],
    answer: (api, request) => (request.method === "POST" ? writeProduct(api, request) : listProducts(api, request)),
  },
  {
    pattern: /^\/api\/products\/(\d+)$/,
    label: "/api/products/{id}",
    methods: ["GET", "PUT", "DELETE"],
    answer: (api, request, [id]) => {
      const product = api.store.products.get(Number(id));
      if (product === undefined) {
        return notFound(request);
      }
      if (request.method === "DELETE") {
        api.store.deleteProduct(product.id);
        return answerDeleted();
      }
      return request.method === "PUT"
        ? writeProduct(api, request, product)
        : answerItem(request, shownBy(api)(product));
    },
  },
  {
    pattern: /^\/api\/products\/(\d+)\/variants$/,
    label: "/api/products/{id}/variants",
    methods: ["GET", "POST"],
    answer: ({ store }, request, [id]) => {
      const product = store.products.get(Number(id));
      if (product === undefined) {
        return notFound(request);
      }
      const own = [...store.catalog.variants.values()].filter((variant) => variant.product_id === product.id);
      return request.method === "POST"
        ? writeVariant(store, request, product)
        : answerPage(request, "ProductVariant", own, (variant) => showVariant(variant, product));
    },
  },
  {
    pattern: /^\/api\/products\/(\d+)\/variants\/(\d+)$/,
    label: "/api/products/{id}/variants/{variant_id}",
    methods: ["GET", "PUT", "DELETE"],
    answer: ({ store }, request, [id, variantId]) => {
      const product = store.products.get(Number(id));
      const variant = store.catalog.variants.get(Number(variantId));
      if (product === undefined || variant?.product_id !== product.id) {
        return notFound(request);
      }
      if (request.method === "DELETE") {
        store.catalog.variants.delete(variant.id);
        return answerDeleted();
      }
      return request.method === "PUT"
        ? writeVariant(store, request, product, variant)
        : answerItem(request, showVariant(variant, product));
    },
  },
  ...shortList("memberships", "Membership", (store) => store.catalog.memberships),
  ...shortList("tax_classes", "TaxClass", (store) => store.catalog.taxClasses),
  ...shortList("product_classes", "ProductClass", (store) => store.catalog.productClasses),
];

function shortList(
  name: string,
  type: string,
  rowsOf: (store: XCartStore) => ReadonlyMap<number, NamedRow>,
): readonly Route[] {
  return [
    {
      pattern: new RegExp(`^/api/${name}$`),
      label: `/api/${name}`,
      methods: ["GET"],
      answer: ({ store }, request) =>
        answerPage(request, type, sortRows([...rowsOf(store).values()], request.query, byName), (row) => row),
    },
    {
      pattern: new RegExp(`^/api/${name}/(\\d+)$`),
      label: `/api/${name}/{id}`,
      methods: ["GET"],
      answer: ({ store }, request, [id]) => answerItem(request, rowsOf(store).get(Number(id))),
    },
  ];
}

function listProducts(api: XCartApi, request: SandboxRequest): SandboxResponse {
  const products = [...api.store.products.values()].sort((left, right) => left.id - right.id);
  return answerPage(request, "Product", sortRows(products, request.query, productSorts), shownBy(api));
}

function shownBy({ store, zoneMinutes }: XCartApi): (product: Product) => ReturnType<typeof showProduct> {
  return (product) => showProduct(product, zoneMinutes, store.catalog.imagesOf(product.id));
}

function writeProduct(api: XCartApi, request: SandboxRequest, product?: Product): SandboxResponse {
  const { store } = api;
  const show = shownBy(api);
  const read = readInput(request, "Product", productFields, product === undefined);
  if ("refusal" in read) {
    return read.refusal;
  }
  const { sku } = read.input;
  if ([...store.products.values()].some((other) => other.sku === sku && other.id !== product?.id)) {
    return problem(400, `Input validations failed: SKU ${String(sku)} is not unique`, wantsLinkedData(request));
  }
  const change = changeOf(store, read.input);
  if (typeof change === "string") {
    return problem(400, change, wantsLinkedData(request));
  }
  return product === undefined
    ? answerCreated(request, show(store.addProduct({ ...change, sku: String(sku) })))
    : answerItem(request, show(store.updateProduct(product.id, change)));
}

/** Names in the input stand for rows of the shop; a text says which name is unknown. */
function changeOf(store: XCartStore, input: JsonObject): Partial<Product> | string {
  const { arrival_date: arrival, product_class, tax_class, memberships, ...plain } = input;
  const change: { [name: string]: Json } = { ...plain };
  const at = typeof arrival === "string" ? parseFilterDate(arrival) : undefined;
  if (at !== undefined) {
    change.arrival = at;
  }
  for (const [field, name, rows] of [
    ["product_class", product_class, store.catalog.productClasses],
    ["tax_class", tax_class, store.catalog.taxClasses],
  ] as const) {
    if (name !== undefined) {
      const row = [...rows.values()].find((candidate) => candidate.name === name);
      if (row === undefined && name !== null) {
        return `Field "${field}": "${String(name)}" not found`;
      }
      change[field] = row ?? null;
    }
  }
  if (Array.isArray(memberships)) {
    const known = [...store.catalog.memberships.values()];
    const unknown = memberships.find((name) => isJsonObject(name) || !known.some((row) => row.name === name));
    if (unknown !== undefined) {
      return `Field "memberships": "${isJsonObject(unknown) ? "array" : String(unknown)}" not found`;
    }
    change.memberships = known.filter((row) => memberships.includes(row.name));
  }
  return change as Partial<Product>;
}

function writeVariant(
  store: XCartStore,
  request: SandboxRequest,
  product: Product,
  variant?: Variant,
): SandboxResponse {
  const read = readInput(request, "ProductVariant", variantFields, variant === undefined);
  if ("refusal" in read) {
    return read.refusal;
  }
  const change = read.input as Partial<Variant>;
  const saved = store.catalog.putVariant({ ...variant, ...change, product_id: product.id });
  const shown = showVariant(saved, product);
  return variant === undefined ? answerCreated(request, shown) : answerItem(request, shown);
}
