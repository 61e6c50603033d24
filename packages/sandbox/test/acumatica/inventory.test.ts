import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AcumaticaClient, type Loose, signIn, unwrap } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let client: AcumaticaClient;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-03-09T12:00:00.000Z");
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, now: () => now });
  now = new Date("2026-03-10T11:20:46.100Z");
  client = await signIn(sandbox);
});
afterEach(() => sandbox.close());

const summary = async (parameters: object): Promise<Loose> =>
  unwrap((await client.put("/InventorySummaryInquiry?$expand=Results", parameters)).body);

test("the inventory summary shows an item's rows by warehouse without its id", async () => {
  const answer = await client.put("/InventorySummaryInquiry?$expand=Results", { InventoryID: "BIKE-HELM-M" });
  expect(answer.body).toMatchObject({
    InventoryID: { value: "BIKE-HELM-M" },
    WarehouseID: {},
    ExpandByLotSerialNbr: { value: false },
  });
  expect(answer.body._links).toBeUndefined();
  expect(unwrap(answer.body).Results).toMatchObject([
    {
      WarehouseID: "WHOLESALE",
      LocationID: "R1S1",
      BaseUOM: "EA",
      QtyOnHand: 148,
      QtyAvailable: 148,
      LotSerialNbr: null,
    },
    { WarehouseID: "RETAIL", LocationID: "S1", QtyOnHand: 12, QtyNotAvailable: 0 },
  ]);
  expect(answer.body.Results[0].InventoryID).toBeUndefined();
  expect((await summary({ InventoryID: "BIKE-HELM-M", WarehouseID: "RETAIL" })).Results).toHaveLength(1);
});

test("without an item the summary is empty, and without $expand it has no results", async () => {
  expect((await summary({ WarehouseID: "WHOLESALE" })).Results).toEqual([]);
  const bare = await client.put("/InventorySummaryInquiry", { InventoryID: "BIKE-HELM-M" });
  expect(bare.body.Results).toBeUndefined();
});

test.each([
  { step: "an order on hold", hold: true, ship: false, issue: false, hand: 148, free: 148, shippable: 148 },
  { step: "an open order", hold: false, ship: false, issue: false, hand: 148, free: 146, shippable: 148 },
  { step: "a confirmed shipment", hold: false, ship: true, issue: false, hand: 148, free: 146, shippable: 146 },
  { step: "an issued shipment", hold: false, ship: true, issue: true, hand: 146, free: 146, shippable: 146 },
])("$step leaves $hand on hand, $free available and $shippable for shipment", async (row) => {
  sandbox.put("SalesOrder", { ...plainOrder, Hold: row.hold });
  if (row.ship) {
    sandbox.shipOrder("000001");
  }
  if (row.issue) {
    sandbox.act("Shipment", ["000001"], "UpdateIN");
  }
  expect((await summary({ InventoryID: "BIKE-HELM-M", WarehouseID: "WHOLESALE" })).Results).toMatchObject([
    { QtyOnHand: row.hand, QtyAvailable: row.free, QtyAvailableForShipment: row.shippable },
  ]);
});

test("available quantities are read at once, or only those that changed", async () => {
  const read = async (parameters: object) =>
    unwrap((await client.put("/InventoryQuantityAvailable?$expand=Results", parameters)).body).Results.map(
      (row: Loose) => [row.InventoryID, row.QtyAvailable],
    );
  expect(await read({})).toEqual([
    ["BIKE-HELM-M", 160],
    ["BIKE-LAMP-01", 61],
  ]);
  sandbox.put("SalesOrder", plainOrder);
  expect(await read({ LastModifiedDateTime: "3/9/2026 12:00:00 PM" })).toEqual([["BIKE-HELM-M", 158]]);
  expect(await read({ InventoryID: "BIKE-LAMP-01" })).toEqual([["BIKE-LAMP-01", 61]]);
});

test("a movement of stock shows in WarehouseDetails and leaves the item's last change alone", async () => {
  const read = async (): Promise<Loose> =>
    (
      await client.get(
        "/StockItem/BIKE-HELM-M?$expand=WarehouseDetails&$select=LastModified,LastModifiedDateTime,WarehouseDetails/WarehouseID,WarehouseDetails/QtyOnHand",
      )
    ).body;
  const before = await read();
  sandbox.receive("BIKE-HELM-M", "RETAIL", 5, "S1");
  const after = await read();
  expect(unwrap(after.WarehouseDetails)).toMatchObject([{ QtyOnHand: 148 }, { WarehouseID: "RETAIL", QtyOnHand: 17 }]);
  expect(after.LastModified).toEqual(before.LastModified);
  const priced = await client.put("/StockItem", { InventoryID: "BIKE-HELM-M", DefaultPrice: 61 });
  expect(unwrap(priced.body)).toMatchObject({
    DefaultPrice: 61,
    CurySpecificPrice: 61,
    LastModified: "2026-03-10T11:20:46.1+00:00",
    LastModifiedDateTime: "2026-03-10T11:20:46.1+00:00",
  });
});

