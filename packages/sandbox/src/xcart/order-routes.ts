import type { SandboxRequest, SandboxResponse } from "../server/http-message.ts";
import { answerPage, filterOrders, wantsLinkedData } from "./listing.ts";
import { type Order, showOrder } from "./order.ts";
import { formatOrderDate } from "./order-date.ts";
import { showTransaction } from "./payment-transaction.ts";
import { problem } from "./problem.ts";
import { answerItem, isAnswer, notFound, type Route, readBody } from "./route.ts";
import { findStatus, type StatusKind } from "./status.ts";
import type { XCartStore } from "./store.ts";

/** Orders and what lies below them. */
export const orderRoutes: readonly Route[] = [
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
    answer: ({ store }, request, [number]) => answerOrder(store, request, store.orderOfNumber(number ?? "")),
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
      const own = store.transactions.of(Number(id));
      const sorted = request.query.get("order[date]") === "desc" ? own.toReversed() : own;
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
        store.history.of(Number(id)),
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
];

function answerOrder(store: XCartStore, request: SandboxRequest, order: Order | undefined): SandboxResponse {
  if (order === undefined) {
    return notFound(request);
  }
  return store.isBroken(order)
    ? problem(500, "Internal Server Error", wantsLinkedData(request))
    : answerItem(request, showOrder(order));
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
