import type { ConnectorSettings, WebhookHints, WebhookRequest } from "@xmap/contract";
import { type CallContext, callFailure } from "../shared/call-context.ts";
import { isJsonObject, textMember } from "../shared/json-shape.ts";
import { optionalText } from "../shared/settings.ts";
import { verifyStandardWebhook } from "../shared/standard-webhooks.ts";

/** What the companion module tells of, by the first word of its event: `product.changed`. */
const RESOURCES: Readonly<Record<string, string>> = { order: "orders", product: "products", profile: "profiles" };

/** Resources that the companion module tells of. */
export const WEBHOOK_RESOURCES: readonly string[] = Object.values(RESOURCES);

/** Checks a webhook of the companion module and answers the record that it points at. */
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
  const [kind = ""] = (textMember(body, "event") ?? "order").split(".");
  const resource = Object.hasOwn(RESOURCES, kind) ? RESOURCES[kind] : undefined;
  if (resource === undefined)
    throw callFailure(context, {
      class: "Invalid",
      message: `The webhook is about an unknown kind of record, "${kind}"`,
    });
  const data = isJsonObject(body) ? body.data : undefined;
  const id = isJsonObject(data) ? data.id : undefined;
  if (typeof id !== "number" || !Number.isSafeInteger(id) || id <= 0)
    throw callFailure(context, { class: "Invalid", message: `The webhook names no ${kind} in data.id` });
  return { event, records: [{ resource, key: [String(id)] }] };
}

function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
