import type { ConnectorDescription, ResourceDescription } from "@xmap/contract";
import { ODOO_OPERATIONS } from "./operations/operations-by-model.ts";
import { TRANSPORTS } from "./rpc/create-odoo-rpc.ts";

const MODELS: Readonly<Record<string, string>> = {
  "account.journal": "Journals that invoices and payments are booked in.",
  "account.move": "Invoices and other journal entries.",
  "account.payment": "Payments in and out.",
  "account.tax": "Taxes.",
  "delivery.carrier": "Delivery methods.",
  "mrp.bom": "What products are made of; a list of the type phantom makes a kit. Of the module mrp.",
  "product.pricelist": "Price lists; each has one currency.",
  "product.product": "Products as sold, one for each variant.",
  "product.template": "Products without their variants.",
  "res.country": "Countries.",
  "res.country.state": "States and provinces of countries.",
  "res.currency": "Currencies.",
  "res.partner": "Customers, their addresses and other contacts.",
  "sale.order": "Quotations and sales with their lines.",
  "stock.move": "One product in a delivery, a receipt or a return.",
  "stock.picking": "Deliveries, receipts and returns.",
  "stock.quant": "Stock of a product in one place.",
};

/** What the connector to Odoo can do. Other models can be read and written as well; these are described. */
export const ODOO_DESCRIPTION: ConnectorDescription = {
  connector: "odoo",
  description: "Odoo 14 to 19 over JSON-2, JSON-RPC or XML-RPC.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["url", "database", "key"],
    properties: {
      url: { type: "string", description: "The server's address." },
      database: { type: "string" },
      login: {
        type: "string",
        description: "A user of its own for the integration; not needed with JSON-2, which knows the user by the key.",
      },
      key: { type: "string", "x-xmap-secret": true, description: "The user's API key." },
      overlapSeconds: { type: "integer", minimum: 0, description: "How far each poll reaches back; 300 by default." },
      transport: {
        type: "string",
        enum: TRANSPORTS,
        description:
          "How Odoo is called: json-rpc where there is a login and json-2 where there is none, unless given.",
      },
      webhookSecret: {
        type: "string",
        "x-xmap-secret": true,
        description:
          "Last part of the address that automation rules send to; several, the newest first, while it changes.",
      },
      externalIds: {
        type: "boolean",
        description: "Keeps an external id for each record that is created, so that it is never created twice.",
      },
    },
  },
  capabilities: ["kits"],
  resources: Object.fromEntries(Object.entries(MODELS).map(([model, text]) => [model, resource(model, text)])),
};

function resource(model: string, description: string): ResourceDescription {
  const operations = Object.entries(ODOO_OPERATIONS[model] ?? {}).map(([name, operation]) => [
    name,
    operation.description,
  ]);
  return { description, changes: "cursor", operations: Object.fromEntries(operations), joins: [] };
}
