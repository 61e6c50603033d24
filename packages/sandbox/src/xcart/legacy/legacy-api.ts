import { createHash } from "node:crypto";
import type { SandboxRequest, SandboxResponse } from "../../server/http-message.ts";
import { toJson } from "../../server/json.ts";
import type { Product, Profile } from "../catalog.ts";
import type { XCartApi } from "../route.ts";
import { paymentStatuses, type Status, shippingStatuses } from "../status.ts";
import type { XCartStore } from "../store.ts";
import { legacyModels, showLegacy } from "./legacy-models.ts";

/** The label under which a request to the add-on is counted: its method and the template of its path. */
export function legacyLabelOf(request: SandboxRequest): string {
  const path = request.query.get("_path");
  if (path === null) {
    return `${request.method} ${request.path}`;
  }
  const [model, id] = path.split("/");
  return `${methodOf(request)} ${model}${id === undefined ? "" : "/{id}"}`;
}

/** Answers one request as the REST API add-on of X-Cart 5.0 to 5.4 does. */
export function answerLegacyApi(api: XCartApi, request: SandboxRequest): SandboxResponse {
  if (request.path !== "/admin.php" || request.query.get("target") !== "RESTAPI") {
    const page = "<!doctype html><title>Page not found</title>";
    return { status: 404, headers: { "Content-Type": "text/html; charset=utf-8" }, body: page };
  }
  const [model = "", idText] = (request.query.get("_path") ?? "").split("/");
  const isKnown = Object.hasOwn(legacyModels, model);
  const key = request.query.get("_key");
  const method = methodOf(request);
  const isAllowed = key === api.keys.all || (method === "GET" && key === api.keys.read);
  if (!isKnown || !isAllowed) {
    return { status: isKnown ? 403 : 404, headers: { "Content-Type": "text/html; charset=utf-8" }, body: "" };
  }
  const id = Number(idText);
  switch (method) {
    case "GET":
      return idText === undefined
        ? answerList(api, request, model)
        : answerJson(request, showLegacy(api.store, model, id, true) ?? null);
    case "PUT":
    case "POST":
      return answerWrite(api.store, request, model, method === "POST" ? undefined : id);
    default:
      return refusal(`The sandbox does not carry out ${method}`);
  }
}

function methodOf(request: SandboxRequest): string {
  const given = request.query.get("_method")?.toUpperCase();
  return given === undefined || request.method !== "GET" ? request.method : given;
}

function answerJson(request: SandboxRequest, value: unknown, count?: number): SandboxResponse {
  const body = JSON.stringify(toJson(value));
  const digest = createHash("md5").update(body);
  const etag = digest.copy().digest("hex");
  const headers = {
    "Content-Type": "application/json; charset=utf-8",
    "Content-MD5": digest.digest("base64"),
    ETag: etag,
    ...(count === undefined ? {} : { "X-Result-Count": String(count) }),
  };
  return request.headers["if-none-match"] === etag
    ? { status: 304, headers, body: "" }
    : { status: 200, headers, body };
}

/** An error has no body; its words are in a header. */
function refusal(words: string): SandboxResponse {
  return { status: 400, headers: { "Content-Type": "text/html; charset=utf-8", "X-REST-Error": words }, body: "" };
}

function answerList({ store, sortsLists }: XCartApi, request: SandboxRequest, path: string): SandboxResponse {
  const { query } = request;
  const all = (legacyModels[path]?.ids(store) ?? []).filter((id) => path !== "order" || meets(store, id, query));
  const rows = all.map((id) => showLegacy(store, path, id, false) ?? {});
  const [, column = ""] = /^\w+\.(\w+)$/.exec(query.get("_cnd[orderBy][0]") ?? "") ?? [];
  if (column !== "" && sortsLists) {
    const sign = query.get("_cnd[orderBy][1]")?.toLowerCase() === "desc" ? -1 : 1;
    rows.sort((left, right) => sign * (Number(left[column]) - Number(right[column])));
  }
  const count = query.get("_cnd[limit][1]");
  const offset = Number(query.get("_cnd[limit][0]") ?? 0);
  const shown = count === null ? rows : rows.slice(offset, offset + Number(count));
  return answerJson(request, shown, rows.length);
}

