import type { ConnectorSession, DataRecord } from "@xmap/contract";
import { expect, test } from "vitest";
import { failureOf } from "../support.ts";
import { createOrder, HELMET, ORDER, startErp } from "./support.ts";

const ORDER_FIELDS = [
  "OrderType",
  "OrderNbr",
  "Status",
  "OrderTotal",
  "Date",
  "CustomerID",
  "Details.InventoryID",
  "Details.OrderQty",
  "Details.UnitPrice",
  "Shipments.ShipmentNbr",
];

function readOrder(session: ConnectorSession, key: readonly string[]): Promise<DataRecord | undefined> {
  return session.read({ resource: "SalesOrder", key, fields: ORDER_FIELDS, joins: [] });
}

async function operate(
  session: ConnectorSession,
  resource: string,
  key: readonly string[],
  operation: string,
  given: DataRecord = {},
): Promise<boolean> {
  const fields = session.operationFields(resource, operation);
  const isDone = async (): Promise<boolean> => {
    const record = await session.read({ resource, key, fields, joins: [] });
    return record !== undefined && session.operationDone({ resource, operation, record, arguments: given });
  };
  expect(await isDone()).toBe(false);
  await session.operate({ resource, key, operation, arguments: given, writeKey: operation });
  return isDone();
}

test("creates an order with lines and reads it in plain values", async () => {
  const { session } = await startErp();
  const key = await createOrder(session, {
    ShipToAddressOverride: true,
    ShipToAddress: { AddressLine1: "77 Dock Road", City: "Łódź 東京", Country: "US" },
    note: "ring twice",
  });
  expect(key).toEqual(["SO", expect.stringMatching(/^\d{6}$/)]);
  const fields = [...ORDER_FIELDS, "ShipToAddress.City", "LastModified", "note"];
  const order = await session.read({ resource: "SalesOrder", key, fields, joins: [] });
  expect(order).toMatchObject({
    OrderType: "SO",
    OrderNbr: key[1],
    Status: "Open",
    OrderTotal: 119,
    Date: "2026-03-09",
    CustomerID: "C000000417",
    ContactID: null,
    LastModified: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/),
    ShipToAddress: { City: "Łódź 東京" },
    note: "ring twice",
    Details: [{ id: "1", InventoryID: "BIKE-HELM-M", OrderQty: 2, UnitPrice: 59.5 }],
    Shipments: [],
  });
});

test("changes, adds and removes lines by keys that last over sessions", async () => {
  const { session, open } = await startErp();
  const key = await createOrder(session);
  const lamp = { InventoryID: "BIKE-LAMP-01", OrderQty: 1, WarehouseID: "WHOLESALE" };
  await open().update({
    resource: "SalesOrder",
    key,
    values: { Description: "two kinds" },
    lines: {
      Details: {
        add: [{ identity: "items/2", values: lamp }],
        change: [{ key: "1", values: { OrderQty: 3 } }],
        remove: [],
      },
    },
    writeKey: "w",
  });
  expect(await readOrder(session, key)).toMatchObject({
    Details: [
      { id: "1", InventoryID: "BIKE-HELM-M", OrderQty: 3, UnitPrice: 59.5 },
      { id: "2", InventoryID: "BIKE-LAMP-01", OrderQty: 1 },
    ],
  });
  const remove = { Details: { add: [], change: [], remove: ["1"] } };
  await session.update({ resource: "SalesOrder", key, values: {}, lines: remove, writeKey: "w" });
  expect((await readOrder(session, key))?.Details).toMatchObject([{ id: "2", InventoryID: "BIKE-LAMP-01" }]);
});

test("a line that somebody has removed is not added again by a change, and its removal is done", async () => {
  const { session, acumatica } = await startErp();
  const key = await createOrder(session);
  const add = [{ identity: "2", values: { ...HELMET, InventoryID: "BIKE-LAMP-01" } }];
  const update = (change: readonly { key: string; values: DataRecord }[], remove: readonly string[]) =>
    session.update({
      resource: "SalesOrder",
      key,
      values: {},
      lines: { Details: { add, change, remove } },
      writeKey: "w",
    });
  expect(await failureOf(update([{ key: "7", values: { OrderQty: 9 } }], []))).toMatchObject({
    class: "Conflict",
    effect: "none",
  });
  expect(acumatica.record("SalesOrder", ...key)?.Details).toHaveLength(1);
  await update([], ["7"]);
  expect(acumatica.record("SalesOrder", ...key)?.Details).toHaveLength(2);
});

