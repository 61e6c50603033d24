const LONGEST_MESSAGE = 1_000;
/** The gaps that a shorter one leaves in a text would tell it. */
const SHORTEST_SECRET = 4;

/** The system's words without secrets, as they are or as in addresses, on at most 1,000 characters. */
export function redactMessage(message: string, secrets: readonly string[]): string {
  let redacted = message;
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue;
    redacted = redacted.replaceAll(secret, "***").replaceAll(encodeURIComponent(secret), "***");
  }
  return redacted.length > LONGEST_MESSAGE ? `${redacted.slice(0, LONGEST_MESSAGE - 1)}…` : redacted;
}
