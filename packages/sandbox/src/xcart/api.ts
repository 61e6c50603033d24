import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import { isJsonObject, type Json, type JsonObject, parseJson, toJson } from "../server/json.ts";
import { showProduct, showProfile } from "./catalog.ts";
import { answerPage, filterOrders, wantsLinkedData } from "./listing.ts";
import { type Order, showOrder } from "./order.ts";
import { formatOrderDate } from "./order-date.ts";
import { showTransaction } from "./payment-transaction.ts";
import { problem, unauthorized, unknownPath } from "./problem.ts";
import { findStatus, type StatusKind } from "./status.ts";
import type { XCartStore } from "./store.ts";

/** The two keys of a shop: one reads, one may do everything. */
export type XCartKeys = { readonly read: string; readonly all: string };

/** What the API answers from. */
export type XCartApi = {
  readonly store: XCartStore;
  readonly keys: XCartKeys;
  /** False acts as an older 5.5.1, which has no `lastRenewDate` filter. */
  readonly lastRenewDateFilter: boolean;
};

type Route = {
  readonly pattern: RegExp;
  readonly label: string;
  readonly methods: readonly string[];
  answer(api: XCartApi, request: SandboxRequest, parts: readonly string[]): SandboxResponse;
};

const routes: readonly Route[] = [
  {
    pattern: /^\/api\/docs\.json$/,
    label: "/api/docs.json",
    methods: ["GET"],
    answer: ({ lastRenewDateFilter }) => jsonResponse(200, describeApi(lastRenewDateFilter)),
  },
  {
    pattern: /^\/api\/orders(?:\.json)?$/,
    label: "/api/orders",
    methods: ["GET"],
    answer: ({ store, lastRenewDateFilter }, request) =>
      answerPage(
        request,
        "Order",
        filterOrders([...store.orders.values()], request.query, lastRenewDateFilter),
        (order) => (store.isBroken(order) ? undefined : showOrder(order)),
      ),
  },
  {
    pattern: /^\/api\/orders\/by_number\/(\w+)$/,
    label: "/api/orders/by_number/{order_number}",
    methods: ["GET"],
    answer: ({ store }, request, [number]) =>
      answerOrder(
        store,
        request,
        [...store.orders.values()].find((order) => order.order_number === number),
      ),
  },
  {
    pattern: /^\/api\/orders\/(\d+)(?:\.json)?$/,
    label: "/api/orders/{id}",
    methods: ["GET"],
    answer: ({ store }, request, [id]) => answerOrder(store, request, store.orders.get(Number(id))),
  },
  {
    pattern: /^\/api\/orders\/(\d+)\/(payment|shipping)_status$/,
    label: "/api/orders/{id}/{kind}_status",
    methods: ["GET", "PUT"],
    answer: ({ store }, request, [id, kind]) =>
      answerStatus(store, request, Number(id), kind === "payment" ? "payment" : "shipping"),
  },
  {
    pattern: /^\/api\/orders\/(\d+)\/payment_transactions$/,
    label: "/api/orders/{id}/payment_transactions",
    methods: ["GET"],
    answer: ({ store }, request, [id]) => {
      const own = store.transactions.filter((transaction) => transaction.orderId === Number(id));
      const sorted = request.query.get("order[date]") === "desc" ? own.reverse() : own;
      return answerPage(request, "PaymentTransaction", sorted, showTransaction);
    },
  },
  {
    pattern: /^\/api\/orders\/(\d+)\/details$/,
    label: "/api/orders/{id}/details",
    methods: ["GET"],
    answer: (_api, request) => answerPage(request, "OrderDetail", [], (detail) => detail),
  },
  {
    pattern: /^\/api\/orders\/(\d+)\/history$/,
    label: "/api/orders/{id}/history",
    methods: ["GET"],
    answer: ({ store }, request, [id]) =>
      answerPage(
        request,
        "OrderHistoryEvent",
        store.history.filter((event) => event.orderId === Number(id)),
        ({ id: eventId, at, code, description }) => ({
          id: eventId,
          date: formatOrderDate(at),
          code,
          description,
          data: [],
          comment: code,
          profile_id: null,
          profile_name: null,
          ip: "",
          details: [],
        }),
      ),
  },
  {
    pattern: /^\/api\/profiles$/,
    label: "/api/profiles",
    methods: ["GET"],
    answer: ({ store }, request) => {
      const login = request.query.get("login")?.toLowerCase() ?? "";
      const found = [...store.profiles.values()].filter((profile) => profile.login.toLowerCase().includes(login));
      return answerPage(request, "Profile", found, showProfile);
    },
  },
  {
    pattern: /^\/api\/profiles\/(\d+)$/,
    label: "/api/profiles/{id}",
    methods: ["GET"],
    answer: ({ store }, request, [id]) => {
      const profile = store.profiles.get(Number(id));
      return profile === undefined ? notFound(request) : answerItem(request, showProfile(profile));
    },
  },
  {
    pattern: /^\/api\/profiles\/(\d+)\/addresses$/,
    label: "/api/profiles/{id}/addresses",
    methods: ["GET"],
    answer: ({ store }, request, [id]) => answerPage(request, "Address", store.addressesOf(Number(id)), (row) => row),
  },
  {
    pattern: /^\/api\/products$/,
    label: "/api/products",
    methods: ["GET"],
    answer: ({ store }, request) => {
      const products = [...store.products.values()].sort((left, right) => left.id - right.id);
      return answerPage(request, "Product", products, showProduct);
    },
  },
  {
    pattern: /^\/api\/products\/(\d+)$/,
    label: "/api/products/{id}",
    methods: ["GET", "PUT"],
    answer: ({ store }, request, [id]) => answerProduct(store, request, Number(id)),
  },
];

