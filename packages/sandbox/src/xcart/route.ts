import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import { isJsonObject, type JsonObject, parseJson } from "../server/json.ts";
import { wantsLinkedData } from "./listing.ts";
import type { LoginTokens } from "./login-tokens.ts";
import { problem } from "./problem.ts";
import type { XCartStore } from "./store.ts";

/** The two keys of a shop: one reads, one may do everything. */
export type XCartKeys = { readonly read: string; readonly all: string };

/** What the API answers from. */
export type XCartApi = {
  readonly store: XCartStore;
  readonly keys: XCartKeys;
  readonly tokens: LoginTokens;
  /** False acts as an older 5.5.1, which has no `lastRenewDate` filter. */
  readonly lastRenewDateFilter: boolean;
  /** Whether the shop has the companion module. */
  readonly companion: boolean;
  /** False for an add-on that ignores by what its lists are to be sorted. */
  readonly sortsLists: boolean;
  /** The zone of the server, in which products show their dates. */
  readonly zoneMinutes: number;
};

/** One path of the API. */
export type Route = {
  readonly pattern: RegExp;
  readonly label: string;
  readonly methods: readonly string[];
  answer(api: XCartApi, request: SandboxRequest, parts: readonly string[]): SandboxResponse;
};

/** The answer for an item that is not there. */
export function notFound(request: SandboxRequest): SandboxResponse {
  return problem(404, "Not Found", wantsLinkedData(request));
}

/** An item, or that it is not there. */
export function answerItem(request: SandboxRequest, item: unknown, status = 200): SandboxResponse {
  if (item === undefined) {
    return notFound(request);
  }
  return wantsLinkedData(request)
    ? jsonResponse(
        status,
        { "@id": request.path, ...(item as object) },
        {
          "Content-Type": "application/ld+json; charset=utf-8",
        },
      )
    : jsonResponse(status, item, { Vary: "Accept" });
}

/** The answer to a create: the item and its address. */
export function answerCreated(request: SandboxRequest, item: { readonly id: number }): SandboxResponse {
  const answer = answerItem(request, item, 201);
  return { ...answer, headers: { ...answer.headers, Location: `${request.path}/${item.id}` } };
}

/** The answer to a delete. */
export function answerDeleted(): SandboxResponse {
  return { status: 204, headers: {}, body: "" };
}

/** The JSON object of a request's body, or the answer that refuses it. */
export function readBody(request: SandboxRequest): JsonObject | SandboxResponse {
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

/** True for an answer, false for a body. */
export function isAnswer(body: JsonObject | SandboxResponse): body is SandboxResponse {
  return typeof body.status === "number" && typeof body.body === "string" && isJsonObject(body.headers);
}
