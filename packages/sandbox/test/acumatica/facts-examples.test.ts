import { type AcumaticaSandbox, startAcumaticaSandbox } from "@xmap/sandbox/acumatica";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type AcumaticaClient, type Loose, signIn } from "./acumatica-client.ts";
import { factsSeed } from "./facts-seed.ts";

let sandbox: AcumaticaSandbox;
let client: AcumaticaClient;

beforeEach(async () => {
  sandbox = await startAcumaticaSandbox({
    seed: factsSeed,
    instance: "/AcuSandbox",
    now: () => new Date("2026-03-09T14:02:11.483Z"),
  });
  client = await signIn(sandbox);
});
afterEach(() => sandbox.close());

const order = {
  OrderType: "SO",
  CustomerID: "C000000417",
  CustomerOrder: "100247",
  ExternalRef: "100247",
  Hold: false,
  ShipToAddressOverride: true,
  ShipToContactOverride: true,
  ShipToAddress: { AddressLine1: "77 Dock Road", City: "Tacoma", State: "WA", PostalCode: "98421", Country: "US" },
  ShipToContact: { Attention: "Maya Okafor", Email: "maya.okafor@example.com" },
  IsTaxValid: true,
  FinancialSettings: { OverrideTaxZone: true, CustomerTaxZone: "WAEXT" },
  ShippingSettings: { OverrideFreightPrice: true, FreightPrice: 12.5, ShippingTerms: "FREIGHTSO" },
  Details: [{ InventoryID: "BIKE-HELM-M", OrderQty: 2, UnitPrice: 59, ManualPrice: true, WarehouseID: "WHOLESALE" }],
  TaxDetails: [{ TaxID: "WAEXTTAX", TaxableAmount: 118, TaxRate: 10.3, TaxAmount: 12.15 }],
  Payments: [
    {
      DocType: "Prepayment",
      PaymentMethod: "ONLINE",
      CashAccount: "10250ST",
      PaymentRef: "ch_1",
      PaymentAmount: 100,
      AppliedToOrder: 100,
    },
  ],
};

type Example = {
  readonly what: string;
  readonly read: () => Promise<Loose>;
  /** By the path of the part: the members that the real system answers there. */
  readonly members: Readonly<Record<string, string>>;
};

