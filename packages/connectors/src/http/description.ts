import type { ConnectorDescription } from "@xmap/contract";

const secret = { type: "string", "x-xmap-secret": true } as const;

/** What the connector to REST APIs can do. The resources are those of the document, so a pull tells of them. */
export const HTTP_DESCRIPTION: ConnectorDescription = {
  connector: "http",
  description: "A REST API that an OpenAPI document describes.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["schema", "url"],
    properties: {
      schema: { type: "string", description: "The OpenAPI document (3.0 or 3.1, JSON), relative to the project." },
      overlay: {
        type: "string",
        description: "A JSON Merge Patch over the document; NAME.overlay.json beside NAME.json when it is there.",
      },
      url: { type: "string", description: "The API's address, in front of the document's paths." },
      key: { ...secret, description: "For a scheme of type apiKey." },
      token: { ...secret, description: "For a bearer scheme." },
      user: { type: "string", description: "For the scheme http basic." },
      password: { ...secret, description: "For the scheme http basic." },
      clientId: { type: "string", description: "For OAuth 2 with client credentials." },
      clientSecret: { ...secret, description: "For OAuth 2 with client credentials." },
      scope: { type: "string", description: "Scopes to ask for, separated by spaces." },
      overlapSeconds: { type: "integer", minimum: 0, description: "How far each poll reaches back; 60 by default." },
    },
  },
  capabilities: [],
  resources: {},
};
