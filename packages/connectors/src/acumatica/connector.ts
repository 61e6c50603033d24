import type { Connector } from "@xmap/contract";
import { acumaticaAuthorization } from "./access/sign-in.ts";
import { ACUMATICA_DESCRIPTION } from "./description.ts";
import { openAcumaticaSession } from "./session.ts";

/** Acumatica ERP over its contract-based REST API, endpoints 22.200.001 to 25.200.001. */
export const acumaticaConnector: Connector = {
  description: ACUMATICA_DESCRIPTION,
  open: openAcumaticaSession,
  authorization: acumaticaAuthorization,
};
