import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import { categoryRoutes } from "./category-routes.ts";
import { companionRoutes } from "./companion-routes.ts";
import { describeApi } from "./describe-api.ts";
import { imageRoutes } from "./image-routes.ts";
import { answerPage, wantsLinkedData } from "./listing.ts";
import { orderRoutes } from "./order-routes.ts";
import { problem, tokenRefused, unauthorized, unknownPath } from "./problem.ts";
import { productRoutes } from "./product-routes.ts";
import { profileRoutes } from "./profile-routes.ts";
import { notFound, type Route, type XCartApi } from "./route.ts";

const routes: readonly Route[] = [
  {
    pattern: /^\/api\/docs\.json$/,
    label: "/api/docs.json",
    methods: ["GET"],
    answer: ({ lastRenewDateFilter }) => jsonResponse(200, describeApi(routes, lastRenewDateFilter)),
  },
  {
    pattern: /^\/api\/carts$/,
    label: "/api/carts",
    methods: ["GET"],
    answer: (_api, request) => answerPage(request, "Cart", [], () => ({})),
  },
  {
    pattern: /^\/api\/carts\/(\d+)$/,
    label: "/api/carts/{id}",
    methods: ["GET"],
    answer: (_api, request) => notFound(request),
  },
  ...orderRoutes,
  ...profileRoutes,
  ...productRoutes,
  ...imageRoutes,
  ...categoryRoutes,
];

/** The label under which a request is counted: its method and the template of its path. */
export function labelOf(request: SandboxRequest): string {
  const route = [...routes, ...companionRoutes].find(({ pattern }) => pattern.test(request.path));
  return `${request.method} ${route?.label ?? request.path}`;
}

/** Answers one request as the Admin REST API does. */
export function answerApi(api: XCartApi, request: SandboxRequest): SandboxResponse {
  if (request.method === "POST" && request.path === "/api-login/check") {
    return api.tokens.answer(request);
  }
  if (!request.path.startsWith("/api/")) {
    const page = "<!doctype html><title>Shop</title>";
    return { status: 404, headers: { "Content-Type": "text/html; charset=utf-8" }, body: page };
  }
  if (request.method === "OPTIONS") {
    return { status: 200, headers: { ...everywhere, ...preflight }, body: "" };
  }
  const answer = answerRoute(api, request);
  return { ...answer, headers: { ...answer.headers, ...everywhere } };
}

const everywhere = {
  Vary: "Accept",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "deny",
  "Access-Control-Allow-Origin": "*",
};

const preflight = {
  "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept, X-Auth-Token",
  "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
};

function answerRoute(api: XCartApi, request: SandboxRequest): SandboxResponse {
  const role = roleOf(api, request);
  if (typeof role !== "string") {
    return role;
  }
  if (request.method !== "GET" && role !== "all") {
    return problem(403, "Access Denied.", wantsLinkedData(request));
  }
  const known = api.companion ? [...routes, ...companionRoutes] : routes;
  const route = known.find(({ pattern, methods }) => pattern.test(request.path) && methods.includes(request.method));
  const parts = route?.pattern.exec(request.path)?.slice(1) ?? [];
  return route === undefined ? unknownPath() : route.answer(api, request, parts);
}

/** What a caller may do, by key or by bearer token, or the 401. */
function roleOf({ keys, tokens }: XCartApi, { headers }: SandboxRequest): "read" | "all" | SandboxResponse {
  const key = headers["x-auth-token"];
  const [, token] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
  if (key === undefined && token !== undefined) {
    const state = tokens.state(token);
    return state === "good" ? "all" : tokenRefused(state === "expired" ? "Expired JWT Token" : "Invalid JWT Token");
  }
  if (key === undefined || (key !== keys.read && key !== keys.all)) {
    return unauthorized(key !== undefined);
  }
  return key === keys.all ? "all" : "read";
}
