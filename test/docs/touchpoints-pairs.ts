/** A test that shows a touchpoint: its file below test, and a piece of the name of one of its tests. */
type Shown = readonly [file: string, name: string];

export type TouchpointName =
  | "Orders"
  | "Products"
  | "Categories, pictures"
  | "Inventory"
  | "Customers"
  | "Payments and invoices"
  | "Shipments"
  | "Returns";

/** One touchpoint in one direction. */
export interface Touchpoint {
  readonly name: TouchpointName;
  readonly direction: "to the ERP" | "to the shop";
  /** Declarations that are there for it; each is counted in one touchpoint alone. */
  readonly declarations: readonly string[];
  /** Declarations of other touchpoints that carry it, too. */
  readonly also?: readonly string[];
  /** Why nothing goes in this direction. */
  readonly none?: string;
  readonly shown: readonly Shown[];
}

/** Two systems that are kept in step by the mappings of one folder. */
export interface Pair {
  readonly folder: string;
  readonly title: string;
  /** The folder of the ERP's connector. */
  readonly connector: string;
  /** The folder of the ERP's schemas below that of the mappings. */
  readonly schemas: string;
  /** What carries operations out, beside the folder of the operations. */
  readonly runner?: string;
  readonly touchpoints: readonly Touchpoint[];
}

const DEMAND = ["OpenDemand", "Demanded", "BufferRow", "StockBuffer"];
const CATALOGUE = ["ShopCategoryId", "ImageUrls"];
const MEMORY = ["DeskOrder", "OrderRisk", "Remembered", "RememberOrder"];
const ODOO = "integrations/odoo";
const ACUMATICA = "integrations/acumatica";

