import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AcumaticaClient, signIn, unwrap } from "./acumatica-client.ts";
import { factsSeed, plainOrder } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let client: AcumaticaClient;

beforeEach(async () => {
  sandbox = await startAcumaticaSandbox({ seed: factsSeed, now: () => new Date("2026-03-09T14:02:11.483Z") });
  client = await signIn(sandbox);
});
afterEach(() => sandbox.close());

const exampleOrder = {
  OrderType: "SO",
  CustomerID: "C000000417",
  LocationID: "MAIN",
  Date: "2026-03-09T00:00:00",
  RequestedOn: "2026-03-09T00:00:00",
  Description: "X-Cart | Order: 100247 | Status: Paid",
  CustomerOrder: "100247",
  ExternalRef: "100247",
  CurrencyID: "USD",
  Branch: "PRODWHOLE",
  Hold: false,
  ShipVia: "UPSGROUND",
  note: "Customer note: please leave at the side door",
  BillToAddressOverride: true,
  BillToAddress: { AddressLine1: "418 Alder Street", AddressLine2: "Apt 5", City: "Tacoma", Country: "US" },
  ShipToAddressOverride: true,
  ShipToContactOverride: true,
  ShipToAddress: { AddressLine1: "77 Dock Road", City: "Tacoma", State: "WA", PostalCode: "98421", Country: "US" },
  ShipToContact: { BusinessName: "Harbor Lane Cycles", Attention: "Maya Okafor" },
  DisableAutomaticDiscountUpdate: true,
  IsTaxValid: true,
  FinancialSettings: { OverrideTaxZone: true, CustomerTaxZone: "WAEXT" },
  ShippingSettings: { OverrideFreightPrice: true, FreightPrice: 12.5, ShippingTerms: "FREIGHTSO" },
  Details: [
    {
      InventoryID: "BIKE-HELM-M",
      OrderQty: 2,
      UOM: "EA",
      UnitPrice: 59,
      ManualPrice: true,
      DiscountAmount: 10,
      ManualDiscount: true,
      WarehouseID: "WHOLESALE",
      ExternalRef: "100247-1",
    },
    {
      InventoryID: "BIKE-LAMP-01",
      OrderQty: 1,
      UOM: "EA",
      UnitPrice: 24.95,
      ManualPrice: true,
      WarehouseID: "WHOLESALE",
      ExternalRef: "100247-2",
    },
  ],
  TaxDetails: [{ TaxID: "WAEXTTAX", TaxableAmount: 132.95, TaxRate: 10.3, TaxAmount: 13.69 }],
  Payments: [
    {
      DocType: "Prepayment",
      PaymentMethod: "ONLINE",
      CashAccount: "10250ST",
      PaymentRef: "ch_3PqXdemo81",
      ApplicationDate: "2026-03-09T00:00:00",
      PaymentAmount: 159.14,
      AppliedToOrder: 159.14,
      ExternalRef: "xc-pay-5531",
    },
  ],
  custom: { Document: { AttributeCHANNEL: { type: "CustomStringField", value: "XCART" } } },
};

const everything =
  "$expand=Details,Payments,TaxDetails,FinancialSettings,ShippingSettings,Totals,Shipments,ShipToAddress,ShipToContact,BillToAddress";

test("an order of the shop becomes the order of the example", async () => {
  const answer = await client.put(`/SalesOrder?${everything}&$custom=Document.AttributeCHANNEL`, exampleOrder);
  expect(answer.status).toBe(200);
  expect(unwrap(answer.body)).toMatchObject({
    OrderNbr: "000001",
    Status: "Open",
    note: "Customer note: please leave at the side door",
    Approved: true,
    CreditHold: false,
    OrderedQty: 3,
    OrderTotal: 159.14,
    TaxTotal: 13.69,
    CashAccount: null,
    Date: "2026-03-09T00:00:00+00:00",
    ShipToAddress: { AddressLine1: "77 Dock Road", AddressLine2: null, Country: "US" },
    Details: [
      {
        LineNbr: 1,
        Amount: 108,
        DiscountAmount: 10,
        DiscountPercent: 8.474576,
        DiscountedUnitPrice: 59,
        ExtendedPrice: 118,
        OpenQty: 2,
        QtyOnShipments: 0,
        Completed: false,
        LineType: "Goods for Inventory",
        Operation: "Issue",
        ShippingRule: "Back Order Allowed",
        TaxCategory: "TAXABLE",
        UnbilledAmount: 108,
      },
      { LineNbr: 2, Amount: 24.95, DiscountAmount: 0 },
    ],
    Payments: [
      {
        DocType: "Prepayment",
        ReferenceNbr: "PMT000001",
        AppliedToOrder: 159.14,
        Balance: 0,
        Currency: "USD",
        PaymentRef: "ch_3PqXdemo81",
        Status: "Balanced",
        TransferredtoInvoice: 0,
      },
    ],
    TaxDetails: [
      { TaxID: "WAEXTTAX", TaxAmount: 13.69, LineNbr: 32_000, OrderNbr: "000001", CustomerTaxZone: "WAEXT" },
    ],
    FinancialSettings: { PostPeriod: "032026", Terms: "30D", BillSeparately: false },
    ShippingSettings: { FreightPrice: 12.5, ShipVia: "UPSGROUND", Priority: 0 },
    Totals: {
      DiscountTotal: 0,
      Freight: 12.5,
      LineTotalAmount: 132.95,
      TaxTotal: 13.69,
      UnbilledAmount: 159.14,
      UnbilledQty: 3,
      UnpaidBalance: 0,
    },
    Shipments: [],
  });
  expect(answer.body.custom).toEqual({
    Document: { AttributeCHANNEL: { type: "CustomStringField", value: "XCART" } },
  });
  expect(answer.body.NoteID.value).toBe(answer.body.id);
});

