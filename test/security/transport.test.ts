import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { xcartConnector } from "@xmap/connectors/xcart";
import type { ConnectorSession, ConnectorSettings, FailureDetails } from "@xmap/contract";
import { Failure } from "@xmap/contract";
import { SYSTEM_CLOCK } from "@xmap/runtime/node";
import { expect, it, onTestFinished, vi } from "vitest";
import { startHttpsServer } from "./https-server.ts";

const KEY = "recognisable-key";
const JSON_TYPE = { "content-type": "application/json" };
const ORDER = { resource: "orders", key: ["5"], fields: [], joins: [] };

/** A session of the plainest connector over the shared HTTP client. */
function openShop(url: string, more: Partial<ConnectorSettings> = {}): ConnectorSession {
  const session = xcartConnector.open({
    system: "shop",
    options: { url, key: KEY },
    clock: SYSTEM_CLOCK,
    timeoutMilliseconds: 10_000,
    projectFolder: import.meta.dirname,
    ...more,
  });
  onTestFinished(() => session.close());
  return session;
}

async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function failureOf(promise: Promise<unknown>): Promise<FailureDetails> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (thrown instanceof Failure) return thrown.details;
  throw new Error(`Expected a Failure, got ${String(thrown)}`);
}

/** One order, and lists without anything. */
function answerOrder(request: IncomingMessage, response: ServerResponse): void {
  const isOrder = /\/orders\/5(?:\?|$)/.test(request.url ?? "");
  response.writeHead(200, JSON_TYPE).end(isOrder ? '{"order_id":5,"orderNumber":"100300"}' : "[]");
}