const XCART_ODOO: Pair = {
  folder: "xcart-odoo",
  title: "X-Cart and Odoo",
  connector: "odoo",
  schemas: "schemas/erp",
  touchpoints: [
    {
      name: "Orders",
      direction: "to the ERP",
      declarations: [
        "Stage",
        "PostalAddress",
        "BuyerCompany",
        "Buyer",
        "Recipient",
        "OrderToSale",
        "OrderToCash",
        ...MEMORY,
      ],
      shown: [
        [`${ODOO}/touchpoints-orders.test.ts`, "row 11, orders, shop to Odoo"],
        [`${ODOO}/orders.test.ts`, "order to cash: sold, invoiced, paid, delivered"],
        [`${ODOO}/error-cases.test.ts`, "E4: an SKU that Odoo does not have"],
      ],
    },
    {
      name: "Orders",
      direction: "to the shop",
      declarations: [],
      also: ["OrderToCash", "DeliveryToShop"],
      shown: [
        [`${ODOO}/matrix.test.ts`, "in Odoo: %s"],
        [`${ODOO}/touchpoints-shipments.test.ts`, "sets Shipped, tracking number and Odoo's number"],
      ],
    },
    {
      name: "Products",
      direction: "to the ERP",
      declarations: [],
      none: "none: Odoo keeps the products",
      shown: [[`${ODOO}/touchpoints-products.test.ts`, "row 6, system of record"]],
    },
    {
      name: "Products",
      direction: "to the shop",
      declarations: ["Products", "ProductToShop"],
      shown: [[`${ODOO}/touchpoints-products.test.ts`, "row 11, products, Odoo to shop"]],
    },
    {
      name: "Categories, pictures",
      direction: "to the shop",
      declarations: [
        "Categories",
        "CategoryToShop",
        "CategoryPath",
        ...CATALOGUE,
        "Placed",
        "ProductToCategory",
        "ImagesToShop",
      ],
      shown: [[`${ODOO}/touchpoints-catalogue.test.ts`, "row 11, catalogue, Odoo to shop"]],
    },
    {
      name: "Inventory",
      direction: "to the ERP",
      declarations: [],
      also: ["OrderToCash"],
      shown: [[`${ODOO}/touchpoints-products.test.ts`, "what is sold and reserved is subtracted once"]],
    },
    {
      name: "Inventory",
      direction: "to the shop",
      declarations: [
        "StockedId",
        "StockToShop",
        "ShelfOfSentOrder",
        "KitStockToShop",
        "KitStockOfOrder",
        "Counts",
        "CountRequest",
        ...DEMAND,
      ],
      shown: [
        [`${ODOO}/kits.test.ts`, "S20: a kit is sold"],
        [`${ODOO}/touchpoints-products.test.ts`, "row 11, inventory, Odoo to shop"],
        [`${ODOO}/scenarios-of-systems.test.ts`, "S20: a new product has its right availability"],
      ],
    },
    {
      name: "Customers",
      direction: "to the ERP",
      declarations: [
        "PricelistRow",
        "MembershipPricelist",
        "Language",
        "CustomerCompany",
        "Customers",
        "CustomersFromShop",
      ],
      shown: [[`${ODOO}/touchpoints-customers.test.ts`, "row 11, customers, shop to Odoo"]],
    },
    {
      name: "Customers",
      direction: "to the shop",
      declarations: ["CustomersFromOdoo"],
      also: ["Customers"],
      shown: [[`${ODOO}/touchpoints-customers.test.ts`, "row 11, customers, Odoo to shop"]],
    },
    {
      name: "Payments and invoices",
      direction: "to the ERP",
      declarations: ["PaymentMethodRow", "PaymentJournal", "OrderToInvoice", "RefundToOdoo"],
      shown: [
        [`${ODOO}/touchpoints-payments.test.ts`, "row 11, payments: a part that the shop gave back is a credit note"],
        [`${ODOO}/error-cases.test.ts`, "E6: what was paid does not match the order"],
      ],
    },
    {
      name: "Payments and invoices",
      direction: "to the shop",
      declarations: ["SaleOfName", "PaymentToShop"],
      shown: [[`${ODOO}/touchpoints-payments.test.ts`, "row 11, payments, Odoo to shop: a bank transfer"]],
    },
    {
      name: "Shipments",
      direction: "to the ERP",
      declarations: [],
      none: "none: goods leave from Odoo",
      shown: [],
    },
    {
      name: "Shipments",
      direction: "to the shop",
      declarations: ["DeliveryToShop"],
      shown: [
        [`${ODOO}/touchpoints-shipments.test.ts`, "a delivery in one go sets Shipped"],
        [`${ODOO}/scenarios-of-orders.test.ts`, "S3: two partial deliveries"],
      ],
    },
    {
      name: "Returns",
      direction: "to the ERP",
      declarations: ["ReturnToOdoo"],
      shown: [[`${ODOO}/touchpoints-shipments.test.ts`, "row 11, shipments, shop to Odoo"]],
    },
    {
      name: "Returns",
      direction: "to the shop",
      declarations: ["ReturnToShop"],
      shown: [[`${ODOO}/touchpoints-shipments.test.ts`, "row 11, shipments, Odoo to shop"]],
    },
  ],
};

