import { createHash } from "node:crypto";

/** A GUID that depends on the text alone. */
export function guidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** GUIDs that depend on a seed and count up. */
export function guidSource(seed: number): () => string {
  let count = 0;
  return () => {
    count += 1;
    return guidOf(`${seed}/${count}`);
  };
}
