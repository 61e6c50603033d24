import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import type { Json } from "../server/json.ts";
import type { Order } from "./order.ts";
import { parseFilterDate } from "./order-date.ts";
import { problem } from "./problem.ts";
import { type SortFields, sortRows } from "./sort-rows.ts";

const usualPageSize = 30;
const largestPageSize = 100;

/** True when the caller asks for linked data. */
export function wantsLinkedData(request: SandboxRequest): boolean {
  return (request.headers.accept ?? "").includes("application/ld+json");
}

/** A page to cut out of a list; `size` is clamped, as the real API does in silence. */
export type Page = { readonly number: number; readonly size: number };

/** Reads `page` and `itemsPerPage`; a string is the 400 text. */
export function readPage(query: URLSearchParams): Page | string {
  const number = Number.parseInt(query.get("page") ?? "1", 10) || 0;
  const wanted = Number.parseInt(query.get("itemsPerPage") ?? String(usualPageSize), 10);
  const size = Math.min(Number.isNaN(wanted) ? usualPageSize : wanted, largestPageSize);
  if (number < 1) {
    return "Page should not be less than 1";
  }
  if (size < 0) {
    return "Limit should not be less than 0";
  }
  return size === 0 && number > 1 ? "Page should not be greater than 1 if limit is equal to 0" : { number, size };
}

/** Answers one page of a list: a bare array, or a Hydra collection when linked data is asked for. */
export function answerPage<Item extends { readonly id: number }>(
  request: SandboxRequest,
  type: string,
  items: readonly Item[],
  show: (item: Item) => unknown | undefined,
): SandboxResponse {
  const linked = wantsLinkedData(request);
  const page = readPage(request.query);
  if (typeof page === "string") {
    return problem(400, page, linked);
  }
  const start = (page.number - 1) * page.size;
  const shown = items.slice(start, start + page.size).map(show);
  if (shown.includes(undefined)) {
    return problem(500, "Internal Server Error", linked);
  }
  if (!linked) {
    return jsonResponse(200, shown, { Vary: "Accept" });
  }
  const place = (number: number): string => {
    const query = new URLSearchParams(request.query);
    query.set("page", String(number));
    return `${request.path}?${query}`;
  };
  const last = Math.max(1, Math.ceil(items.length / Math.max(1, page.size)));
  const view: { [name: string]: Json } = {
    "@id": place(page.number),
    "@type": "hydra:PartialCollectionView",
    "hydra:first": place(1),
    "hydra:last": place(last),
  };
  if (page.number < last) {
    view["hydra:next"] = place(page.number + 1);
  }
  const members = shown.map((item, index) => ({
    "@id": `${request.path}/${items[start + index]?.id}`,
    "@type": type,
    ...(item as object),
  }));
  const body = {
    "@context": `/api/contexts/${type}`,
    "@id": request.path,
    "@type": "hydra:Collection",
    "hydra:member": members,
    "hydra:totalItems": items.length,
    "hydra:view": view,
  };
  return jsonResponse(200, body, { "Content-Type": "application/ld+json; charset=utf-8", Vary: "Accept" });
}

const dateTests: { readonly [operator: string]: (value: number, bound: number) => boolean } = {
  after: (value, bound) => value >= bound,
  before: (value, bound) => value <= bound,
  strictly_after: (value, bound) => value > bound,
  strictly_before: (value, bound) => value < bound,
};

/** Orders that meet the query's filters, sorted; what the API does not know or cannot read is ignored in silence. */
export function filterOrders(
  orders: readonly Order[],
  query: URLSearchParams,
  hasLastRenewDateFilter: boolean,
): readonly Order[] {
  let found = keepDates(orders, query, "date", (order) => order.created);
  if (hasLastRenewDateFilter) {
    found = keepDates(found, query, "lastRenewDate", (order) => order.updated);
  }
  found = keepCodes(found, query, "paymentStatus.code", (order) => order.payment_status.code);
  found = keepCodes(found, query, "shippingStatus.code", (order) => order.shipping_status.code);
  const login = query.get("profile.login")?.toLowerCase();
  found = login === undefined ? found : found.filter((order) => order.email.toLowerCase().includes(login));
  return sortRows(found, query, sortFields);
}

/** Rows whose date meets the filters of this name: `added[after]=2026-03-04`. */
export function keepDates<Row>(
  rows: readonly Row[],
  query: URLSearchParams,
  field: string,
  dateOf: (row: Row) => number,
): readonly Row[] {
  let found = rows;
  for (const [name, value] of query) {
    const test = dateTests[/^(\w+)\[(\w+)\]$/.exec(name)?.[2] ?? ""];
    const bound = parseFilterDate(value);
    if (name.startsWith(`${field}[`) && test !== undefined && bound !== undefined) {
      found = found.filter((row) => test(dateOf(row), bound));
    }
  }
  return found;
}

function keepCodes(
  orders: readonly Order[],
  query: URLSearchParams,
  name: string,
  codeOf: (order: Order) => string,
): readonly Order[] {
  const codes = [...query.getAll(name), ...query.getAll(`${name}[]`)];
  return codes.length === 0 ? orders : orders.filter((order) => codes.includes(codeOf(order)));
}

const sortFields: SortFields<Order> = { lastRenewDate: ({ updated }) => updated, date: ({ created }) => created };
