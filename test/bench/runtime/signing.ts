import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from "node:crypto";

const TOLERANCE_SECONDS = 300;

/** The key of a Standard Webhooks secret (`whsec_` and base64). */
export function signingKey(secret: string): KeyObject {
  return createSecretKey(Buffer.from(secret.replace(/^whsec_/, ""), "base64"));
}

/** The three headers of a Standard Webhooks message. */
export function signedHeaders(
  key: KeyObject,
  id: string,
  seconds: number,
  body: Buffer,
): { "webhook-id": string; "webhook-timestamp": string; "webhook-signature": string } {
  const timestamp = String(seconds);
  const signature = `v1,${digest(key, id, timestamp, body).toString("base64")}`;
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
}

/** The event's id; undefined when signature or age do not fit. */
export function verifiedEvent(
  key: KeyObject,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  body: Uint8Array,
  nowMilliseconds: number,
): string | undefined {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  const signature = headers["webhook-signature"];
  if (typeof id !== "string" || typeof timestamp !== "string" || typeof signature !== "string") return undefined;
  if (!signature.startsWith("v1,")) return undefined;
  if (!(Math.abs(nowMilliseconds / 1_000 - Number(timestamp)) <= TOLERANCE_SECONDS)) return undefined;
  const expected = digest(key, id, timestamp, body);
  const given = Buffer.from(signature.slice(3), "base64");
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : undefined;
}

function digest(key: KeyObject, id: string, timestamp: string, body: Uint8Array): Buffer {
  return createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest();
}
