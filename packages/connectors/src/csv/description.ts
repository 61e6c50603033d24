import type { ConnectorDescription } from "@xmap/contract";

/** What the connector to tables in CSV files can do. The resources are the files, so none is listed. */
export const CSV_DESCRIPTION: ConnectorDescription = {
  connector: "csv",
  description: "Tables in CSV files (RFC 4180) with a row of column names, read and written.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["folder"],
    properties: {
      folder: { type: "string", description: "Folder of the files, relative to the project." },
      delimiter: { type: "string", description: "What stands between cells; a comma by default." },
      keys: { type: "string", description: "Key columns, as taxes.code, stock.sku; the first column by default." },
      guardFormulas: {
        type: "boolean",
        description: "Writes an apostrophe before text that a spreadsheet would take for a formula.",
      },
    },
  },
  capabilities: [],
  resources: {},
};
