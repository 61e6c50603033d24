import type { Connector } from "@xmap/contract";
import { ODOO_DESCRIPTION } from "./description.ts";
import { openOdooSession } from "./session.ts";

/** Odoo 19 over JSON-RPC. Options: url, database, login, key, overlapSeconds. */
export const odooConnector: Connector = { description: ODOO_DESCRIPTION, open: openOdooSession };
