import { businessAccountBehavior } from "./business-account.ts";
import { type Behavior, requireField } from "./context.ts";
import { contactBehavior, customerBehavior, customerLocationBehavior } from "./customer.ts";
import { salesInvoiceBehavior } from "./invoice.ts";
import { itemWarehouseBehavior, nonStockItemBehavior, stockItemBehavior } from "./item.ts";
import { journalTransactionBehavior } from "./ledger.ts";
import { paymentBehavior } from "./payment.ts";
import { receivableInvoiceBehavior } from "./receivable-invoice.ts";
import { salesCategoryBehavior } from "./sales-category.ts";
import { salesOrderBehavior } from "./sales-order.ts";
import { shipmentBehavior } from "./shipment.ts";

function setupBehavior(key: string, caption: string): Behavior {
  return { change: (context, row) => requireField(context, row, key, caption) };
}

const BEHAVIORS: { readonly [entity: string]: Behavior } = {
  SalesOrder: salesOrderBehavior,
  Shipment: shipmentBehavior,
  SalesInvoice: salesInvoiceBehavior,
  Invoice: receivableInvoiceBehavior,
  Payment: paymentBehavior,
  Customer: customerBehavior,
  CustomerLocation: customerLocationBehavior,
  BusinessAccount: businessAccountBehavior,
  Contact: contactBehavior,
  StockItem: stockItemBehavior,
  NonStockItem: nonStockItemBehavior,
  ItemSalesCategory: salesCategoryBehavior,
  ItemWarehouse: itemWarehouseBehavior,
  JournalTransaction: journalTransactionBehavior,
  Warehouse: setupBehavior("WarehouseID", "Warehouse ID"),
  CustomerPriceClass: setupBehavior("PriceClassID", "Price Class ID"),
  ShipVia: setupBehavior("CarrierID", "Ship Via"),
  PaymentMethod: setupBehavior("PaymentMethodID", "Payment Method ID"),
  TaxZone: setupBehavior("TaxZoneID", "Tax Zone ID"),
};

/** What the system does with records of an entity. */
export function behaviorOf(entity: string): Behavior {
  return BEHAVIORS[entity] ?? {};
}
