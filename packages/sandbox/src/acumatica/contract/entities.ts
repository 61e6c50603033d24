import { businessAccountSchemas } from "./business-account.ts";
import { contactSchemas } from "./contact.ts";
import { customerSchemas } from "./customer.ts";
import { invoiceSchemas } from "./invoice.ts";
import { itemSchemas } from "./item.ts";
import { ledgerSchemas } from "./ledger.ts";
import { paymentSchemas } from "./payment.ts";
import { salesOrderSchemas } from "./sales-order.ts";
import { type EntitySchema, readSchemas } from "./schema.ts";
import { setupSchemas } from "./setup.ts";
import { shipmentSchemas } from "./shipment.ts";

/** An entity that has a path of its own. */
export type TopLevelEntity = {
  readonly name: string;
  readonly schema: EntitySchema;
  /** Key fields in the order of the path. */
  readonly keys: readonly string[];
  /** As messages name a record of it. */
  readonly caption: string;
  readonly graph: string;
  /** The graph's view of the record itself. */
  readonly view: string;
  /** The fields that hold the time of the last change. */
  readonly lastModified: readonly string[];
  /** A form with parameters and results, read by PUT. */
  readonly isInquiry: boolean;
};

const SCHEMAS = new Map<string, EntitySchema>(
  [
    salesOrderSchemas,
    shipmentSchemas,
    contactSchemas,
    customerSchemas,
    businessAccountSchemas,
    itemSchemas,
    paymentSchemas,
    invoiceSchemas,
    ledgerSchemas,
    setupSchemas,
  ].flatMap((table) => [...readSchemas(table)]),
);

/** The type of this name. Throws RangeError when there is none. */
export function schemaOf(name: string): EntitySchema {
  const schema = SCHEMAS.get(name);
  if (schema === undefined) {
    throw new RangeError(`the contract has no type ${name}`);
  }
  return schema;
}

function entity(
  name: string,
  keys: string,
  caption: string,
  place: string,
  options: { readonly lastModified?: string; readonly isInquiry?: true } = {},
): TopLevelEntity {
  const [graph = "", view = ""] = place.split("/");
  return {
    name,
    schema: schemaOf(name),
    keys: keys.split(" ").filter((key) => key !== ""),
    caption,
    graph: `PX.Objects.${graph}`,
    view,
    lastModified: (options.lastModified ?? "LastModifiedDateTime").split(" "),
    isInquiry: options.isInquiry === true,
  };
}

const inquiry = { isInquiry: true } as const;

/** Every entity that the sandbox serves, by name. */
export const ENTITIES: ReadonlyMap<string, TopLevelEntity> = new Map(
  [
    entity("SalesOrder", "OrderType OrderNbr", "Sales Order", "SO.SOOrderEntry/Document", {
      lastModified: "LastModified",
    }),
    entity("Shipment", "ShipmentNbr", "Shipment", "SO.SOShipmentEntry/Document"),
    entity("SalesInvoice", "Type ReferenceNbr", "Invoice", "SO.SOInvoiceEntry/Document", {
      lastModified: "LastModifiedDateTime LastModifiedDate",
    }),
    entity("Invoice", "Type ReferenceNbr", "Invoice", "AR.ARInvoiceEntry/Document"),
    entity("Payment", "Type ReferenceNbr", "Payment", "AR.ARPaymentEntry/Document"),
    entity("Customer", "CustomerID", "Customer", "AR.CustomerMaint/BAccount"),
    entity("CustomerLocation", "Customer LocationID", "Customer Location", "AR.CustomerLocationMaint/Location"),
    entity("CustomerPriceClass", "PriceClassID", "Customer Price Class", "AR.ARPriceClassMaint/Records"),
    entity("BusinessAccount", "BusinessAccountID", "Business Account", "CR.BusinessAccountMaint/BAccount"),
    entity("Contact", "ContactID", "Contact", "CR.ContactMaint/Contact"),
    entity("StockItem", "InventoryID", "Stock Item", "IN.InventoryItemMaint/Item", {
      lastModified: "LastModified LastModifiedDateTime",
    }),
    entity("NonStockItem", "InventoryID", "Non-Stock Item", "IN.NonStockItemMaint/Item"),
    entity("ItemSalesCategory", "CategoryID", "Item Sales Category", "IN.INCategoryMaint/Folders"),
    entity("ItemWarehouse", "InventoryID WarehouseID", "Item Warehouse", "IN.INItemSiteMaint/itemsiterecord"),
    entity("JournalTransaction", "Module BatchNbr", "Batch", "GL.JournalEntry/BatchModule"),
    entity("Warehouse", "WarehouseID", "Warehouse", "IN.INSiteMaint/site"),
    entity("ShipVia", "CarrierID", "Ship Via Code", "CS.CarrierMaint/Carrier"),
    entity("PaymentMethod", "PaymentMethodID", "Payment Method", "CA.PaymentMethodMaint/PaymentMethod"),
    entity("TaxZone", "TaxZoneID", "Tax Zone", "TX.TaxZoneMaint/TxZone"),
    entity("InventorySummaryInquiry", "", "Inventory Summary", "IN.InventorySummaryEnq/Filter", inquiry),
    entity("InventoryQuantityAvailable", "", "Inventory Quantity", "SO.InventoryQuantity/Filter", inquiry),
  ].map((one) => [one.name, one]),
);

/** The entity of this name. Throws RangeError when the sandbox does not serve it. */
export function entityOf(name: string): TopLevelEntity {
  const found = ENTITIES.get(name);
  if (found === undefined) {
    throw new RangeError(`the endpoint has no entity ${name}`);
  }
  return found;
}
