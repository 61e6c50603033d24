import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AcumaticaClient, type Loose, send, signIn, unwrap, wrap } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let client: AcumaticaClient;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-03-09T14:00:00.000Z");
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, now: () => now });
  client = await signIn(sandbox);
});
afterEach(() => sandbox.close());

const line = plainOrder.Details[0];

test("a refused order echoes what was sent with an error at each wrong field, and nothing is stored", async () => {
  const answer = await client.put("/SalesOrder", {
    OrderType: "SO",
    CustomerID: "C000000417",
    CustomerOrder: "100248",
    Details: [
      { InventoryID: "NO-SUCH-SKU", OrderQty: 1 },
      { InventoryID: "BIKE-LAMP-01", OrderQty: 1, WarehouseID: "MARS" },
    ],
  });
  expect(answer.status).toBe(422);
  expect(answer.body).toMatchObject({
    error: "Inserting  'Sales Order' record raised at least one error. Please review the errors.",
    CustomerID: { value: "C000000417" },
    CustomerOrder: { value: "100248" },
    Details: [
      {
        InventoryID: { value: "NO-SUCH-SKU", error: "'Inventory ID' 'NO-SUCH-SKU' cannot be found in the system." },
        OrderQty: { value: 1 },
      },
      {
        InventoryID: { value: "BIKE-LAMP-01" },
        WarehouseID: { value: "MARS", error: "'Warehouse' 'MARS' cannot be found in the system." },
      },
    ],
    OrderNbr: { value: "<NEW>" },
    OrderType: { value: "SO" },
    custom: {},
  });
  expect(answer.body.Details[0]._links["files:put"]).toContain("SOOrderEntry/Transactions/");
  expect(sandbox.records("SalesOrder")).toEqual([]);
});

type Refusal = {
  readonly what: string;
  readonly entity: string;
  readonly record: object;
  readonly at: string;
  readonly error: string;
};

test.each<Refusal>([
  {
    what: "no customer",
    entity: "SalesOrder",
    record: { Details: [line] },
    at: "CustomerID",
    error: "'Customer' cannot be empty.",
  },
  {
    what: "an unknown customer",
    entity: "SalesOrder",
    record: { CustomerID: "NOBODY" },
    at: "CustomerID",
    error: "'Customer' 'NOBODY' cannot be found in the system.",
  },
  {
    what: "an unknown carrier",
    entity: "SalesOrder",
    record: { ...plainOrder, ShipVia: "PIGEON" },
    at: "ShipVia",
    error: "'Ship Via' 'PIGEON' cannot be found in the system.",
  },
  {
    what: "an unknown branch",
    entity: "SalesOrder",
    record: { ...plainOrder, Branch: "X" },
    at: "Branch",
    error: "'Branch' 'X' cannot be found in the system.",
  },
  {
    what: "an unknown location",
    entity: "SalesOrder",
    record: { ...plainOrder, LocationID: "DOCK" },
    at: "LocationID",
    error: "'Location' 'DOCK' cannot be found in the system.",
  },
  {
    what: "an unknown order type",
    entity: "SalesOrder",
    record: { ...plainOrder, OrderType: "ZZ" },
    at: "OrderType",
    error: "'Order Type' 'ZZ' cannot be found in the system.",
  },
  {
    what: "an unknown tax",
    entity: "SalesOrder",
    record: { ...plainOrder, TaxDetails: [{ TaxID: "VAT" }] },
    at: "TaxDetails.0.TaxID",
    error: "'Tax ID' 'VAT' cannot be found in the system.",
  },
  {
    what: "an unknown unit",
    entity: "SalesOrder",
    record: { ...plainOrder, Details: [{ ...line, UOM: "DOZEN" }] },
    at: "Details.0.UOM",
    error: "'UOM' 'DOZEN' cannot be found in the system.",
  },
  {
    what: "a payment without a reference",
    entity: "SalesOrder",
    record: { ...plainOrder, Payments: [{ PaymentMethod: "ONLINE", PaymentAmount: 1 }] },
    at: "Payments.0.PaymentRef",
    error: "'Payment Ref.' cannot be empty.",
  },
  {
    what: "a payment of more than the order",
    entity: "SalesOrder",
    record: {
      ...plainOrder,
      Payments: [{ PaymentMethod: "ONLINE", PaymentRef: "x", PaymentAmount: 500, AppliedToOrder: 500 }],
    },
    at: "Payments.0.AppliedToOrder",
    error: "The amount applied to the order cannot exceed the order's unpaid balance.",
  },
  {
    what: "a customer without a name",
    entity: "Customer",
    record: { CustomerClass: "DEFAULT" },
    at: "CustomerName",
    error: "'Customer Name' cannot be empty.",
  },
  {
    what: "a customer of an unknown class",
    entity: "Customer",
    record: { CustomerName: "A", CustomerClass: "GOLD" },
    at: "CustomerClass",
    error: "'Customer Class' 'GOLD' cannot be found in the system.",
  },
  {
    what: "an item without a class",
    entity: "StockItem",
    record: { InventoryID: "NEW1" },
    at: "ItemClass",
    error: "'Item Class' cannot be empty.",
  },
  {
    what: "an item with a code in place of a label",
    entity: "StockItem",
    record: { InventoryID: "NEW1", ItemClass: "BIKEACC", ItemStatus: "AC" },
    at: "ItemStatus",
    error:
      "'AC' is not in the list of allowed values: Active, No Sales, No Purchases, No Request, Inactive, Marked for Deletion.",
  },
  {
    what: "a payment with an unknown method",
    entity: "Payment",
    record: { CustomerID: "C000000417", PaymentMethod: "GOLD", PaymentRef: "x" },
    at: "PaymentMethod",
    error: "'Payment Method' 'GOLD' cannot be found in the system.",
  },
  {
    what: "a payment that is applied twice over",
    entity: "Payment",
    record: {
      CustomerID: "C000000417",
      PaymentMethod: "ONLINE",
      PaymentRef: "x",
      PaymentAmount: 10,
      OrdersToApply: [{ OrderNbr: "999999", AppliedToOrder: 1 }],
    },
    at: "OrdersToApply.0.OrderNbr",
    error: "'Order Nbr.' '999999' cannot be found in the system.",
  },
  {
    what: "a journal line with an unknown account",
    entity: "JournalTransaction",
    record: { Details: [{ Account: "0" }] },
    at: "Details.0.Account",
    error: "'Account' '0' cannot be found in the system.",
  },
])("$what is an error at its field", async ({ entity, record, at, error }) => {
  const answer = await client.put(`/${entity}`, record);
  const field = at.split(".").reduce((holder: Loose, name) => holder?.[name], answer.body);
  expect([answer.status, field?.error]).toEqual([422, error]);
});

