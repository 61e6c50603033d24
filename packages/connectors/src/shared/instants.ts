const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** An ISO 8601 instant with any offset as `YYYY-MM-DDTHH:mm:ssZ`; undefined when the text is none. */
export function toInstant(text: string): string | undefined {
  if (!INSTANT.test(text)) return undefined;
  // Date.parse wants a colon in the offset.
  const milliseconds = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  return Number.isNaN(milliseconds) ? undefined : formatInstant(milliseconds);
}

/** `YYYY-MM-DDTHH:mm:ssZ` of milliseconds since 1970; fractions of a second are cut off. */
export function formatInstant(milliseconds: number): string {
  return `${new Date(Math.floor(milliseconds / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
}

/**
 * Whether no other change can get the same stamp any more: its second is over, by the server's own clock, with
 * two seconds to spare. Without a server clock nothing is settled.
 */
export function isSettled(stamp: string, serverTime: number | undefined): boolean {
  if (serverTime === undefined) return false;
  return serverTime >= Date.parse(stamp) + 1_000 + 2_000;
}
