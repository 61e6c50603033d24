import { createHmac, timingSafeEqual } from "node:crypto";
import type { Failure, WebhookRequest } from "@xmap/contract";
import { type CallContext, callFailure } from "./call-context.ts";

const TOLERANCE_SECONDS = 300;

/**
 * Checks a Standard Webhooks signature and answers the event's id. Several secrets, separated by spaces, are all
 * accepted while one replaces the other. Throws Unauthorized when signature or age do not fit.
 */
export function verifyStandardWebhook(
  context: CallContext,
  request: WebhookRequest,
  secrets: string,
  nowMilliseconds: number,
): string {
  const headers = lowerCaseNames(request.headers);
  const id = headers.get("webhook-id");
  const timestamp = headers.get("webhook-timestamp");
  const signatures = headers.get("webhook-signature");
  if (!id || !timestamp || !signatures) throw unauthorized(context, "The webhook has no signature");
  if (!/^\d{1,12}$/.test(timestamp)) throw unauthorized(context, "The webhook's time is not a number of seconds");
  if (Math.abs(nowMilliseconds / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS)
    throw unauthorized(context, "The webhook is more than five minutes old or ahead of time");
  const given = signatures
    .split(" ")
    .filter((signature) => signature.startsWith("v1,"))
    .map((signature) => Buffer.from(signature.slice(3), "base64"));
  const fits = keysOf(secrets).map((secret) => {
    const expected = signatureOf(secret, id, timestamp, request.body);
    return given.map((candidate) => candidate.length === expected.length && timingSafeEqual(candidate, expected));
  });
  if (!fits.flat().includes(true)) throw unauthorized(context, "The webhook's signature does not fit");
  return id;
}

/** The headers that sign a body as Standard Webhooks 1.0 say: a signature for each of the secrets, which spaces separate. */
export function standardWebhookHeaders(
  secrets: string,
  id: string,
  nowMilliseconds: number,
  body: string,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(nowMilliseconds / 1_000));
  const signatures = keysOf(secrets).map(
    (secret) => `v1,${signatureOf(secret, id, timestamp, Buffer.from(body)).toString("base64")}`,
  );
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}

function keysOf(secrets: string): string[] {
  return secrets.split(/\s+/).filter((secret) => secret !== "");
}

function signatureOf(secret: string, id: string, timestamp: string, body: Uint8Array): Buffer {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
}

function lowerCaseNames(headers: WebhookRequest["headers"]): ReadonlyMap<string, string | undefined> {
  return new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function unauthorized(context: CallContext, message: string): Failure {
  // A forged webhook says nothing about the system itself.
  return callFailure(context, { class: "Unauthorized", scope: "record", retry: { when: "never" }, message });
}