/** The label under which a request is counted: its method and the template of its path. */
export function labelOf(request: SandboxRequest): string {
  const route = routes.find(({ pattern }) => pattern.test(request.path));
  return `${request.method} ${route?.label ?? request.path}`;
}

/** Answers one request as the Admin REST API does. */
export function answerApi(api: XCartApi, request: SandboxRequest): SandboxResponse {
  if (!request.path.startsWith("/api/")) {
    const page = "<!doctype html><title>Shop</title>";
    return { status: 404, headers: { "Content-Type": "text/html; charset=utf-8" }, body: page };
  }
  const key = request.headers["x-auth-token"];
  if (key === undefined || (key !== api.keys.read && key !== api.keys.all)) {
    return unauthorized(key !== undefined);
  }
  if (request.method !== "GET" && key !== api.keys.all) {
    return problem(403, "Access Denied.", wantsLinkedData(request));
  }
  const route = routes.find(({ pattern, methods }) => pattern.test(request.path) && methods.includes(request.method));
  const parts = route?.pattern.exec(request.path)?.slice(1) ?? [];
  return route === undefined ? unknownPath() : route.answer(api, request, parts);
}

function notFound(request: SandboxRequest): SandboxResponse {
  return problem(404, "Not Found", wantsLinkedData(request));
}

function answerItem(request: SandboxRequest, item: unknown): SandboxResponse {
  return wantsLinkedData(request)
    ? jsonResponse(200, toJson({ "@id": request.path, ...(item as object) }), {
        "Content-Type": "application/ld+json; charset=utf-8",
      })
    : jsonResponse(200, toJson(item), { Vary: "Accept" });
}

function answerOrder(store: XCartStore, request: SandboxRequest, order: Order | undefined): SandboxResponse {
  if (order === undefined) {
    return notFound(request);
  }
  return store.isBroken(order)
    ? problem(500, "Internal Server Error", wantsLinkedData(request))
    : answerItem(request, showOrder(order));
}

function readBody(request: SandboxRequest): JsonObject | SandboxResponse {
  const linked = wantsLinkedData(request);
  if (!/^application\/(ld\+)?json\b/.test(request.headers["content-type"] ?? "")) {
    return problem(
      415,
      'The content-type is not supported. Supported: "application/json", "application/ld+json".',
      linked,
    );
  }
  const body = parseJson(request.body);
  return isJsonObject(body) ? body : problem(400, "Syntax error", linked);
}

