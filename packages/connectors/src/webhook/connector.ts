import type { Connector } from "@xmap/contract";
import { WEBHOOK_DESCRIPTION } from "./description.ts";
import { openWebhookSession } from "./session.ts";

/** Messages as CloudEvents to any HTTP server. Options: url, secret. */
export const webhookConnector: Connector = { description: WEBHOOK_DESCRIPTION, open: openWebhookSession };
