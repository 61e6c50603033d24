import { createServer } from "node:http";
import type { DataRecord, Value } from "@xmap/contract";

const json = (schema: object) => ({ content: { "application/json": { schema } } });
const answers = (schema: object) => ({ responses: { "200": { description: "Fine.", ...json(schema) } } });
const record = (properties: object, required = Object.keys(properties)) => ({ type: "object", properties, required });
const text = { type: "string" };
const number = { type: "number" };

export const ORDER_SCHEMA = record({
  id: { type: "integer", readOnly: true },
  number: text,
  status: { type: "string", enum: ["open", "closed"] },
  country: text,
  email: text,
  total: number,
  advice: { type: ["string", "null"] },
  updated_at: { type: "string", format: "date-time" },
});

/** A shop's orders. */
export const SHOP_DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Shop", version: "1" },
  paths: {
    "/orders": {
      get: {
        parameters: ["page", "per_page", "updated_since"].map((name) => ({ name, in: "query", schema: text })),
        ...answers({ type: "array", items: ORDER_SCHEMA }),
      },
    },
    "/orders/{id}": {
      get: answers(ORDER_SCHEMA),
      patch: { requestBody: json(ORDER_SCHEMA), ...answers(ORDER_SCHEMA) },
    },
  },
};

/** A service that rates orders, and takes reports that it would file twice. */
export const FRAUD_DOCUMENT = {
  openapi: "3.1.0",
  info: { title: "Fraud", version: "1" },
  paths: {
    "/health": { get: { operationId: "health", ...answers(record({ ok: { type: "boolean" } })) } },
    "/score": {
      post: {
        operationId: "score",
        "x-xmap": { idempotent: "natural" },
        requestBody: json(record({ order: record({ number: text, total: number }) })),
        ...answers(record({ score: number, advice: { type: "string", enum: ["accept", "review"] } })),
      },
    },
    "/reports": {
      post: {
        operationId: "report",
        requestBody: json(record({ number: text })),
        ...answers(record({ id: text })),
      },
    },
  },
};

type Json = Record<string, Value>;

/** What both services have seen, and how they answer. */
export interface Services {
  readonly address: string;
  readonly orders: Map<number, DataRecord>;
  /** Requests of the fraud service but for its health: path and body. */
  readonly asked: (readonly [path: string, body: Json])[];
  readonly reports: string[];
  score: Json;
  /** Done before the next answers of a path: its work is done or not, and the connection ends. */
  readonly lost: { readonly path: string; readonly done: boolean }[];
  isDown: boolean;
  stop(): Promise<void>;
}

/** Both services behind one address, over HTTP. */
export async function startServices(): Promise<Services> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const { method = "", url = "" } = request;
      const { pathname } = new URL(url, "http://services");
      const body = (parts.length === 0 ? {} : JSON.parse(Buffer.concat(parts).toString("utf8"))) as Json;
      const isFraud = !pathname.startsWith("/orders");
      const fault = services.lost.findIndex(({ path }) => path === pathname);
      const [lost] = fault < 0 ? [] : services.lost.splice(fault, 1);
      const isDown = isFraud && services.isDown;
      const answer = isDown || lost?.done === false ? undefined : answerTo(services, method, pathname, body);
      if (lost !== undefined) return void response.destroy();
      response.statusCode = isDown ? 503 : answer === undefined ? 404 : 200;
      response.setHeader("content-type", "application/json").end(JSON.stringify(answer ?? {}));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const place = server.address();
  const services: Services = {
    address: `http://127.0.0.1:${typeof place === "object" && place !== null ? place.port : 0}`,
    orders: new Map(),
    asked: [],
    reports: [],
    score: { score: 0.1, advice: "accept" },
    lost: [],
    isDown: false,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
  return services;
}

function answerTo(services: Services, method: string, path: string, body: Json): unknown {
  if (path === "/health") return { ok: true };
  const id = /^\/orders\/(\d+)$/.exec(path)?.[1];
  const order = id === undefined ? undefined : services.orders.get(Number(id));
  if (path === "/orders") return [...services.orders.values()];
  if (id !== undefined) {
    if (order !== undefined && method === "PATCH") services.orders.set(Number(id), { ...order, ...body });
    return services.orders.get(Number(id));
  }
  services.asked.push([path, body]);
  if (path === "/score") return services.score;
  services.reports.push(String(body.number));
  return { id: `R${services.reports.length}` };
}
