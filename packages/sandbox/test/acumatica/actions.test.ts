import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AcumaticaClient, send, signIn, unwrap, wrap } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let client: AcumaticaClient;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-03-09T14:00:00.000Z");
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, now: () => now, instance: "/AcuSandbox" });
  client = await signIn(sandbox);
  sandbox.put("SalesOrder", plainOrder);
});
afterEach(() => sandbox.close());

const keys = { OrderType: "SO", OrderNbr: "000001" };
const createShipment = "/SalesOrder/SalesOrderCreateShipment";
const start = (path: string, entity: object, parameters: object = {}) =>
  client.call("POST", path, wrap({ entity, parameters }));
const poll = (location: string | null) =>
  send(`${sandbox.url}${location}`, "GET", undefined, { Cookie: client.cookie });
const order = () => sandbox.record("SalesOrder", "SO", "000001");

test("background work answers 202 until it is done and keeps its form busy for its session alone", async () => {
  sandbox.setPace({ milliseconds: 5000 });
  const other = await signIn(sandbox);
  const started = await start(createShipment, keys, { ShipmentDate: "2026-03-10T00:00:00", WarehouseID: "WHOLESALE" });
  const location = started.headers.get("location");
  expect([started.status, started.body]).toEqual([202, ""]);
  expect(location).toMatch(
    /^\/AcuSandbox\/entity\/Default\/24\.200\.001\/SalesOrder\/SalesOrderCreateShipment\/status\/[0-9a-f-]{36}$/,
  );
  expect((await poll(location)).status).toBe(202);
  const busy = await client.get("/SalesOrder/SO/000001");
  expect([busy.status, busy.body.exceptionMessage]).toEqual([500, expect.stringContaining("previous operation")]);
  expect((await client.get("/Customer")).status).toBe(200);
  expect((await other.get("/SalesOrder/SO/000001")).status).toBe(200);
  expect(sandbox.records("Shipment")).toEqual([]);
  now = new Date(now.getTime() + 5000);
  expect(sandbox.records("Shipment")).toMatchObject([
    { ShipmentNbr: "000001", ShipmentDate: "2026-03-10T00:00:00.000Z", WarehouseID: "WHOLESALE", Status: "Open" },
  ]);
  expect((await poll(location)).status).toBe(204);
  expect((await client.get("/SalesOrder/SO/000001")).status).toBe(200);
});

test("a status can lag behind the work by some requests", async () => {
  sandbox.setPace({ polls: 2 });
  const location = (await start(createShipment, keys)).headers.get("location");
  const statuses = [await poll(location), await poll(location), await poll(location)].map(({ status }) => status);
  expect(statuses).toEqual([202, 202, 204]);
  expect((await poll(location?.replace(/.$/, "x") ?? null)).status).toBe(404);
});

test("a refused operation tells its error by the status", async () => {
  sandbox.receive("BIKE-HELM-M", "WHOLESALE", -148, "R1S1");
  const location = (await start(createShipment, keys)).headers.get("location");
  const failed = await poll(location);
  expect([failed.status, failed.body.exceptionMessage]).toEqual([
    422,
    "The SO 000001 sales order does not contain any items available for shipment on the specified date.",
  ]);
  expect(order()).toMatchObject({ Status: "Open" });
});

test("an action on a missing record or of an unknown name is refused", async () => {
  expect((await start(createShipment, { OrderNbr: "999999" })).body.exceptionType).toContain("NoEntitySatisfies");
  expect((await start("/SalesOrder/MakeCoffee", keys)).status).toBe(404);
  expect((await start(createShipment, { ...keys, Nonsense: 1 })).status).toBe(400);
});

test("an action writes what its record was sent with before it runs", async () => {
  expect((await client.act("/SalesOrder/PutOnHold", { ...keys, Description: "waits" })).status).toBe(204);
  expect(order()).toMatchObject({ Status: "On Hold", Description: "waits" });
  const refused = await client.act("/SalesOrder/ReleaseFromHold", { ...keys, ShipVia: "PIGEON" });
  expect([refused.status, refused.body.ShipVia.error]).toEqual([422, expect.stringContaining("PIGEON")]);
});

