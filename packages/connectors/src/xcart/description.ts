import type { ConnectorDescription } from "@xmap/contract";

/** What the connector to X-Cart's Admin REST API 5.5 can do. */
export const XCART_DESCRIPTION: ConnectorDescription = {
  connector: "xcart",
  description: "X-Cart shops over the Admin REST API 5.5.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["url", "key"],
    properties: {
      url: { type: "string", description: "The shop's address, without /api." },
      key: {
        type: "string",
        "x-xmap-secret": true,
        description: "Full key, or the read key where nothing is written.",
      },
      language: { type: "string", description: "Language of translated fields such as status names: en." },
      webhookSecret: {
        type: "string",
        "x-xmap-secret": true,
        description: "Secret of the companion module's webhooks; several, separated by spaces, while it is replaced.",
      },
      overlapSeconds: { type: "integer", minimum: 0, description: "How far each poll reaches back; 120 by default." },
    },
  },
  capabilities: [],
  resources: {
    orders: {
      description: "Orders with items, addresses, surcharges, statuses and tracking numbers.",
      changes: "cursor",
      operations: {},
      writable: ["payment_status.code", "shipping_status.code"],
      writeEffects: {
        "payment_status.code": ["mailsCustomer", "movesStock"],
        "shipping_status.code": ["mailsCustomer"],
      },
      joins: ["payment_transactions"],
    },
    addresses: {
      description: "The shape of the addresses that orders embed; not a resource of its own.",
      changes: "none",
      operations: {},
      writable: [],
      joins: [],
    },
  },
};
