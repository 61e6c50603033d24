import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

type Json = Record<string, unknown>;

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Json;
}

/** A REST API in memory with orders, products, customers and tickets. */
export interface TestApi {
  readonly address: string;
  readonly requests: SeenRequest[];
  readonly orders: Json[];
  readonly products: Map<string, Json>;
  readonly customers: Json[];
  readonly tickets: Json[];
  /** Rows of a page of orders, however many are asked for. */
  largestPage: number;
  /** Accepts requests with this header only. */
  authorization: readonly [name: string, value: string] | undefined;
  /** Instead of the next answers: a status, a body, the end of the connection, or nothing. */
  readonly faults: (Answer | "hangUp" | "hangUpAfterwards" | "silence")[];
  stop(): Promise<void>;
}

const NOW = Date.parse("2026-03-05T10:00:00Z");

export async function startApi(now: () => number = () => NOW): Promise<TestApi> {
  const stamp = () => `${new Date(now()).toISOString().slice(0, 19)}Z`;
  const seenKeys = new Map<string, Answer>();
  let tokens = 0;
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => handle(request, response, Buffer.concat(parts).toString("utf8")));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place = server.address();
  const port = typeof place === "object" && place !== null ? place.port : 0;
  const api: TestApi = {
    address: `http://127.0.0.1:${port}`,
    requests: [],
    orders: [],
    products: new Map(),
    customers: [],
    tickets: [],
    largestPage: 3,
    authorization: undefined,
    faults: [],
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };

  function handle(request: IncomingMessage, response: ServerResponse, text: string): void {
    const isForm = request.headers["content-type"]?.includes("form") === true;
    const body = (isForm || text === "" ? {} : JSON.parse(text)) as Json;
    const { method = "", url = "" } = request;
    api.requests.push({ method, url, headers: request.headers, body });
    const fault = api.faults.shift();
    if (fault === "hangUp") {
      response.destroy();
      return;
    }
    if (fault === "silence") return;
    const isAllowed = api.authorization === undefined || allows(request, api.authorization);
    const usual = (): Answer => {
      if (url === "/token") return token();
      if (!isAllowed) return { status: 401, body: { error: { message: "No such key" } } };
      return answerTo(method, new URL(url, api.address), body, request.headers);
    };
    const answer = typeof fault === "object" ? fault : usual();
    if (fault === "hangUpAfterwards") {
      response.destroy();
      return;
    }
    const isText = typeof answer.body === "string";
    const type: Record<string, string> =
      answer.body === undefined ? {} : { "content-type": isText ? "text/html" : "application/json" };
    response.writeHead(answer.status, { ...type, date: new Date(now()).toUTCString(), ...answer.headers });
    response.end(answer.body === undefined ? undefined : isText ? answer.body : JSON.stringify(answer.body));
  }

  function token(): Answer {
    tokens += 1;
    api.authorization = ["authorization", `Bearer token-${tokens}`];
    return { status: 200, body: { access_token: `token-${tokens}`, token_type: "bearer", expires_in: 3600 } };
  }

  function answerTo(method: string, url: URL, body: Json, headers: IncomingMessage["headers"]): Answer {
    const [, first = "", key, word] = url.pathname.split("/").map(decodeURIComponent);
    const { searchParams } = url;
    if (first === "fraud") return { status: 200, body: { score: (body.order as Json).total === 666 ? 0.95 : 0.1 } };
    if (first === "rates") return { status: 200, body: { rate: searchParams.get("currency") === "USD" ? 1.1 : 0 } };
    if (first === "orders") return ordersAnswer(method, searchParams, key, word, body, headers);
    if (first === "products") return productsAnswer(method, searchParams, key, body, headers);
    if (first === "customers") {
      const from = Number(searchParams.get("from") ?? 0);
      const next = `</customers?from=${from + 2}>; rel="next", </customers>; rel="first"`;
      const link: Record<string, string> = from + 2 < api.customers.length ? { link: next } : {};
      return { status: 200, body: api.customers.slice(from, from + 2), headers: link };
    }
    if (first === "tickets") {
      const from = Number(searchParams.get("after") ?? 0);
      const next = from + 2 < api.tickets.length ? String(from + 2) : null;
      return { status: 200, body: { tickets: api.tickets.slice(from, from + 2), next } };
    }
    return { status: 404, body: { message: "No such path" } };
  }

  function ordersAnswer(
    method: string,
    parameters: URLSearchParams,
    key: string | undefined,
    word: string | undefined,
    body: Json,
    headers: IncomingMessage["headers"],
  ): Answer {
    const order = api.orders.find(({ id }) => String(id) === key);
    if (key !== undefined && order === undefined) return { status: 404 };
    if (method === "POST" && key === undefined) {
      const idempotencyKey = String(headers["idempotency-key"] ?? "");
      const known = seenKeys.get(idempotencyKey);
      if (known !== undefined) return known;
      if (body.number === "") {
        const errors = [{ pointer: "#/number", message: "must not be empty" }];
        return { status: 422, body: { title: "Refused", errors } };
      }
      const created = numbered({ id: api.orders.length + 1, status: "open", updated_at: stamp(), ...body });
      api.orders.push(created);
      const answer = { status: 201, body: { data: created } };
      if (idempotencyKey !== "") seenKeys.set(idempotencyKey, answer);
      return answer;
    }
    if (order !== undefined && method === "PATCH") {
      Object.assign(order, numbered(body), { updated_at: stamp() });
      return { status: 200, body: order };
    }
    if (order !== undefined && word === "cancel") {
      Object.assign(order, { status: "cancelled", note: body.reason });
      return { status: 200, body: order };
    }
    if (order !== undefined) return { status: 200, body: { data: order } };
    const since = Date.parse(parameters.get("updated_since") ?? "1970-01-01T00:00:00Z");
    const number = parameters.get("number");
    const size = Math.min(api.largestPage, Number(parameters.get("per_page") ?? 100));
    const start = (Number(parameters.get("page") ?? 1) - 1) * size;
    const found = api.orders
      .filter((each) => Date.parse(String(each.updated_at)) >= since && (number === null || each.number === number))
      .toSorted((left, right) => Date.parse(String(left.updated_at)) - Date.parse(String(right.updated_at)));
    return { status: 200, body: { data: found.slice(start, start + size), total: found.length } };
  }

  function productsAnswer(
    method: string,
    parameters: URLSearchParams,
    key: string | undefined,
    body: Json,
    headers: IncomingMessage["headers"],
  ): Answer {
    if (key === undefined) {
      const start = Number(parameters.get("offset") ?? 0);
      return { status: 200, body: [...api.products.values()].slice(start, start + Number(parameters.get("limit"))) };
    }
    const product = api.products.get(key);
    if (product === undefined) return { status: 404 };
    const version = `"${JSON.stringify(product).length}"`;
    if (method === "GET") return { status: 200, body: product, headers: { etag: version } };
    if (headers["if-match"] !== version) return { status: 412, body: { message: "Somebody was faster" } };
    api.products.set(key, { stock: product.stock, ...body });
    return { status: 200, body: api.products.get(key) };
  }

  return api;
}

/** Lines get numbers of their own. */
function numbered(order: Json): Json {
  if (!Array.isArray(order.lines)) return order;
  const lines = order.lines as Json[];
  const highest = Math.max(0, ...lines.map(({ id }) => Number(id ?? 0)));
  return { ...order, lines: lines.map((line, index) => ({ id: highest + index + 1, ...line })) };
}

function allows({ headers, url = "" }: IncomingMessage, [name, value]: readonly [string, string]): boolean {
  return headers[name] === value || new URL(url, "http://x").searchParams.get(name) === value;
}