test("an order with lines of two warehouses gets one shipment for each", async () => {
  sandbox.put("SalesOrder", {
    ...keys,
    Details: [{ InventoryID: "BIKE-HELM-M", OrderQty: 3, WarehouseID: "RETAIL" }],
  });
  await client.act(createShipment, keys);
  expect(sandbox.records("Shipment").map(({ WarehouseID, ShippedQty }) => [WarehouseID, ShippedQty])).toEqual([
    ["WHOLESALE", 2],
    ["RETAIL", 3],
  ]);
});

test.each([
  { rule: "Back Order Allowed", shipped: 2, after: "Back Order", completed: false },
  { rule: "Cancel Remainder", shipped: 2, after: "Completed", completed: true },
])("a line that is $rule ships what is there", async ({ rule, shipped, after, completed }) => {
  sandbox.put("SalesOrder", { ...keys, Details: [{ LineNbr: 1, OrderQty: 5, ShippingRule: rule }] });
  sandbox.receive("BIKE-HELM-M", "WHOLESALE", -146, "R1S1");
  sandbox.shipOrder("000001");
  expect(sandbox.record("Shipment", "000001")).toMatchObject({ ShippedQty: shipped });
  expect(order()).toMatchObject({ Status: after, Details: [{ Completed: completed }] });
});

test("a line that ships complete does not ship in part", () => {
  sandbox.put("SalesOrder", { ...keys, Details: [{ LineNbr: 1, OrderQty: 500, ShippingRule: "Ship Complete" }] });
  expect(() => sandbox.shipOrder("000001")).toThrow("must be shipped complete");
});

test("people may ship less than the shipment proposes, and pack it themselves", async () => {
  await client.act(createShipment, keys);
  const packed = await client.put("/Shipment?$expand=Packages,Details", {
    ShipmentNbr: "000001",
    Details: [{ LineNbr: 1, ShippedQty: 1 }],
    Packages: [{ BoxID: "SMALL", TrackingNbr: "1ZOWN", Weight: 0.5 }],
  });
  expect(unwrap(packed.body)).toMatchObject({
    ShippedQty: 1,
    Packages: [{ LineNbr: 1, BoxID: "SMALL", TrackingNbr: "1ZOWN", Weight: 0.5, Confirmed: false, Type: "Manual" }],
    Details: [{ OrderedQty: 2, OriginalQty: 2, ShippedQty: 1, OpenQty: 1 }],
  });
  const much = await client.put("/Shipment", { ShipmentNbr: "000001", Details: [{ LineNbr: 1, ShippedQty: 9 }] });
  expect(much.body.Details[0].ShippedQty.error).toContain("cannot exceed");
  await client.act("/Shipment/ConfirmShipment", { ShipmentNbr: "000001" });
  expect(sandbox.record("Shipment", "000001")).toMatchObject({
    Status: "Confirmed",
    Packages: [{ TrackingNbr: "1ZOWN", Confirmed: true }],
  });
  expect(order()).toMatchObject({ Status: "Back Order", Details: [{ OpenQty: 1, QtyOnShipments: 1 }] });
});

test("a confirmed shipment can be corrected until it is invoiced", async () => {
  sandbox.shipOrder("000001");
  expect(order()).toMatchObject({ Status: "Completed" });
  const shipment = { ShipmentNbr: "000001" };
  await client.act("/Shipment/CorrectShipment", shipment);
  expect(sandbox.record("Shipment", "000001")).toMatchObject({ Status: "Open" });
  expect(order()).toMatchObject({ Status: "Shipping", Details: [{ Completed: false, OpenQty: 2 }] });
  await client.act("/Shipment/ConfirmShipment", shipment);
  await client.act("/Shipment/PrepareInvoice", shipment);
  expect(sandbox.record("Shipment", "000001")).toMatchObject({
    Status: "Invoiced",
    Orders: [{ InvoiceType: "Invoice", InvoiceNbr: "INV000001" }],
  });
  expect((await client.act("/Shipment/CorrectShipment", shipment)).status).toBe(422);
  await client.act("/Shipment/UpdateIN", shipment);
  expect(sandbox.record("Shipment", "000001")).toMatchObject({
    Status: "Completed",
    Orders: [{ InventoryDocType: "Issue", InventoryRefNbr: "000001" }],
  });
});

