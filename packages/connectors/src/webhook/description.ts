import type { ConnectorDescription } from "@xmap/contract";

/** What the connector to receivers of webhooks can do: it sends messages and holds no records. */
export const WEBHOOK_DESCRIPTION: ConnectorDescription = {
  connector: "webhook",
  description: "Messages as CloudEvents 1.0 to an HTTP server, for notify and alert.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["url"],
    properties: {
      url: {
        type: "string",
        "x-xmap-secret": true,
        description: "Where messages are posted; several as `URL; sales: URL`.",
      },
      secret: {
        type: "string",
        "x-xmap-secret": true,
        description: "Signs as Standard Webhooks say (whsec_…); several, separated by spaces, while it is replaced.",
      },
    },
  },
  notifies: true,
  capabilities: [],
  resources: {},
};