test("an order is shipped in parts and invoiced", async () => {
  await client.put("/SalesOrder", {
    ...exampleOrder,
    Details: [{ ...exampleOrder.Details[0], OrderQty: 3 }],
    Payments: [],
    TaxDetails: [],
  });
  sandbox.receive("BIKE-HELM-M", "WHOLESALE", -146, "R1S1");
  const keys = { OrderType: "SO", OrderNbr: "000001" };
  expect((await client.act("/SalesOrder/SalesOrderCreateShipment", keys)).status).toBe(204);
  const shipping = await client.get(
    "/SalesOrder/SO/000001?$expand=Shipments,Details&$select=Status,Shipments/ShipmentNbr,Shipments/Status,Details/QtyOnShipments,Details/OpenQty",
  );
  expect(unwrap(shipping.body)).toEqual({
    note: "Customer note: please leave at the side door",
    Status: "Shipping",
    Shipments: [{ note: "", ShipmentNbr: "000001", Status: "Open" }],
    Details: [{ note: "", QtyOnShipments: 2, OpenQty: 3 }],
  });
  expect((await client.act("/Shipment/ConfirmShipment", { ShipmentNbr: "000001" })).status).toBe(204);
  const shipment = await client.get("/Shipment/000001?$expand=Details,Orders,Packages,Packages/PackageContents");
  expect(unwrap(shipment.body)).toMatchObject({
    Status: "Confirmed",
    ShippedQty: 2,
    PackageCount: 1,
    Details: [{ OrderNbr: "000001", OrderLineNbr: 1, OrderedQty: 3, ShippedQty: 2, OpenQty: 1, LocationID: "R1S1" }],
    Orders: [{ OrderType: "SO", OrderNbr: "000001", ShippedQty: 2, InvoiceNbr: null }],
    Packages: [
      {
        BoxID: "MEDIUM",
        TrackingNbr: "1Z999AA10100000001",
        Confirmed: true,
        PackageContents: [{ InventoryID: "BIKE-HELM-M", Quantity: 2 }],
      },
    ],
  });
  expect(sandbox.record("SalesOrder", "SO", "000001")).toMatchObject({ Status: "Back Order" });
  sandbox.receive("BIKE-HELM-M", "WHOLESALE", 10, "R1S1");
  const second = sandbox.shipOrder("000001", { trackingNumbers: ["1ZB", "1ZC"] });
  expect(sandbox.record("Shipment", second)).toMatchObject({
    Status: "Confirmed",
    Packages: [{ TrackingNbr: "1ZB" }, { TrackingNbr: "1ZC" }],
  });
  expect(sandbox.record("SalesOrder", "SO", "000001")).toMatchObject({
    Status: "Completed",
    Details: [{ Completed: true, OpenQty: 0, QtyOnShipments: 3 }],
  });
  const [firstInvoice, secondInvoice] = sandbox.invoiceOrder("000001");
  expect(sandbox.record("SalesInvoice", "Invoice", firstInvoice ?? "")).toMatchObject({
    Status: "Open",
    Amount: 123.83,
    FreightPrice: 12.5,
    Details: [{ Qty: 2, ShipmentNbr: "000001", OrderLineNbr: 1 }],
  });
  expect(sandbox.record("SalesInvoice", "Invoice", secondInvoice ?? "")).toMatchObject({ Amount: 55.67 });
  expect(sandbox.record("Shipment", second)).toMatchObject({ Status: "Completed" });
  expect(sandbox.record("StockItem", "BIKE-HELM-M")).toMatchObject({
    WarehouseDetails: [
      { WarehouseID: "WHOLESALE", QtyOnHand: 9 },
      { WarehouseID: "RETAIL", QtyOnHand: 12 },
    ],
  });
});

test("a released prepayment holds the order's amount and pays its invoice", async () => {
  await client.put("/SalesOrder", plainOrder);
  const payment = await client.put("/Payment?$expand=OrdersToApply,DocumentsToApply", {
    Type: "Prepayment",
    CustomerID: "C000000417",
    PaymentMethod: "ONLINE",
    PaymentAmount: 118,
    PaymentRef: "ch_1",
    Hold: false,
    OrdersToApply: [{ OrderType: "SO", OrderNbr: "000001", AppliedToOrder: 118 }],
  });
  expect(unwrap(payment.body)).toMatchObject({
    Type: "Prepayment",
    ReferenceNbr: "PMT000001",
    Status: "Balanced",
    CashAccount: "10250ST",
    AppliedToOrders: 118,
    AvailableBalance: 0,
    OrdersToApply: [{ OrderType: "SO", OrderNbr: "000001", AppliedToOrder: 118 }],
    DocumentsToApply: [],
  });
  const keys = { Type: "Prepayment", ReferenceNbr: "PMT000001" };
  expect((await client.act("/Payment/ReleasePayment", keys)).status).toBe(204);
  expect(sandbox.record("Payment", "Prepayment", "PMT000001")).toMatchObject({ Status: "Open", AvailableBalance: 0 });
  expect((await client.act("/Payment/ReleasePayment", keys)).status).toBe(422);
  sandbox.shipOrder("000001");
  const [invoice = ""] = sandbox.invoiceOrder("000001");
  expect(sandbox.record("SalesInvoice", "Invoice", invoice)).toMatchObject({ Status: "Closed", Balance: 0 });
  expect(sandbox.record("Payment", "Prepayment", "PMT000001")).toMatchObject({ Status: "Closed", AppliedToOrders: 0 });
  expect(sandbox.record("SalesOrder", "SO", "000001")).toMatchObject({
    Payments: [{ AppliedToOrder: 0, TransferredtoInvoice: 118 }],
    Totals: { UnpaidBalance: 0 },
  });
});
