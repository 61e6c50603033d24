import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type AcumaticaClient, type Loose, send, signIn, unwrap } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let client: AcumaticaClient;

beforeAll(async () => {
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, now: () => new Date("2026-03-09T14:02:11.483Z") });
  client = await signIn(sandbox);
  await client.put("/SalesOrder", plainOrder);
  sandbox.put("Payment", {
    Type: "Prepayment",
    CustomerID: "C000000417",
    PaymentMethod: "ONLINE",
    PaymentAmount: 10,
    PaymentRef: "ch_1",
  });
});
afterAll(() => sandbox.close());

const actions: Readonly<Record<string, string>> = {
  SalesOrder:
    "CancelSalesOrder ReopenSalesOrder PrepareSalesInvoice OpenSalesOrder ReleaseFromCreditHoldSalesOrder SalesOrderCreateShipment SalesOrderCreateReceipt AutoRecalculateDiscounts RecalculatePricesDiscounts ReleaseFromHold",
  Shipment: "ConfirmShipment CorrectShipment UpdateIN PrepareInvoice",
  Payment: "ReleasePayment VoidPayment CaptureCreditCardPayment VoidCardPayment CardOperation Release",
  Invoice: "ReleaseInvoice",
  SalesInvoice: "ReleaseSalesInvoice",
  JournalTransaction: "ReleaseJournalTransaction",
  StockItem: "UpdateStandardCostStockItem",
  BusinessAccount:
    "ConvertBusinessAccountToCustomer ChangeBusinessAccountID CheckForBusinessAccountDuplicates CreateContactFromBusinessAccount MarkBusinessAccountAsValidated ValidateBusinessAccountAddresses",
  Customer: "CreateContactFromCustomer",
};

test.each(Object.entries(actions).flatMap(([entity, names]) => names.split(" ").map((name) => [entity, name])))(
  "%s has the action %s: for a missing record it answers what a read does",
  async (entity, action) => {
    const missing = { id: "00000000-0000-4000-8000-000000000000" };
    const { status, body } = await client.call("POST", `/${entity}/${action}`, { entity: missing, parameters: {} });
    expect([status, body.exceptionMessage]).toEqual([500, "No entity satisfies the condition."]);
  },
);

test.each(["SO", "SA", "QT", "IN", "CS", "CR", "CM", "RC", "RM", "RR", "MO", "BL", "TR"])(
  "orders of the type %s can be entered",
  async (type) => {
    const lines = [{ InventoryID: "BIKE-HELM-M", OrderQty: 1, WarehouseID: "WHOLESALE" }];
    const sent = { OrderType: type, CustomerID: "C000000417", Hold: true, Details: lines };
    const { status, body } = await client.put("/SalesOrder", sent);
    expect([status, unwrap(body).OrderType]).toEqual([200, type]);
  },
);

test.each([
  ["SalesOrder", "LastModified", 200],
  ["StockItem", "LastModified", 200],
  ["StockItem", "LastModifiedDateTime", 200],
  ["Shipment", "LastModifiedDateTime", 200],
  ["Payment", "LastModifiedDateTime", 200],
  ["Customer", "LastModifiedDateTime", 200],
  ["BusinessAccount", "LastModifiedDateTime", 200],
  ["JournalTransaction", "LastModifiedDateTime", 200],
  ["SalesInvoice", "LastModifiedDateTime", 200],
  ["ItemWarehouse", "LastModifiedDateTime", 200],
  ["SalesOrder", "LastModifiedDateTime", 500],
  ["Shipment", "LastModified", 500],
  ["Customer", "LastModified", 500],
])("changes of %s are found by %s: %d", async (entity, field, status) => {
  const since = encodeURIComponent(`${field} gt datetimeoffset'2026-03-01T00:00:00+00:00'`);
  expect((await client.get(`/${entity}?$filter=${since}`)).status).toBe(status);
});