test.each([
  { what: "text that is no JSON", body: "{", place: "entity" },
  { what: "an unknown field", body: { Nonsense: { value: 1 } }, place: "entity.Nonsense" },
  {
    what: "an unknown field of a line",
    body: { Details: [{ Quantity: { value: 1 } }] },
    place: "entity.Details[0].Quantity",
  },
  { what: "a field without its wrapper", body: { CustomerID: "X" }, place: "entity.CustomerID" },
  {
    what: "text in a number",
    body: { Details: [{ OrderQty: { value: "two" } }] },
    place: "entity.Details[0].OrderQty",
  },
  { what: "text in a date", body: { Date: { value: "tomorrow" } }, place: "entity.Date" },
  { what: "an object in place of details", body: { Details: {} }, place: "entity.Details" },
])("$what is a bad request that names the place", async ({ body, place }) => {
  const answer = await client.call("PUT", "/SalesOrder", body);
  expect(answer.status).toBe(400);
  expect(answer.body).toMatchObject({
    message: "The request is invalid.",
    modelState: { [place]: [expect.any(String)] },
  });
});

test("a new order is on hold unless it says otherwise, and ReleaseFromHold opens it", async () => {
  const { Hold: _hold, ...held } = plainOrder;
  const made = await client.put("/SalesOrder", held);
  expect(unwrap(made.body)).toMatchObject({ Hold: true, Status: "On Hold", OrderNbr: "000001" });
  const refused = await client.act("/SalesOrder/SalesOrderCreateShipment", { OrderType: "SO", OrderNbr: "000001" });
  expect([refused.status, refused.body.exceptionMessage]).toEqual([422, expect.stringContaining("On Hold status")]);
  expect((await client.act("/SalesOrder/ReleaseFromHold", { id: made.body.id })).status).toBe(204);
  expect(sandbox.record("SalesOrder", "SO", "000001")).toMatchObject({ Hold: false, Status: "Open" });
  const opened = await client.put("/SalesOrder", { OrderNbr: "000001", Hold: true });
  expect(unwrap(opened.body)).toMatchObject({ Status: "On Hold" });
});

test("a repeated PUT without a number makes a second order", async () => {
  await client.put("/SalesOrder", plainOrder);
  await client.put("/SalesOrder", plainOrder);
  expect(sandbox.records("SalesOrder")).toHaveLength(2);
});