test("deleting an open shipment opens its order again", async () => {
  sandbox.shipOrder("000001", { confirm: false });
  expect(order()).toMatchObject({ Status: "Shipping" });
  expect((await client.call("DELETE", "/Shipment/000001")).status).toBe(204);
  expect(order()).toMatchObject({ Status: "Open", Shipments: [], Details: [{ QtyOnShipments: 0 }] });
});

test("orders are canceled only without shipments and payments, and a canceled order is closed", async () => {
  sandbox.put("SalesOrder", {
    ...plainOrder,
    Payments: [{ PaymentMethod: "ONLINE", PaymentRef: "p", PaymentAmount: 10, AppliedToOrder: 10 }],
  });
  const paid = await client.act("/SalesOrder/CancelSalesOrder", { OrderNbr: "000002" });
  expect([paid.status, paid.body.exceptionMessage]).toEqual([422, expect.stringContaining("payments are applied")]);
  expect((await client.act("/SalesOrder/CancelSalesOrder", keys)).status).toBe(204);
  expect(order()).toMatchObject({ Status: "Canceled", ShippingSettings: { Canceled: true } });
  const late = await client.put("/SalesOrder", { ...keys, Details: [{ LineNbr: 1, OrderQty: 9 }] });
  expect([late.status, late.body.error]).toEqual([422, expect.stringContaining("closed")]);
  expect((await client.put("/SalesOrder", { ...keys, Description: "a word on it" })).status).toBe(200);
  expect((await client.act("/SalesOrder/ReopenSalesOrder", keys)).status).toBe(204);
  expect(order()).toMatchObject({ Status: "Open" });
  sandbox.shipOrder("000001");
  expect((await client.act("/SalesOrder/CancelSalesOrder", keys)).status).toBe(422);
});

test("a customer over the credit limit puts orders on credit hold until they are released", async () => {
  sandbox.put("Customer", {
    CustomerID: "C000000417",
    CreditLimit: 150,
    CreditVerificationRules: { CreditVerification: "Limit" },
  });
  sandbox.put("SalesOrder", plainOrder);
  expect(sandbox.record("SalesOrder", "SO", "000002")).toMatchObject({ Status: "Credit Hold", CreditHold: true });
  expect((await client.act(createShipment, { OrderNbr: "000002" })).status).toBe(422);
  await client.act("/SalesOrder/ReleaseFromCreditHoldSalesOrder", { OrderNbr: "000002" });
  expect(sandbox.record("SalesOrder", "SO", "000002")).toMatchObject({ Status: "Open", CreditHold: false });
});

test.each([
  { status: "Inactive", answer: 422 },
  { status: "On Hold", answer: 422 },
  { status: "Credit Hold", answer: 200 },
  { status: "Active", answer: 200 },
])("an order of a customer that is $status answers $answer", async ({ status, answer }) => {
  sandbox.put("Customer", { CustomerID: "C000000417", Status: status });
  const made = await client.put("/SalesOrder", plainOrder);
  expect(made.status).toBe(answer);
  if (answer === 422) {
    expect(made.body.CustomerID.error).toBe(`The customer status is '${status}'.`);
  } else {
    expect(made.body.Status.value).toBe(status === "Credit Hold" ? "Credit Hold" : "Open");
  }
});

test.each(["Inactive", "No Sales", "Marked for Deletion"])("an item that is %s cannot be ordered", async (status) => {
  sandbox.put("StockItem", { InventoryID: "BIKE-HELM-M", ItemStatus: status });
  const refused = await client.put("/SalesOrder", plainOrder);
  expect([refused.status, refused.body.Details[0].InventoryID.error]).toEqual([
    422,
    `The inventory item is ${status}.`,
  ]);
});

test.each([
  { setting: "closedPeriods", word: "closed" },
  { setting: "inactivePeriods", word: "inactive" },
])("a $word financial period takes no orders, payments or journal entries", async ({ setting, word }) => {
  sandbox.configure({ [setting]: ["022026"] });
  const text = `The 02-2026 financial period is ${word}.`;
  const order = await client.put("/SalesOrder", { ...plainOrder, Date: "2026-02-28T00:00:00" });
  expect([order.status, order.body.Date.error]).toEqual([422, text]);
  const payment = { CustomerID: "C000000417", PaymentMethod: "ONLINE", PaymentRef: "x", PaymentAmount: 1 };
  const paid = await client.put("/Payment", { ...payment, ApplicationDate: "2026-02-01T00:00:00" });
  expect([paid.status, paid.body.ApplicationDate.error]).toEqual([422, text]);
  const batch = await client.put("/JournalTransaction", { TransactionDate: "2026-02-01T00:00:00" });
  expect([batch.status, batch.body.TransactionDate.error]).toEqual([422, text]);
  expect((await client.put("/Payment", payment)).status).toBe(200);
});

