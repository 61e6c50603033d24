import { createCipheriv, createDecipheriv } from "node:crypto";
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import type { Random } from "@xmap/contract";
import { CommandError } from "../project/command-error.ts";
import { KEY_NAME, keyIdOf } from "./secret-key.ts";

/** What the file holds: a header that anybody may read, and the content under AES-256-GCM (NIST SP 800-38D). */
interface Sealed {
  readonly schema: typeof SCHEMA;
  readonly keyId: string;
  readonly nonce: string;
  readonly tag: string;
  readonly content: string;
}

const SCHEMA = "xmap.secrets/1";
const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The content of the file; undefined when there is none. Throws a CommandError for another key or a damaged file. */
export function readSealed(file: string, key: () => Uint8Array): string | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const sealed = parse(text);
  if (sealed === undefined) throw damaged(file);
  const opened = key();
  if (sealed.keyId !== keyIdOf(opened))
    throw new CommandError(`${file} was written with another key than ${KEY_NAME} holds. Set the one that it was.`);
  try {
    const options = { authTagLength: TAG_BYTES };
    const decipher = createDecipheriv(CIPHER, opened, Buffer.from(sealed.nonce, "base64"), options);
    decipher.setAAD(Buffer.from(`${SCHEMA} ${sealed.keyId}`)).setAuthTag(Buffer.from(sealed.tag, "base64"));
    return Buffer.concat([decipher.update(sealed.content, "base64"), decipher.final()]).toString("utf8");
  } catch {
    throw damaged(file);
  }
}

/** Puts the content in place of what the file held, whole or not at all, readable by its owner alone. */
export function writeSealed(file: string, key: Uint8Array, content: string, random: Random): void {
  const nonce = random.bytes(NONCE_BYTES);
  const keyId = keyIdOf(key);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(`${SCHEMA} ${keyId}`));
  const body = Buffer.concat([cipher.update(content, "utf8"), cipher.final()]);
  const sealed: Sealed = {
    schema: SCHEMA,
    keyId,
    nonce: Buffer.from(nonce).toString("base64"),
    tag: cipher.getAuthTag().toString("base64"),
    content: body.toString("base64"),
  };
  replaceFile(file, `${JSON.stringify(sealed)}\n`);
}

function replaceFile(file: string, text: string): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const temporary = `${file}.new`;
  // A rest of a process that was killed may have other rights.
  rmSync(temporary, { force: true });
  const opened = openSync(temporary, "wx", 0o600);
  try {
    writeSync(opened, text);
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
  renameSync(temporary, file);
  const directory = openSync(folder, "r");
  try {
    fsyncSync(directory);
  } finally {
    closeSync(directory);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(text: string): Sealed | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return undefined;
    const members = ["keyId", "nonce", "tag", "content"] as const;
    const whole = members.every((name) => typeof Reflect.get(value, name) === "string");
    return whole && Reflect.get(value, "schema") === SCHEMA ? (value as Sealed) : undefined;
  } catch {
    return undefined;
  }
}

function damaged(file: string): CommandError {
  return new CommandError(
    `${file} is damaged, or was made by a newer xmap. Put a copy of it back, or remove it and set its secrets again.`,
  );
}
