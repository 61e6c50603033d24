import type { ConnectorDescription } from "@xmap/contract";

/** What the connector to tables in CSV files can do. The resources are the files, so none is listed. */
export const CSV_DESCRIPTION: ConnectorDescription = {
  connector: "csv",
  description: "Tables in CSV files (RFC 4180) with a row of column names; read only.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["folder"],
    properties: { folder: { type: "string", description: "Folder of the files, relative to the project." } },
  },
  capabilities: [],
  resources: {},
};
