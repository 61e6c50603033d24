/** Errors keep something from working, warnings should be mended, notes are good to know. */
export type FindingLevel = "error" | "warning" | "note";

/** What an examination has found. */
export interface Finding {
  readonly level: FindingLevel;
  /** What was looked at: `rights`, `clock`. */
  readonly about:
    | "connection"
    | "rights"
    | "clock"
    | "webhooks"
    | "secrets"
    | "capabilities"
    | "installation"
    | "store"
    | "program";
  /** A sentence. */
  readonly message: string;
  /** What to do about it, a sentence. */
  readonly mend?: string;
}

/** Names as a list for people, cut where it becomes too long to read. */
export function listed(names: Iterable<string>, most = 8): string {
  const all = [...names];
  if (all.length <= most) return all.join(", ");
  return `${all.slice(0, most).join(", ")} and ${all.length - most} more`;
}
