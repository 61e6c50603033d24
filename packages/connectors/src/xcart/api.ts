import { type ConnectorSettings, Failure } from "@xmap/contract";
import { callFailure } from "../shared/call-context.ts";
import { createHttpClient, type HttpAnswer, type HttpRequest } from "../shared/http-client.ts";
import { isJsonObject, type JsonObject } from "../shared/json-shape.ts";
import { optionalText, requiredAddress, requiredText } from "../shared/settings.ts";
import { xcartFailure } from "./errors.ts";

/** Rows of one list page with the server's own time in milliseconds. */
interface ListPage {
  readonly rows: readonly JsonObject[];
  readonly serverTime: number | undefined;
}

export interface XCartApi {
  readonly address: string;
  /** The JSON of an item; undefined when there is none. */
  item(path: string): Promise<JsonObject | undefined>;
  list(path: string, query: HttpRequest["query"]): Promise<ListPage>;
  put(path: string, json: unknown): Promise<void>;
  close(): void;
}

/** Authorised calls to one shop. */
export function createXCartApi(settings: ConnectorSettings): XCartApi {
  const address = requiredAddress(settings, "url").replace(/\/api$/, "");
  const key = requiredText(settings, "key");
  const language = optionalText(settings, "language");
  const client = createHttpClient({
    system: settings.system,
    baseAddress: address,
    headers: { "x-auth-token": key, ...(language === undefined ? {} : { "accept-language": language }) },
    secrets: [key],
    timeoutMilliseconds: settings.timeoutMilliseconds,
  });
  async function send(request: HttpRequest): Promise<HttpAnswer> {
    const answer = await client.send(request);
    const failure = xcartFailure(answer);
    if (failure !== undefined) throw failure;
    return answer;
  }
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
    async list(path, query = []) {
      const { body, context, serverTime } = await send({ method: "GET", path, query, writes: false });
      if (!Array.isArray(body))
        throw callFailure(context, { class: "SchemaDrift", message: "The answer is not a list" });
      return { rows: body.filter(isJsonObject), serverTime };
    },
    async put(path, json) {
      await send({ method: "PUT", path, json, writes: true });
    },
    close: () => client.close(),
  };
}