test("an item shows the fields of the example", async () => {
  const { body } = await client.get("/StockItem/BIKE-HELM-M?$expand=Attributes,CrossReferences,WarehouseDetails,files");
  expect(unwrap(body)).toMatchObject({
    BaseUOM: "EA",
    SalesUOM: "EA",
    ItemStatus: "Active",
    ItemType: "Finished Good",
    LotSerialClass: "NOTTRACKED",
    MSRP: 69,
    TemplateItemID: null,
    Attributes: [
      {
        AttributeID: "COLOR",
        AttributeDescription: "Color",
        Value: "BLK",
        ValueDescription: "Black",
        IsActive: true,
        Required: false,
      },
    ],
    CrossReferences: [{ AlternateID: "4006381333931", AlternateType: "GTIN/EAN/UPC/ISBN", UOM: "EA" }],
    WarehouseDetails: [
      { WarehouseID: "WHOLESALE", IsDefault: true, QtyOnHand: 148, DefaultIssueLocationID: "R1S1" },
      { IsDefault: false },
    ],
  });
});

test("attributes that a class requires cannot be left out", async () => {
  sandbox.configure({ requiredAttributes: { BIKEACC: ["SIZE"] } });
  const item = { InventoryID: "new 1", ItemClass: "BIKEACC" };
  expect((await client.put("/StockItem", item)).body.ItemClass.error).toContain("'SIZE'");
  const made = await client.put("/StockItem", { ...item, Attributes: [{ AttributeID: "SIZE", Value: "M" }] });
  expect(made.body.InventoryID.value).toBe("NEW 1");
});

test("an order in another unit holds back base units", async () => {
  sandbox.put("StockItem", {
    InventoryID: "BIKE-LAMP-01",
    UOMConversions: [{ FromUOM: "BOX", ToUOM: "EA", MultiplyOrDivide: "Multiply", ConversionFactor: 10 }],
  });
  const order = { ...plainOrder, Details: [{ InventoryID: "BIKE-LAMP-01", OrderQty: 3, UOM: "BOX" }] };
  expect((await client.put("/SalesOrder", order)).body.OrderTotal.value).toBe(748.5);
  sandbox.shipOrder("000001");
  sandbox.invoiceOrder("000001");
  expect((await summary({ InventoryID: "BIKE-LAMP-01" })).Results).toMatchObject([{ QtyOnHand: 31, QtyAvailable: 31 }]);
});

test("invoices of orders show among those of accounts receivable, and others are made there", async () => {
  sandbox.put("SalesOrder", plainOrder);
  sandbox.shipOrder("000001");
  const [number = ""] = sandbox.invoiceOrder("000001");
  const shown = await client.get(`/Invoice/Invoice/${number}?$expand=Details`);
  expect(unwrap(shown.body)).toMatchObject({
    Status: "Open",
    Customer: "C000000417",
    Amount: 118,
    Balance: 118,
    Details: [{ InventoryID: "BIKE-HELM-M", Qty: 2, Amount: 118 }],
  });
  const own = await client.put("/Invoice", {
    Customer: "C000000417",
    Hold: false,
    Details: [{ TransactionDescription: "Service", Qty: 2, UnitPrice: 30, Account: "40000" }],
  });
  expect(unwrap(own.body)).toMatchObject({ ReferenceNbr: "AR000001", Status: "Balanced", Amount: 60 });
  await client.act("/Invoice/ReleaseInvoice", { Type: "Invoice", ReferenceNbr: "AR000001" });
  sandbox.put("Payment", {
    CustomerID: "C000000417",
    PaymentMethod: "CHECK",
    PaymentRef: "77",
    PaymentAmount: 60,
    Hold: false,
    DocumentsToApply: [{ DocType: "Invoice", ReferenceNbr: "AR000001", AmountPaid: 60 }],
  });
  sandbox.act("Payment", ["Payment", "PMT000001"], "ReleasePayment");
  expect(sandbox.record("Invoice", "Invoice", "AR000001")).toMatchObject({ Status: "Closed", Balance: 0 });
  expect(sandbox.record("Payment", "Payment", "PMT000001")).toMatchObject({ Status: "Closed" });
});
