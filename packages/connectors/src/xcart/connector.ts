import type { Connector } from "@xmap/contract";
import { XCART_DESCRIPTION } from "./description.ts";
import { openXCartSession } from "./session.ts";

/** X-Cart over the Admin REST API 5.5. Options: url, key, language, webhookSecret, overlapSeconds. */
export const xcartConnector: Connector = { description: XCART_DESCRIPTION, open: openXCartSession };