function isAnswer(body: JsonObject | SandboxResponse): body is SandboxResponse {
  return typeof body.status === "number" && typeof body.body === "string" && isJsonObject(body.headers);
}

function answerStatus(store: XCartStore, request: SandboxRequest, id: number, kind: StatusKind): SandboxResponse {
  const linked = wantsLinkedData(request);
  const field = kind === "payment" ? "payment_status" : "shipping_status";
  const order = store.orders.get(id);
  if (order === undefined) {
    return problem(400, `Order with ID ${id} not found`, linked);
  }
  if (request.method === "GET") {
    return answerItem(request, order[field]);
  }
  const body = readBody(request);
  if (isAnswer(body)) {
    return body;
  }
  const { code } = body;
  if (typeof code !== "string") {
    const given = code === null || code === undefined ? "NULL" : typeof code;
    return problem(400, `The type of the "code" attribute must be "string", "${given}" given.`, linked);
  }
  if (findStatus(kind, code, store.customStatuses) === undefined) {
    return problem(400, `Status code '${code}' is ${kind === "payment" ? "invalid" : "wrong"}`, linked);
  }
  return answerItem(request, store.setStatus(kind, id, code)[field]);
}

const productFields: { readonly [name: string]: "int" | "float" | "string" | "bool" } = {
  amount: "int",
  price: "float",
  weight: "float",
  name: "string",
  enabled: "bool",
  inventory_traceable: "bool",
};

function answerProduct(store: XCartStore, request: SandboxRequest, id: number): SandboxResponse {
  const product = store.products.get(id);
  if (product === undefined) {
    return notFound(request);
  }
  if (request.method === "GET") {
    return answerItem(request, showProduct(product));
  }
  const body = readBody(request);
  if (isAnswer(body)) {
    return body;
  }
  const change: { [name: string]: Json } = {};
  for (const [name, value] of Object.entries(body)) {
    const type = productFields[name];
    if (type !== undefined && !hasType(value, type)) {
      const detail = `The type of the "${name}" attribute must be "${type}", "${phpType(value)}" given.`;
      return problem(400, detail, wantsLinkedData(request));
    }
    if (type !== undefined) {
      change[name] = value;
    }
  }
  return answerItem(request, showProduct(store.updateProduct(id, change)));
}

function hasType(value: Json, type: "int" | "float" | "string" | "bool"): boolean {
  switch (type) {
    case "int":
      return Number.isInteger(value);
    case "float":
      return typeof value === "number";
    case "bool":
      return typeof value === "boolean";
    default:
      return typeof value === "string";
  }
}

function phpType(value: Json): string {
  if (typeof value === "number") {
    return Number.isInteger(value) ? "int" : "float";
  }
  return value === null ? "NULL" : typeof value === "object" ? "array" : typeof value === "boolean" ? "bool" : "string";
}

function describeApi(lastRenewDateFilter: boolean): Json {
  const dates = lastRenewDateFilter ? ["date", "lastRenewDate"] : ["date"];
  const operators = ["before", "strictly_before", "after", "strictly_after"];
  const filters = [
    ...dates.flatMap((field) => operators.map((operator) => `${field}[${operator}]`)),
    ...["paymentStatus.code", "paymentStatus.code[]", "shippingStatus.code", "shippingStatus.code[]", "profile.login"],
    ...["order[date]", "order[lastRenewDate]", "page", "itemsPerPage"],
  ];
  const parametersOf = (label: string): readonly Json[] =>
    label === "/api/orders" ? filters.map((name) => ({ name, in: "query", required: false })) : [];
  const paths = Object.fromEntries(
    routes.map(({ label, methods }) => [
      label,
      Object.fromEntries(methods.map((method) => [method.toLowerCase(), { parameters: parametersOf(label) }])),
    ]),
  );
  return { openapi: "3.0.2", info: { title: "X-Cart API", version: "5.5.1" }, paths };
}
