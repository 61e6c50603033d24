import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { failureOf } from "../support.ts";
import { API_DOCUMENT } from "./api-document.ts";
import { startApi, type TestApi } from "./api-server.ts";
import { type ApiProject, apiProject } from "./support.ts";

let api: TestApi;
let project: ApiProject;

beforeAll(async () => {
  api = await startApi();
  project = apiProject(api.address);
});
afterAll(async () => {
  await api.stop();
  project.remove();
});
beforeEach(() => {
  api.faults.length = 0;
  api.requests.length = 0;
  api.authorization = undefined;
  api.orders.splice(0, 9, { id: 1, number: "A-1", status: "open", updated_at: "2026-03-04T10:00:00Z" });
});

const ORDER = { resource: "orders", key: ["1"], fields: [], joins: [] };
const NOTE = { resource: "orders", key: ["1"], values: { note: "x" }, lines: {}, writeKey: "w" };

test.each([
  [
    { status: 400, body: { message: "Bad" } },
    { class: "Invalid", effect: "none", message: "Bad" },
  ],
  [
    { status: 402, body: { error: "Pay first" } },
    { class: "BusinessRule", message: "Pay first" },
  ],
  [
    { status: 403, body: { detail: "Not yours" } },
    { class: "Forbidden", message: "Not yours" },
  ],
  [{ status: 404 }, { class: "NotFound", effect: "none" }],
  [
    { status: 404, body: "<html>nginx</html>" },
    { class: "Maintenance", scope: "system" },
  ],
  [
    { status: 409, body: { errors: ["Taken"] } },
    { class: "Conflict", message: "Taken" },
  ],
  [
    { status: 429, headers: { "retry-after": "7" } },
    { class: "RateLimited", retry: { when: "after", milliseconds: 7000 } },
  ],
  [
    { status: 500, body: { message: "Oops" } },
    { class: "Transient", effect: "unknown" },
  ],
  [
    { status: 502, body: "<html></html>" },
    { class: "Maintenance", effect: "unknown" },
  ],
  [{ status: 503 }, { class: "Maintenance" }],
  ["hangUp" as const, { class: "Transient", effect: "unknown" }],
  ["hangUpAfterwards" as const, { class: "Transient", effect: "unknown" }],
])("a write that is answered %j is told", async (fault, expected) => {
  const session = project.open();
  api.faults.push(fault);
  expect(await failureOf(session.update(NOTE))).toMatchObject(expected);
  await session.close();
});

test("fields of a refusal are told by their path", async () => {
  const session = project.open();
  const values = { number: "" };
  const failure = await failureOf(session.create({ resource: "orders", values, lines: {}, writeKey: "" }));
  expect(failure).toMatchObject({
    class: "Invalid",
    fields: [{ path: "number", message: "must not be empty" }],
  });
  await session.close();
});

test("an answer that does not come in time leaves the effect of a write unknown", async () => {
  const session = project.open({}, { timeoutMilliseconds: 150 });
  api.faults.push("silence");
  expect(await failureOf(session.update(NOTE))).toMatchObject({ class: "Timeout", effect: "unknown" });
  await session.close();
});

test("an API that is not there pauses the system", async () => {
  const session = project.open({ url: "http://127.0.0.1:1" });
  expect(await failureOf(session.read(ORDER))).toMatchObject({ class: "Maintenance", effect: "none" });
  await session.close();
});

test.each([
  [{ key: "geheim" }, ["x-api-key", "geheim"]],
  [{ token: "geheim" }, ["authorization", "Bearer geheim"]],
  [{ user: "ann", password: "geheim" }, ["authorization", `Basic ${Buffer.from("ann:geheim").toString("base64")}`]],
] as const)(
  "%j sign in, and a refusal pauses the system without telling the secret",
  async (options, authorization) => {
    const session = project.open(options);
    api.authorization = [...authorization];
    expect(await session.read(ORDER)).toMatchObject({ id: 1 });
    expect(await session.identify()).toEqual({ fingerprint: `url=${api.address}`, label: api.address });
    api.authorization = ["x-api-key", "another"];
    api.faults.push({ status: 401, body: { message: "The key geheim is unknown" } });
    const failure = await failureOf(session.read(ORDER));
    expect(failure).toMatchObject({ class: "Unauthorized", scope: "system" });
    expect(JSON.stringify(failure)).not.toContain("geheim");
    await session.close();
  },
);

test("a key may go into the address, and never shows in a failure", async () => {
  const byQuery = {
    ...API_DOCUMENT,
    components: {
      ...API_DOCUMENT.components,
      securitySchemes: { key: { type: "apiKey", in: "query", name: "api_key" } },
    },
  };
  const other = apiProject(api.address, byQuery);
  const session = other.open({ key: "ge heim" });
  api.authorization = ["api_key", "ge heim"];
  expect(await session.list?.({ ...ORDER, cursor: undefined, limit: 2 })).toMatchObject({ records: [{ id: 1 }] });
  api.faults.push("hangUp");
  expect(JSON.stringify(await failureOf(session.read(ORDER)))).not.toMatch(/ge.{0,3}heim/);
  await session.close();
  other.remove();
});

test("OAuth 2 fetches a token, and another one when it is refused", async () => {
  const session = project.open({ clientId: "xmap", clientSecret: "s" });
  api.authorization = ["authorization", "Bearer none yet"];
  expect(await session.read(ORDER)).toMatchObject({ id: 1 });
  api.authorization = ["authorization", "Bearer revoked"];
  await session.update(NOTE);
  expect(api.requests.filter(({ url }) => url === "/token")).toHaveLength(2);
  expect(api.orders[0]).toMatchObject({ note: "x" });
  await session.close();
});

test.each([
  [{ schema: "none.json" }, "Option schema names none.json, which is not there"],
  [{ schema: "broken.json" }, "which is not valid JSON"],
  [{ schema: "other.json" }, "no OpenAPI document of version 3"],
  [{ overlay: "none.json" }, "Option overlay"],
  [{ url: "ftp://x" }, "Option url"],
  [{ user: "ann" }, "Option password is missing"],
])("options %j are refused by name", (options, message) => {
  writeFileSync(join(project.folder, "broken.json"), "openapi: 3.0.0");
  writeFileSync(join(project.folder, "other.json"), '{"swagger": "2.0"}');
  expect(() => project.open(options)).toThrow(message);
});