/** Conditions of orders; unknown ones are ignored in silence. */
function meets(store: XCartStore, id: number, query: URLSearchParams): boolean {
  const order = store.order(id);
  const bounds = [query.get("_cnd[date][0]"), query.get("_cnd[date][1]")];
  const number = query.get("_cnd[orderNumber]");
  const email = query.get("_cnd[email]")?.toLowerCase();
  const profile = query.get("_cnd[profileId]");
  return (
    (bounds[0] === null || order.created >= Number(bounds[0])) &&
    (bounds[1] === null || order.created <= Number(bounds[1])) &&
    (number === null || order.order_number === number) &&
    (email === undefined || order.email.toLowerCase().includes(email)) &&
    (profile === null || order.customer_id === Number(profile))
  );
}

function answerWrite(
  store: XCartStore,
  request: SandboxRequest,
  model: string,
  id: number | undefined,
): SandboxResponse {
  const form = new URLSearchParams(request.body);
  const written = write(store, model, id, form);
  return typeof written === "string" ? refusal(written) : answerJson(request, showLegacy(store, model, written, true));
}

/** Writes a form and answers the row's id, or the words of the refusal. */
function write(store: XCartStore, model: string, id: number | undefined, form: URLSearchParams): number | string {
  if (model === "ordertrackingnumber" && id === undefined) {
    return addTracking(store, form);
  }
  if (model === "order" && id !== undefined) {
    return setStatuses(store, id, form);
  }
  if (model === "product") {
    return writeProduct(store, id, form);
  }
  return model === "profile" ? writeProfile(store, id, form) : `${model} cannot be written`;
}

/** The add-on appends: the same number twice is there twice. */
function addTracking(store: XCartStore, form: URLSearchParams): number | string {
  const order = store.orders.get(Number(form.get("model[order][order_id]")));
  const value = form.get("model[value]") ?? "";
  if (order === undefined || value === "") {
    return order === undefined ? 'Field "order" is wrong' : 'Field "value" is required';
  }
  return store.addTracking(order.id, value);
}

function setStatuses(store: XCartStore, id: number, form: URLSearchParams): number | string {
  if (!store.orders.has(id)) {
    return `Order ${id} is not found`;
  }
  for (const [kind, field, list] of [
    ["payment", "paymentStatus", [...paymentStatuses, ...store.customStatuses]],
    ["shipping", "shippingStatus", shippingStatuses],
  ] as const) {
    const wanted = form.get(`model[${field}][id]`);
    if (wanted !== null) {
      const status = (list as readonly Status[]).find((candidate) => candidate.id === Number(wanted));
      if (status === undefined) {
        return `Field "${field}" is wrong`;
      }
      store.setStatus(kind, id, status.code);
    }
  }
  return id;
}

const productColumns: { readonly [column: string]: keyof Product } = {
  sku: "sku",
  name: "name",
  description: "description",
  briefDescription: "brief_description",
  price: "price",
  enabled: "enabled",
  weight: "weight",
  amount: "amount",
  inventoryEnabled: "inventory_traceable",
};
const profileColumns: { readonly [column: string]: keyof Profile } = {
  login: "login",
  status: "status",
  statusComment: "status_comment",
  language: "language",
  referer: "referer",
};
const numbers = ["price", "weight", "amount"];
const flags = ["enabled", "inventory_traceable"];

function changeOf(form: URLSearchParams, columns: { readonly [column: string]: string }) {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([column, field]) => {
      const text = form.get(`model[${column}]`);
      const value = numbers.includes(field) ? Number(text) : flags.includes(field) ? text === "1" : text;
      return text === null ? [] : [[field, value]];
    }),
  );
}

function writeProduct(store: XCartStore, id: number | undefined, form: URLSearchParams): number | string {
  const change: Partial<Product> = changeOf(form, productColumns);
  const { sku } = change;
  if (id === undefined && (sku === undefined || sku === "")) {
    return 'Field "sku" is required';
  }
  if ([...store.products.values()].some((other) => other.sku === sku && other.id !== id)) {
    return 'Field "sku" must be unique';
  }
  return id === undefined ? store.addProduct({ ...change, sku: sku ?? "" }).id : store.updateProduct(id, change).id;
}

function writeProfile(store: XCartStore, id: number | undefined, form: URLSearchParams): number | string {
  const change: Partial<Profile> = changeOf(form, profileColumns);
  const { login } = change;
  if (store.profiles.isTaken(login, id)) {
    return 'Field "login" must be unique';
  }
  return id === undefined
    ? store.profiles.add({ ...change, login: login ?? "", registered: true }).id
    : store.profiles.update(id, change).id;
}