test("an order with prepayment terms waits until it is paid", async () => {
  sandbox.put("SalesOrder", { ...plainOrder, FinancialSettings: { Terms: "PREPAY" } });
  expect(sandbox.record("SalesOrder", "SO", "000002")).toMatchObject({ Status: "Awaiting Payment" });
  sandbox.put("Payment", {
    Type: "Prepayment",
    CustomerID: "C000000417",
    PaymentMethod: "ONLINE",
    PaymentRef: "x",
    PaymentAmount: 118,
    OrdersToApply: [{ OrderNbr: "000002", AppliedToOrder: 118 }],
  });
  expect(sandbox.record("SalesOrder", "SO", "000002")).toMatchObject({ Status: "Open", Totals: { UnpaidBalance: 0 } });
});

test("a voided payment leaves its order and gets a counterpart", async () => {
  sandbox.put("Payment", {
    CustomerID: "C000000417",
    PaymentMethod: "ONLINE",
    PaymentRef: "x",
    PaymentAmount: 50,
    Hold: false,
    OrdersToApply: [{ OrderNbr: "000001", AppliedToOrder: 50 }],
  });
  const payment = { Type: "Payment", ReferenceNbr: "PMT000001" };
  expect((await client.act("/Payment/VoidPayment", payment)).status).toBe(422);
  await client.act("/Payment/ReleasePayment", payment);
  await client.act("/Payment/VoidPayment", payment);
  expect(sandbox.record("Payment", "Payment", "PMT000001")).toMatchObject({ Status: "Voided" });
  expect(sandbox.record("Payment", "Voided Payment", "PMT000001")).toMatchObject({ PaymentAmount: -50 });
  expect(order()).toMatchObject({ Payments: [], Totals: { UnpaidBalance: 118 } });
});

test("a refund gives back a released payment", async () => {
  const base = { CustomerID: "C000000417", PaymentMethod: "ONLINE", PaymentRef: "x", Hold: false };
  sandbox.put("Payment", { ...base, Type: "Prepayment", PaymentAmount: 50 });
  sandbox.act("Payment", ["Prepayment", "PMT000001"], "ReleasePayment");
  const much = await client.put("/Payment", {
    ...base,
    Type: "Refund",
    PaymentAmount: 60,
    DocumentsToApply: [{ DocType: "Prepayment", ReferenceNbr: "PMT000001", AmountPaid: 60 }],
  });
  expect(much.body.DocumentsToApply[0].AmountPaid.error).toContain("balance");
  sandbox.put("Payment", {
    ...base,
    Type: "Refund",
    PaymentAmount: 20,
    DocumentsToApply: [{ DocType: "Prepayment", ReferenceNbr: "PMT000001", AmountPaid: 20 }],
  });
  const refund = sandbox.records("Payment").find(({ Type }) => Type === "Refund");
  await client.act("/Payment/ReleasePayment", { Type: "Refund", ReferenceNbr: refund?.ReferenceNbr });
  expect(sandbox.record("Payment", "Prepayment", "PMT000001")).toMatchObject({ AvailableBalance: 30, Status: "Open" });
});

test("goods come back by a return order, a receipt and a credit memo", async () => {
  sandbox.put("SalesOrder", {
    OrderType: "RC",
    CustomerID: "C000000417",
    Hold: false,
    Details: [{ InventoryID: "BIKE-HELM-M", OrderQty: 1, WarehouseID: "WHOLESALE" }],
  });
  const returned = { OrderType: "RC", OrderNbr: "000002" };
  await client.act("/SalesOrder/SalesOrderCreateReceipt", returned);
  await client.act("/Shipment/ConfirmShipment", { ShipmentNbr: "000001" });
  await client.act("/SalesOrder/PrepareSalesInvoice", returned);
  await client.act("/SalesInvoice/ReleaseSalesInvoice", { Type: "Credit Memo", ReferenceNbr: "INV000001" });
  expect(sandbox.record("SalesInvoice", "Credit Memo", "INV000001")).toMatchObject({ Status: "Open", Amount: 59 });
  expect(sandbox.record("StockItem", "BIKE-HELM-M")).toMatchObject({ WarehouseDetails: [{ QtyOnHand: 149 }, {}] });
});

