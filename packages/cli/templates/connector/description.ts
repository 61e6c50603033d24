import type { ConnectorDescription } from "@xmap/contract";
import { OPERATIONS } from "./operations.ts";

/** What the connector can do, as data: `xmap pull` writes it beside the schemas, and the checker reads it there. */
export const DESCRIPTION: ConnectorDescription = {
  connector: "connector_name",
  description: "Items of a warehouse. Say here which system this is, and which of its versions.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["url", "key"],
    properties: {
      url: { type: "string", description: "The system's address." },
      key: { type: "string", "x-xmap-secret": true, description: "The key of a user of its own." },
      webhookSecret: {
        type: "string",
        "x-xmap-secret": true,
        description: "The secret that webhooks are signed with.",
      },
      overlapSeconds: { type: "integer", minimum: 0, description: "How far each poll reaches back; 300 by default." },
    },
  },
  capabilities: [],
  resources: {
    items: {
      description: "Items with their price and status.",
      changes: "cursor",
      operations: Object.fromEntries(
        Object.entries(OPERATIONS).map(([name, operation]) => [name, operation.description]),
      ),
      writable: ["sku", "name", "price", "tags"],
      joins: [],
    },
  },
};
