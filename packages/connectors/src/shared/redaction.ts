const LONGEST_MESSAGE = 1_000;

/** The system's words without secrets, on at most 1,000 characters. */
export function redactMessage(message: string, secrets: readonly string[]): string {
  let redacted = message;
  for (const secret of secrets) {
    if (secret !== "") redacted = redacted.replaceAll(secret, "***");
  }
  return redacted.length > LONGEST_MESSAGE ? `${redacted.slice(0, LONGEST_MESSAGE - 1)}…` : redacted;
}
