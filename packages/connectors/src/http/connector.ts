import type { Connector } from "@xmap/contract";
import { HTTP_DESCRIPTION } from "./description.ts";
import { openHttpSession } from "./session.ts";

/** Any REST API that an OpenAPI document describes. Options: schema, overlay, url and what signs in. */
export const httpConnector: Connector = { description: HTTP_DESCRIPTION, open: openHttpSession };
