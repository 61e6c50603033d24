/** Key fields of records in the order of their path; `id` finds records of other resources. */
const RECORD_KEYS: Readonly<Record<string, readonly string[]>> = {
  BusinessAccount: ["BusinessAccountID"],
  Contact: ["ContactID"],
  Customer: ["CustomerID"],
  CustomerLocation: ["Customer", "LocationID"],
  CustomerPriceClass: ["PriceClassID"],
  Invoice: ["Type", "ReferenceNbr"],
  ItemSalesCategory: ["CategoryID"],
  ItemWarehouse: ["InventoryID", "WarehouseID"],
  JournalTransaction: ["Module", "BatchNbr"],
  NonStockItem: ["InventoryID"],
  Payment: ["Type", "ReferenceNbr"],
  PaymentMethod: ["PaymentMethodID"],
  SalesInvoice: ["Type", "ReferenceNbr"],
  SalesOrder: ["OrderType", "OrderNbr"],
  Shipment: ["ShipmentNbr"],
  ShipVia: ["CarrierID"],
  StockItem: ["InventoryID"],
  TaxZone: ["TaxZoneID"],
  TemplateItems: ["TemplateItemID"],
  Vendor: ["VendorID"],
  Warehouse: ["WarehouseID"],
};

/** Key fields of a resource; the record's own id where they are not known. */
export function recordKeys(resource: string): readonly string[] {
  return (Object.hasOwn(RECORD_KEYS, resource) ? RECORD_KEYS[resource] : undefined) ?? ["id"];
}
