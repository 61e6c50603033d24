import { type AcumaticaSandbox, type AcumaticaSandboxOptions, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, expect, test } from "vitest";
import { slowDown } from "../../src/acumatica/web/throttle.ts";
import { type Loose, send, signIn, unwrap } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
const start = async (options: AcumaticaSandboxOptions = {}) => {
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, ...options });
  return signIn(sandbox);
};
afterEach(() => sandbox.close());

test("an order whose answer is lost is stored, and a search by ExternalRef finds it", async () => {
  const client = await start();
  sandbox.faults.add({ kind: "lostAnswer", match: { operation: "SalesOrder.put" }, remaining: 1 });
  await expect(client.put("/SalesOrder", plainOrder)).rejects.toThrow(TypeError);
  const found = await client.get(
    `/SalesOrder?$filter=${encodeURIComponent("OrderType eq 'SO' and ExternalRef eq '100300'")}`,
  );
  expect(found.body).toHaveLength(1);
});

test("a lost answer of an action has done the work", async () => {
  const client = await start();
  await client.put("/SalesOrder", plainOrder);
  sandbox.faults.add({ kind: "lostAnswer", match: { operation: "SalesOrder.SalesOrderCreateShipment" }, remaining: 1 });
  await expect(client.act("/SalesOrder/SalesOrderCreateShipment", { OrderNbr: "000001" })).rejects.toThrow(TypeError);
  expect(sandbox.records("Shipment")).toHaveLength(1);
});

test("requests count under plain names, and every effect is in the journal", async () => {
  const client = await start();
  await client.put("/SalesOrder", plainOrder);
  await client.act("/SalesOrder/SalesOrderCreateShipment", { OrderNbr: "000001" });
  await client.get("/SalesOrder/SO/000001");
  expect(sandbox.counters.values().requests).toEqual({
    "POST /entity/auth/login": 1,
    "PUT /SalesOrder": 1,
    "SalesOrder.put": 1,
    "POST /SalesOrder/SalesOrderCreateShipment": 1,
    "SalesOrder.SalesOrderCreateShipment": 1,
    "GET /SalesOrder/SalesOrderCreateShipment/status": 1,
    "SalesOrder.status": 1,
    "GET /SalesOrder/{keys}": 1,
    "SalesOrder.get": 1,
  });
  expect(sandbox.journal().map(({ what, record }) => `${what} ${record}`)).toEqual([
    "insert SalesOrder/SO/000001",
    "update SalesOrder/SO/000001",
    "insert Shipment/000001",
  ]);
});

test("more than twenty waiting requests are declined by the web server", async () => {
  const client = await start({ license: { concurrentRequests: 1, waitingRequests: 2, workMilliseconds: 400 } });
  const answers = await Promise.all(Array.from({ length: 6 }, () => client.get("/SalesOrder")));
  const statuses = answers.map(({ status }) => status).sort();
  expect(statuses.slice(0, 3)).toEqual([200, 200, 200]);
  expect(statuses.at(-1)).toBe(429);
  expect(answers.find(({ status }) => status === 429)?.body).toContain("custom error module");
});

test.each([
  { limit: 50, used: 24, left: 20_000, delay: 0 },
  { limit: 50, used: 25, left: 20_000, delay: 800 },
  { limit: 50, used: 49, left: 5000, delay: 5000 },
  { limit: 50, used: 60, left: 5000, delay: 5000 },
])("with $used of $limit requests made, the next waits $delay ms", ({ limit, used, left, delay }) => {
  expect(slowDown(limit, used, left)).toBe(delay);
});

test("lists may come in another order each time, and paging by key still reaches all", async () => {
  const client = await start({ hasUnstableLists: true });
  for (let index = 0; index < 12; index += 1) {
    sandbox.put("Customer", { CustomerName: `Customer ${index}` });
  }
  const list = async () =>
    (await client.get("/Customer?$select=CustomerID")).body.map((row: Loose) => row.CustomerID.value) as string[];
  const [first, second] = [await list(), await list()];
  expect(first).not.toEqual(second);
  expect(first.toSorted()).toEqual(second.toSorted());
});

test("parts can be declared unreadable in lists", async () => {
  const client = await start({ notOptimizable: ["SalesOrder/Details"] });
  expect((await client.get("/SalesOrder?$expand=Details")).body.exceptionType).toContain("CannotOptimizeException");
});

