import type { ConnectorDescription } from "@xmap/contract";

/** What the connector to databases can do. The resources are the tables, so a pull tells of them. */
export const SQL_DESCRIPTION: ConnectorDescription = {
  connector: "sql",
  description: "Tables and views of PostgreSQL and SQLite.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["dialect"],
    properties: {
      dialect: { enum: ["postgres", "sqlite"] },
      url: { type: "string", "x-xmap-secret": true, description: "postgres://user:password@host:5432/database" },
      file: { type: "string", description: "The SQLite file, relative to the project." },
      setup: {
        type: "string",
        description: "SQL file that makes SQLite's file and tables; it is run whenever the file is opened.",
      },
      schema: { type: "string", description: "PostgreSQL's schema; public by default." },
      keys: { type: "string", description: "Key columns of views, as open_orders.id, stock.sku, stock.place." },
      changedBy: {
        type: "string",
        description:
          "Columns that grow with every change: orders.updated_at for one table, updated_at for all that have it.",
      },
      overlap: {
        type: "integer",
        minimum: 0,
        description: "How far each poll reaches back: seconds (60 by default), or numbers of a sequence (1000).",
      },
    },
  },
  capabilities: [],
  resources: {},
};