const XCART_ACUMATICA: Pair = {
  folder: "xcart-acumatica",
  title: "X-Cart and Acumatica",
  connector: "acumatica",
  schemas: "schemas/acumatica",
  runner: "writing/actions.ts",
  touchpoints: [
    {
      name: "Orders",
      direction: "to the ERP",
      declarations: [
        "OrderStage",
        "ShipTo",
        "BillTo",
        "OrderToCustomer",
        "OrderToSalesOrder",
        "OrderToAcumatica",
        ...MEMORY,
      ],
      shown: [
        [`${ACUMATICA}/orders.test.ts`, "a paid order becomes an open sales order"],
        [`${ACUMATICA}/failures.test.ts`, "an SKU that Acumatica does not have"],
        [`${ACUMATICA}/matrix.test.ts`, "$state, then $event in the shop"],
      ],
    },
    {
      name: "Orders",
      direction: "to the shop",
      declarations: ["SalesOrderToShop"],
      shown: [
        [`${ACUMATICA}/erp-events.test.ts`, "$event in Acumatica, $paid in the shop"],
        [`${ACUMATICA}/failures.test.ts`, "an unpaid order that Acumatica cancels"],
      ],
    },
    {
      name: "Products",
      direction: "to the ERP",
      declarations: [],
      none: "none: Acumatica keeps the items",
      shown: [],
    },
    {
      name: "Products",
      direction: "to the shop",
      declarations: ["StockItems", "StockItemToShop"],
      shown: [[`${ACUMATICA}/products.test.ts`, "an item becomes a product"]],
    },
    {
      name: "Categories, pictures",
      direction: "to the shop",
      declarations: [
        "SalesCategoryName",
        "SalesCategoryAbove",
        "SalesCategories",
        "SalesCategoryToShop",
        ...CATALOGUE,
        "PlacedItems",
        "PicturedItem",
        "StockItemToCategory",
        "ItemImagesToShop",
      ],
      shown: [[`${ACUMATICA}/touchpoints-catalogue.test.ts`, "row 11, catalogue, Acumatica to shop"]],
    },
    {
      name: "Inventory",
      direction: "to the ERP",
      declarations: [],
      also: ["OrderToAcumatica"],
      shown: [[`${ACUMATICA}/products.test.ts`, "a reserved order counts once"]],
    },
    {
      name: "Inventory",
      direction: "to the shop",
      declarations: ["AcumaticaStockToShop", ...DEMAND],
      shown: [[`${ACUMATICA}/products.test.ts`, "the shop shows what Acumatica can promise"]],
    },
    {
      name: "Customers",
      direction: "to the ERP",
      declarations: [
        "PriceClassRow",
        "ClassOfMembership",
        "MembershipOfClass",
        "AcumaticaCustomers",
        "CustomersToAcumatica",
      ],
      shown: [
        [`${ACUMATICA}/customers.test.ts`, "somebody who registers becomes a customer"],
        [`${ACUMATICA}/touchpoints-customers.test.ts`, "row 11, customers, shop to Acumatica"],
      ],
    },
    {
      name: "Customers",
      direction: "to the shop",
      declarations: ["CustomersFromAcumatica"],
      also: ["AcumaticaCustomers"],
      shown: [
        [`${ACUMATICA}/customers.test.ts`, "a customer whom Acumatica locks is locked in the shop"],
        [`${ACUMATICA}/touchpoints-customers.test.ts`, "row 11, customers, Acumatica to shop"],
      ],
    },
    {
      name: "Payments and invoices",
      direction: "to the ERP",
      declarations: ["OrderToPayment", "OrderToRefund", "OpenInvoice", "OrderToInvoicePayment", "PaymentToAcumatica"],
      shown: [[`${ACUMATICA}/payments.test.ts`, "the prepayment pays the invoice"]],
    },
    {
      name: "Payments and invoices",
      direction: "to the shop",
      declarations: ["SalesInvoiceToShop"],
      also: ["SalesOrderToShop"],
      shown: [
        [`${ACUMATICA}/payments.test.ts`, "a payment that the accountant has booked by hand makes the order paid"],
        [`${ACUMATICA}/erp-events.test.ts`, "$event in Acumatica, $paid in the shop"],
      ],
    },
    {
      name: "Shipments",
      direction: "to the ERP",
      declarations: ["PaidOrderToWarehouse"],
      shown: [[`${ACUMATICA}/warehouse.test.ts`, "an order goes to the warehouse by itself"]],
    },
    {
      name: "Shipments",
      direction: "to the shop",
      declarations: ["ShipmentToShop"],
      shown: [[`${ACUMATICA}/shipments.test.ts`, "two shipments give three tracking numbers"]],
    },
    {
      name: "Returns",
      direction: "to the ERP",
      declarations: ["OrderToReturn", "ReturnToAcumatica"],
      shown: [[`${ACUMATICA}/shipments.test.ts`, "what customers return is expected back in Acumatica"]],
    },
    {
      name: "Returns",
      direction: "to the shop",
      declarations: ["ShopOrderId", "ReceiptToShop"],
      shown: [[`${ACUMATICA}/shipments.test.ts`, "what customers return is expected back in Acumatica"]],
    },
  ],
};

/** The pairs of systems, with the touchpoints of each. */
export const PAIRS: readonly Pair[] = [XCART_ODOO, XCART_ACUMATICA];
