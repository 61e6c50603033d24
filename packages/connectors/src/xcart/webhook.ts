import type { ConnectorSettings, WebhookHints, WebhookRequest } from "@xmap/contract";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { isJsonObject } from "../shared/json-shape.ts";
import { optionalText } from "../shared/settings.ts";
import { verifyStandardWebhook } from "../shared/standard-webhooks.ts";

/** Checks a webhook of the companion module and answers the order that it points at. */
export function verifyXCartWebhook(settings: ConnectorSettings, request: WebhookRequest): WebhookHints {
  const secrets = optionalText(settings, "webhookSecret");
  const context: CallContext = {
    system: settings.system,
    operation: "webhook",
    writes: false,
    secrets: secrets?.split(/\s+/) ?? [],
  };
  if (secrets === undefined)
    throw callFailure(context, {
      class: "Unauthorized",
      scope: "record",
      retry: { when: "never" },
      message: "Option webhookSecret is not set, so no webhook is accepted",
    });
  const event = verifyStandardWebhook(context, request, secrets, settings.clock.now());
  const body = parseBody(request.body);
  const data = isJsonObject(body) ? body.data : undefined;
  const id = isJsonObject(data) ? data.id : undefined;
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id <= 0)
    throw callFailure(context, { class: "Invalid", message: "The webhook names no order in data.id" });
  return { event, records: [{ resource: "orders", key: [String(id)] }] };
}

function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