test("another process seeds, ships, invoices and reads the state", async () => {
  await start({ seed: {} });
  const control = (path: string, body: unknown) => send(`${sandbox.url}/__sandbox/${path}`, "POST", body);
  expect((await control("seed", factsSeed)).status).toBe(200);
  const made = await control("put", { entity: "SalesOrder", record: plainOrder });
  expect(made.body).toMatchObject({ OrderNbr: "000001", Status: "Open" });
  await control("receive", { item: "BIKE-HELM-M", warehouse: "RETAIL", quantity: 3 });
  expect((await control("ship", { orderNbr: "000001", trackingNumbers: ["1ZX"] })).body).toBe("000001");
  expect((await control("invoice", { orderNbr: "000001" })).body).toEqual(["INV000001"]);
  await control("act", { entity: "Shipment", keys: ["000001"], action: "UpdateIN" }).then(({ status }) =>
    expect(status).toBe(400),
  );
  expect((await control("put", { entity: "SalesOrder", record: {} })).body.error).toContain(
    "'Customer' cannot be empty.",
  );
  const state = await send(`${sandbox.url}/__sandbox/state`, "GET");
  expect(state.body.state.Shipment).toMatchObject([{ Status: "Completed", Packages: [{ TrackingNbr: "1ZX" }] }]);
  await control("conflict", { entity: "Customer" });
  await control("sessions/end", {});
  expect(sandbox.sessionCount()).toBe(0);
  const client = await signIn(sandbox);
  expect((await client.put("/Customer", { CustomerName: "A" })).status).toBe(500);
  expect(unwrap((await client.put("/Customer", { CustomerName: "A" })).body)).toMatchObject({ Status: "Active" });
});

test("some forms refuse with an exception instead of the record", async () => {
  const client = await start({ refusesByException: true });
  const answer = await client.put("/Customer", { CustomerName: "A", CustomerClass: "GOLD" });
  expect(answer).toMatchObject({
    status: 422,
    body: {
      message: "An error has occurred.",
      exceptionMessage: "Inserting 'Customer' record raised at least one error. Please review the errors.",
      exceptionType: "PX.Data.PXOuterException",
      innerException: {
        message: "'Customer Class' 'GOLD' cannot be found in the system.",
        exceptionType: "PX.Data.PXException",
      },
    },
  });
});

test("a form without its configuration answers 500 with its own exception", async () => {
  const client = await start({ missingSetup: ["Payment"] });
  const answer = await client.get("/Payment");
  expect([answer.status, answer.body.exceptionType]).toEqual([500, "PX.Data.PXSetupNotEnteredException"]);
});

test("a login without a free seat may answer 429, with the same text", async () => {
  await start({ license: { apiUsers: 1, loginLimitStatus: 429 } });
  const login = { name: "admin", password: "admin" };
  const answer = await send(`${sandbox.baseUrl}/entity/auth/login`, "POST", login);
  expect([answer.status, answer.body.exceptionMessage]).toEqual([429, expect.stringContaining("API Login Limit")]);
});

test("automatic customer ids pass over those that were given by hand", async () => {
  const client = await start();
  sandbox.put("Customer", { CustomerID: "C000000001", CustomerName: "By hand" });
  const made = await client.put("/Customer", { CustomerName: "Automatic" });
  expect(made.body.CustomerID.value).toBe("C000000002");
});

test("hundreds of orders are written and read by pages of keys", async () => {
  const client = await start();
  for (let index = 0; index < 300; index += 1) {
    sandbox.put("SalesOrder", { ...plainOrder, ExternalRef: `X-${index}` });
  }
  const seen: string[] = [];
  for (;;) {
    const filter = encodeURIComponent(`OrderType eq 'SO' and OrderNbr gt '${seen.at(-1) ?? ""}'`);
    const { body } = await client.get(`/SalesOrder?$select=OrderNbr&$top=100&$filter=${filter}`);
    if (body.length === 0) {
      break;
    }
    seen.push(...body.map((row: Loose) => row.OrderNbr.value));
  }
  expect([seen.length, new Set(seen).size, seen.at(-1)]).toEqual([300, 300, "000300"]);
});