test("lines are changed by id or by LineNbr, deleted by mark, and added when neither is known", async () => {
  const made = await client.put("/SalesOrder?$expand=Details", {
    ...plainOrder,
    Details: [line, { InventoryID: "BIKE-LAMP-01", OrderQty: 4 }],
  });
  const keys = { OrderType: "SO", OrderNbr: "000001" };
  const [first, second] = made.body.Details;
  await client.put("/SalesOrder", { ...keys, Details: [{ id: first.id, OrderQty: 5 }] });
  await client.put("/SalesOrder", { ...keys, Details: [{ LineNbr: 2, OrderQty: 6 }] });
  const quantities = () =>
    (sandbox.record("SalesOrder", "SO", "000001") as Loose).Details.map((one: Loose) => [one.LineNbr, one.OrderQty]);
  expect(quantities()).toEqual([
    [1, 5],
    [2, 6],
  ]);
  await client.put("/SalesOrder", {
    ...keys,
    Details: [
      { id: second.id, delete: true },
      { InventoryID: "GIFTWRAP", OrderQty: 1 },
    ],
  });
  expect(quantities()).toEqual([
    [1, 5],
    [2, 1],
  ]);
  const other = await signIn(sandbox);
  await other.put("/SalesOrder", { ...keys, Details: [{ id: first.id, InventoryID: "BIKE-HELM-M", OrderQty: 1 }] });
  expect(quantities()).toHaveLength(3);
});

test("what business rules own is passed over or replaced without an error", async () => {
  const answer = await client.put("/SalesOrder?$expand=Details,ShipToAddress,TaxDetails,FinancialSettings", {
    ...plainOrder,
    Status: "Completed",
    OrderTotal: 1,
    ShipToAddress: { City: "Berlin" },
    IsTaxValid: true,
    FinancialSettings: { CustomerTaxZone: "NYC" },
    TaxDetails: [{ TaxID: "NYSTATE", TaxAmount: 3 }],
    Details: [{ ...line, UnitPrice: 1, DiscountAmount: 5 }],
  });
  expect(unwrap(answer.body)).toMatchObject({
    Status: "Open",
    OrderTotal: 121,
    ShipToAddress: { City: "Tacoma" },
    FinancialSettings: { CustomerTaxZone: "WAEXT" },
    Details: [{ UnitPrice: 59, DiscountAmount: 0, Amount: 118 }],
  });
});

test.each([
  { zone: "NYC", taxes: [], total: 118 * 1.085, what: "an internal zone computes its taxes" },
  {
    zone: "NYC",
    taxes: [{ TaxID: "NYSTATE", TaxAmount: 5 }],
    total: 123,
    what: "an internal zone keeps sent amounts of its own taxes",
  },
  {
    zone: "NYC",
    taxes: [{ TaxID: "WAEXTTAX", TaxAmount: 5 }],
    total: 118 * 1.085,
    what: "an internal zone replaces taxes that are not its own",
  },
  {
    zone: "WAEXT",
    taxes: [{ TaxID: "WAEXTTAX", TaxAmount: 5 }],
    total: 123,
    what: "an external zone keeps what was sent",
  },
  { zone: "WAEXT", taxes: [], total: 118, what: "an external zone computes nothing" },
  { zone: "EXEMPT", taxes: [], total: 118, what: "a zone without taxes adds nothing" },
])("$what", async ({ zone, taxes, total }) => {
  const answer = await client.put("/SalesOrder?$expand=TaxDetails", {
    ...plainOrder,
    IsTaxValid: true,
    FinancialSettings: { OverrideTaxZone: true, CustomerTaxZone: zone },
    TaxDetails: taxes,
  });
  expect(answer.body.OrderTotal.value).toBe(Math.round(total * 100) / 100);
});

test("document discounts and freight go into the total", async () => {
  const answer = await client.put("/SalesOrder?$expand=Totals,DiscountDetails", {
    ...plainOrder,
    DiscountDetails: [{ ExternalDiscountCode: "SPRING", DiscountAmount: 18 }],
    ShippingSettings: { OverrideFreightPrice: true, FreightPrice: 7.5 },
  });
  expect(unwrap(answer.body)).toMatchObject({
    OrderTotal: 107.5,
    Totals: { DiscountTotal: 18, Freight: 7.5, LineTotalAmount: 118 },
    DiscountDetails: [{ ExternalDiscountCode: "SPRING", DiscountAmount: 18 }],
  });
});

