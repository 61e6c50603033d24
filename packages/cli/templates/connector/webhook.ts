import {
  type CallContext,
  callFailure,
  isJsonObject,
  optionalText,
  textMember,
  verifyStandardWebhook,
} from "@xmap/connectors/sdk";
import type { ConnectorSettings, WebhookHints, WebhookRequest } from "@xmap/contract";

/** Checks a signature as Standard Webhooks 1.0 say and answers the item that it is about. Throws Unauthorized or Invalid. */
export function verifyWebhook(settings: ConnectorSettings, request: WebhookRequest): WebhookHints {
  const secrets = optionalText(settings, "webhookSecret");
  const known = secrets?.split(/\s+/) ?? [];
  const context: CallContext = { system: settings.system, operation: "webhook", writes: false, secrets: known };
  if (secrets === undefined) {
    const message = "Option webhookSecret is not set, so no webhook is accepted";
    throw callFailure(context, { class: "Unauthorized", scope: "record", retry: { when: "never" }, message });
  }
  const event = verifyStandardWebhook(context, request, secrets, settings.clock.now());
  const body = parse(request.body);
  const id = isJsonObject(body) ? body.id : undefined;
  if (textMember(body, "type") !== "item.changed" || typeof id !== "number")
    throw callFailure(context, { class: "Invalid", message: "The webhook is about no item" });
  return { event, records: [{ resource: "items", key: [String(id)] }] };
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}