const examples: readonly Example[] = [
  {
    what: "a sales order",
    read: async () =>
      (
        await client.put(
          "/SalesOrder?$expand=BillToAddress,BillToContact,ShipToAddress,ShipToContact,Details,Payments,TaxDetails,FinancialSettings,ShippingSettings,Totals,Shipments",
          order,
        )
      ).body,
    members: {
      "": "Approved BaseCurrencyID BillToAddressOverride BillToContactOverride Branch CashAccount ContactID ControlTotal CreatedDate CreditHold CurrencyID CurrencyRate CustomerID CustomerOrder Date Description DisableAutomaticDiscountUpdate EffectiveDate ExternalRef Hold IsTaxValid LastModified LocationID NoteID OrderNbr OrderTotal OrderType OrderedQty PaymentMethod Project RequestedOn ShipToAddressOverride ShipToContactOverride ShipVia Status TaxTotal VATExemptTotal VATTaxableTotal WillCall _links custom id note rowNumber",
      BillToAddress: "AddressLine1 AddressLine2 City Country PostalCode State custom id note rowNumber",
      ShipToContact: "Attention BusinessName Email Phone1 custom id note rowNumber",
      Details:
        "Account Amount Branch Completed DiscountAmount DiscountPercent DiscountedUnitPrice ExtendedPrice ExternalRef FreeItem InventoryID LineDescription LineNbr LineType ManualDiscount ManualPrice OpenQty Operation OrderQty QtyOnShipments ReasonCode RequestedOn SalespersonID ShipOn ShippingRule TaxCategory UOM UnbilledAmount UnitPrice WarehouseID _links custom id note rowNumber",
      Payments:
        "ApplicationDate AppliedToOrder Balance CashAccount Currency DocType ExternalRef PaymentAmount PaymentMethod PaymentRef ReferenceNbr Status TransferredtoInvoice custom id note rowNumber",
      TaxDetails:
        "CustomerTaxZone LineNbr OrderNbr OrderType TaxAmount TaxID TaxRate TaxType TaxableAmount custom id note rowNumber",
      FinancialSettings:
        "BillSeparately Branch CustomerTaxZone InvoiceDate InvoiceNbr OverrideTaxZone PostPeriod Terms custom id note rowNumber",
      ShippingSettings:
        "CancelByDate FreightCost FreightPrice OverrideFreightPrice PreferredWarehouseID Priority ScheduledShipmentDate ShipVia ShippingRule ShippingTerms custom id note rowNumber",
      Totals:
        "DiscountTotal Freight FreightCost LineTotalAmount MiscTotalAmount TaxTotal UnbilledAmount UnbilledQty UnpaidBalance custom id note rowNumber",
    },
  },
  {
    what: "a confirmed shipment with a tracking number",
    read: async () => {
      await client.put("/SalesOrder", order);
      sandbox.shipOrder("000001", { trackingNumbers: ["1Z999AA10123456784"] });
      const parts =
        "Details,Orders,Packages,Packages/PackageContents,ShippingSettings,ShippingSettings/ShipToAddress,ShippingSettings/ShipToContact";
      return (await client.get(`/Shipment/000001?$expand=${parts}`)).body;
    },
    members: {
      "": "ControlQty CreatedDateTime CustomerID Description FreightCost FreightCurrencyID FreightPrice Hold LastModifiedDateTime LocationID NoteID Operation OverrideFreightPrice PackageCount PackageWeight Picked ShipVia ShipmentDate ShipmentNbr ShippedQty ShippedVolume ShippedWeight ShippingTerms Status Type WarehouseID _links custom id note rowNumber",
      Details:
        "Description FreeItem InventoryID LineNbr LocationID LotSerialNbr OpenQty OrderLineNbr OrderNbr OrderType OrderedQty OriginalQty ReasonCode ShippedQty UOM WarehouseID _links custom id note rowNumber",
      Orders:
        "InventoryDocType InventoryRefNbr InvoiceNbr InvoiceType OrderNbr OrderNoteID OrderType ShipmentNbr ShipmentType ShippedQty ShippedVolume ShippedWeight custom id note rowNumber",
      Packages:
        "BoxID CODAmount Confirmed DeclaredValue Description Height Length LineNbr TrackingNbr Type UOM Weight Width _links custom id note rowNumber",
      "Packages/PackageContents": "InventoryID Quantity ShipmentSplitLineNbr UOM custom id note rowNumber",
      "ShippingSettings/ShipToAddress":
        "AddressLine1 AddressLine2 City Country PostalCode State custom id note rowNumber",
      "ShippingSettings/ShipToContact": "Attention BusinessName Email Phone1 custom id note rowNumber",
    },
  },
  {
    what: "a prepayment of an order",
    read: async () => {
      await client.put("/SalesOrder", order);
      return (await client.get("/Payment/Prepayment/PMT000001?$expand=OrdersToApply,DocumentsToApply")).body;
    },
    members: {
      "": "ApplicationDate AppliedToDocuments AppliedToOrders AvailableBalance Branch CardAccountNbr CashAccount CurrencyID CustomerID CustomerLocationID Description DocumentsToApply ExternalRef Hold IsCCPayment LastModifiedDateTime NoteID PaymentAmount PaymentMethod PaymentRef ReferenceNbr Status Type _links custom id note rowNumber",
      OrdersToApply: "AppliedToOrder OrderNbr OrderType custom id note rowNumber",
    },
  },
  {
    what: "a stock item",
    read: async () =>
      (
        await client.get(
          "/StockItem/BIKE-HELM-M?$expand=Attributes,Categories,CrossReferences,FileURLs,UOMConversions,VendorDetails,WarehouseDetails,files",
        )
      ).body,
    members: {
      "": "Attributes Availability AverageCost BaseUOM Categories Content CountryOfOrigin CrossReferences CurySpecificMSRP CurySpecificPrice CustomURL DefaultPrice DefaultWarehouseID Description DimensionVolume DimensionWeight ExportToExternal FileURLs ImageUrl InventoryID IsAKit ItemClass ItemStatus ItemType LastCost LastModified LastModifiedDateTime LotSerialClass MSRP MetaDescription NotAvailable NoteID PageTitle PostingClass PriceClass PurchaseUOM SalesUOM SearchKeywords TaxCategory TemplateItemID UOMConversions ValuationMethod VendorDetails Visibility VolumeUOM WarehouseDetails WeightUOM _links custom files id note rowNumber",
      Attributes:
        "AttributeDescription AttributeID IsActive RefNoteID Required Value ValueDescription custom id note rowNumber",
      CrossReferences: "AlternateID AlternateType Description UOM custom id note rowNumber",
      WarehouseDetails: "DefaultIssueLocationID IsDefault QtyOnHand Status WarehouseID custom id note rowNumber",
    },
  },
  {
    what: "a customer",
    read: async () =>
      (await client.get("/Customer/C000000417?$expand=Attributes,MainContact,MainContact/Address")).body,
    members: {
      "": "AccountRef Attributes AutoApplyPayments BAccountID BillingAddressOverride BillingContactOverride CreatedDateTime CreditLimit CurrencyID CustomerClass CustomerID CustomerName Email EnableCurrencyOverride IsGuestCustomer LastModifiedDateTime LocationName NoteID PriceClassID ShipVia ShippingAddressOverride ShippingContactOverride ShippingRule StatementCycleID StatementType Status TaxRegistrationID TaxZone Terms _links custom id note rowNumber",
      MainContact:
        "Active Address Attention CompanyName ContactID DisplayName Email FullName JobTitle Phone1 Phone1Type Phone2 custom id note rowNumber",
      "MainContact/Address": "AddressLine1 AddressLine2 City Country PostalCode State custom id note rowNumber",
    },
  },
  {
    what: "an inventory summary",
    read: async () =>
      (await client.put("/InventorySummaryInquiry?$expand=Results", { InventoryID: "BIKE-HELM-M" })).body,
    members: {
      "": "ExpandByLotSerialNbr InventoryID LocationID Results Subitem WarehouseID custom id note rowNumber",
      Results:
        "BaseUOM EstimatedTotalCost EstimatedUnitCost ExpirationDate LocationID LotSerialNbr QtyAvailable QtyAvailableForShipment QtyNotAvailable QtyOnHand Subitem WarehouseID custom id note rowNumber",
    },
  },
  {
    what: "a refused order",
    read: async () =>
      (
        await client.put("/SalesOrder", {
          CustomerID: "C000000417",
          CustomerOrder: "100248",
          Details: [{ InventoryID: "NO-SUCH-SKU", OrderQty: 1 }],
        })
      ).body,
    members: {
      "": "CustomerID CustomerOrder Details OrderNbr OrderType _links custom error id note rowNumber",
      Details: "InventoryID OrderQty _links custom id note rowNumber",
      "Details/InventoryID": "error value",
    },
  },
];

test.each(examples)("$what has the members of the real system's answer", async ({ read, members }) => {
  const answer = await read();
  for (const [path, names] of Object.entries(members)) {
    const parts = path === "" ? [answer] : partsAt(answer, path.split("/"));
    expect(parts.length, path).toBeGreaterThan(0);
    for (const part of parts) {
      expect(Object.keys(part), path).toEqual(expect.arrayContaining(names.split(" ")));
    }
  }
});

function partsAt(value: Loose, [name = "", ...rest]: readonly string[]): readonly Loose[] {
  const found: readonly Loose[] = [value?.[name]].flat().filter((part) => part !== undefined);
  return rest.length === 0 ? found : found.flatMap((part) => partsAt(part, rest));
}

test("links lead to the record and to where its files go, below the instance", async () => {
  const { body } = await client.put("/SalesOrder", order);
  expect(body._links).toEqual({
    self: `/AcuSandbox/entity/Default/24.200.001/SalesOrder/${body.id}`,
    "files:put": `/AcuSandbox/entity/Default/24.200.001/files/PX.Objects.SO.SOOrderEntry/Document/${body.id}/{filename}`,
  });
});
