import type { Connector } from "@xmap/contract";
import { XCART_DESCRIPTION } from "./description.ts";
import { openXCartSession } from "./session.ts";

/** X-Cart over the Admin REST API of 5.5 and 5.6 or the add-on of 5.0 to 5.4. Options: see the description. */
export const xcartConnector: Connector = { description: XCART_DESCRIPTION, open: openXCartSession };
