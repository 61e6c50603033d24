import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const shipmentSchemas = {
  Shipment: {
    string: `
      BaseCurrencyID CurrencyRateTypeID CustomerID Description FOBPoint FreightCurrencyID LocationID Operation
      Owner ShipmentNbr ShippingTerms ShippingZoneID ShipVia Status ToWarehouseID Type WarehouseID WorkgroupID`,
    decimal: `
      ControlQty CurrencyRate FreightPrice FreightCost PackageWeight ReciprocalRate ShippedQty ShippedVolume
      ShippedWeight`,
    dateTime: "CreatedDateTime EffectiveDate LastModifiedDateTime ShipmentDate",
    boolean: `
      CurrencyViewState CreateNewShipmentForEveryOrder OverrideFreightPrice GroundCollect Hold Insurance Picked
      ResidentialDelivery SaturdayDelivery UnlimitedPackages UseCustomersAccount`,
    int: "PackageCount",
    guid: "NoteID",
    links: { ShippingSettings: "ShipToSettings" },
    rows: { Details: "ShipmentDetail", Orders: "ShipmentOrderDetail", Packages: "ShipmentPackage" },
  },
  ShipToSettings: {
    boolean: "ShipToAddressOverride ShipToContactOverride Validated",
    links: { ShipToAddress: "Address", ShipToContact: "DocContact" },
  },
  ShipmentDetail: {
    string: `
      Description InventoryID LocationID LotSerialNbr OrderNbr OrderType ReasonCode Subitem UOM WarehouseID`,
    dateTime: "ExpirationDate",
    boolean: "FreeItem",
    int: "LineNbr OrderLineNbr",
    decimal: "OpenQty OrderedQty OriginalQty ShippedQty",
    rows: { Allocations: "ShipmentDetailAllocation" },
  },
  ShipmentDetailAllocation: {
    string: "Description InventoryID LocationID LotSerialNbr OrderNbr OrderType Subitem UOM",
    dateTime: "ExpirationDate",
    decimal: "Qty",
    int: "SplitLineNbr",
  },
  ShipmentOrderDetail: {
    string: "InventoryDocType InventoryRefNbr InvoiceNbr InvoiceType OrderNbr OrderType ShipmentNbr ShipmentType",
    decimal: "ShippedQty ShippedVolume ShippedWeight",
    guid: "OrderNoteID",
  },
  ShipmentPackage: {
    string: "BoxID CustomRefNbr1 CustomRefNbr2 Description TrackingNbr Type UOM",
    decimal: "CODAmount DeclaredValue Weight Length Width Height",
    boolean: "Confirmed",
    int: "LineNbr",
    guid: "NoteID",
    rows: { PackageContents: "ShipmentPackageDetail" },
  },
  ShipmentPackageDetail: {
    string: "InventoryID LotSerialNbr OrigOrderNbr OrigOrderType Subitem UOM",
    decimal: "Quantity",
    int: "ShipmentSplitLineNbr",
  },
} as const satisfies SchemaTable;
