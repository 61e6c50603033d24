import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { formatRecordReference, type RecordReference } from "./record-reference.ts";

let hash = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)));

/** Lets a host put in its own SHA-256 of UTF-8 text (64 hexadecimal digits), which is faster than one in JavaScript. */
export function useSha256(native: (text: string) => string): void {
  hash = native;
}

/** SHA-256 of UTF-8 text, 64 hexadecimal digits. */
export function hashText(text: string): string {
  return hash(text.toWellFormed());
}

/** UUID version 7 (RFC 9562) from a clock's milliseconds and ten random bytes. */
export function createEventId(milliseconds: number, randomBytes: Uint8Array): string {
  if (randomBytes.length < 10) throw new RangeError("createEventId needs ten random bytes");
  const time = Math.max(0, Math.floor(milliseconds)).toString(16).padStart(12, "0").slice(-12);
  const random = bytesToHex(randomBytes.subarray(0, 10));
  const variant = ((Number.parseInt(random.slice(3, 4), 16) & 3) | 8).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${random.slice(0, 3)}-${variant}${random.slice(4, 7)}-${random.slice(7, 19)}`;
}

/** A run is (event, flow, record): the same three give the same identifier. */
export function createRunId(event: string, flow: string, record: RecordReference): string {
  return hashText(["run", event, flow, formatRecordReference(record)].join("\n")).slice(0, 32);
}

export interface WriteKeyParts {
  readonly installation: string;
  readonly flow: string;
  readonly record: RecordReference;
  readonly step: string;
  readonly target: string;
}

/** The idempotency key of one write: stable over retries, restarts and replays. */
export function createWriteKey(parts: WriteKeyParts): string {
  return hashText(
    ["write", parts.installation, parts.flow, formatRecordReference(parts.record), parts.step, parts.target].join("\n"),
  );
}
