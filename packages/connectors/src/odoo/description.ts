import type { ConnectorDescription, ResourceDescription } from "@xmap/contract";
import { ODOO_OPERATIONS } from "./operations.ts";

const MODELS: Readonly<Record<string, string>> = {
  "account.move": "Invoices and other journal entries.",
  "account.tax": "Taxes.",
  "delivery.carrier": "Delivery methods.",
  "product.pricelist": "Price lists; each has one currency.",
  "product.product": "Products as sold, one for each variant.",
  "product.template": "Products without their variants.",
  "res.country": "Countries.",
  "res.country.state": "States and provinces of countries.",
  "res.currency": "Currencies.",
  "res.partner": "Customers, their addresses and other contacts.",
  "sale.order": "Quotations and sales with their lines.",
  "stock.picking": "Deliveries and receipts.",
  "stock.quant": "Stock of a product in one place.",
};

/** What the connector to Odoo can do. Other models can be read and written as well; these are described. */
export const ODOO_DESCRIPTION: ConnectorDescription = {
  connector: "odoo",
  description: "Odoo 19 over JSON-RPC.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["url", "database", "login", "key"],
    properties: {
      url: { type: "string", description: "The server's address." },
      database: { type: "string" },
      login: { type: "string", description: "A user of its own for the integration." },
      key: { type: "string", "x-xmap-secret": true, description: "The user's API key." },
      overlapSeconds: { type: "integer", minimum: 0, description: "How far each poll reaches back; 300 by default." },
    },
  },
  capabilities: [],
  resources: Object.fromEntries(Object.entries(MODELS).map(([model, text]) => [model, resource(model, text)])),
};

function resource(model: string, description: string): ResourceDescription {
  const operations = Object.entries(ODOO_OPERATIONS[model] ?? {}).map(([name, operation]) => [
    name,
    operation.description,
  ]);
  return { description, changes: "cursor", operations: Object.fromEntries(operations), joins: [] };
}
