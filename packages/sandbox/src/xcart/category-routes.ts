import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import { type Category, showCategory } from "./catalog.ts";
import { unknownRow } from "./image-routes.ts";
import { type InputFields, readInput } from "./input-check.ts";
import { answerPage, wantsLinkedData } from "./listing.ts";
import { problem } from "./problem.ts";
import { answerCreated, answerDeleted, answerItem, notFound, type Route, type XCartApi } from "./route.ts";
import { sortRows } from "./sort-rows.ts";
import type { XCartStore } from "./store.ts";

const text = { type: "string" } as const;
const flag = { type: "bool" } as const;

/** What the API takes of a category. */
export const categoryFields: InputFields = {
  enabled: flag,
  show_title: flag,
  position: { type: "int" },
  parent: { type: "int", nullable: true },
  clean_url: text,
  name: { type: "string", required: true, most: 255 },
  description: text,
};

const moveFields: InputFields = { parent: { type: "int", nullable: true }, position: { type: "int" } };
const memberFields: InputFields = { product_id: { type: "int", required: true } };

/** Categories and which products are in them. */
export const categoryRoutes: readonly Route[] = [
  {
    pattern: /^\/api\/categories$/,
    label: "/api/categories",
    methods: ["GET", "POST"],
    answer: ({ store }, request) =>
      request.method === "POST" ? writeCategory(store, request, categoryFields) : listCategories(store, request),
  },
  {
    pattern: /^\/api\/categories\/(\d+)$/,
    label: "/api/categories/{id}",
    methods: ["GET", "PUT", "DELETE"],
    answer: withCategory(({ store }, request, category) => {
      if (request.method === "DELETE") {
        store.catalog.deleteCategory(category.id);
        return answerDeleted();
      }
      return request.method === "PUT"
        ? writeCategory(store, request, categoryFields, category)
        : answerItem(request, showCategory(category));
    }),
  },
  {
    pattern: /^\/api\/categories\/(\d+)\/move$/,
    label: "/api/categories/{id}/move",
    methods: ["PUT"],
    answer: withCategory(({ store }, request, category) => writeCategory(store, request, moveFields, category)),
  },
  {
    pattern: /^\/api\/categories\/(\d+)\/stats$/,
    label: "/api/categories/{id}/stats",
    methods: ["GET"],
    answer: withCategory(({ store }, _request, { id }) => {
      const below = [...store.catalog.categories.values()].filter(({ parent }) => parent === id);
      const enabled = below.filter((category) => category.enabled);
      return jsonResponse(200, {
        subcategories_count_all: below.length,
        subcategories_count_enabled: enabled.length,
      });
    }),
  },
  {
    pattern: /^\/api\/categories\/(\d+)\/products$/,
    label: "/api/categories/{id}/products",
    methods: ["GET", "POST"],
    answer: ({ store }, request, [id]) => {
      const category = store.catalog.categories.get(Number(id));
      if (category === undefined) {
        return unknownRow(request, "Category", id);
      }
      if (request.method === "POST") {
        return addMember(store, request, category);
      }
      // The whole list, whichever page was asked for, and nothing of the products but their ids.
      const members = category.product_ids.filter((product) => store.products.has(product));
      return jsonResponse(
        200,
        members.map((product_id) => ({ product_id })),
      );
    },
  },
  {
    pattern: /^\/api\/categories\/(\d+)\/products\/(\d+)$/,
    label: "/api/categories/{id}/products/{product_id}",
    methods: ["DELETE"],
    answer: ({ store }, request, [id, product]) => {
      const category = store.catalog.categories.get(Number(id));
      if (category === undefined) {
        return unknownRow(request, "Category", id);
      }
      if (!store.products.has(Number(product))) {
        return unknownRow(request, "Product", product);
      }
      if (!category.product_ids.includes(Number(product))) {
        return problem(400, "Wrong input", wantsLinkedData(request));
      }
      const product_ids = category.product_ids.filter((member) => member !== Number(product));
      store.catalog.editCategory(category.id, { product_ids });
      return answerDeleted();
    },
  },
];

function withCategory(
  answer: (api: XCartApi, request: SandboxRequest, category: Category) => SandboxResponse,
): Route["answer"] {
  return (api, request, [id]) => {
    const category = api.store.catalog.categories.get(Number(id));
    return category === undefined ? notFound(request) : answer(api, request, category);
  };
}

/** The categories below one; without a filter those at the top, and never all. */
function listCategories(store: XCartStore, request: SandboxRequest): SandboxResponse {
  const parent = request.query.get("parent");
  const above = parent === null ? null : Number(parent);
  const found = [...store.catalog.categories.values()].filter((category) => category.parent === above);
  const sorted = sortRows(found, request.query, { position: ({ position }) => position });
  return answerPage(request, "Category", sorted, showCategory);
}

function writeCategory(
  store: XCartStore,
  request: SandboxRequest,
  fields: InputFields,
  category?: Category,
): SandboxResponse {
  const read = readInput(request, "Category", fields, category === undefined);
  if ("refusal" in read) {
    return read.refusal;
  }
  const { parent, ...plain } = read.input;
  const path = typeof parent === "number" ? store.catalog.pathOf(parent) : [];
  if (typeof parent === "number" && path.length === 0) {
    return problem(400, `Parent category with ID ${parent} is invalid`, wantsLinkedData(request));
  }
  if (path.some(({ id }) => id === category?.id)) {
    const detail = "The category selected as a parent category has already been specified as a child category";
    return problem(400, detail, wantsLinkedData(request));
  }
  const change: Partial<Category> = { ...plain, ...(parent === undefined ? {} : { parent: path[0]?.id ?? null }) };
  return category === undefined
    ? answerCreated(
        request,
        showCategory(store.catalog.addCategory({ position: 0, ...change, name: String(plain.name) })),
      )
    : answerItem(request, showCategory(store.catalog.editCategory(category.id, change)));
}

/** Answers the category; a product that is in it already stays there once. */
function addMember(store: XCartStore, request: SandboxRequest, category: Category): SandboxResponse {
  const read = readInput(request, "Category", memberFields, true);
  if ("refusal" in read) {
    return read.refusal;
  }
  const product = Number(read.input.product_id);
  if (!store.products.has(product)) {
    return unknownRow(request, "Product", product);
  }
  const { id, product_ids } = category;
  const changed = product_ids.includes(product)
    ? category
    : store.catalog.editCategory(id, { product_ids: [...product_ids, product] });
  return answerItem(request, showCategory(changed), 201);
}
