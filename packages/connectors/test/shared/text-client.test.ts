import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { sendText } from "../../src/shared/send-text.ts";
import { createTextClient } from "../../src/shared/text-client.ts";
import { failureOf } from "../support.ts";

const CONTEXT = { system: "erp", operation: "read", writes: false, secrets: ["secret-1"] };
const HEADERS = { authorization: "Bearer secret-1" };

async function startServer(listener: RequestListener = (_request, response) => void response.end("{}")) {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.url);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

test("an address out of an answer that leads elsewhere is refused, and nothing is sent to it", async () => {
  const home = await startServer();
  const other = await startServer();
  const client = createTextClient({ baseAddress: `${home.url}/api`, timeoutMilliseconds: 5_000 });
  onTestFinished(() => client.close());
  const { host } = new URL(home.url);
  const elsewhere = [
    other.url,
    `${home.url}@${new URL(other.url).host}/api`,
    `https://${host}/api`,
    `http://localhost:${new URL(home.url).port}/api`,
    "http://169.254.169.254/latest/meta-data/",
    "file:///etc/passwd",
    "//elsewhere.example.com/api",
    "",
  ];
  for (const url of elsewhere) {
    const failure = await failureOf(client.fetch({ method: "GET", url, headers: HEADERS }, CONTEXT));
    expect(failure, url).toMatchObject({ class: "Invalid", scope: "system", effect: "none" });
    expect(failure.message).toBe(`An address leads away from ${host}, so nothing was sent to it`);
  }
  await client.fetch({ method: "GET", url: `${home.url}/other/path`, headers: HEADERS }, CONTEXT);
  expect([home.seen, other.seen]).toEqual([["/other/path"], []]);
});

test("without being asked to, a client follows no redirect at all", async () => {
  const { url, seen } = await startServer(
    (_request, response) => void response.writeHead(302, { location: "/x" }).end(),
  );
  const client = createTextClient({ baseAddress: url, timeoutMilliseconds: 5_000 });
  onTestFinished(() => client.close());
  const response = await client.fetch({ method: "GET", url, headers: {} }, CONTEXT);
  expect([response.statusCode, seen]).toEqual([302, ["/"]]);
});

test("a message is not sent on to where a receiver redirects it", async () => {
  const other = await startServer();
  const { url } = await startServer(
    (_request, response) => void response.writeHead(307, { location: other.url }).end(),
  );
  const request = { method: "POST", url, headers: HEADERS, body: "{}", timeoutMilliseconds: 5_000 } as const;
  expect(await failureOf(sendText(CONTEXT, request))).toMatchObject({ class: "Maintenance" });
  expect(other.seen).toEqual([]);
});

test("a receiver that answers without an end or drips its answer is left", async () => {
  const large = await startServer((_request, response) => void response.end("x".repeat(5_000_000)));
  const dripping = await startServer((_request, response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write("x"), 10);
    response.on("close", () => clearInterval(timer));
  });
  const request = { method: "POST", headers: HEADERS, body: "{}", timeoutMilliseconds: 300 } as const;
  expect(await failureOf(sendText(CONTEXT, { ...request, url: large.url }))).toMatchObject({ class: "TooLarge" });
  expect(await failureOf(sendText(CONTEXT, { ...request, url: dripping.url }))).toMatchObject({ class: "Timeout" });
});