it("a certificate that nobody vouches for is refused with what to do, also where the process would take any", async () => {
  const requests: unknown[] = [];
  const { port } = await startHttpsServer((request, response) => {
    requests.push(request.url);
    answerOrder(request, response);
  });
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const failure = await failureOf(openShop(`https://localhost:${port}`).read(ORDER));
  expect(failure).toMatchObject({ class: "Maintenance", effect: "none", name: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  expect(failure.message).toContain("systems.NAME.ca in xmap.json");
  expect(requests).toEqual([]);
});

it("a certificate of an authority that the system names is taken, for its own host alone", async () => {
  const { port, certificateFile } = await startHttpsServer(answerOrder);
  const authorities = readFileSync(certificateFile, "utf8");
  const session = openShop(`https://localhost:${port}`, { authorities });
  expect(await session.read(ORDER)).toMatchObject({ orderNumber: "100300" });
  const failure = await failureOf(openShop(`https://127.0.0.1:${port}`, { authorities }).read(ORDER));
  expect(failure).toMatchObject({ name: "ERR_TLS_CERT_ALTNAME_INVALID", effect: "none" });
});

it.each([301, 302, 303, 307, 308])(
  "a redirect (%i) to another host is a failure, and nothing is sent there",
  async (status) => {
    const stolen: unknown[] = [];
    const thief = await startServer((request, response) => {
      stolen.push(request.headers);
      answerOrder(request, response);
    });
    const shop = await startServer(
      (_request, response) => void response.writeHead(status, { location: `${thief}/x` }).end(),
    );
    const session = openShop(shop);
    const read = await failureOf(session.read(ORDER));
    expect(read).toMatchObject({ class: "Maintenance", message: expect.stringContaining(new URL(thief).host) });
    const update = { resource: "orders", key: ["5"], values: { tracking: "1" }, lines: {}, writeKey: "w" };
    expect((await failureOf(session.update(update))).class).toBeDefined();
    expect(stolen).toEqual([]);
  },
);

it("a redirect within the server is followed for reading, with the key, and never for writing", async () => {
  const seen: string[] = [];
  const shop = await startServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${String(request.headers["x-auth-token"])}`);
    if (request.url?.startsWith("/moved/")) answerOrder(request, response);
    else response.writeHead(307, { location: `/moved${request.url}` }).end();
  });
  const session = openShop(shop);
  expect(await session.read(ORDER)).toMatchObject({ orderNumber: "100300" });
  expect(seen.at(-1)).toMatch(new RegExp(`^GET /moved/\\S+/orders/5\\S* ${KEY}$`));
  const created = session.create({
    resource: "profiles",
    values: { login: "a@example.com" },
    lines: {},
    writeKey: "w",
  });
  expect(await failureOf(created)).toMatchObject({ class: "Maintenance", effect: "none" });
  const writes = seen.filter((line) => !line.startsWith("GET "));
  expect([writes.length, writes.some((line) => line.includes("/moved/"))]).toEqual([1, false]);
});

it("redirects that go in circles end", async () => {
  let count = 0;
  const shop = await startServer((request, response) => {
    count += 1;
    response.writeHead(302, { location: request.url }).end();
  });
  expect(await failureOf(openShop(shop).read(ORDER))).toMatchObject({ class: "Maintenance" });
  expect(count).toBe(4);
});

it("an answer without an end is broken off at its bound", async () => {
  let sent = 0;
  const chunk = "x".repeat(1024 * 1024);
  const shop = await startServer((_request, response) => {
    response.writeHead(200, JSON_TYPE);
    const more = (): void => {
      while (!response.destroyed && sent < 1_000) {
        sent += 1;
        if (!response.write(chunk)) return void response.once("drain", more);
      }
    };
    more();
  });
  expect(await failureOf(openShop(shop).read(ORDER))).toMatchObject({ class: "TooLarge", effect: "none" });
  expect(sent).toBeLessThan(100);
});

it("a small answer that unpacks to a large one is broken off at the same bound", async () => {
  const bomb = gzipSync(Buffer.alloc(400 * 1024 * 1024, 32), { level: 9 });
  expect(bomb.length).toBeLessThan(1024 * 1024);
  const shop = await startServer((_request, response) => {
    response.writeHead(200, { ...JSON_TYPE, "content-encoding": "gzip" }).end(bomb);
  });
  const before = process.memoryUsage().rss;
  expect(await failureOf(openShop(shop).read(ORDER))).toMatchObject({ class: "TooLarge" });
  expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024);
});

it("an answer that drips is over at the deadline", async () => {
  const shop = await startServer((_request, response) => {
    response.writeHead(200, JSON_TYPE);
    const timer = setInterval(() => response.write(" "), 20);
    response.on("close", () => clearInterval(timer));
  });
  const began = performance.now();
  const failure = await failureOf(openShop(shop, { timeoutMilliseconds: 500 }).read(ORDER));
  expect(failure).toMatchObject({ class: "Timeout", effect: "none" });
  expect(performance.now() - began).toBeLessThan(5_000);
});

it.each([400, 401, 403, 404, 409, 422, 500])(
  "a system that repeats the key in an answer of %i has it taken out",
  async (status) => {
    const shop = await startServer((request, response) => {
      const said = `${request.method} with ${String(request.headers["x-auth-token"])} is wrong`;
      const violations = [{ propertyPath: "email", message: said }];
      response.writeHead(status, JSON_TYPE).end(JSON.stringify({ title: said, detail: said, violations }));
    });
    const session = openShop(shop);
    const request = { resource: "orders", key: ["5"], values: { notes: "x" }, lines: {}, writeKey: "w" };
    for (const call of [() => session.identify(), () => session.read(ORDER), () => session.update(request)]) {
      const thrown = await call().then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(inspect(thrown, { depth: 10 })).not.toContain(KEY);
    }
  },
);

it("neither a failure nor what it holds carries headers, the request or the address's query", async () => {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(closed.address() as AddressInfo).port}`;
  await new Promise((resolve) => closed.close(resolve));
  const thrown: unknown = await openShop(url)
    .read(ORDER)
    .catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Failure);
  expect(inspect(thrown, { depth: 10, showHidden: true })).not.toContain(KEY);
});
