/** What the `meta` table says of a store. */
export interface StoreMeta {
  readonly schemaVersion: number;
  readonly contract: number;
  readonly installation: string;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
}

/** Whether this program can open a store: a newer one is refused, an older one is migrated forward. */
export function judgeStoreVersion(found: number, supported: number): "open" | "migrate" | "refuse" {
  if (found === supported) return "open";
  return found < supported ? "migrate" : "refuse";
}
