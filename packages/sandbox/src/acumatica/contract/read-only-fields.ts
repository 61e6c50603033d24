const READ_ONLY: { readonly [type: string]: string } = {
  SalesOrder: `
    Approved BaseCurrencyID ControlTotal CreatedDate CreditHold LastModified NoteID OrderedQty OrderTotal Status TaxTotal
    VATExemptTotal VATTaxableTotal`,
  SalesOrderDetail: `
    Amount AverageCost Completed DiscountedUnitPrice ExtendedPrice LastModifiedDate LineType NoteID OpenQty
    QtyOnShipments UnbilledAmount`,
  SalesOrderPayment: "Balance NoteID Status TransferredtoInvoice",
  TaxDetail: "LineNbr OrderNbr OrderType RecordID TaxType",
  Totals: `
    DiscountTotal FreightCost LineTotalAmount MiscTotalAmount OrderVolume OrderWeight PackageWeight TaxTotal
    UnbilledAmount UnbilledQty UnpaidBalance`,
  Shipment: "CreatedDateTime LastModifiedDateTime NoteID PackageCount PackageWeight ShippedQty ShippedWeight Status",
  ShipmentDetail: "OpenQty OrderedQty OrderLineNbr OrderNbr OrderType OriginalQty",
  SalesInvoice: `
    Amount Balance CreatedDate DetailTotal LastModifiedDate LastModifiedDateTime PaymentTotal Status TaxTotal`,
  Payment: "AppliedToDocuments AppliedToOrders AvailableBalance IsCCPayment LastModifiedDateTime NoteID Status",
  Customer: "BAccountID CreatedDateTime LastModifiedDateTime NoteID",
  CustomerLocation: "CreatedDateTime LastModifiedDateTime NoteID",
  BusinessAccount: "LastModifiedDateTime NoteID Type",
  Contact: "ContactID DisplayName LastModifiedDateTime NoteID",
  StockItem: "AverageCost LastCost LastModified LastModifiedDateTime NoteID",
  ItemSalesCategory: "CategoryID LastModifiedDateTime NoteID Path",
  ItemSalesCategoryMember: "Description ItemClass ItemStatus",
  StockItemWarehouseDetail: "QtyOnHand",
  NonStockItem: "LastModifiedDateTime NoteID",
  JournalTransaction: "CreatedDateTime LastModifiedDateTime Status",
};

const BY_TYPE = new Map(
  Object.entries(READ_ONLY).map(([type, fields]) => [type, new Set(fields.split(/\s+/))] as const),
);

/** True for a field that the system computes; a sent value is passed over in silence. */
export function isReadOnly(type: string, field: string): boolean {
  return BY_TYPE.get(type)?.has(field) === true;
}
