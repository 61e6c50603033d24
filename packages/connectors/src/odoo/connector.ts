import type { Connector } from "@xmap/contract";
import { ODOO_DESCRIPTION } from "./description.ts";
import { openOdooSession } from "./session.ts";

/** Odoo 14 to 19 over JSON-2, JSON-RPC or XML-RPC. */
export const odooConnector: Connector = { description: ODOO_DESCRIPTION, open: openOdooSession };
