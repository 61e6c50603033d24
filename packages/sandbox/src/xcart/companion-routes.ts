import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import type { JsonObject } from "../server/json.ts";
import { wantsLinkedData } from "./listing.ts";
import { showOrder } from "./order.ts";
import { problem } from "./problem.ts";
import { answerItem, isAnswer, notFound, type Route, readBody } from "./route.ts";
import type { XCartStore } from "./store.ts";

const longestNumber = 255;

/** What the companion module adds to the API. */
export const companionRoutes: readonly Route[] = [
  {
    pattern: /^\/api\/xmap\/version$/,
    label: "/api/xmap/version",
    methods: ["GET"],
    answer: () =>
      jsonResponse(200, { module: "xmap", version: "1.0.0", offers: ["tracking", "external_number", "webhooks"] }),
  },
  {
    pattern: /^\/api\/xmap\/orders\/(\d+)\/tracking$/,
    label: "/api/xmap/orders/{id}/tracking",
    methods: ["GET", "PUT"],
    answer: ({ store }, request, [id]) =>
      answerPart(store, request, Number(id), (body) => {
        const values = body.tracking_numbers;
        if (!Array.isArray(values) || !values.every((value) => typeof value === "string" && isNumberText(value))) {
          return 'Field "tracking_numbers" must be a list of texts of 1 to 255 characters';
        }
        store.setTracking(Number(id), [...new Set(values as readonly string[])]);
        return undefined;
      }),
  },
  {
    pattern: /^\/api\/xmap\/orders\/(\d+)\/external_number$/,
    label: "/api/xmap/orders/{id}/external_number",
    methods: ["GET", "PUT"],
    answer: ({ store }, request, [id]) =>
      answerPart(store, request, Number(id), ({ external_number: value }) => {
        if (value !== null && !(typeof value === "string" && isNumberText(value))) {
          return 'Field "external_number" must be a text of 1 to 255 characters, or null';
        }
        store.setExternalNumber(Number(id), value);
        return undefined;
      }),
  },
];

/** Shows what the module keeps of an order, after the change where there is one; `change` answers what is wrong. */
function answerPart(
  store: XCartStore,
  request: SandboxRequest,
  id: number,
  change: (body: JsonObject) => string | undefined,
): SandboxResponse {
  if (!store.orders.has(id)) {
    return notFound(request);
  }
  if (request.method === "PUT") {
    const body = readBody(request);
    if (isAnswer(body)) {
      return body;
    }
    const fault = change(body);
    if (fault !== undefined) {
      return problem(400, fault, wantsLinkedData(request));
    }
  }
  const { order_number, tracking_numbers, external_number = null } = showOrder(store.order(id));
  const own = request.path.endsWith("/tracking") ? { tracking_numbers } : { external_number };
  return answerItem(request, { id, order_number, ...own });
}

function isNumberText(text: string): boolean {
  return text.length > 0 && text.length <= longestNumber;
}
