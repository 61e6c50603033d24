import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { type AskForTokens, type TokenEndpointParts, tokenEndpoint } from "../../../src/shared/oauth/token-endpoint.ts";
import { createTextClient } from "../../../src/shared/text-client.ts";
import { failureOf } from "../../support.ts";

const APPLICATION = { id: "xmap id", secret: "client-secret-1" };

async function endpoint(listener: RequestListener, more: Partial<TokenEndpointParts> = {}): Promise<AskForTokens> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const baseAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createTextClient({ baseAddress, timeoutMilliseconds: 5_000 });
  onTestFinished(async () => {
    client.close();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = `${baseAddress}/token`;
  return tokenEndpoint({
    system: "erp",
    client,
    address,
    application: APPLICATION,
    now: () => 0,
    secrets: [],
    ...more,
  });
}

function answering(status: number, body: unknown): RequestListener {
  return (_request, response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

test.each([
  ["form", undefined, "client_id=xmap+id&client_secret=client-secret-1&grant_type=client_credentials"],
  ["header", "Basic eG1hcCUyMGlkOmNsaWVudC1zZWNyZXQtMQ==", "grant_type=client_credentials"],
] as const)("the application shows itself by %s", async (sendsSecretBy, authorization, form) => {
  let seen: unknown;
  const ask = await endpoint(
    (request, response) => {
      let body = "";
      request.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      request.on("end", () => {
        seen = [request.method, request.headers.authorization, body];
        answering(200, { access_token: "a", expires_in: 60 })(request, response);
      });
    },
    { sendsSecretBy },
  );
  expect(await ask({ grant_type: "client_credentials" })).toEqual({ access: "a", endsAt: 60_000, refresh: undefined });
  expect(seen).toEqual(["POST", authorization, form]);
});

test.each([
  [400, { error: "invalid_grant" }, "Unauthorized", "invalid_grant"],
  [401, { error: "invalid_client" }, "Unauthorized", "invalid_client"],
  [403, {}, "Unauthorized", undefined],
  [200, { token: "none" }, "Transient", undefined],
  [500, {}, "Transient", undefined],
  [503, {}, "Maintenance", undefined],
  [429, {}, "RateLimited", undefined],
])("%i %j is %s", async (status, body, kind, name) => {
  const ask = await endpoint(answering(status, body));
  const failure = await failureOf(ask({ grant_type: "client_credentials" }));
  expect([failure.class, failure.name]).toEqual([kind, name]);
});

test("no secret and no token is told, also when the system repeats them", async () => {
  const told = "client-secret-1 refresh-1 code-1 pass-1";
  const ask = await endpoint(answering(400, { error: "invalid_grant", error_description: told }));
  const form = { grant_type: "x", refresh_token: "refresh-1", code: "code-1", password: "pass-1" };
  const failure = await failureOf(ask(form));
  expect(failure.message).toBe("The system refuses the sign-in by OAuth 2: *** *** *** ***");
});