test("discounts, which have no number of their own, are changed where they stand", async () => {
  const { session } = await startErp();
  const discount = (code: string, amount: number) => ({
    identity: code,
    values: { ExternalDiscountCode: code, DiscountAmount: amount, ManualDiscount: true },
  });
  const add = [discount("SPRING", 5), discount("LOYAL", 1)];
  const key = await session.create({
    resource: "SalesOrder",
    values: ORDER,
    lines: {
      Details: { add: [{ identity: "1", values: HELMET }], change: [], remove: [] },
      DiscountDetails: { add, change: [], remove: [] },
    },
    writeKey: "o",
  });
  const fields = ["DiscountDetails.ExternalDiscountCode", "DiscountDetails.DiscountAmount"];
  const discounts = async (): Promise<readonly DataRecord[]> => {
    const order = await session.read({ resource: "SalesOrder", key, fields, joins: [] });
    return Array.isArray(order?.DiscountDetails) ? order.DiscountDetails : [];
  };
  const [spring, loyal] = await discounts();
  expect([spring, loyal]).toMatchObject([{ DiscountAmount: 5 }, { DiscountAmount: 1 }]);
  const change = [{ key: String(spring?.id), values: { DiscountAmount: 7 } }];
  const lines = { DiscountDetails: { add: [], change, remove: [String(loyal?.id)] } };
  await session.update({ resource: "SalesOrder", key, values: {}, lines, writeKey: "w" });
  expect(await discounts()).toMatchObject([{ id: spring?.id, ExternalDiscountCode: "SPRING", DiscountAmount: 7 }]);
});

test("an order becomes a shipment with a tracking number, an invoice and is paid", async () => {
  const { session, acumatica } = await startErp({ operations: { polls: 3 } });
  const order = await createOrder(session);
  const given = { WarehouseID: "WHOLESALE", ShipmentDate: "2026-03-10" };
  expect(await operate(session, "SalesOrder", order, "SalesOrderCreateShipment", given)).toBe(true);
  const shipments = (await readOrder(session, order))?.Shipments;
  const number = Array.isArray(shipments) ? String((shipments[0] as DataRecord).ShipmentNbr) : "";
  expect(await operate(session, "Shipment", [number], "ConfirmShipment")).toBe(true);
  const fields = ["Status", "ShipmentDate", "Packages.TrackingNbr", "Orders.OrderNbr", "Orders.OrderType"];
  expect(await session.read({ resource: "Shipment", key: [number], fields, joins: [] })).toMatchObject({
    Status: "Confirmed",
    ShipmentDate: "2026-03-10",
    Packages: [{ id: "1", TrackingNbr: expect.any(String) }],
    Orders: [{ id: `SO/${order[1]}`, OrderType: "SO", OrderNbr: order[1] }],
  });
  expect(await operate(session, "Shipment", [number], "PrepareInvoice")).toBe(true);
  const payment = await session.create({
    resource: "Payment",
    values: {
      Type: "Prepayment",
      CustomerID: ORDER.CustomerID,
      PaymentMethod: "ONLINE",
      CashAccount: "10250ST",
      PaymentAmount: 119,
      PaymentRef: "ch_1",
      ExternalRef: "pay-1",
      ApplicationDate: "2026-03-09",
      Hold: false,
    },
    lines: {
      OrdersToApply: {
        add: [{ identity: "o", values: { OrderType: "SO", OrderNbr: order[1], AppliedToOrder: 119 } }],
        change: [],
        remove: [],
      },
    },
    writeKey: "p",
  });
  expect(payment).toEqual(["Prepayment", expect.any(String)]);
  expect(await operate(session, "Payment", payment, "ReleasePayment")).toBe(true);
  expect(acumatica.record("Payment", ...payment)).toMatchObject({ AppliedToOrders: 119, Status: "Open" });
});

test("holds an order and lets it go, cancels it and opens it again", async () => {
  const { session } = await startErp();
  const key = await createOrder(session);
  for (const operation of ["PutOnHold", "ReleaseFromHold", "CancelSalesOrder", "ReopenSalesOrder"])
    expect(await operate(session, "SalesOrder", key, operation), operation).toBe(true);
});

