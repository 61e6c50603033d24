import { createHash } from "node:crypto";
import { connect } from "node:net";
import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import { send, signIn } from "./acumatica-client.ts";
import { factsSeed } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-03-09T14:00:00.000Z");
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, now: () => now, instance: "/AcuSandbox" });
});
afterEach(() => sandbox.close());

const orders = "/entity/Default/24.200.001/SalesOrder";
const login = (body: object) => send(`${sandbox.baseUrl}/entity/auth/login`, "POST", body);
const good = { name: "admin", password: "admin" };

test.each([
  { what: "the tenant", body: { ...good, tenant: "HarborDemo" }, status: 204 },
  { what: "no tenant, which is the default one", body: good, status: 204 },
  { what: "the old name of the tenant", body: { ...good, company: "HarborDemo" }, status: 204 },
  { what: "a branch", body: { ...good, branch: "PRODRETAIL" }, status: 204 },
  {
    what: "a wrong password",
    body: { ...good, password: "x" },
    status: 500,
    type: "PX.Data.PXException",
    text: "Error: Invalid credentials. Please try again.",
  },
  {
    what: "an unknown tenant",
    body: { ...good, tenant: "Nobody" },
    status: 500,
    type: "PX.Data.PXUndefinedCompanyException",
  },
  { what: "an unknown branch", body: { ...good, branch: "MARS" }, status: 500, type: "PX.Data.PXException" },
])("login with $what answers $status", async ({ body, status, type, text }) => {
  const answer = await login(body);
  expect(answer.status).toBe(status);
  expect(answer.headers.getSetCookie().length > 0).toBe(status === 204);
  if (type !== undefined) {
    expect(answer.body).toMatchObject({ message: "An error has occurred.", exceptionType: type });
  }
  if (text !== undefined) {
    expect(answer.body.exceptionMessage).toBe(text);
  }
});

test("without a session everything is refused with 401", async () => {
  const answer = await send(`${sandbox.baseUrl}${orders}`, "GET");
  expect([answer.status, answer.body]).toEqual([401, { message: "You are not logged in." }]);
  const stale = await send(`${sandbox.baseUrl}${orders}`, "GET", undefined, { Authorization: "Bearer nonsense" });
  expect(stale.status).toBe(401);
});

test("a trial has two API seats: the third login fails until somebody signs out or idles for ten minutes", async () => {
  const first = await signIn(sandbox);
  now = new Date(now.getTime() + 60_000);
  await signIn(sandbox);
  const refused = await login(good);
  expect([refused.status, refused.body.exceptionMessage]).toEqual([500, expect.stringContaining("API Login Limit")]);
  expect((await first.logout()).status).toBe(204);
  expect((await first.get("/SalesOrder")).status).toBe(401);
  expect((await login(good)).status).toBe(204);
  now = new Date(now.getTime() + 10 * 60_000 + 1);
  expect(sandbox.sessionCount()).toBe(0);
  sandbox.leakSessions(2);
  expect((await login(good)).status).toBe(500);
  sandbox.endSessions();
  expect((await login(good)).status).toBe(204);
});

const client = { client_id: "00000000-0000-4000-8000-000000000024@HarborDemo", client_secret: "secret" };
const token = (form: Record<string, string>) =>
  send(`${sandbox.baseUrl}/identity/connect/token`, "POST", new URLSearchParams(form).toString(), {
    "Content-Type": "application/x-www-form-urlencoded",
  });
const password = { ...client, grant_type: "password", username: "admin", password: "admin" };

test.each([
  { what: "an unknown client", form: { ...password, client_id: "x" }, error: "invalid_client" },
  {
    what: "a client without its tenant",
    form: { ...password, client_id: "00000000-0000-4000-8000-000000000024" },
    error: "invalid_client",
  },
  { what: "a wrong secret", form: { ...password, client_secret: "x" }, error: "invalid_client" },
  { what: "a wrong password", form: { ...password, password: "x" }, error: "invalid_grant" },
  {
    what: "client credentials alone",
    form: { ...client, grant_type: "client_credentials" },
    error: "unsupported_grant_type",
  },
  {
    what: "an unknown refresh token",
    form: { ...client, grant_type: "refresh_token", refresh_token: "x" },
    error: "invalid_grant",
  },
])("$what gets $error from the token endpoint", async ({ form, error }) => {
  expect(await token(form)).toMatchObject({ status: 400, body: { error } });
});

