import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { type Item, Store } from "./store.ts";

export const SANDBOX_KEY = "the-key-of-the-sandbox";

/** A server that behaves like the system. Faults happen on the way to it: it needs to know of none. */
export interface Sandbox {
  readonly url: string;
  readonly store: Store;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Starts the server on a free port of this machine. */
export async function startSandbox(now: () => Date): Promise<Sandbox> {
  const store = new Store(now);
  const answer = async (message: IncomingMessage): Promise<Answer> => {
    const body = await textOf(message);
    if (message.headers.authorization !== `Bearer ${SANDBOX_KEY}`) return refused(401, "unauthorized", "Wrong key");
    const { pathname, searchParams } = new URL(message.url ?? "/", "http://sandbox");
    if (pathname === "/api/about") return { status: 200, body: { installation: "7c1f", name: "Sandbox" } };
    const [, id, action] = /^\/api\/items(?:\/(\d+))?(?:\/(\w+))?$/.exec(pathname) ?? [];
    if (id === undefined && pathname !== "/api/items") return refused(404, "not_found", "No such address");
    if (message.method === "GET" && id === undefined)
      return { status: 200, body: { items: found(store, searchParams) } };
    if (message.method === "POST" && id === undefined) return created(store, body);
    const item = store.get(Number(id));
    if (item === undefined) return refused(404, "not_found", `There is no item ${id}`);
    if (message.method === "GET") return { status: 200, body: item };
    if (action === "release") {
      if (item.status === "released") return refused(409, "already_released", "The item is released already");
      return { status: 200, body: store.change(item.id, { status: "released" }) };
    }
    return { status: 200, body: store.change(item.id, JSON.parse(body) as Partial<Item>) };
  };
  const server = createServer((message, response) => {
    answer(message).then(
      ({ status, body }) => {
        response.writeHead(status, { "content-type": "application/json", date: now().toUTCString() });
        response.end(JSON.stringify(body));
      },
      () => response.destroy(),
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    store,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The list: filtered, by stamp where changes are asked for and by id otherwise, behind the given place. */
function found(store: Store, query: URLSearchParams): readonly Item[] {
  const from = query.get("changed_from");
  const [afterStamp, afterId] = [query.get("after_stamp"), Number(query.get("after_id") ?? 0)];
  const time = (item: Item): number => Date.parse(item.changed_at);
  const isBehind = (item: Item): boolean => {
    if (afterStamp === null || time(item) === Date.parse(afterStamp)) return item.id > afterId;
    return time(item) > Date.parse(afterStamp);
  };
  return store
    .all()
    .filter((item) => ["sku", "name"].every((name) => !query.has(name) || Reflect.get(item, name) === query.get(name)))
    .filter((item) => from === null || time(item) >= Date.parse(from))
    .filter(isBehind)
    .toSorted((left, right) => (from === null ? 0 : time(left) - time(right)) || left.id - right.id)
    .slice(0, Number(query.get("limit") ?? 100));
}

function created(store: Store, body: string): Answer {
  const { write_key: _key, ...values } = JSON.parse(body) as Partial<Item> & { readonly write_key?: string };
  if (values.sku === undefined)
    return { status: 422, body: { error: "invalid", message: "is required", field: "sku" } };
  return { status: 201, body: store.add(values) };
}

function refused(status: number, error: string, message: string): Answer {
  return { status, body: { error, message } };
}

async function textOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
