import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Clock } from "@xmap/contract";

type Json = Record<string, unknown>;

/** A shop that speaks WooCommerce's REST API, as far as the template needs it. */
export interface WooCommerceShop {
  readonly url: string;
  readonly user: string;
  readonly password: string;
  readonly orders: Json[];
  readonly products: Json[];
  /** Puts an order in, or changes one, as the shop itself does. */
  save(order: Json): void;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Parameters that ask for an instant mean the shop's own time of day unless they say otherwise; this shop is in New York. */
const HOURS_BEHIND_UTC = 5;
const USER = "ck_test";
const PASSWORD = "cs_test";
const ROOT = "/wp-json/wc/v3/";

const refusal = (status: number, message: string): Answer => ({ status, body: { code: "refused", message } });

export async function startWooCommerceShop(clock: Clock): Promise<WooCommerceShop> {
  const orders: Json[] = [];
  const products: Json[] = [];
  const stamp = () => new Date(clock.now()).toISOString().slice(0, 19);

  function listed(rows: readonly Json[], parameters: URLSearchParams): readonly Json[] {
    const after = parameters.get("modified_after");
    const isUtc = parameters.get("dates_are_gmt") === "true";
    const since = after === null ? 0 : Date.parse(after) + (isUtc ? 0 : HOURS_BEHIND_UTC * 3_600_000);
    const sku = parameters.get("sku");
    const found = rows.filter(
      (row) => Date.parse(`${row.date_modified_gmt}Z`) > since && (sku === null || row.sku === sku),
    );
    const inOrder = parameters.get("order") === "asc" ? found : found.reverse();
    const size = Number(parameters.get("per_page") ?? 10);
    const page = Number(parameters.get("page") ?? 1);
    return inOrder.slice((page - 1) * size, page * size);
  }

  function answerTo(method: string, url: URL, body: Json): Answer {
    const [name = "", key] = url.pathname.slice(ROOT.length).split("/");
    const rows = { orders, products }[name];
    if (rows === undefined || !url.pathname.startsWith(ROOT)) return refusal(404, "No route was found");
    if (key === undefined && method === "GET") return { status: 200, body: listed(rows, url.searchParams) };
    if (key === undefined && method === "POST" && name === "products") return created(body);
    const row = rows.find(({ id }) => String(id) === key);
    if (row === undefined) return refusal(404, "Invalid ID.");
    if (method === "PATCH") change(row, body);
    else if (method !== "GET") return refusal(405, "No such method");
    return { status: 200, body: row };
  }

  function created(body: Json): Answer {
    if (products.some(({ sku }) => sku === body.sku)) return refusal(400, "Invalid or duplicated SKU.");
    const product = { id: products.length + 1, manage_stock: false, ...body, date_modified_gmt: stamp() };
    products.push(product);
    return { status: 201, body: product };
  }

  /** Fields that a request leaves out stay, and so do other entries of the metadata; one key has one value. */
  function change(row: Json, { meta_data: given, ...fields }: Json): void {
    Object.assign(row, fields, { date_modified_gmt: stamp() });
    if (given === undefined) return;
    const kept = new Map((row.meta_data as Json[]).map((entry) => [entry.key, entry]));
    for (const entry of given as Json[]) kept.set(entry.key, { id: kept.size + 1, ...entry });
    row.meta_data = [...kept.values()];
  }

  const authorization = `Basic ${Buffer.from(`${USER}:${PASSWORD}`).toString("base64")}`;

  function handle(request: IncomingMessage, response: ServerResponse, text: string): void {
    const { method = "", url = "", headers } = request;
    const { status, body } =
      headers.authorization === authorization
        ? answerTo(method, new URL(url, "http://shop"), (text === "" ? {} : JSON.parse(text)) as Json)
        : refusal(401, "Sorry, you cannot list resources.");
    response.writeHead(status, { "content-type": "application/json", date: new Date(clock.now()).toUTCString() });
    response.end(JSON.stringify(body));
  }

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => handle(request, response, Buffer.concat(parts).toString("utf8")));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place = server.address();
  const port = typeof place === "object" && place !== null ? place.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    user: USER,
    password: PASSWORD,
    orders,
    products,
    save(order) {
      const row = orders.find(({ id }) => id === order.id);
      if (row === undefined) orders.push({ ...order, date_modified_gmt: stamp() });
      else Object.assign(row, order, { date_modified_gmt: stamp() });
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