test("a password grant is one session for an hour and goes on with its refresh token", async () => {
  const granted = await token({ ...password, scope: "api offline_access" });
  expect(granted.body).toMatchObject({ expires_in: 3600, token_type: "Bearer", scope: "api offline_access" });
  const list = (access: string) =>
    send(`${sandbox.baseUrl}${orders}`, "GET", undefined, { Authorization: `Bearer ${access}` });
  expect((await list(granted.body.access_token)).status).toBe(200);
  expect((await list(granted.body.access_token)).status).toBe(200);
  expect(sandbox.sessionCount()).toBe(1);
  now = new Date(now.getTime() + 3_600_000);
  expect((await list(granted.body.access_token)).status).toBe(401);
  const refreshed = await token({ ...client, grant_type: "refresh_token", refresh_token: granted.body.refresh_token });
  expect((await list(refreshed.body.access_token)).status).toBe(200);
  expect(sandbox.sessionCount()).toBe(1);
  sandbox.revokeTokens();
  expect((await list(refreshed.body.access_token)).status).toBe(401);
});

test("concurrent access opens a session for each caller that sends no cookies back", async () => {
  const granted = await token({ ...password, scope: "api api:concurrent_access" });
  const Authorization = `Bearer ${granted.body.access_token}`;
  const list = (headers: Record<string, string> = {}) =>
    send(`${sandbox.baseUrl}${orders}`, "GET", undefined, { Authorization, ...headers });
  const first = await list();
  const Cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  await list({ Cookie });
  expect(sandbox.sessionCount()).toBe(1);
  await list();
  expect(sandbox.sessionCount()).toBe(2);
  expect((await list()).status).toBe(500);
});

test("an authorization code is given once and only to who holds the verifier", async () => {
  const verifier = "a-verifier-of-some-length";
  const query = new URLSearchParams({
    client_id: client.client_id,
    redirect_uri: "http://localhost/back",
    scope: "api",
    state: "s1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const redirect = await send(`${sandbox.baseUrl}/identity/connect/authorize?${query}`, "GET");
  const back = new URL(redirect.headers.get("location") ?? "");
  expect([redirect.status, back.searchParams.get("state")]).toEqual([302, "s1"]);
  const form = {
    ...client,
    grant_type: "authorization_code",
    code: back.searchParams.get("code") ?? "",
    redirect_uri: "http://localhost/back",
  };
  const granted = await token({ ...form, code_verifier: verifier });
  expect(granted).toMatchObject({ status: 200, body: { scope: "api" } });
  expect(granted.body.refresh_token).toBeUndefined();
  expect(await token({ ...form, code_verifier: verifier })).toMatchObject({ body: { error: "invalid_grant" } });
});

test("the discovery documents name endpoints and versions", async () => {
  const identity = await send(`${sandbox.baseUrl}/identity/.well-known/openid-configuration`, "GET");
  expect(identity.body.token_endpoint).toBe(`${sandbox.baseUrl}/identity/connect/token`);
  const root = await send(`${sandbox.baseUrl}/entity`, "GET");
  expect(root.body.endpoints).toContainEqual({
    name: "Default",
    version: "24.200.001",
    href: "/AcuSandbox/entity/Default/24.200.001/",
  });
  const signed = await signIn(sandbox);
  const old = await send(`${sandbox.baseUrl}/entity/Default/17.200.001/SalesOrder`, "GET", undefined, {
    Cookie: signed.cookie,
  });
  expect(old.status).toBe(404);
  const description = await signed.get("/swagger.json?company=HarborDemo");
  expect(description.body.components.schemas.SalesOrder.allOf[1].properties.ExternalRef).toEqual({
    $ref: "#/components/schemas/StringValue",
  });
});

test("a user without rights to a form gets 403", async () => {
  const guarded = await startAcumaticaSandbox({
    users: [{ name: "api", password: "api", forbidden: ["JournalTransaction"] }],
  });
  const user = await signIn(guarded, { name: "api", password: "api" });
  expect((await user.get("/JournalTransaction")).status).toBe(403);
  expect((await user.get("/SalesOrder")).status).toBe(200);
  await guarded.close();
});

test("the session of a token ends with it or by its logout", async () => {
  const grant = async () => (await token({ ...password, scope: "api" })).body.access_token as string;
  const use = (path: string, access: string, method = "GET") =>
    send(`${sandbox.baseUrl}${path}`, method, method === "GET" ? undefined : "", { Authorization: `Bearer ${access}` });
  const first = await grant();
  await use(orders, first);
  await use("/entity/auth/logout", first, "POST");
  expect(sandbox.sessionCount()).toBe(0);
  await use(orders, await grant());
  expect(sandbox.sessionCount()).toBe(1);
  now = new Date(now.getTime() + 3_600_000);
  expect(sandbox.sessionCount()).toBe(0);
});

test("a POST without a length is refused by the web server", async () => {
  const { port, hostname } = new URL(sandbox.url);
  const socket = connect(Number(port), hostname);
  socket.write("POST /AcuSandbox/entity/auth/logout HTTP/1.1\r\nHost: sandbox\r\nConnection: close\r\n\r\n");
  const chunks: Buffer[] = [];
  for await (const chunk of socket) {
    chunks.push(chunk as Buffer);
  }
  expect(Buffer.concat(chunks).toString("utf8")).toMatch(/^HTTP\/1\.1 411 /);
});