test("a batch must balance before it leaves hold, and a posted one stays as it is", async () => {
  const lines = [
    { Account: "10200", DebitAmount: 100 },
    { Account: "40000", CreditAmount: 90 },
  ];
  const held = await client.put("/JournalTransaction", {
    Description: "Payout",
    PostPeriod: "03-2026",
    Details: lines,
  });
  expect(unwrap(held.body)).toMatchObject({
    Module: "GL",
    BatchNbr: "GL00000001",
    Status: "On Hold",
    PostPeriod: "032026",
  });
  const keys = { Module: "GL", BatchNbr: "GL00000001" };
  const off = await client.put("/JournalTransaction", { ...keys, Hold: false });
  expect([off.status, off.body.error]).toEqual([422, expect.stringContaining("out of balance")]);
  const details = [{ LineNbr: 2, CreditAmount: 100 }];
  await client.put("/JournalTransaction", { ...keys, Hold: false, Details: details });
  expect((await client.act("/JournalTransaction/ReleaseJournalTransaction", keys)).status).toBe(204);
  expect(sandbox.record("JournalTransaction", "GL", "GL00000001")).toMatchObject({ Status: "Posted" });
  expect((await client.put("/JournalTransaction", { ...keys, Description: "x" })).status).toBe(422);
});

test("a business account becomes a customer and shares its name and address", async () => {
  await client.put("/BusinessAccount", {
    BusinessAccountID: "LEAD1",
    Name: "Lead One",
    MainContact: { Email: "lead@example.com" },
    MainAddress: { City: "Bremen", Country: "DE" },
  });
  expect(
    (await client.act("/BusinessAccount/ConvertBusinessAccountToCustomer", { BusinessAccountID: "LEAD1" })).status,
  ).toBe(204);
  expect(sandbox.record("Customer", "LEAD1")).toMatchObject({
    CustomerName: "Lead One",
    Email: "lead@example.com",
    MainContact: { Address: { City: "Bremen" } },
  });
  sandbox.put("Customer", { CustomerID: "LEAD1", CustomerName: "Customer One" });
  expect(sandbox.record("BusinessAccount", "LEAD1")).toMatchObject({ Name: "Customer One", Type: "Customer" });
  await client.act(
    "/Customer/CreateContactFromCustomer",
    { CustomerID: "LEAD1" },
    { FirstName: "Ida", LastName: "Berg", Email: "ida@example.com" },
  );
  expect(sandbox.records("Contact")).toMatchObject([{ DisplayName: "Ida Berg", BusinessAccount: "LEAD1" }]);
});

test("lines that nobody ships are invoiced with the first shipment and done with the rest", async () => {
  sandbox.put("SalesOrder", { ...keys, Details: [{ InventoryID: "GIFTWRAP", OrderQty: 2 }] });
  sandbox.shipOrder("000001", { quantities: { "BIKE-HELM-M": 1 } });
  const [first = ""] = sandbox.invoiceOrder("000001");
  expect(sandbox.record("SalesInvoice", "Invoice", first)).toMatchObject({
    Amount: 67,
    Details: [
      { InventoryID: "BIKE-HELM-M", Qty: 1, ShipmentNbr: "000001" },
      { InventoryID: "GIFTWRAP", Qty: 2, ShipmentNbr: null },
    ],
  });
  expect(order()).toMatchObject({
    Status: "Back Order",
    Details: [{ UnbilledAmount: 59 }, { UnbilledAmount: 0, Completed: false }],
    Totals: { UnbilledAmount: 59, UnbilledQty: 1 },
  });
  sandbox.shipOrder("000001");
  sandbox.invoiceOrder("000001");
  expect(order()).toMatchObject({ Status: "Completed", Totals: { UnbilledAmount: 0, UnbilledQty: 0 } });
});

