import type { Connector } from "@xmap/contract";
import { SQL_DESCRIPTION } from "./description.ts";
import { openSqlSession } from "./session.ts";

/** Tables and views of PostgreSQL and SQLite. Options: dialect, url or file, schema, keys, changedBy, overlap. */
export const sqlConnector: Connector = { description: SQL_DESCRIPTION, open: openSqlSession };
