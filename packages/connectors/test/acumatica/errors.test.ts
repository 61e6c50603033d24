import { describe, expect, test } from "vitest";
import { acumaticaFailure } from "../../src/acumatica/errors/errors.ts";
import { failureOf } from "../support.ts";
import { createOrder, ORDER, startErp } from "./support.ts";

const readItem = { resource: "StockItem", key: ["BIKE-LAMP-01"], fields: [], joins: [] };

function exception(type: string, words: string): object {
  return { message: "An error has occurred.", exceptionMessage: words, exceptionType: type };
}

describe("a refused record", () => {
  test("tells each wrong field of record and lines by its path", async () => {
    const { session } = await startErp();
    const line = (identity: string, values: object) => ({ identity, values: { ...values } });
    const wrong = session.create({
      resource: "SalesOrder",
      values: { ...ORDER, CustomerID: "NOBODY" },
      lines: {
        Details: {
          add: [
            line("1", { InventoryID: "NO-SUCH-SKU", OrderQty: 1 }),
            line("2", { InventoryID: "BIKE-LAMP-01", OrderQty: 1, WarehouseID: "MARS" }),
          ],
          change: [],
          remove: [],
        },
      },
      writeKey: "w",
    });
    const failure = await failureOf(wrong);
    expect(failure).toMatchObject({ class: "Invalid", effect: "none", scope: "record", status: 422 });
    expect(failure.fields).toEqual(
      expect.arrayContaining([
        { path: "CustomerID", rule: "reference", message: expect.stringContaining("NOBODY") },
        { path: "Details[0].InventoryID", rule: "reference", message: expect.stringContaining("NO-SUCH-SKU") },
        { path: "Details[1].WarehouseID", rule: "reference", message: expect.stringContaining("MARS") },
      ]),
    );
    expect(failure.message).toContain("Details[0].InventoryID");
  });

  test("tells a closed period as a business rule", async () => {
    const { session, acumatica } = await startErp();
    acumatica.configure({ closedPeriods: ["032026"] });
    const values = {
      Type: "Prepayment",
      CustomerID: ORDER.CustomerID,
      PaymentMethod: "ONLINE",
      CashAccount: "10250ST",
    };
    const payment = { ...values, PaymentAmount: 5, ApplicationDate: "2026-03-09", PaymentRef: "x" };
    const create = session.create({ resource: "Payment", values: payment, lines: {}, writeKey: "p" });
    expect(await failureOf(create)).toMatchObject({
      class: "BusinessRule",
      effect: "none",
      fields: [{ path: "ApplicationDate", message: expect.stringContaining("03-2026") }],
    });
  });

  test("tells the cause behind an exception", async () => {
    const { session } = await startErp({ refusesByException: true });
    const item = { InventoryID: "NEW-1", ItemClass: "NO-CLASS" };
    const create = session.create({ resource: "StockItem", values: item, lines: {}, writeKey: "i" });
    expect(await failureOf(create)).toMatchObject({
      class: "Invalid",
      status: 422,
      message: expect.stringContaining("NO-CLASS"),
      name: "PX.Data.PXOuterException",
    });
  });

  test("is Invalid where a value does not fit its field", async () => {
    const { session } = await startErp();
    expect(await failureOf(createOrder(session, { CurrencyRate: "a lot" }))).toMatchObject({
      class: "Invalid",
      status: 400,
      fields: [{ path: "CurrencyRate", rule: "type" }],
    });
  });
});

test("a field that the endpoint does not have is found before anything is sent", async () => {
  const { session, acumatica } = await startErp();
  expect(await failureOf(createOrder(session, { Colour: "red" }))).toMatchObject({ class: "SchemaDrift" });
  expect(acumatica.records("SalesOrder")).toEqual([]);
});

test("a form that the user may not open is Forbidden for its entity alone", async () => {
  const { session } = await startErp({ users: [{ name: "admin", password: "admin", forbidden: ["StockItem"] }] });
  expect(await failureOf(session.read(readItem))).toMatchObject({ class: "Forbidden", scope: "entity" });
  expect(await session.identify()).toBeDefined();
});

test("somebody else's change is a Conflict that nothing was written for", async () => {
  const { session, acumatica } = await startErp();
  acumatica.conflict({ entity: "SalesOrder" });
  expect(await failureOf(createOrder(session))).toMatchObject({
    class: "Conflict",
    effect: "none",
    retry: { when: "now" },
  });
  expect(await createOrder(session)).toEqual(["SO", expect.any(String)]);
});

test("a form that is not set up fails its entity until that is mended", async () => {
  const { session } = await startErp({ missingSetup: ["StockItem"] });
  expect(await failureOf(session.read(readItem))).toMatchObject({
    class: "BusinessRule",
    scope: "entity",
    retry: { when: "whenHealed" },
  });
});

const HTML = "<html><body>Server Error</body></html>";

