const ROW_KEYS: { readonly [type: string]: string } = {
  SalesOrderDetail: "LineNbr",
  SalesOrderDetailAllocation: "SplitLineNbr",
  TaxDetail: "TaxID",
  SalesOrderPayment: "DocType ReferenceNbr",
  ShipmentDetail: "LineNbr",
  ShipmentPackage: "LineNbr",
  ShipmentPackageDetail: "InventoryID",
  PaymentOrderDetail: "OrderType OrderNbr",
  PaymentDetail: "DocType ReferenceNbr",
  AttributeValue: "AttributeID",
  StockItemWarehouseDetail: "WarehouseID",
  InventoryItemCrossReference: "AlternateType AlternateID",
  CategoryStockItem: "CategoryID",
  ItemSalesCategoryMember: "InventoryID",
  InventoryItemUOMConversion: "FromUOM ToUOM",
  SalesInvoiceDetail: "LineNbr",
  JournalTransactionDetail: "LineNbr",
  WarehouseLocation: "LocationID",
  TaxZoneApplicableTaxDetail: "TaxID",
  PaymentMethodAllowedCashAccountDetail: "CashAccount",
};

/** The fields that find a line of this type; none when only its id does. */
export function rowKeys(type: string): readonly string[] {
  return ROW_KEYS[type]?.split(" ") ?? [];
}
