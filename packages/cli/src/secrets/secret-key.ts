import { createHmac } from "node:crypto";
import { CommandError } from "../project/command-error.ts";
import type { FoundSecret } from "./secret-source.ts";

export const KEY_NAME = "XMAP_SECRET_KEY";
export const NEW_KEY_NAME = "XMAP_NEW_SECRET_KEY";

const KEY_BYTES = 32;
const HOW_TO_MAKE = "Make one with: openssl rand -base64 32";

/** The key of the encrypted store; throws a CommandError that says how to make one. */
export function readSecretKey(found: FoundSecret | undefined, name = KEY_NAME): Uint8Array {
  if (found === undefined)
    throw new CommandError(`${name} is not set, so the encrypted store of secrets cannot be used. ${HOW_TO_MAKE}`);
  const text = found.text.trim();
  const key = Buffer.from(text, "base64");
  // Buffer drops what is no base64 without a word.
  const isExact = key.toString("base64").replace(/=+$/, "") === text.replace(/=+$/, "");
  if (key.length !== KEY_BYTES || !isExact)
    throw new CommandError(`${name} (from ${found.from}) is not ${KEY_BYTES} bytes in base64. ${HOW_TO_MAKE}`);
  return key;
}

/** Tells one key from another and nothing of the key. */
export function keyIdOf(key: Uint8Array): string {
  return createHmac("sha256", key).update("xmap.secrets key id").digest("hex").slice(0, 16);
}
