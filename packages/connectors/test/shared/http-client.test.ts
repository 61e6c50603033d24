import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createHttpClient, type HttpClient } from "../../src/shared/http-client.ts";
import { failureOf } from "../support.ts";

let server: Server | undefined;
let client: HttpClient | undefined;

afterEach(async () => {
  client?.close();
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

async function clientFor(listener: RequestListener, timeoutMilliseconds = 5_000): Promise<HttpClient> {
  const listening = createServer(listener);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  const baseAddress = `http://127.0.0.1:${port}`;
  const headers = { "x-auth-token": "top-secret" };
  const bound = { timeoutMilliseconds, largestAnswerBytes: 2_000 };
  client = createHttpClient({ system: "shop", baseAddress, headers, secrets: ["top-secret"], ...bound });
  return client;
}

const JSON_TYPE = { "content-type": "application/json" };
const HTML_TYPE = { "content-type": "text/html" };

describe("answers that are not the system's own", () => {
  test.each<[number, Record<string, string>, string, string]>([
    [429, { ...JSON_TYPE, "retry-after": "3" }, "RateLimited none system after 3000", "{}"],
    [429, HTML_TYPE, "RateLimited none system after 1000", ""],
    [503, { ...HTML_TYPE, "retry-after": "90" }, "Maintenance none system after 90000", "<html>"],
    [503, JSON_TYPE, "Maintenance none system whenHealed", "{}"],
    [
      503,
      { "retry-after": "Wed, 04 Mar 2026 12:00:30 GMT", date: "Wed, 04 Mar 2026 12:00:00 GMT" },
      "Maintenance none system after 30000",
      "",
    ],
    [502, HTML_TYPE, "Maintenance unknown system whenHealed", "<html>"],
    [504, HTML_TYPE, "Maintenance unknown system whenHealed", "<html>"],
    [302, { location: "https://elsewhere.example.com/login?key=1" }, "Maintenance none system whenHealed", ""],
    [200, HTML_TYPE, "Maintenance unknown system whenHealed", "<html>"],
    [404, HTML_TYPE, "Maintenance none system whenHealed", "<html>"],
    [401, HTML_TYPE, "Unauthorized none system whenHealed", "<html>"],
    [413, HTML_TYPE, "TooLarge none record never", "<html>"],
    [500, HTML_TYPE, "Transient unknown record now", "<html>"],
    [200, JSON_TYPE, "Transient unknown record now", "{ broken"],
    [200, JSON_TYPE, "TooLarge unknown record never", JSON.stringify("x".repeat(200_000))],
  ])("%i %j is %s", async (status, headers, expected, body) => {
    const { send } = await clientFor((_request, response) => response.writeHead(status, headers).end(body));
    const details = await failureOf(send({ method: "PUT", path: "/a", json: {}, writes: true }));
    const wait = details.retry.when === "after" ? ` ${details.retry.milliseconds}` : "";
    expect(`${details.class} ${details.effect} ${details.scope} ${details.retry.when}${wait}`).toBe(expected);
    const read = await failureOf(send({ method: "GET", path: "/a", writes: false }));
    expect(read.effect).toBe("none");
  });
});

describe("connections", () => {
  test("a refused connection pauses the system and did nothing", async () => {
    const { send } = await clientFor(() => {});
    await new Promise((resolve) => server?.close(resolve));
    server = undefined;
    const details = await failureOf(send({ method: "PUT", path: "/a", json: {}, writes: true }));
    expect(details).toMatchObject({ class: "Maintenance", effect: "none", scope: "system", name: "ECONNREFUSED" });
  });

  test("no answer in time and a reset leave writes unknown; secrets stay inside", async () => {
    const silent = await clientFor(() => {}, 100);
    expect(await failureOf(silent.send({ method: "PUT", path: "/a", json: {}, writes: true }))).toMatchObject({
      class: "Timeout",
      effect: "unknown",
      scope: "record",
    });
    silent.close();
    server?.closeAllConnections();
    const reset = await clientFor((request) => request.socket.destroy());
    const details = await failureOf(reset.send({ method: "PUT", path: "/a", json: {}, writes: true }));
    expect(details).toMatchObject({ class: "Transient", effect: "unknown" });
    expect(JSON.stringify(details)).not.toContain("top-secret");
  });

  test("an answer of the system itself is handed on, whatever its status", async () => {
    const { send } = await clientFor((request, response) => {
      const type = { "content-type": "application/problem+json; charset=utf-8" };
      response.writeHead(400, type).end(JSON.stringify({ detail: request.url }));
    });
    const query = [["order[date]", "a+b"] as const];
    const answer = await send({ method: "GET", path: "/a", query, writes: false });
    expect(answer).toMatchObject({ status: 400, body: { detail: "/a?order%5Bdate%5D=a%2Bb" } });
    expect(answer.serverTime).toEqual(expect.any(Number));
  });
});
