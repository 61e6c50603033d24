import { createHash, timingSafeEqual } from "node:crypto";
import { type ConnectorSettings, hashText, type WebhookHints, type WebhookRequest } from "@xmap/contract";
import { type CallContext, callFailure } from "../../shared/call-context.ts";
import { isJsonObject, textMember } from "../../shared/json-shape.ts";
import { webhookSecrets } from "./secrets.ts";

const HEADER = "x-xmap-secret";

/**
 * Takes a webhook of an automation rule as a hint to read the record again. Odoo can be told an address only, so the
 * secret is its last part; a proxy may send it as a header instead. Throws Unauthorized or Invalid.
 */
export function verifyOdooWebhook(settings: ConnectorSettings, request: WebhookRequest): WebhookHints {
  const secrets = webhookSecrets(settings);
  const context: CallContext = { system: settings.system, operation: "webhook", writes: false, secrets };
  if (secrets.length === 0) throw unauthorized(context, "Option webhookSecret is not set, so no webhook is accepted");
  const header = Object.entries(request.headers).find(([name]) => name.toLowerCase() === HEADER)?.[1];
  const given = [request.path?.split("/").at(-1), header].filter((text) => text !== undefined && text !== "");
  if (!given.some((text) => secrets.some((secret) => isSameText(secret, text ?? ""))))
    throw unauthorized(context, "Neither the address nor a header holds the secret");
  const text = new TextDecoder("utf-8").decode(request.body);
  const body = parsed(text);
  const model = textMember(body, "_model");
  const id = isJsonObject(body) ? (body._id ?? body.id) : undefined;
  if (model === undefined || typeof id !== "number" || !Number.isSafeInteger(id) || id < 1)
    throw callFailure(context, {
      class: "Invalid",
      message: "The body is no webhook of Odoo: _model and _id are missing",
    });
  const stamp = textMember(body, "write_date") ?? String(Math.floor(settings.clock.now() / 1_000));
  const event = `${model}/${id}/${hashText(`${stamp}\n${text}`).slice(0, 16)}`;
  return { event, records: [{ resource: model, key: [String(id)] }] };
}

function isSameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unauthorized(context: CallContext, message: string): Error {
  // A forged webhook says nothing about the system itself.
  return callFailure(context, { class: "Unauthorized", scope: "record", retry: { when: "never" }, message });
}