test.each([
  ["a string against a boolean", "Hold eq 'true'", 500],
  ["a string against a number", "OrderTotal eq '1'", 500],
  ["a detail", "Details/InventoryID eq 'BIKE-HELM-M'", 500],
  ["a date without quotes", "Date gt 2026-03-01", 500],
  ["a date", "Date ge date'2026-03-09'", 200],
  ["an escaped time with an offset", "LastModified lt datetimeoffset'2026-08-18T23:59:59.999+04:00'", 200],
  ["a custom field", "cf.String(f='Document.UsrShop') eq 'EU'", 200],
])("a filter with %s answers as the real system", async (_what, filter, status) => {
  expect((await client.get(`/SalesOrder?$filter=${encodeURIComponent(filter)}`)).status).toBe(status);
});

test.each([
  ["so/000001", 200],
  ["SO/000001%20%20", 200],
  ["SO|000001", 200],
  ["SO/1", 500],
  ["QT/000001", 500],
])("the key %s answers %d", async (key, status) => {
  expect((await client.get(`/SalesOrder/${key}`)).status).toBe(status);
});

test("a PUT answers its own fields, and details only when they are expanded", async () => {
  const plain = (await client.put("/SalesOrder", { ...plainOrder, ExternalRef: "100400" })).body;
  expect([plain.OrderNbr.value, plain.Details]).toEqual([expect.stringMatching(/^\d{6}$/), undefined]);
  const expanded = (await client.put("/SalesOrder?$expand=Details", { ...plainOrder, ExternalRef: "100401" })).body;
  expect(expanded.Details).toHaveLength(1);
});

test("an empty field is an empty object, a date has an offset, a number is a number", async () => {
  const { body } = await client.get("/SalesOrder/SO/000001");
  expect([body.Description, body.Date, body.OrderTotal]).toEqual([
    {},
    { value: "2026-03-09T00:00:00+00:00" },
    { value: 118 },
  ]);
});

test.each([
  ["PaymentMethod", "GOLD", "Payment", { Type: "Prepayment", CustomerID: "C000000417", PaymentAmount: 1 }],
  ["CustomerID", "NOBODY", "SalesOrder", {}],
  ["CustomerClass", "NONE", "Customer", { CustomerName: "X" }],
  ["ItemClass", "NONE", "StockItem", { InventoryID: "NEW" }],
  ["ShipVia", "PIGEON", "SalesOrder", { CustomerID: "C000000417" }],
  ["CurrencyID", "XXX", "SalesOrder", { CustomerID: "C000000417" }],
])("an unknown %s (%s) of a %s is told beside the value, and nothing is stored", async (field, value, entity, rest) => {
  const before = sandbox.records(entity).length;
  const { status, body } = await client.put(`/${entity}`, { ...rest, [field]: value });
  expect([status, body[field]]).toEqual([422, { value, error: expect.stringContaining(value) }]);
  expect(body.error).toMatch(/^(?:Inserting|Updating) {2}'[^']+' record raised at least one error/);
  expect(sandbox.records(entity)).toHaveLength(before);
});

test("the site says which endpoints it has, and others are not found", async () => {
  const { body } = await send(`${sandbox.baseUrl}/entity`, "GET");
  expect(body.endpoints.map(({ name, version }: Loose) => `${name}/${version}`)).toEqual(
    expect.arrayContaining(["Default/24.200.001", "Default/20.200.001"]),
  );
  for (const [version, status] of [
    ["20.200.001", 200],
    ["17.200.001", 404],
  ] as const) {
    const url = `${sandbox.baseUrl}/entity/Default/${version}/Customer`;
    expect((await send(url, "GET", undefined, { Cookie: client.cookie })).status, version).toBe(status);
  }
});

test("a sign-in sets the cookies of the real system", async () => {
  const login = { name: "admin", password: "admin", tenant: sandbox.tenant };
  const { status, headers } = await send(`${sandbox.baseUrl}/entity/auth/login`, "POST", login);
  expect([status, headers.getSetCookie().map((cookie) => cookie.split("=")[0])]).toEqual([
    204,
    expect.arrayContaining(["ASP.NET_SessionId", ".ASPXAUTH", "UserBranch", "Locale"]),
  ]);
});
