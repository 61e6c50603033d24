import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import type { Json } from "../server/json.ts";
import { companionRoutes } from "./companion-routes.ts";
import { wantsLinkedData } from "./listing.ts";
import { orderRoutes } from "./order-routes.ts";
import { problem, unauthorized, unknownPath } from "./problem.ts";
import { productRoutes } from "./product-routes.ts";
import { profileRoutes } from "./profile-routes.ts";
import type { Route, XCartApi } from "./route.ts";

const routes: readonly Route[] = [
  {
    pattern: /^\/api\/docs\.json$/,
    label: "/api/docs.json",
    methods: ["GET"],
    answer: ({ lastRenewDateFilter }) => jsonResponse(200, describeApi(lastRenewDateFilter)),
  },
  ...orderRoutes,
  ...profileRoutes,
  ...productRoutes,
];

/** The label under which a request is counted: its method and the template of its path. */
export function labelOf(request: SandboxRequest): string {
  const route = [...routes, ...companionRoutes].find(({ pattern }) => pattern.test(request.path));
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
  const known = api.companion ? [...routes, ...companionRoutes] : routes;
  const route = known.find(({ pattern, methods }) => pattern.test(request.path) && methods.includes(request.method));
  const parts = route?.pattern.exec(request.path)?.slice(1) ?? [];
  return route === undefined ? unknownPath() : route.answer(api, request, parts);
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
