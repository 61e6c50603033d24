import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import {
  type ConnectorSubject,
  describeConnectorConformance,
  type Key,
  notOffered,
  type Stage,
  type WireRequest,
} from "@xmap/testing/connector";
import { acumaticaConnector } from "../../src/acumatica/connector.ts";
import { SALES } from "./conformance-records.ts";
import { SHOP } from "./support.ts";

const PASSWORD = "the-password-of-xmap";
const PUSH_SECRET = "the-secret-of-push-notifications";
type Erp = Stage<AcumaticaSandbox>;

const put =
  (resource: string) =>
  ({ method, path }: WireRequest): boolean =>
    method === "PUT" && path.endsWith(`/${resource}`);
const action =
  (resource: string, name: string) =>
  ({ method, path }: WireRequest): boolean =>
    method === "POST" && path.endsWith(`/${resource}/${name}`);

function makeItem({ server }: Erp, id: string, fields: object = {}): Key {
  server.put("StockItem", { InventoryID: id, Description: id, ItemClass: "BIKEACC", ...fields });
  return [id];
}

let customers = 0;
function makeCustomer({ server }: Erp, email: string, name = "Ada"): string {
  customers += 1;
  const id = `CUST${customers}`;
  const record = { CustomerID: id, CustomerName: name, CustomerClass: "ECCUSTOMER", MainContact: { Email: email } };
  return String(server.put("Customer", record).CustomerID);
}

const exception = (status: number, type: string, words: string) => ({
  status,
  headers: { "content-type": "application/json; charset=utf-8" },
  body: JSON.stringify({ message: "An error has occurred.", exceptionMessage: words, exceptionType: type }),
});

