import type { AcumaticaSeed } from "@xmap/sandbox/acumatica";

/** The shop of the examples: one customer, two items, stock in two warehouses. */
export const factsSeed: AcumaticaSeed = {
  records: {
    Customer: [
      {
        CustomerID: "C000000417",
        CustomerName: "Harbor Lane Cycles",
        CustomerClass: "ECCUSTOMER",
        AccountRef: "8812-X-Cart",
        TaxZone: "WAEXT",
        MainContact: {
          Attention: "Maya Okafor",
          Email: "maya.okafor@example.com",
          Phone1: "+1 (253) 555-0142",
          Address: {
            AddressLine1: "418 Alder Street",
            City: "Tacoma",
            State: "WA",
            PostalCode: "98402",
            Country: "US",
          },
        },
      },
    ],
    StockItem: [
      {
        InventoryID: "BIKE-HELM-M",
        Description: "Helmet Nova, size M",
        ItemClass: "BIKEACC",
        DefaultPrice: 59,
        MSRP: 69,
        DimensionWeight: 0.35,
        DefaultWarehouseID: "WHOLESALE",
        Attributes: [{ AttributeID: "COLOR", AttributeDescription: "Color", Value: "BLK", ValueDescription: "Black" }],
        CrossReferences: [{ AlternateID: "4006381333931", AlternateType: "GTIN/EAN/UPC/ISBN" }],
      },
      {
        InventoryID: "BIKE-LAMP-01",
        Description: "Front lamp 400 lm",
        ItemClass: "BIKEACC",
        DefaultPrice: 24.95,
        DefaultWarehouseID: "WHOLESALE",
      },
    ],
    NonStockItem: [{ InventoryID: "GIFTWRAP", Description: "Gift wrapping", ItemClass: "SERVICE", DefaultPrice: 4 }],
  },
  stock: [
    { item: "BIKE-HELM-M", warehouse: "WHOLESALE", location: "R1S1", quantity: 148 },
    { item: "BIKE-HELM-M", warehouse: "RETAIL", location: "S1", quantity: 12 },
    { item: "BIKE-LAMP-01", warehouse: "WHOLESALE", location: "R1S2", quantity: 61 },
  ],
};

/** An order of one helmet, off hold. */
export const plainOrder = {
  CustomerID: "C000000417",
  Hold: false,
  CustomerOrder: "100300",
  ExternalRef: "100300",
  Details: [{ InventoryID: "BIKE-HELM-M", OrderQty: 2, WarehouseID: "WHOLESALE" }],
};
