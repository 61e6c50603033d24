import { expect, test } from "vitest";
import { failureOf } from "../support.ts";
import { createOrder, startErp } from "./support.ts";

const OAUTH = { clientId: "00000000-0000-4000-8000-000000000024", clientSecret: "secret" };
const readItem = { resource: "StockItem", key: ["BIKE-LAMP-01"], fields: [], joins: [] };

test("knows its tenant and gives its seat back on close", async () => {
  const { session, acumatica } = await startErp();
  expect(await session.identify()).toEqual({
    fingerprint: `url=${acumatica.baseUrl};tenant=HarborDemo`,
    label: `${acumatica.baseUrl} (HarborDemo)`,
  });
  expect(acumatica.sessionCount()).toBe(1);
  await session.close();
  expect(acumatica.sessionCount()).toBe(0);
});

test.each([
  ["cookies", {}],
  ["OAuth 2", OAUTH],
])("by %s: many calls at once share one seat, and sign in again once when it is lost", async (_name, options) => {
  const { acumatica, session } = await startErp({}, options);
  const readAll = () => Promise.all(Array.from({ length: 8 }, () => session.read(readItem)));
  expect(await readAll()).toHaveLength(8);
  expect(acumatica.sessionCount()).toBe(1);
  acumatica.endSessions();
  acumatica.revokeTokens();
  expect((await readAll())[7]).toMatchObject({ InventoryID: "BIKE-LAMP-01" });
  expect(acumatica.sessionCount()).toBe(1);
  const { requests } = acumatica.counters.values();
  const signIns = (requests["POST /entity/auth/login"] ?? 0) + (requests["POST /identity/connect/token"] ?? 0);
  expect(signIns).toBeLessThanOrEqual(3);
});

test("a token is renewed before it ends, without the password", async () => {
  let now = Date.UTC(2026, 2, 4, 12);
  const clock = { now: () => now, after: () => () => {} };
  const user = { name: "admin", password: "admin" };
  const { acumatica, open } = await startErp({ now: () => new Date(now), users: [user] });
  const session = open(OAUTH, { clock });
  await session.read(readItem);
  user.password = "changed meanwhile";
  now += 3_590_000;
  expect(await session.read(readItem)).toMatchObject({ InventoryID: "BIKE-LAMP-01" });
  expect(acumatica.counters.values().requests["POST /identity/connect/token"]).toBe(2);
});

test.each([
  ["a wrong password", { password: "wrong-one" }],
  ["an unknown tenant", { tenant: "Nowhere" }],
  ["a wrong client secret", { ...OAUTH, clientSecret: "wrong-one" }],
  ["a wrong password by OAuth 2", { ...OAUTH, password: "wrong-one" }],
])("%s is Unauthorized for the whole system, and no secret is told", async (_name, options) => {
  const { session } = await startErp({}, options);
  const failure = await failureOf(session.identify());
  expect(failure).toMatchObject({ class: "Unauthorized", scope: "system", effect: "none" });
  expect(JSON.stringify(failure)).not.toContain("wrong-one");
});

test("a site that signs in to another tenant than was named is refused", async () => {
  const { session } = await startErp({ acceptsAnyTenant: true }, { tenant: "Production" });
  expect(await failureOf(session.identify())).toMatchObject({
    class: "Invalid",
    scope: "system",
    message: expect.stringContaining("HarborDemo"),
  });
});

test("an endpoint that is not there is named with those that are", async () => {
  const { session } = await startErp({ versions: ["25.200.001"] });
  const failure = await failureOf(session.identify());
  expect(failure.message).toBe("There is no endpoint Default/24.200.001; there are Default/25.200.001");
});

test.each(["22.200.001", "23.200.001", "24.200.001", "25.200.001"])("speaks to Default/%s", async (version) => {
  const { session } = await startErp({}, { endpoint: `Default/${version}` });
  await session.identify();
  expect(await createOrder(session)).toEqual(["SO", expect.any(String)]);
});