const subject: ConnectorSubject<AcumaticaSandbox> = {
  name: "acumatica",
  connector: acumaticaConnector,
  start: (clock) =>
    startAcumaticaSandbox({
      instance: "/AcuSandbox",
      now: () => new Date(clock.now()),
      seed: SHOP,
      users: [{ name: "admin", password: PASSWORD }],
    }),
  stop: (server) => server.close(),
  wire: { address: (server) => server.baseUrl },
  options: (server, address) => ({ url: address, tenant: server.tenant, user: "admin", password: PASSWORD }),
  secrets: [PASSWORD],
  read: {
    resource: "StockItem",
    missingKey: ["NOWHERE9"],
    cases: {
      unicode: { field: "Description", make: (stage, text) => makeItem(stage, "UNICODE", { Description: text }) },
      decimal: { field: "DefaultPrice", make: (stage, price) => makeItem(stage, "DECIMAL", { DefaultPrice: price }) },
      bigNumber: notOffered("no field of an item is a whole number past 2^53"),
      emptyText: { field: "Description", make: (stage) => makeItem(stage, "EMPTY", { Description: "" }) },
      emptyList: { field: "VendorDetails", make: (stage) => makeItem(stage, "NOVENDOR") },
      instant: { field: "LastModifiedDateTime", make: (stage) => makeItem(stage, "INSTANT") },
      archived: {
        field: "Description",
        make: (stage, text) => makeItem(stage, "ASIDE", { Description: text, ItemStatus: "Inactive" }),
      },
    },
  },
  search: {
    resource: "Customer",
    fields: ["CustomerID", "CustomerName"],
    keyFields: ["CustomerID"],
    make: (stage, text) => [makeCustomer(stage, text)],
    match: (text) => ({ MainContact: { Email: text } }),
    several: {
      make: (stage, first, second) => [makeCustomer(stage, first, second)],
      match: (first, second) => ({ MainContact: { Email: first }, CustomerName: second }),
    },
    repeats: true,
  },
  list: {
    resource: "Customer",
    fields: ["CustomerID", "CustomerName"],
    keyFields: ["CustomerID"],
    make: (stage, text) => [makeCustomer(stage, text)],
    remove: notOffered("customers are not deleted by hand in the sandbox"),
  },
  changes: [
    {
      resource: "StockItem",
      make: (stage, text) => makeItem(stage, text.replace(" ", "")),
      change: ({ server }, [id = ""], text) => void server.put("StockItem", { InventoryID: id, Description: text }),
      lateCommit: { milliseconds: 200_000 },
    },
  ],
  lookup: {
    resource: "Customer",
    column: "MainContact.Email",
    result: "CustomerID",
    make: (stage, text) => makeCustomer(stage, text),
    repeats: true,
    several: {
      columns: ["MainContact.Email", "CustomerName"],
      make: (stage, first, second) => makeCustomer(stage, first, second),
    },
    callsForFifty: 3,
  },
  create: {
    resource: "SalesOrder",
    values: (_stage, text) => ({ OrderType: "SO", CustomerID: "C000000417", Hold: false, ExternalRef: text }),
    lines: () => ({
      Details: {
        add: [{ identity: "1", values: { InventoryID: "BIKE-HELM-M", OrderQty: 2, WarehouseID: "WHOLESALE" } }],
        change: [],
        remove: [],
      },
    }),
    found: (text) => ({ OrderType: "SO", ExternalRef: text }),
    expected: (text) => ({ OrderType: "SO", ExternalRef: text, CustomerID: "C000000417" }),
    commits: put("SalesOrder"),
  },
  update: {
    resource: "StockItem",
    make: (stage) => makeItem(stage, "CHANGED", { Description: "Helmet", DefaultPrice: 59 }),
    patch: { Description: "Helmet, size M" },
    untouched: ["DefaultPrice", "ItemClass"],
    commits: put("StockItem"),
  },
  lines: {
    resource: "SalesOrder",
    field: "Details",
    lineKey: "id",
    fields: ["Details.LineDescription"],
    make: (stage, text) => SALES.makeOrder(stage.server, { LineDescription: text }),
    line: (_stage, text) => ({
      InventoryID: "BIKE-LAMP-01",
      OrderQty: 1,
      WarehouseID: "WHOLESALE",
      LineDescription: text,
    }),
    change: (text) => ({ LineDescription: text }),
    tells: ({ LineDescription }) => LineDescription,
    removes: true,
  },
  upsert: {
    resource: "Customer",
    key: ["CustomerID"],
    values: (text) => ({ CustomerID: text, CustomerName: "Ada", CustomerClass: "ECCUSTOMER" }),
    match: (text) => ({ CustomerID: text }),
    commits: put("Customer"),
  },
  operations: {
    "SalesOrder PutOnHold": { start: ({ server }) => SALES.makeOrder(server), commits: put("SalesOrder") },
    "SalesOrder ReleaseFromHold": { start: ({ server }) => SALES.makeHeldOrder(server), commits: put("SalesOrder") },
    "SalesOrder OpenSalesOrder": {
      start: ({ server }) => SALES.makeHeldOrder(server),
      commits: action("SalesOrder", "OpenSalesOrder"),
    },
    "SalesOrder CancelSalesOrder": {
      start: ({ server }) => SALES.makeOrder(server),
      commits: action("SalesOrder", "CancelSalesOrder"),
    },
    "SalesOrder ReopenSalesOrder": {
      start: ({ server }) => SALES.makeCanceledOrder(server),
      commits: action("SalesOrder", "ReopenSalesOrder"),
    },
    "SalesOrder ReleaseFromCreditHoldSalesOrder": {
      start: ({ server }) => SALES.makeOrderOnCreditHold(server),
      commits: action("SalesOrder", "ReleaseFromCreditHoldSalesOrder"),
    },
    "SalesOrder SalesOrderCreateShipment": {
      start: ({ server }) => SALES.makeOrder(server),
      arguments: { WarehouseID: "WHOLESALE", ShipmentDate: "2026-03-10" },
      commits: action("SalesOrder", "SalesOrderCreateShipment"),
    },
    "SalesOrder SalesOrderCreateReceipt": {
      start: ({ server }) => SALES.makeReturn(server),
      commits: action("SalesOrder", "SalesOrderCreateReceipt"),
    },
    "SalesOrder PrepareSalesInvoice": {
      start: ({ server }) => SALES.makeShippedOrder(server),
      commits: action("SalesOrder", "PrepareSalesInvoice"),
    },
    "Shipment ConfirmShipment": {
      start: ({ server }) => SALES.makeShipment(server, false),
      commits: action("Shipment", "ConfirmShipment"),
    },
    "Shipment CorrectShipment": {
      start: ({ server }) => SALES.makeShipment(server, true),
      commits: action("Shipment", "CorrectShipment"),
    },
    "Shipment PrepareInvoice": {
      start: ({ server }) => SALES.makeShipment(server, true),
      commits: action("Shipment", "PrepareInvoice"),
    },
    "Shipment UpdateIN": {
      start: ({ server }) => SALES.makeShipment(server, true),
      commits: action("Shipment", "UpdateIN"),
    },
    "Payment ReleasePayment": {
      start: ({ server }) => SALES.makePayment(server),
      commits: action("Payment", "ReleasePayment"),
    },
    "Payment VoidPayment": {
      start: ({ server }) => SALES.makeReleasedPayment(server),
      commits: action("Payment", "VoidPayment"),
    },
    "SalesInvoice ReleaseSalesInvoice": {
      start: ({ server }) => SALES.makeSalesInvoice(server),
      commits: action("SalesInvoice", "ReleaseSalesInvoice"),
    },
    "Invoice ReleaseInvoice": {
      start: ({ server }) => SALES.makeInvoice(server),
      commits: action("Invoice", "ReleaseInvoice"),
    },
    "JournalTransaction ReleaseJournalTransaction": {
      start: ({ server }) => SALES.makeBatch(server),
      commits: action("JournalTransaction", "ReleaseJournalTransaction"),
    },
    "BusinessAccount ConvertBusinessAccountToCustomer": {
      start: ({ server }) => SALES.makeBusinessAccount(server),
      commits: action("BusinessAccount", "ConvertBusinessAccountToCustomer"),
    },
  },
  failures: {
    prepareRead: ({ session }) => {
      const read = { resource: "StockItem", key: ["BIKE-LAMP-01"], fields: ["Description"], joins: [] };
      return () => session.read(read);
    },
    prepareWrite: async ({ session }) => {
      const resource = "StockItem";
      const key = ["BIKE-LAMP-01"];
      await session.read({ resource, key, fields: ["Description"], joins: [] });
      return () => session.update({ resource, key, values: { Description: "Lamp" }, lines: {}, writeKey: "w" });
    },
    writes: put("StockItem"),
    largestAnswerBytes: 64 * 1024 * 1024,
    answer: (kind, words) =>
      ({
        unauthorized: exception(401, "PX.Data.PXNotLoggedInException", words),
        forbidden: exception(403, "PX.Data.PXUnauthorizedException", words),
        notFound: exception(500, "PX.Api.ContractBased.NoEntitySatisfiesTheConditionException", words),
        conflict: exception(500, "PX.Data.PXLockViolationException", words),
        invalid: exception(400, "System.ArgumentException", words),
        broken: exception(500, "System.OutOfMemoryException", words),
      })[kind],
    differs: { "404, or no such record": { because: "a record that is not there is an answer", readsNothing: true } },
  },
  webhook: {
    options: { webhookSecret: PUSH_SECRET, pushQueries: "Shop items: StockItem" },
    sign: ({ text, isForged }) => ({
      headers: { "x-xmap-secret": isForged ? "the-secret-of-somebody-else" : PUSH_SECRET },
      body: new TextEncoder().encode(text),
    }),
    about: JSON.stringify({ Query: "Shop items", Id: "n1", Inserted: [{ InventoryID: "BIKE-HELM-M" }], Deleted: [] }),
    resource: "StockItem",
    keys: [["BIKE-HELM-M"]],
    unknown: JSON.stringify({ Query: "Something else", Id: "n1", Inserted: [{ InventoryID: "X" }], Deleted: [] }),
    unknownIs: "Invalid",
    coversBody: notOffered("Acumatica sends a fixed header and signs nothing"),
    coversTime: notOffered("Acumatica sends a fixed header and signs nothing"),
  },
  seats: (server) => server.sessionCount(),
};

describeConnectorConformance(subject);
