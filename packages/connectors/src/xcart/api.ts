import { type ConnectorSettings, Failure } from "@xmap/contract";
import { callFailure } from "../shared/call-context.ts";
import { createHttpClient, type HttpAnswer, type HttpRequest } from "../shared/http-client.ts";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import { optionalText, requiredAddress, requiredText } from "../shared/settings.ts";
import { xcartFailure } from "./errors.ts";
import type { ReadPage } from "./windows.ts";

export type Query = readonly (readonly [name: string, value: string])[];

/** Rows of one list page with the server's own time in milliseconds. */
interface RowPage {
  readonly rows: readonly JsonObject[];
  readonly serverTime: number | undefined;
}

export interface XCartApi {
  readonly address: string;
  /** The JSON of an item; undefined when there is none. */
  item(path: string): Promise<JsonObject | undefined>;
  /** One page; its size is clamped to 100 by the shop. */
  list(path: string, query?: Query): Promise<RowPage>;
  /** Reads pages of this list. */
  pages(path: string, query?: Query): ReadPage;
  /** All rows of a list that is short or of which all rows are needed. */
  all(path: string, query?: Query): Promise<readonly JsonObject[]>;
  put(path: string, json: unknown): Promise<void>;
  /** Creates an item and answers it as it is then. */
  post(path: string, json: unknown): Promise<JsonObject>;
  /** Deletes an item; one that is not there is no fault. */
  remove(path: string): Promise<void>;
  close(): void;
}

const LARGEST_PAGE = 100;

/** Authorised calls to the Admin REST API of one shop. */
export function createXCartApi(settings: ConnectorSettings): XCartApi {
  const address = shopAddress(settings);
  const key = requiredText(settings, "key");
  const language = optionalText(settings, "language");
  const client = createHttpClient({
    system: settings.system,
    baseAddress: address,
    headers: { "x-auth-token": key, ...(language === undefined ? {} : { "accept-language": language }) },
    secrets: [key],
    timeoutMilliseconds: settings.timeoutMilliseconds,
    authorities: settings.authorities,
  });
  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await client.send(request);
    const failure = xcartFailure(answer);
    if (failure !== undefined) throw failure;
    return answer;
  }
  async function list(path: string, query: Query = []): Promise<RowPage> {
    const { body, context, serverTime } = await send({ method: "GET", path, query, writes: false });
    if (!Array.isArray(body)) throw callFailure(context, { class: "SchemaDrift", message: "The answer is not a list" });
    return { rows: body.filter(isJsonObject), serverTime };
  }
  const pages =
    (path: string, query: Query = []): ReadPage =>
    (page, size) =>
      list(path, [...query, ["page", String(page)], ["itemsPerPage", String(size)]]);
  return {
    address,
    async item(path) {
      try {
        const { body, context } = await send({ method: "GET", path, writes: false });
        if (isJsonObject(body)) return body;
        throw callFailure(context, { class: "SchemaDrift", message: "The answer is not a record" });
      } catch (thrown) {
        if (thrown instanceof Failure && thrown.details.class === "NotFound") return undefined;
        throw thrown;
      }
    },
    list,
    pages,
    async all(path, query) {
      const read = pages(path, query);
      const found: JsonObject[] = [];
      for (let page = 1; ; page += 1) {
        const { rows } = await read(page, LARGEST_PAGE);
        // Some lists come whole, whichever page was asked for.
        if (page > 1 && JSON.stringify(rows[0]) === JSON.stringify(found[0])) return found;
        found.push(...rows);
        if (rows.length !== LARGEST_PAGE) return found;
      }
    },
    async put(path, json) {
      await send({ method: "PUT", path, json, writes: true });
    },
    async post(path, json) {
      const { body, context } = await send({ method: "POST", path, json, writes: true });
      if (isJsonObject(body)) return body;
      throw callFailure(context, { class: "Unknown", message: "The answer to a create is not a record" });
    },
    async remove(path) {
      try {
        await send({ method: "DELETE", path, writes: true });
      } catch (thrown) {
        if (!(thrown instanceof Failure) || thrown.details.class !== "NotFound") throw thrown;
      }
    },
    close: () => client.close(),
  };
}

/** The shop's address without the path of an API. */
export function shopAddress(settings: ConnectorSettings): string {
  return requiredAddress(settings, "url").replace(/\/(?:api|admin\.php)$/, "");
}
