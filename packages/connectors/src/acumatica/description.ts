import type { ConnectorDescription, ResourceDescription } from "@xmap/contract";
import { INQUIRIES } from "./inquiries/inquiry.ts";
import { ACUMATICA_OPERATIONS } from "./operations/operations-by-resource.ts";

const ENTITIES: Readonly<Record<string, string>> = {
  BusinessAccount: "Accounts of customers, vendors and prospects; Customer is what can be billed.",
  Contact: "People.",
  Customer: "Customers that can be billed, with their main contact and address.",
  CustomerLocation: "Further addresses of customers.",
  CustomerPriceClass: "Price classes of customers, by which price lists differ.",
  Invoice: "Invoices and memos without shipments.",
  ItemSalesCategory: "Sales categories of items, one below the other; Members are items.",
  ItemWarehouse: "Settings and stock of an item in a warehouse.",
  JournalTransaction: "Batches of the ledger.",
  NonStockItem: "Services, fees and other items without stock.",
  Payment: "Payments, prepayments and refunds of customers.",
  PaymentMethod: "Payment methods.",
  SalesInvoice: "Invoices of sales orders.",
  SalesOrder: "Sales orders and returns with their lines, payments and shipments.",
  Shipment: "Shipments with their packages and tracking numbers.",
  ShipVia: "Delivery methods.",
  StockItem: "Items with stock, their prices and codes.",
  TaxZone: "Tax zones.",
  Warehouse: "Warehouses and their locations.",
};

/** Lists too small to be stamped. */
const UNSTAMPED: ReadonlySet<string> = new Set(["ShipVia"]);

const MORE: Readonly<Record<string, Partial<ResourceDescription>>> = {
  Customer: {
    overriddenUnless: { BillingContact: "BillingContactOverride", ShippingContact: "ShippingContactOverride" },
  },
  SalesOrder: {
    overriddenUnless: {
      BillToAddress: "BillToAddressOverride",
      BillToContact: "BillToContactOverride",
      ShipToAddress: "ShipToAddressOverride",
      ShipToContact: "ShipToContactOverride",
      "Details.UnitPrice": "Details.ManualPrice",
      "Details.DiscountAmount": "Details.ManualDiscount",
      "Details.DiscountPercent": "Details.ManualDiscount",
      "FinancialSettings.CustomerTaxZone": "FinancialSettings.OverrideTaxZone",
      "ShippingSettings.FreightPrice": "ShippingSettings.OverrideFreightPrice",
    },
    writeEffects: { Hold: ["movesStock"], Payments: ["postsMoney"] },
  },
  Shipment: {
    overriddenUnless: {
      "ShippingSettings.ShipToAddress": "ShippingSettings.ShipToAddressOverride",
      "ShippingSettings.ShipToContact": "ShippingSettings.ShipToContactOverride",
      FreightPrice: "OverrideFreightPrice",
    },
  },
};

/** What the connector to Acumatica can do. Other entities of the endpoint can be read and written as well. */
export const ACUMATICA_DESCRIPTION: ConnectorDescription = {
  connector: "acumatica",
  description: "Acumatica ERP over the contract-based REST API, endpoints 22.200.001 to 25.200.001.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["url", "tenant"],
    properties: {
      url: {
        type: "string",
        description: "The address of the instance, its name included: https://erp.example.com/Main.",
      },
      tenant: { type: "string", description: "The tenant's sign-in name." },
      user: { type: "string", description: "A user of its own for the integration, whose language is English." },
      password: { type: "string", "x-xmap-secret": true, description: "The user's password." },
      signIn: {
        type: "string",
        enum: ["password", "person"],
        description:
          "`password` signs in by user and password. `person` needs neither: somebody lets the connected application in with `xmap authorize`.",
      },
      branch: { type: "string", description: "The branch that documents get when they name none." },
      endpoint: { type: "string", description: "Name and version of the endpoint; Default/24.200.001 by default." },
      clientId: {
        type: "string",
        description: "Id of a connected application: signs in by OAuth 2 instead of cookies.",
      },
      clientSecret: { type: "string", "x-xmap-secret": true, description: "Secret of the connected application." },
      sessions: {
        type: "integer",
        minimum: 1,
        description: "How many sign-ins may be open at a time; 1 by default. The licence limits them.",
      },
      locale: { type: "string", description: "Language of messages and of values in lists; en-US by default." },
      overlapSeconds: { type: "integer", minimum: 0, description: "How far each poll reaches back; 300 by default." },
      actionSeconds: { type: "integer", minimum: 0, description: "How long an action may take; 600 by default." },
      zone: { type: "string", description: "The time zone in which the company counts its days." },
      webhookSecret: {
        type: "string",
        "x-xmap-secret": true,
        description: "Value of the header of push notifications; several, separated by spaces, while it is replaced.",
      },
      webhookHeader: { type: "string", description: "Name of that header; x-xmap-secret by default." },
      pushQueries: {
        type: "string",
        description:
          "Resources of push notifications by query, where its name does not end with one: QUERY: Shipment; …",
      },
    },
  },
  capabilities: [],
  resources: { ...entities(), ...inquiries() },
};

function entities(): Record<string, ResourceDescription> {
  return Object.fromEntries(
    Object.entries(ENTITIES).map(([name, description]) => {
      const operations = Object.entries(ACUMATICA_OPERATIONS[name] ?? {}).map(([operation, parts]) => [
        operation,
        parts.description,
      ]);
      const changes = UNSTAMPED.has(name) ? "fullScan" : "cursor";
      return [
        name,
        { description, changes, operations: Object.fromEntries(operations), joins: [], ...MORE[name] },
      ] satisfies [string, ResourceDescription];
    }),
  );
}

function inquiries(): Record<string, ResourceDescription> {
  const described = [...new Set(Object.values(INQUIRIES))];
  return Object.fromEntries(
    described.map(({ resource, description, changedAfter }) => {
      const changes = changedAfter === undefined ? "none" : "cursor";
      return [resource, { description, changes, operations: {}, writable: [], joins: [] }] satisfies [
        string,
        ResourceDescription,
      ];
    }),
  );
}