test("calls that the licence's queue declines are RateLimited, and one at a time are not declined", async () => {
  const license = { apiUsers: 20, concurrentRequests: 1, waitingRequests: 0, workMilliseconds: 20 };
  const { session, open } = await startErp({ license });
  expect(await Promise.all(Array.from({ length: 5 }, () => session.read(readItem)))).toHaveLength(5);
  const crowd = open({ sessions: 6 });
  const calls = await Promise.allSettled(Array.from({ length: 12 }, () => crowd.read(readItem)));
  const [declined] = calls.filter((call) => call.status === "rejected");
  expect(declined?.reason).toMatchObject({ details: { class: "RateLimited", scope: "system", effect: "none" } });
});

test.each([429, 500] as const)("no free seat (%i) is RateLimited until somebody leaves", async (loginLimitStatus) => {
  const { session, acumatica } = await startErp({ license: { apiUsers: 2, loginLimitStatus } });
  acumatica.leakSessions(2);
  expect(await failureOf(session.read(readItem))).toMatchObject({
    class: "RateLimited",
    scope: "system",
    effect: "none",
  });
  acumatica.endSessions();
  expect(await session.read(readItem)).toBeDefined();
});

test("where the licence has fewer seats than the option says, the seats that are there are shared", async () => {
  const { session, acumatica } = await startErp({ license: { apiUsers: 2, workMilliseconds: 5 } }, { sessions: 5 });
  const found = await Promise.all(Array.from({ length: 12 }, () => session.read(readItem)));
  expect(found.filter((one) => one !== undefined)).toHaveLength(12);
  expect(acumatica.sessionCount()).toBe(2);
});

test("while an action runs, other calls of its form wait for their turn", async () => {
  const { session } = await startErp({ operations: { polls: 4 } });
  const key = await createOrder(session);
  const operation = "SalesOrderCreateShipment";
  const [, order] = await Promise.all([
    session.operate({ resource: "SalesOrder", key, operation, arguments: {}, writeKey: "s" }),
    session.read({ resource: "SalesOrder", key, fields: ["Shipments.ShipmentNbr"], joins: [] }),
  ]);
  expect(order?.Shipments).toHaveLength(1);
});

test("an action that does not end in time is Timeout with an unknown effect", async () => {
  const { session } = await startErp({ operations: { polls: 100_000 } }, { actionSeconds: 5 });
  const key = await createOrder(session);
  const request = { resource: "SalesOrder", key, operation: "SalesOrderCreateShipment", arguments: {}, writeKey: "s" };
  expect(await failureOf(session.operate(request))).toMatchObject({ class: "Timeout", effect: "unknown" });
});

test("an action whose status cannot be asked any more may have been carried out", async () => {
  const { session, acumatica } = await startErp({ operations: { polls: 2 } });
  const key = await createOrder(session);
  const body = "<html>Bad Gateway</html>";
  acumatica.faults.add({ match: { operation: "SalesOrder.status" }, kind: "status", status: 429, body, remaining: 1 });
  const operation = "SalesOrderCreateShipment";
  const operate = session.operate({ resource: "SalesOrder", key, operation, arguments: {}, writeKey: "s" });
  expect(await failureOf(operate)).toMatchObject({ class: "RateLimited", effect: "unknown" });
  expect(acumatica.records("Shipment")).toHaveLength(1);
});

test.each([
  [{ url: "ftp://erp" }, "url"],
  [{ endpoint: "24.200.001" }, "endpoint"],
  [{ clientId: "only" }, "clientSecret"],
  [{ sessions: 0 }, "sessions"],
])("options that cannot be used are named: %j", async (options, name) => {
  const { open } = await startErp();
  expect(await failureOf(Promise.resolve().then(() => open(options)))).toMatchObject({
    class: "Invalid",
    scope: "system",
    fields: [{ path: name }],
  });
});