test("preconditions allow only creation or only change", async () => {
  const first = { CustomerID: "SHOP-1", CustomerName: "First" };
  expect((await client.put("/Customer", first, { "If-Match": "*" })).status).toBe(412);
  expect((await client.put("/Customer", first, { "If-None-Match": "*" })).status).toBe(200);
  expect((await client.put("/Customer", first, { "If-None-Match": "*" })).status).toBe(412);
  expect((await client.put("/Customer", { ...first, CustomerName: "New" }, { "If-Match": "*" })).status).toBe(200);
  expect(sandbox.record("Customer", "SHOP-1")).toMatchObject({ CustomerName: "New" });
});

test("a record is found for a change by id, by $filter or not at all", async () => {
  const made = await client.put("/Customer", { CustomerName: "Ann", AccountRef: "77" });
  expect(made.body.CustomerID.value).toBe("C000000001");
  await client.put("/Customer", { id: made.body.id, CustomerName: "Anna" });
  await client.put(`/Customer?$filter=${encodeURIComponent("AccountRef eq '77'")}`, { Email: "a@example.com" });
  expect(sandbox.record("Customer", "C000000001")).toMatchObject({
    CustomerName: "Anna",
    Email: "a@example.com",
    MainContact: { Email: "a@example.com" },
  });
  const unknown = await client.put("/Customer", { id: "00000000-0000-4000-8000-000000000000", CustomerName: "X" });
  expect(unknown.body.exceptionType).toBe("PX.Api.ContractBased.NoEntitySatisfiesTheConditionException");
});

test("a PUT that changes nothing leaves the time of the last change alone", async () => {
  const made = await client.put("/Customer", { CustomerName: "Ann" });
  now = new Date(now.getTime() + 60_000);
  const same = await client.put("/Customer", { CustomerID: "C000000001", CustomerName: "Ann" });
  expect(same.body.LastModifiedDateTime).toEqual(made.body.LastModifiedDateTime);
  const changed = await client.put("/Customer", { CustomerID: "C000000001", CustomerName: "Anna" });
  expect(changed.body.LastModifiedDateTime.value).toBe("2026-03-09T14:01:00+00:00");
});

test("PATCH changes a record in 25.200 and never makes one", async () => {
  const patch = (body: object, headers: Record<string, string> = {}) =>
    send(`${sandbox.url}/entity/Default/25.200.001/Customer`, "PATCH", wrap(body), {
      Cookie: client.cookie,
      ...headers,
    });
  expect((await patch({ CustomerID: "C000000417", CustomerName: "Patched" })).body.CustomerName.value).toBe("Patched");
  expect((await patch({ CustomerID: "NOBODY", CustomerName: "X" })).status).toBe(404);
  expect((await patch({ CustomerID: "C000000417" }, { "If-None-Match": "*" })).status).toBe(412);
});

test("records are deleted unless documents use them", async () => {
  await client.put("/Customer", { CustomerID: "GONE", CustomerName: "Gone" });
  expect((await client.call("DELETE", "/Customer/GONE")).status).toBe(204);
  expect(sandbox.record("BusinessAccount", "GONE")).toBeUndefined();
  await client.put("/SalesOrder", plainOrder);
  expect((await client.call("DELETE", "/Customer/C000000417")).status).toBe(422);
  expect((await client.call("DELETE", "/SalesOrder/SO/000001")).status).toBe(204);
  expect((await client.call("DELETE", "/SalesOrder/SO/000001")).status).toBe(500);
});

test("somebody else's change is an error of its own, and the next try succeeds", async () => {
  sandbox.conflict({ entity: "SalesOrder" });
  const refused = await client.put("/SalesOrder", plainOrder);
  expect([refused.status, refused.body.exceptionType]).toEqual([500, "PX.Data.PXLockViolationException"]);
  expect(refused.body.exceptionMessage).toMatch(
    /^Error: Another process has updated the '.+' record\. Your changes will be lost\.$/,
  );
  expect((await client.put("/SalesOrder", plainOrder)).status).toBe(200);
});

test("branch and business date come from headers", async () => {
  const answer = await client.put("/SalesOrder", plainOrder, {
    "PX-CbApiBranch": "PRODRETAIL",
    "PX-CbApiBusinessDate": "2025/01/31",
  });
  expect(unwrap(answer.body)).toMatchObject({ Branch: "PRODRETAIL", Date: "2025-01-31T00:00:00+00:00" });
  expect((await client.put("/SalesOrder", plainOrder, { "PX-CbApiBranch": "MARS" })).status).toBe(400);
});