test("an action that the document's status forbids is a business rule that was not carried out", async () => {
  const { session } = await startErp();
  const key = await createOrder(session, { Hold: true });
  const request = { resource: "SalesOrder", key, operation: "SalesOrderCreateShipment", arguments: {}, writeKey: "s" };
  expect(await failureOf(session.operate(request))).toMatchObject({
    class: "BusinessRule",
    effect: "none",
    scope: "record",
    message: expect.stringContaining("On Hold"),
  });
});

test("writes a customer by its key once, however often", async () => {
  const { session, acumatica } = await startErp();
  const request = {
    resource: "Customer",
    key: ["CustomerID"],
    values: { CustomerID: "SHOP-1", CustomerName: "Ada", MainContact: { Email: "ada@example.com" } },
    lines: {},
    writeKey: "c",
  };
  const before = acumatica.records("Customer").length;
  expect(await session.upsert?.(request)).toMatchObject({
    CustomerID: "SHOP-1",
    MainContact: { Email: "ada@example.com" },
  });
  expect(await session.upsert?.(request)).toMatchObject({ CustomerID: "SHOP-1" });
  expect(acumatica.records("Customer")).toHaveLength(before + 1);
  const numbered = { ...request, resource: "SalesOrder", key: ["OrderType"], values: { OrderType: "SO" } };
  expect(await session.upsert?.(numbered)).toBeUndefined();
});

test("a create refuses a record that is there, an update one that is not", async () => {
  const { session } = await startErp();
  const values = { InventoryID: "BIKE-HELM-M", Description: "again", ItemClass: "BIKEACC" };
  const twice = session.create({ resource: "StockItem", values, lines: {}, writeKey: "i" });
  expect(await failureOf(twice)).toMatchObject({ class: "Conflict", effect: "none", status: 412 });
  const gone = session.update({ resource: "StockItem", key: ["NOWHERE"], values, lines: {}, writeKey: "i" });
  expect(await failureOf(gone)).toMatchObject({ class: "NotFound", effect: "none" });
});

test("an order whose answer was lost after the commit is found and not made twice", async () => {
  const { session, acumatica } = await startErp();
  await session.read({ resource: "SalesOrder", key: ["SO", "999999"], fields: [], joins: [] });
  acumatica.faults.add({ match: { operation: "SalesOrder.put" }, kind: "lostAnswer", remaining: 1 });
  expect(await failureOf(createOrder(session))).toMatchObject({ class: "Transient", effect: "unknown" });
  const match = { OrderType: "SO", ExternalRef: ORDER.ExternalRef };
  const found = await session.search({ resource: "SalesOrder", match, fields: ORDER_FIELDS, limit: 2 });
  expect(found).toMatchObject([{ OrderType: "SO", Details: [{ InventoryID: HELMET.InventoryID }] }]);
});

test("reads stock by item, by warehouse and of all items", async () => {
  const { session } = await startErp();
  const rows = await session.search({
    resource: "InventorySummary",
    match: { InventoryID: "bike-helm-m" },
    fields: ["QtyOnHand"],
    limit: 10,
  });
  expect(rows.map(({ WarehouseID, QtyOnHand }) => [WarehouseID, QtyOnHand])).toEqual(
    expect.arrayContaining([
      ["WHOLESALE", 148],
      ["RETAIL", 12],
    ]),
  );
  expect(
    await session.lookup({
      resource: "InventorySummary",
      columns: ["InventoryID", "WarehouseID"],
      result: "QtyOnHand",
      keys: [
        ["BIKE-HELM-M", "RETAIL"],
        ["BIKE-LAMP-01", "WHOLESALE"],
        ["BIKE-LAMP-01", "RETAIL"],
      ],
    }),
  ).toEqual([[12], [61], []]);
  const key = ["BIKE-HELM-M"];
  const available = { resource: "InventoryQuantityAvailable", key, fields: ["QtyAvailable"], joins: [] };
  expect(await session.read(available)).toMatchObject({ InventoryID: "BIKE-HELM-M", QtyAvailable: 160 });
  const update = session.update({ resource: "InventorySummary", key, values: {}, lines: {}, writeKey: "x" });
  expect(await failureOf(update)).toMatchObject({ class: "SchemaDrift" });
});
