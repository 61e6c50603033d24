import type { Random } from "@xmap/contract";

/** Sixteen random bytes in hexadecimal digits: what the commitments of one audit record are salted with. */
export function createSalt(random: Random): string {
  let salt = "";
  for (const byte of random.bytes(16)) salt += byte.toString(16).padStart(2, "0");
  return salt;
}