test("an order of services alone is invoiced without a shipment", async () => {
  sandbox.put("SalesOrder", { ...plainOrder, Details: [{ InventoryID: "GIFTWRAP", OrderQty: 1 }] });
  expect((await client.act(createShipment, { OrderNbr: "000002" })).status).toBe(422);
  sandbox.invoiceOrder("000002");
  expect(sandbox.record("SalesOrder", "SO", "000002")).toMatchObject({
    Status: "Invoiced",
    Totals: { UnbilledAmount: 0 },
  });
});

test.each([
  { type: "AUT", status: "Pending Processing" },
  { type: "Authorize Only", status: "Pending Processing" },
  { type: "AAC", status: "Balanced" },
  { type: "Authorize and Capture", status: "Balanced" },
])("a card payment with the transaction $type is $status", async ({ type, status }) => {
  const card = {
    PaymentMethod: "CARD",
    PaymentRef: "ch_9",
    PaymentAmount: 118,
    AppliedToOrder: 118,
    DocType: "Prepayment",
  };
  const transaction = { TranNbr: "ch_9", TranType: type, AuthNbr: "A1" };
  await client.put("/SalesOrder", { ...plainOrder, Payments: [{ ...card, CreditCardTransactionInfo: [transaction] }] });
  expect(sandbox.record("Payment", "Prepayment", "PMT000001")).toMatchObject({
    IsCCPayment: true,
    Status: status,
    CreditCardTransactionInfo: [transaction],
  });
});

test("an authorized card payment is captured, or voided and taken from its order", async () => {
  const card = {
    Type: "Prepayment",
    CustomerID: "C000000417",
    PaymentMethod: "CARD",
    PaymentRef: "ch_9",
    PaymentAmount: 100,
    Hold: false,
    OrdersToApply: [{ OrderNbr: "000001", AppliedToOrder: 50 }],
    CreditCardTransactionInfo: [{ TranNbr: "ch_9", TranType: "AUT" }],
  };
  sandbox.put("Payment", card);
  sandbox.put("Payment", card);
  const [first, second] = ["PMT000001", "PMT000002"].map((ReferenceNbr) => ({ Type: "Prepayment", ReferenceNbr }));
  expect((await client.act("/Payment/ReleasePayment", first)).status).toBe(422);
  await client.act("/Payment/CaptureCreditCardPayment", first);
  expect((await client.act("/Payment/ReleasePayment", first)).status).toBe(204);
  expect(sandbox.record("Payment", "Prepayment", "PMT000001")).toMatchObject({
    Status: "Open",
    CreditCardProcessingInfo: [
      { TransactionStatus: "Authorized" },
      { TransactionStatus: "Captured", TransactionAmount: 100 },
    ],
  });
  expect((await client.act("/Payment/VoidCardPayment", first)).status).toBe(422);
  await client.act("/Payment/CardOperation", second, { TranType: "VDG", TranNbr: "v1", Amount: 100 });
  expect(sandbox.record("Payment", "Prepayment", "PMT000002")).toMatchObject({ Status: "Voided", OrdersToApply: [] });
  expect(order()).toMatchObject({ Payments: [{ ReferenceNbr: "PMT000001" }], Totals: { UnpaidBalance: 68 } });
  expect((await client.act("/Payment/CardOperation", first, { TranType: "XXX" })).status).toBe(422);
});

test("an account is checked for a double by its address, and a pending standard cost takes effect", async () => {
  sandbox.put("BusinessAccount", {
    BusinessAccountID: "TWIN",
    Name: "Twin",
    MainContact: { Email: "maya.okafor@example.com" },
  });
  await client.act("/BusinessAccount/CheckForBusinessAccountDuplicates", { BusinessAccountID: "TWIN" });
  expect(sandbox.record("BusinessAccount", "TWIN")).toMatchObject({ Duplicate: "Possible Duplicate" });
  await client.act("/BusinessAccount/ValidateBusinessAccountAddresses", { BusinessAccountID: "TWIN" });
  expect(sandbox.record("BusinessAccount", "TWIN")).toMatchObject({ MainAddressValidated: true });
  sandbox.put("StockItem", { InventoryID: "BIKE-HELM-M", CurrentStdCost: 30, PendingStdCost: 33 });
  await client.act("/StockItem/UpdateStandardCostStockItem", { InventoryID: "BIKE-HELM-M" });
  expect(sandbox.record("StockItem", "BIKE-HELM-M")).toMatchObject({ CurrentStdCost: 33, LastStdCost: 30 });
});
