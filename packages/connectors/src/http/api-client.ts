import { type ConnectorSettings, Failure, type FailureClass } from "@xmap/contract";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { parseExactJson } from "../shared/exact-json.ts";
import { gatewayFailure, isJsonType } from "../shared/gateway-errors.ts";
import { requiredAddress } from "../shared/settings.ts";
import { createTextClient, jsonOf, serverTimeOf, type TextRequest } from "../shared/text-client.ts";
import type { Api } from "./api.ts";
import { createAuthentication } from "./authentication.ts";
import { httpFailure } from "./errors.ts";

export type Query = readonly (readonly [name: string, value: string])[];

export interface ApiRequest {
  readonly method: TextRequest["method"];
  /** A path of the document with its parameters filled in. */
  readonly path?: string;
  /** Instead of a path: an address that an answer has named. */
  readonly address?: string;
  readonly query?: Query;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Named in failures, without record keys. */
  readonly operation: string;
  readonly writes: boolean;
}

export interface ApiAnswer {
  readonly status: number;
  /** Parsed JSON in which numbers that a double cannot hold are text. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly serverTime: number | undefined;
  readonly context: CallContext;
}

export interface ApiClient {
  readonly system: string;
  readonly address: string;
  /** Rejects with a Failure for every status that is no success. */
  send(request: ApiRequest): Promise<ApiAnswer>;
  failure(answer: ApiAnswer, kind: FailureClass, message: string): Failure;
  close(): void;
}

/** Requests to one API, signed in. It does not retry, except once with a new access token. */
export function createApiClient(api: Api, settings: ConnectorSettings): ApiClient {
  const { system, timeoutMilliseconds, authorities } = settings;
  const address = requiredAddress(settings, "url");
  const secrets: string[] = [];
  const authentication = createAuthentication(api.document, settings, secrets);
  const client = createTextClient({ baseAddress: address, timeoutMilliseconds, authorities, followsRedirects: true });

  async function once(request: ApiRequest): Promise<ApiAnswer> {
    const { method, json, operation, writes } = request;
    const context: CallContext = { system, operation, writes, secrets };
    const credentials = await authentication.credentials();
    const url = new URL(
      request.path === undefined ? (request.address ?? "") : `${address}${request.path}`,
      `${address}/`,
    );
    for (const [name, value] of request.query ?? []) url.searchParams.append(name, value);
    for (const [name, value] of credentials.query) url.searchParams.set(name, value);
    const headers = { ...request.headers, ...credentials.headers };
    const asked: TextRequest = { method, url: url.href, headers };
    const response = await client.fetch(json === undefined ? asked : { ...asked, json }, context);
    const { statusCode: status, body: text } = response;
    const contentType = response.headers["content-type"] ?? "";
    // Many APIs refuse with words or nothing instead of JSON; a page of HTML is somebody else's.
    const isPlain = status >= 400 && status < 500 && (text === "" || /^text\/plain\b/i.test(contentType));
    const serverTime = serverTimeOf(response);
    const gateway = gatewayFailure(context, {
      status,
      contentType: isPlain ? "application/json" : contentType,
      retryAfter: response.headers["retry-after"],
      serverTime,
      location: response.headers.location,
      hasBody: text !== "",
    });
    if (gateway !== undefined) throw gateway;
    const body = isJsonType(contentType) && text !== "" ? jsonOf(context, response, parseExactJson) : undefined;
    const failure = httpFailure(context, { status, body: body ?? { message: text } }, api.errorMessage);
    if (failure !== undefined) throw failure;
    return { status, body, headers: response.headers, serverTime, context };
  }

  return {
    system,
    address,
    async send(request) {
      try {
        return await once(request);
      } catch (thrown) {
        // Refused before anything was done, so a write may be sent again as well.
        if (!isUnauthorized(thrown) || !authentication.refused()) throw thrown;
        return once(request);
      }
    },
    failure: ({ context, status }, kind, message) => callFailure(context, { class: kind, status, message }),
    close() {
      client.close();
      authentication.close();
    },
  };
}

function isUnauthorized(thrown: unknown): boolean {
  if (!(thrown instanceof Failure)) return false;
  const { class: kind, operation } = thrown.details;
  return kind === "Unauthorized" && operation !== "sign in";
}