test.each([
  [429, "The custom error module does not recognize this error.", { class: "RateLimited", effect: "none" }],
  [503, HTML, { class: "Maintenance", scope: "system" }],
  [502, HTML, { class: "Maintenance", effect: "unknown" }],
  [500, HTML, { class: "Transient", effect: "unknown" }],
  [413, HTML, { class: "TooLarge", effect: "none" }],
])("a page with status %i instead of an answer", async (status, body, expected) => {
  const { session, acumatica } = await startErp();
  await session.read(readItem);
  acumatica.faults.add({ match: { operation: "StockItem.put" }, kind: "status", status, body, remaining: 1 });
  const values = { Description: "x" };
  const update = session.update({ resource: "StockItem", key: ["BIKE-LAMP-01"], values, lines: {}, writeKey: "w" });
  expect(await failureOf(update)).toMatchObject(expected);
});

test.each([
  [401, { message: "You are not logged in." }, { class: "Unauthorized", scope: "system" }],
  [403, { message: "no rights" }, { class: "Forbidden", scope: "entity" }],
  [404, { message: "No HTTP resource was found that matches the request URI" }, { class: "SchemaDrift" }],
  [404, { message: "The endpoint Default/9 cannot be found." }, { class: "SchemaDrift", scope: "system" }],
  [404, { message: "The record does not exist." }, { class: "NotFound" }],
  [405, { message: "does not support http method" }, { class: "SchemaDrift" }],
  [412, { message: "Precondition failed" }, { class: "Conflict", effect: "none" }],
  [500, exception("PX.Api.ContractBased.NoEntitySatisfiesTheConditionException", "No entity"), { class: "NotFound" }],
  [500, exception("System.Data.SqlClient.SqlException", "was deadlocked on lock"), { class: "Conflict" }],
  [500, exception("System.Data.SqlClient.SqlException", "Timeout expired."), { class: "Timeout" }],
  [500, exception("PX.Data.PXException", "Error: The document is out of balance."), { class: "BusinessRule" }],
  [500, exception("PX.Data.PXLockViolationException", "Another process"), { class: "Conflict", effect: "none" }],
  [
    500,
    exception("System.NullReferenceException", "Object reference not set"),
    { class: "Unknown", effect: "unknown", name: "System.NullReferenceException", message: "Object reference not set" },
  ],
  [500, { odd: "thing" }, { class: "Unknown", message: '{"odd":"thing"}' }],
  [500, { odd: "x".repeat(5_000) }, { class: "Unknown", message: expect.stringMatching(/^.{1000}$/) }],
  [500, { odd: "the hidden word" }, { message: '{"odd":"the *** word"}' }],
  [418, undefined, { class: "Unknown", effect: "none", message: "Status 418" }],
])("status %i with the body %j", (status, body, expected) => {
  const context = { system: "erp", operation: "update", writes: true, secrets: ["hidden"] };
  const answer = { status, body, context, serverTime: undefined, location: undefined, cookies: [] };
  expect(acumaticaFailure(answer)?.details).toMatchObject(expected);
});

test("waits as long as Retry-After says, and ten seconds where it says nothing", async () => {
  const { session, acumatica } = await startErp();
  await session.read(readItem);
  acumatica.faults.add({ kind: "status", status: 429, retryAfter: 7, remaining: 1 });
  acumatica.faults.add({ kind: "status", status: 429, remaining: 1 });
  expect((await failureOf(session.read(readItem))).retry).toEqual({ when: "after", milliseconds: 7_000 });
  expect((await failureOf(session.read(readItem))).retry).toEqual({ when: "after", milliseconds: 10_000 });
});

test("a page of HTML instead of an answer is Maintenance", async () => {
  const { session, acumatica } = await startErp();
  await session.read(readItem);
  acumatica.faults.add({ kind: "htmlPage", remaining: 1 });
  expect(await failureOf(session.read(readItem))).toMatchObject({ class: "Maintenance", scope: "system" });
});

test("an answer that does not come in time is Timeout, and the write may have been carried out", async () => {
  const { open, acumatica } = await startErp();
  const session = open({}, { timeoutMilliseconds: 1_500 });
  await session.read(readItem);
  acumatica.faults.add({ match: { operation: "SalesOrder.put" }, kind: "lateAnswer", remaining: 1 });
  expect(await failureOf(createOrder(session))).toMatchObject({ class: "Timeout", effect: "unknown" });
  expect(acumatica.records("SalesOrder")).toHaveLength(1);
});

test("a site that is down is Maintenance, and nothing was carried out", async () => {
  const { session, acumatica } = await startErp();
  await acumatica.goDown();
  expect(await failureOf(session.identify())).toMatchObject({ class: "Maintenance", scope: "system", effect: "none" });
  await acumatica.comeBack();
  expect(await session.read(readItem)).toBeDefined();
});
