import type { ConnectorDescription } from "@xmap/contract";

/** What the connector to files of JSON lines can do. The resources are the files, so none is listed. */
export const NDJSON_DESCRIPTION: ConnectorDescription = {
  connector: "ndjson",
  description: "Files in a folder with one JSON record a line, read and written.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["folder"],
    properties: {
      folder: { type: "string", description: "Folder of the files, relative to the project." },
      keys: { type: "string", description: "Key fields, as orders.number, stock.sku, stock.place; id by default." },
    },
  },
  capabilities: [],
  resources: {},
};
